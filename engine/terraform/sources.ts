import { type Diagnostic, errorAt, infoAt } from '../diagnostic.ts';
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
  const root = steps(input.root ?? shallowest(kept));
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

/** The folder of fewest steps that holds Terraform text; of equals the first by name. */
function shallowest(files: readonly TerraformFile[]): string {
  const folders = files.filter(({ path }) => isTerraform(path)).map(({ path }) => steps(path).slice(0, -1));
  const [first = []] = folders.toSorted((a, b) => a.length - b.length || (a.join('/') < b.join('/') ? -1 : 1));
  return first.join('/');
}

/** The way from the folder `from` to `to`. */
function relative(from: readonly string[], to: readonly string[]): string {
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
