import type { SourceFile } from '#engine';

/** What was given: texts, and what was not taken with the reason. */
export interface Given {
  readonly files: readonly SourceFile[];
  readonly left: readonly string[];
}

const MOST_FILES = 3000;
const LARGEST = 8 * 1024 * 1024;
const MOST = 24 * 1024 * 1024;
const SKIPPED = /(^|\/)(\.git|\.terraform|node_modules)\//;
const IS_TEXT = /\.(tf|tfvars|tfstate|tmpl|tftpl|tpl|json|ya?ml|template|txt|out|policy)$/i;

/** The texts among `files`; folders of tools, other kinds of files and what is too large stay out, and are named. */
export async function textsOf(files: readonly (readonly [path: string, file: File])[]): Promise<Given> {
  const texts: SourceFile[] = [];
  const left: string[] = [];
  let size = 0;
  for (const [path, file] of files) {
    if (SKIPPED.test(path)) continue;
    const reason = whyNot(path, file, { alone: files.length === 1, size, count: texts.length });
    if (reason !== undefined) {
      left.push(`${path}: ${reason}`);
      continue;
    }
    const text = await file.text();
    size += text.length;
    if (text.includes('\u0000')) left.push(`${path}: this is no text`);
    else texts.push({ path, text });
  }
  return { files: withoutCommonFolder(texts), left };
}

function whyNot(
  path: string,
  file: File,
  so: { readonly alone: boolean; readonly size: number; readonly count: number },
): string | undefined {
  if (!so.alone && !IS_TEXT.test(path)) return 'another kind of file';
  if (file.size > LARGEST) return `${Math.round(file.size / 1024 / 1024)} MB is more than any configuration has (8 MB at most)`;
  if (so.size + file.size > MOST) return 'all files together are too large (24 MB at most)';
  return so.count >= MOST_FILES ? `more than ${MOST_FILES} files` : undefined;
}

/** A folder's own name in front of every path says nothing. */
function withoutCommonFolder(files: readonly SourceFile[]): readonly SourceFile[] {
  const [first] = files;
  const folder = first === undefined ? '' : first.path.slice(0, first.path.indexOf('/') + 1);
  if (folder === '' || !files.every(({ path }) => path.startsWith(folder))) return files;
  return withoutCommonFolder(files.map(({ path, text }) => ({ path: path.slice(folder.length), text })));
}

/** The files that somebody chose, each with its path in the folder. */
export const chosenFiles = (list: FileList): readonly (readonly [string, File])[] =>
  [...list].map((file) => [file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file] as const);

/** The files that were dropped, folders with everything in them. */
export async function droppedFiles(items: DataTransferItemList): Promise<readonly (readonly [string, File])[]> {
  // The list is empty once the event is over, so all entries are taken first.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<readonly (readonly [string, File])[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (SKIPPED.test(`${path}/`)) return [];
  if (entry.isFile) return [[path, await new Promise<File>((take, fail) => (entry as FileSystemFileEntry).file(take, fail))]];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: FileSystemEntry[] = [];
  // A reader gives a hundred at a time.
  for (let some = await batch(reader); some.length > 0 && all.length <= MOST_FILES; some = await batch(reader)) all.push(...some);
  return (await Promise.all(all.map(filesIn))).flat();
}

const batch = (reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> =>
  new Promise((take, fail) => reader.readEntries(take, fail));
