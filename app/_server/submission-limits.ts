import type { Diagnostic, SourceFile } from '#engine';

/** How much text is taken at all, in bytes of UTF-8 over all files. A draft may be what an engine refuses: nothing typed is lost. */
export const LIMITS = { draft: 5_242_880, attempt: 524_288 } as const;

const MAX_FILES = 50;
const MAX_PATH = 200;

/** What a browser sent, or the one reason why it is not taken. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Diagnostic };

/** `sent` as files with distinct relative paths, of at most `LIMITS[purpose]` bytes. */
export function checkFiles(sent: unknown, purpose: keyof typeof LIMITS): Checked<readonly SourceFile[]> {
  if (!Array.isArray(sent) || sent.length === 0)
    return refuse('NO_FILES', 'There is no file in what was sent. Send at least one.');
  if (sent.length > MAX_FILES) return refuse('TOO_MANY_FILES', `These are ${sent.length} files; at most ${MAX_FILES} are taken.`);
  const files: SourceFile[] = [];
  let left: number = LIMITS[purpose];
  for (const each of sent as readonly unknown[]) {
    if (!isFile(each)) return refuse('NOT_A_FILE', 'Each file must have a relative path and a text.');
    if (files.some((file) => file.path === each.path)) return refuse('DUPLICATE_FILE', `The file ${each.path} is there twice.`);
    const bytes = Buffer.byteLength(each.text);
    if (bytes > left) return tooLarge(each, left, LIMITS[purpose]);
    left -= bytes;
    files.push({ path: each.path, text: each.text });
  }
  return { ok: true, value: files };
}

/** Whether `sent` can be the key under which a browser sends something: 8 to 100 letters, digits, `-` or `_`. */
export const isClientKey = (sent: unknown): sent is string => typeof sent === 'string' && /^[\w-]{8,100}$/.test(sent);

function isFile(sent: unknown): sent is SourceFile {
  if (typeof sent !== 'object' || sent === null || !('path' in sent) || !('text' in sent)) return false;
  return typeof sent.text === 'string' && typeof sent.path === 'string' && isRelativePath(sent.path);
}

const isRelativePath = (path: string): boolean =>
  path.length > 0 &&
  path.length <= MAX_PATH &&
  /^[\w. -]+(\/[\w. -]+)*$/.test(path) &&
  path.split('/').every((part) => !/^\.+$/.test(part));

/** The fault stands where the text passes the limit. */
function tooLarge({ path, text }: SourceFile, left: number, limit: number): Checked<never> {
  const kept = Buffer.from(text).subarray(0, left).toString().split('\n');
  const place = { line: kept.length, column: (kept.at(-1) ?? '').length + 1 };
  const message = `This is more text than is taken: ${Math.floor(limit / 1024)} KiB over all files, which is passed here. Shorten it.`;
  return { ok: false, fault: { severity: 'error', code: 'TOO_LARGE', message, span: { file: path, start: place, end: place } } };
}

const refuse = (code: string, message: string): Checked<never> => ({ ok: false, fault: { severity: 'error', code, message } });
