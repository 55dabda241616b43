import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '#engine';
import { faultAt, type Read, readInput } from './input.ts';

/** Whether `name` is a folder. */
export const isFolder = (name: string, folder: string = process.cwd()): boolean =>
  name !== '-' && statSync(path.resolve(folder, name), { throwIfNoEntry: false })?.isDirectory() === true;

/** The files below the folder whose names `wanted` accepts, by name, with paths from the folder that use `/`; hidden ones are left out. */
export function filesBelow(name: string, folder: string, wanted: (file: string) => boolean): Read<readonly SourceFile[]> {
  const root = path.resolve(folder, name);
  const names = namesBelow(root, '', 0).filter(wanted);
  if (names.length > MOST) return faultAt(name, 'TOO_MANY_FILES', `${name} holds more than ${MOST} files of this kind.`);
  const files: SourceFile[] = [];
  for (const each of names) {
    const read = readInput(path.join(root, each));
    if (!read.ok) return read;
    files.push({ path: each, text: read.value.text });
  }
  return { ok: true, value: files };
}

const MOST = 5000;
const DEEPEST = 12;

function namesBelow(root: string, below: string, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  return readdirSync(path.join(root, below), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): readonly string[] => {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return namesBelow(root, name, depth + 1);
      return entry.isFile() ? [name] : [];
    });
}
