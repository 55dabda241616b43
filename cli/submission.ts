import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PublicLab, SourceFile } from '#engine';
import { type Read, readInput } from './input.ts';
import { holdsTerraform, terraformFolder } from './terraform.ts';

/**
 * The files of a submission: a file stands for the lab's only file, or for the one of its name beside the starts of the rest; a folder
 * holds any of them by name; `-` is standard input.
 */
export function submissionFiles(lab: PublicLab, submission: string): Read<readonly SourceFile[]> {
  const terraform = terraformFiles(lab, submission);
  if (terraform !== undefined) return terraform;
  const isFolder = submission !== '-' && statSync(submission, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder) return folderFiles(lab, submission);
  const read = readInput(submission);
  if (!read.ok) return read;
  const name = path.basename(submission);
  const edited = lab.files.filter((file) => file.fixed !== true);
  const target = edited.find((file) => path.basename(file.path) === name) ?? edited[0];
  return {
    ok: true,
    value: lab.files.map((file) => ({ path: file.path, text: file === target ? read.value.text : file.start })),
  };
}

/** The texts of a submission in Terraform, with the lab's files of answers that lie beside them; undefined where it is none. */
function terraformFiles(lab: PublicLab, submission: string): Read<readonly SourceFile[]> | undefined {
  if (submission === '-') return undefined;
  const stat = statSync(submission, { throwIfNoEntry: false });
  const isOne = stat?.isDirectory() === true ? holdsTerraform(submission) : stat !== undefined && submission.endsWith('.tf');
  if (!isOne) return undefined;
  const read = terraformFolder(submission);
  if (!read.ok) return read;
  const answers = lab.files.flatMap(({ path: name, holds, start }): readonly SourceFile[] => {
    if (holds !== 'answers') return [];
    const beside = stat?.isDirectory() === true ? readInput(path.join(submission, name)) : undefined;
    return [{ path: name, text: beside?.ok === true ? beside.value.text : start }];
  });
  return { ok: true, value: [...read.value.files, ...answers] };
}

function folderFiles(lab: PublicLab, folder: string): Read<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  for (const { path: name, start, fixed } of lab.files) {
    if (fixed === true && !existsSync(path.join(folder, name))) {
      files.push({ path: name, text: start });
      continue;
    }
    const read = readInput(path.join(folder, name));
    if (!read.ok) return read;
    files.push({ path: name, text: read.value.text });
  }
  return { ok: true, value: files };
}
