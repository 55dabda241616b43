import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '#engine';
import { faultAt, type Read, readInput } from './input.ts';

/** A configuration of Terraform as it lies on a disk: its files, and the folder of its root module among them. */
export interface TerraformFolder {
  readonly files: readonly SourceFile[];
  readonly root: string;
}

const IS_TEXT = /\.tf(\.json)?$/;
const IS_SHOWN = /"terraform_version"\s*:/;
const SKIPPED = new Set(['.terraform', '.git', 'node_modules']);

/** Files that `file()` and `templatefile()` may read: more or larger ones are left where they are. */
const MOST_FILES = 3000;
const LARGEST_OTHER = 512 * 1024;

/** Whether `folder` holds texts of Terraform, or a plan or state as JSON. */
export function holdsTerraform(folder: string): boolean {
  const names = readdirSync(folder);
  return names.some((name) => IS_TEXT.test(name)) || shownIn(folder, names) !== undefined;
}

function shownIn(folder: string, names: readonly string[]): string | undefined {
  return names.find((name) => {
    if (!/\.(json|tfstate)$/.test(name)) return false;
    return IS_SHOWN.test(readFileSync(path.join(folder, name), 'utf8').slice(0, 4000));
  });
}

/**
 * The files of the configuration that `name` is: a folder with everything that its local modules and files need, one text, or a plan or
 * state as JSON.
 */
export function terraformFolder(name: string, folder: string = process.cwd()): Read<TerraformFolder> {
  const whole = path.resolve(folder, name);
  const stat = statSync(whole, { throwIfNoEntry: false });
  if (stat === undefined) return faultAt(name, 'MISSING_FILE', `There is no folder ${name}.`);
  if (!stat.isDirectory()) {
    const read = readInput(name, folder);
    return read.ok ? { ok: true, value: { files: [{ path: name, text: read.value.text }], root: path.dirname(name) } } : read;
  }
  const names = readdirSync(whole);
  const shown = names.some((each) => IS_TEXT.test(each)) ? undefined : shownIn(whole, names);
  if (shown !== undefined) return terraformFolder(path.join(name, shown), folder);
  const found = new Map<string, string>();
  collect(whole, found);
  for (const outer of outerModules(found)) collect(outer, found);
  return { ok: true, value: placed(found, whole) };
}

/** Adds the files below `folder`, by their whole paths. */
function collect(folder: string, found: Map<string, string>): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const whole = path.join(folder, entry.name);
    if (found.size >= MOST_FILES || found.has(whole)) continue;
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) collect(whole, found);
    } else if (entry.isFile()) {
      const text = textIn(whole);
      if (text !== undefined) found.set(whole, text);
    }
  }
}

function textIn(file: string): string | undefined {
  if (!/\.(tf|tfvars)(\.json)?$/.test(file) && statSync(file).size > LARGEST_OTHER) return undefined;
  const bytes = readFileSync(file);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Folders of local modules that do not lie below the root; those of modules in them too. */
function outerModules(found: Map<string, string>): readonly string[] {
  const outer = new Set<string>();
  const waiting = [...found];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [file, text] = next;
    if (!file.endsWith('.tf')) continue;
    for (const [, source] of text.matchAll(/^\s*source\s*=\s*"(\.\.?\/[^"\n]*)"/gm)) {
      const folder = path.resolve(path.dirname(file), source ?? '');
      const isKnown = outer.has(folder) || [...found.keys()].some((each) => path.dirname(each) === folder);
      if (isKnown) continue;
      outer.add(folder);
      const more = new Map<string, string>();
      collect(folder, more);
      waiting.push(...more);
    }
  }
  return [...outer];
}

/** Paths as a terminal can open them: from the working directory, or whole where something lies outside of it. */
function placed(found: ReadonlyMap<string, string>, root: string): TerraformFolder {
  const here = process.cwd();
  const isInside = [root, ...found.keys()].every((each) => !path.relative(here, each).startsWith('..'));
  const nameOf = (whole: string) => (isInside ? path.relative(here, whole) : whole).split(path.sep).join('/');
  return { files: [...found].map(([whole, text]) => ({ path: nameOf(whole), text })), root: nameOf(root) };
}
