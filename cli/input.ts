import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic, Position } from '#engine';
import { jsonFaultIn } from './json-fault.ts';

/** What was asked for, or the one reason why it cannot be had. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Diagnostic };

/** A text and the folder that relative paths in it start from. */
export interface Input {
  readonly name: string;
  readonly text: string;
  readonly folder: string;
}

const MB = 1024 * 1024;
const LARGEST = 256 * MB;
/** Bytes of a file in YAML that people write by hand, assertions or a world: more of it would take minutes to read. */
export const LARGEST_YAML = MB;

/** The text of the file `name`, or of standard input for `-`; relative to `folder`. A file of more than `largest` bytes is not read. */
export function readInput(name: string, folder: string = process.cwd(), largest: number = LARGEST): Read<Input> {
  const file = path.resolve(folder, name);
  const bytes = name === '-' ? attempt('standard input', () => readFileSync(0)) : bytesOf(name, file, largest);
  if (!bytes.ok) return bytes;
  if (bytes.value.length > largest) return tooLarge(name, largest);
  const text = textOf(bytes.value, name === '-' ? 'standard input' : name);
  if (!text.ok) return text;
  return {
    ok: true,
    value: { name: name === '-' ? '<stdin>' : name, text: text.value, folder: name === '-' ? folder : path.dirname(file) },
  };
}

/** The JSON value that `input` holds, or where it stops being JSON. */
export function readJson(input: Input): Read<unknown> {
  try {
    return { ok: true, value: JSON.parse(input.text) };
  } catch {
    const { offset, message } = jsonFaultIn(input.text);
    return faultAt(input.name, 'JSON_SYNTAX', `This is not JSON: ${message}.`, placeOf(input.text, offset));
  }
}

/** The fault `code` about the file `name`; at its beginning where no place is known. */
export function faultAt(
  name: string,
  code: string,
  message: string,
  start: Position = { line: 1, column: 1 },
): { readonly ok: false; readonly fault: Diagnostic } {
  return { ok: false, fault: { severity: 'error', code, message, span: { file: name, start, end: start } } };
}

function bytesOf(name: string, file: string, largest: number): Read<Buffer> {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return faultAt(name, 'MISSING_FILE', `There is no file ${name}.`);
  if (stat.isDirectory()) return faultAt(name, 'NOT_A_FILE', `${name} is a folder: name a file.`);
  if (stat.size > largest) return tooLarge(name, largest);
  return attempt(name, () => readFileSync(file));
}

const tooLarge = (name: string, largest: number) =>
  faultAt(name, 'TOO_LARGE', `${name === '-' ? 'Standard input' : name} is larger than ${largest / MB} MB.`);

function attempt(name: string, read: () => Buffer): Read<Buffer> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return faultAt(name, 'UNREADABLE', `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** `bytes` as text; a byte that is not UTF-8, or a NUL, is refused at its place. */
function textOf(bytes: Buffer, name: string): Read<string> {
  const nul = bytes.indexOf(0);
  try {
    if (nul === -1) return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const good = lengthOfText(bytes);
    return faultAt(
      name,
      'NOT_TEXT',
      `${name} is not UTF-8 text.`,
      placeOf(bytes.subarray(0, good).toString('utf8'), Number.POSITIVE_INFINITY),
    );
  }
  return faultAt(
    name,
    'NOT_TEXT',
    `${name} is not text: it holds a NUL byte.`,
    placeOf(bytes.subarray(0, nul).toString('utf8'), Number.POSITIVE_INFINITY),
  );
}

/** How many bytes from the start are UTF-8. */
function lengthOfText(bytes: Buffer): number {
  const decoded = Buffer.from(new TextDecoder('utf-8').decode(bytes), 'utf8');
  let index = 0;
  while (index < bytes.length && bytes[index] === decoded[index]) index += 1;
  return index;
}

function placeOf(text: string, offset: number): Position {
  const before = text.slice(0, Math.min(offset, text.length));
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}
