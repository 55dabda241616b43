import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { type Diagnostic, readAs, type Span } from '#engine';
import { readYaml, type YamlText } from './content-yaml.ts';

/** One reading of the content folder: what was opened and every fault so far. Paths are relative to the folder, with forward slashes. */
export interface Shelf {
  readonly root: string;
  readonly faults: Diagnostic[];
  readonly opened: Set<string>;
}

export const openShelf = (root: string): Shelf => ({ root, faults: [], opened: new Set() });

/** The name of `relative` in a diagnostic: it begins with the content folder's own name. */
export const shownName = (shelf: Shelf, relative: string): string => path.posix.join(path.basename(shelf.root), relative);

/** The first place of a file, for faults that are about the whole of it. */
export function topOf(shelf: Shelf, relative: string): Span {
  const start = { line: 1, column: 1 };
  return { file: shownName(shelf, relative), start, end: start };
}

export function addFault(shelf: Shelf, code: string, message: string, span: Span): undefined {
  shelf.faults.push({ severity: 'error', code, message, span });
  return undefined;
}

/** The text of a file, or undefined after saying at `from` that it is missing, is a folder or is not text. */
export function textOf(shelf: Shelf, relative: string, from?: Span): string | undefined {
  const span = from ?? topOf(shelf, relative);
  const absolute = path.join(shelf.root, relative);
  shelf.opened.add(relative);
  if (!existsSync(absolute))
    return addFault(
      shelf,
      'MISSING_FILE',
      `There is no file ${shownName(shelf, relative)}: write it, or correct its name here.`,
      span,
    );
  if (!statSync(absolute).isFile())
    return addFault(shelf, 'NOT_A_FILE', `${shownName(shelf, relative)} is not a file: name a file here.`, span);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(absolute));
  } catch {
    return addFault(shelf, 'NOT_TEXT', `${shownName(shelf, relative)} is not UTF-8 text: save it as such.`, span);
  }
}

/** A YAML file as `schema` describes it, with the place of everything in it; undefined after saying every fault. */
export function yamlOf<S extends z.ZodType>(
  shelf: Shelf,
  relative: string,
  schema: S,
  from?: Span,
): { readonly value: z.output<S>; readonly yaml: YamlText } | undefined {
  const text = textOf(shelf, relative, from);
  return text === undefined ? undefined : checked(shelf, readYaml(text, shownName(shelf, relative)), schema);
}

/** `yaml` as `schema` describes it; undefined after saying every fault. */
export function checked<S extends z.ZodType>(
  shelf: Shelf,
  yaml: YamlText,
  schema: S,
): { readonly value: z.output<S>; readonly yaml: YamlText } | undefined {
  shelf.faults.push(...yaml.faults);
  if (yaml.faults.length > 0) return undefined;
  const read = readAs(schema, yaml.value, yaml.locate);
  if (read.ok) return { value: read.value, yaml };
  shelf.faults.push(...read.errors);
  return undefined;
}

/** The names in a folder in alphabetical order, folders with a slash behind; empty when there is no such folder. Hidden names are left out. */
export function namesIn(shelf: Shelf, relative: string): readonly string[] {
  const absolute = path.join(shelf.root, relative);
  if (!existsSync(absolute) || !statSync(absolute).isDirectory()) return [];
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .toSorted();
}

/** Every file below a folder, in alphabetical order. */
export function filesBelow(shelf: Shelf, relative: string): readonly string[] {
  return namesIn(shelf, relative).flatMap((name) =>
    name.endsWith('/') ? filesBelow(shelf, path.posix.join(relative, name)) : [path.posix.join(relative, name)],
  );
}

/** What changes when anything in the folder does: names, sizes and times of change. */
export function fingerprintOf(root: string): string {
  if (!existsSync(root)) return 'absent';
  const entries = readdirSync(root, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(file);
      return `${file}:${size}:${mtimeMs}`;
    })
    .toSorted()
    .join('\n');
}
