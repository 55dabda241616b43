import path from 'node:path';
import {
  type ConfigurationInput,
  isDescribed,
  type ParsedConfiguration,
  parseConfiguration,
  parseDescribed,
  type SourceFile,
} from '#engine';
import { filesBelow, isFolder } from './folder.ts';
import { type Read, readInput } from './input.ts';
import { holdsTerraform, terraformFolder } from './terraform.ts';

/** What a configuration is read with, beside its own text. */
export type Given = Pick<ConfigurationInput, 'world' | 'parameters' | 'catalogue' | 'specification' | 'terraform'>;

/** The configuration at `name`, a file, a folder or `-` for standard input, in the format that its content says. */
export function parsedAt(name: string, folder: string, given: Given): Read<ParsedConfiguration> {
  if (isFolder(name, folder)) return parsedFolder(name, folder, given);
  const read = readInput(name, folder);
  if (!read.ok) return read;
  const files = [{ path: name, text: read.value.text }];
  return {
    ok: true,
    value: isDescribed(read.value.text) ? parseDescribed({ ...given, files }) : parseConfiguration({ ...given, files }),
  };
}

function parsedFolder(name: string, folder: string, given: Given): Read<ParsedConfiguration> {
  if (folderFormat(name, folder) === 'terraform') {
    const read = terraformFolder(name, folder);
    return read.ok ? { ok: true, value: parseConfiguration({ ...given, ...read.value }) } : read;
  }
  const files = describedFiles(name, folder);
  return files.ok ? { ok: true, value: parseDescribed({ ...given, files: files.value }) } : files;
}

/** The files of describe output below the folder `name`, or the one file `name`. */
export function describedFiles(name: string, folder: string): Read<readonly SourceFile[]> {
  if (isFolder(name, folder)) return filesBelow(name, folder, (each) => /\.(json|txt|out)$/i.test(each));
  const read = readInput(name, folder);
  return read.ok ? { ok: true, value: [{ path: name, text: read.value.text }] } : read;
}

/** What a folder holds: texts, a plan or a state of Terraform, else describe output. */
export const folderFormat = (name: string, folder: string): 'terraform' | 'describe' =>
  holdsTerraform(path.resolve(folder, name)) ? 'terraform' : 'describe';
