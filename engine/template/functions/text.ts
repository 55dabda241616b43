import { joined, listAt, mayProduce, misuse, type Scope, type TemplateFunction } from '../scope.ts';
import { asString, type Located, toJson, unknownAt } from '../tree.ts';

/** `Fn::Join`: [delimiter, list]. */
export const join: TemplateFunction = (argument, span, scope) => {
  const [separator, list] = argument.kind === 'list' && argument.items.length === 2 ? argument.items : [];
  const text = asString(separator);
  if (text === undefined || list === undefined) return misuse(scope, span, 'Fn::Join takes a delimiter and a list of texts.');
  const values = scope.evaluate(list, scope);
  if (values?.kind === 'unknown') return unknownAt(values.reason, span, values.ref);
  if (values?.kind !== 'list') return misuse(scope, list.span, 'Fn::Join takes a list of texts as its second item.');
  const unknown = values.items.find((item) => item.kind === 'unknown');
  if (unknown?.kind === 'unknown') return unknownAt(unknown.reason, span);
  const parts: string[] = [];
  for (const item of values.items) {
    const part = asString(item);
    if (part === undefined) return misuse(scope, item.span, 'Fn::Join joins texts, and this is none.');
    parts.push(part);
  }
  const [only] = values.items;
  return joined(scope, parts, text, span, values.items.length === 1 && only?.kind === 'scalar' ? only.ref : undefined);
};

/** `Fn::Split`: [delimiter, text]. */
export const split: TemplateFunction = (argument, span, scope) => {
  const [separator, source] = argument.kind === 'list' && argument.items.length === 2 ? argument.items : [];
  const delimiter = asString(separator);
  if (!delimiter || source === undefined)
    return misuse(scope, span, 'Fn::Split takes a delimiter, which is not empty, and a text.');
  const value = scope.evaluate(source, scope);
  if (value?.kind === 'unknown') return unknownAt(value.reason, span, value.ref);
  const text = asString(value);
  if (text === undefined) return misuse(scope, source.span, 'Fn::Split splits a text, and this is none.');
  if (!mayProduce(scope, text.length * 4, span)) return unknownAt('too much text', span);
  return listAt(text.split(delimiter), span);
};

/** `Fn::Base64` of the UTF-8 bytes. */
export const base64: TemplateFunction = (argument, span, scope) => {
  const value = scope.evaluate(argument, scope);
  if (value?.kind === 'unknown') return unknownAt(value.reason, span);
  const text = asString(value);
  if (text === undefined) return misuse(scope, span, 'Fn::Base64 takes a text.');
  return joined(scope, [encoded(utf8(text))], '', span);
};

/** `Fn::ToJsonString`: a map or a list as JSON text. */
export const toJsonString: TemplateFunction = (argument, span, scope) => {
  const value = scope.evaluate(argument, scope);
  if (value?.kind === 'unknown') return unknownAt(value.reason, span);
  if (value?.kind !== 'map' && value?.kind !== 'list') return misuse(scope, span, 'Fn::ToJsonString takes a map or a list.');
  const reason = firstUnknown(value);
  if (reason !== undefined) return unknownAt(reason, span);
  if (!mayProduce(scope, weight(value), span)) return unknownAt('too much text', span);
  return joined(scope, [JSON.stringify(toJson(value))], '', span);
};

function firstUnknown(node: Located): string | undefined {
  if (node.kind === 'unknown') return node.reason;
  const parts =
    node.kind === 'list' ? node.items : node.kind === 'map' ? [...node.entries.values()].map(({ value }) => value) : [];
  for (const part of parts) {
    const reason = firstUnknown(part);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** About how much text `node` is, so that it is refused before it is written. */
function weight(node: Located): number {
  if (node.kind === 'list') return node.items.reduce((sum, item) => sum + weight(item), 2);
  if (node.kind === 'map') return [...node.entries].reduce((sum, [key, { value }]) => sum + key.length + weight(value), 2);
  return (asString(node) ?? '').length + 2;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(6), tail(0));
    else bytes.push(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
  }
  return bytes;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function encoded(bytes: readonly number[]): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = [bytes[index], bytes[index + 1], bytes[index + 2]];
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const letter = (shift: number) => ALPHABET[(group >> shift) & 0x3f] ?? '';
    text += letter(18) + letter(12) + (b === undefined ? '=' : letter(6)) + (c === undefined ? '=' : letter(0));
  }
  return text;
}

/** The text that `node` resolves to, or the unknown value that it is, or undefined. */
export function resolvedText(
  node: Located | undefined,
  scope: Scope,
): string | Extract<Located, { kind: 'unknown' }> | undefined {
  const value = node === undefined ? undefined : scope.evaluate(node, scope);
  return value?.kind === 'unknown' ? value : asString(value);
}
