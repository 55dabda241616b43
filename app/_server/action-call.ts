/** What React writes for what JSON has no word for, as far as our pages send it: a form, undefined, numbers that are none. */
const WRITTEN = /^\$(?:\$|D\d|(?:K[\da-f]{1,8}|undefined|NaN|-?Infinity|-0|n-?\d{1,300})$)/;
/** Names of the fields of a form that hold JSON; all others hold what somebody typed. */
const MODEL = /^(?:\d+|\$ACTION_\d+:\d+)$/;
const MOST_DEEP = 32;
const MOST_VALUES = 20_000;

/** Whether a request calls a server action, or may: then Next hands its body to React, which fails (500) at what it cannot decode. */
export const isActionCall = (request: Request): boolean =>
  request.method === 'POST' && (request.headers.has('next-action') || isMultipart(request));

const isMultipart = (request: Request): boolean =>
  request.headers.get('content-type')?.startsWith('multipart/form-data') === true;

/** Whether the body of such a request is one that a page of ours writes: a list of plain values, or a well-formed form. */
export async function isReadableCall(request: Request): Promise<boolean> {
  if (!isMultipart(request)) return isCall(await request.text());
  const form = await request.formData().catch(() => undefined);
  if (form === undefined) return false;
  if (request.headers.has('next-action') && !isCall(form.get('0'))) return false;
  return [...form].every(([name, value]) => !MODEL.test(name) || isPlainText(value));
}

const isCall = (text: unknown): boolean => Array.isArray(parsed(text)) && isPlainText(text);

function isPlainText(text: unknown): boolean {
  const value = parsed(text);
  return value !== undefined && isPlain(value, { left: MOST_VALUES }, 0);
}

function isPlain(value: unknown, count: { left: number }, depth: number): boolean {
  if (--count.left < 0 || depth > MOST_DEEP) return false;
  if (typeof value === 'string') return !value.startsWith('$') || WRITTEN.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((each) => isPlain(each, count, depth + 1));
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
