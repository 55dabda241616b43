import { type Diagnostic, errorAt, infoAt } from '../diagnostic.ts';
import { normalized } from './functions/files.ts';
import type { TerraformFile, TerraformInput } from './instance.ts';
import { MAX_FILE_LENGTH, MAX_FILES, MAX_TEXT_LENGTH } from './limits.ts';

/** The files of a configuration by their paths from the root module's folder, with the path that each was given under. */
export interface Sources {
  readonly files: ReadonlyMap<string, TerraformFile>;
  /** Folders that hold Terraform text, with its files by name. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

const isTerraform = (path: string): boolean => /\.tf(?:\.json)?$/.test(path);

/** The files of `input` as they are read; those that are too large or no text get a remark and are left out. */
export function sourcesOf(input: TerraformInput, diagnostics: Diagnostic[]): Sources {
  const kept = readable(input.files, diagnostics);
  const root = input.root === undefined ? rootOf(kept, diagnostics) : steps(input.root);
  const files = new Map<string, TerraformFile>();
  for (const file of kept) files.set(relative(root, steps(file.path)), file);
  const folders = new Map<string, string[]>();
  for (const path of [...files.keys()].filter(isTerraform).sort()) {
    const folder = path.split('/').slice(0, -1).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return { files, folders };
}

function readable(files: readonly TerraformFile[], diagnostics: Diagnostic[]): readonly TerraformFile[] {
  let total = 0;
  const kept = files.slice(0, MAX_FILES).filter((file) => {
    const span = { file: file.path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
    const size = file.text.length;
    if (size > MAX_FILE_LENGTH || total + size > MAX_TEXT_LENGTH) {
      const message = 'This file, or all of them together, is larger than any configuration that people write: it is not read.';
      diagnostics.push(errorAt('FILE_TOO_LARGE', message, span));
      return false;
    }
    total += size;
    if (!isTerraform(file.path) || !file.text.includes('\0')) return true;
    diagnostics.push(errorAt('BINARY_TEXT', 'This is no text: it holds a zero byte.', span));
    return false;
  });
  if (files.length > MAX_FILES) {
    diagnostics.push(infoAt('TOO_MANY_FILES', `Only the first ${MAX_FILES} of ${files.length} files are read.`));
  }
  return kept;
}

const steps = (path: string): readonly string[] => path.split('/').filter((step) => step !== '' && step !== '.');

/**
 * The folder of the root module: one that no other calls as a module, of those the one of fewest steps, then the first by name.
 * That there are others is remarked on.
 */
function rootOf(files: readonly TerraformFile[], diagnostics: Diagnostic[]): readonly string[] {
  const texts = files.filter(({ path }) => isTerraform(path));
  const folders = [...new Set(texts.map(({ path }) => folderOf(path)))];
  const called = new Set(texts.flatMap(({ path, text }) => calledFolders(folderOf(path), text)));
  const uncalled = folders.filter((folder) => !called.has(folder));
  const candidates = (uncalled.length > 0 ? uncalled : folders).toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  const [first = '', ...others] = candidates;
  if (others.length > 0) {
    const names = others.slice(0, 5).map((folder) => `\`${folder}\``);
    const message = `The root module is taken to be \`${first === '' ? '.' : first}\`. It could also be ${names.join(', ')}.`;
    const [file] = texts.filter(({ path }) => folderOf(path) === first);
    const place = { line: 1, column: 1 };
    diagnostics.push(
      infoAt('ROOT_ASSUMED', message, file === undefined ? undefined : { file: file.path, start: place, end: place }),
    );
  }
  return steps(first);
}

const folderOf = (path: string): string => steps(path).slice(0, -1).join('/');
const depth = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);

/** The folders that a text names as sources, whether or not in a `module` block: enough to guess by. */
function calledFolders(folder: string, text: string): readonly string[] {
  return [...text.matchAll(/\bsource"?\s*[=:]\s*"(\.\.?\/[^"$\n]*)"/g)].map(([, source = '']) =>
    normalized(`${folder}/${source}`),
  );
}

/** The way from the folder `from` to `to`. */
function relative(from: readonly string[], to: readonly string[]): string {
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
