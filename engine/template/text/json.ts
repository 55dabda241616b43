import { type Diagnostic, errorAt } from '../../diagnostic.ts';
import { MAX_DEPTH } from '../limits.ts';
import { type Located, type LocatedEntry, scalarAt, unknownAt } from '../tree.ts';
import type { Lines } from './lines.ts';
import { numberOrText } from './scalars.ts';
import { duplicateKey } from './yaml.ts';

/** Where a reader stands in a JSON text. */
interface Reading {
  readonly text: string;
  readonly lines: Lines;
  readonly diagnostics: Diagnostic[];
  at: number;
  /** Set where reading on has no sense: the text is too deep. */
  stopped: boolean;
}

/** The tree of a JSON text, as far as it can be read: after a fault the reader goes on with what it can make out. */
export function readJson(text: string, lines: Lines, diagnostics: Diagnostic[]): Located | undefined {
  const reading: Reading = { text, lines, diagnostics, at: 0, stopped: false };
  const root = anyOf(reading, 0);
  skipSpace(reading);
  if (!reading.stopped && reading.at < text.length)
    fault(reading, 'The template ends before this: remove what follows.', reading.at);
  return reading.stopped ? undefined : root;
}

/** The trees of a text that holds JSON values one after another, as files put together do; what is no JSON is a fault once. */
export function readJsonTexts(text: string, lines: Lines, diagnostics: Diagnostic[]): readonly Located[] {
  const reading: Reading = { text, lines, diagnostics, at: 0, stopped: false };
  const roots: Located[] = [];
  for (skipSpace(reading); reading.at < text.length && !reading.stopped; skipSpace(reading)) {
    const faults = diagnostics.length;
    roots.push(anyOf(reading, 0));
    if (diagnostics.length > faults) break;
  }
  return reading.stopped ? [] : roots;
}

function fault(reading: Reading, message: string, start: number, end = start + 1): void {
  if (!reading.stopped) reading.diagnostics.push(errorAt('TEMPLATE_SYNTAX', message, reading.lines.spanOf(start, end)));
}

function skipSpace(reading: Reading): void {
  while (' \t\r\n'.includes(reading.text[reading.at] ?? 'x')) reading.at += 1;
}

function anyOf(reading: Reading, depth: number): Located {
  skipSpace(reading);
  const start = reading.at;
  const first = reading.text[start];
  if (depth > MAX_DEPTH) return tooDeep(reading);
  if (first === '{') return mapOf(reading, depth);
  if (first === '[') return listOf(reading, depth);
  if (first === '"') return textOf(reading);
  return wordOf(reading);
}

function tooDeep(reading: Reading): Located {
  const span = reading.lines.spanOf(reading.at, reading.at + 1);
  const message = `Lists and maps stand more than ${MAX_DEPTH} deep within each other here. Is a bracket not closed?`;
  if (!reading.stopped) reading.diagnostics.push(errorAt('TEMPLATE_TOO_DEEP', message, span));
  reading.stopped = true;
  reading.at = reading.text.length;
  return unknownAt('too deep', span);
}

function mapOf(reading: Reading, depth: number): Located {
  const start = reading.at;
  const entries = new Map<string, LocatedEntry>();
  eachOf(reading, '}', () => {
    if (reading.text[reading.at] !== '"') {
      fault(reading, 'A key in double quotes belongs here.', reading.at);
      skipWord(reading);
      return;
    }
    const { value, span } = textOf(reading);
    const key = String(value);
    skipSpace(reading);
    if (reading.text[reading.at] === ':') reading.at += 1;
    else fault(reading, `A colon and a value belong after "${key}".`, reading.at);
    const entry = { key, keySpan: span, value: anyOf(reading, depth + 1) };
    if (entries.has(key)) reading.diagnostics.push(duplicateKey(key, span));
    entries.set(key, entry);
  });
  return { kind: 'map', entries, span: reading.lines.spanOf(start, reading.at) };
}

function listOf(reading: Reading, depth: number): Located {
  const start = reading.at;
  const items: Located[] = [];
  eachOf(reading, ']', () => items.push(anyOf(reading, depth + 1)));
  return { kind: 'list', items, span: reading.lines.spanOf(start, reading.at) };
}

/** Reads what stands between an opening bracket and `close`, one `read` for each element; every round consumes something. */
function eachOf(reading: Reading, close: '}' | ']', read: () => void): void {
  const { text } = reading;
  const opened = reading.at;
  let comma = opened;
  for (reading.at += 1; ; ) {
    skipSpace(reading);
    const before = reading.at;
    const here = text[before];
    if (here === close || here === undefined || '}]'.includes(here)) break;
    if (here === ',') fault(reading, 'There is nothing before this comma.', before);
    else read();
    skipSpace(reading);
    comma = text[reading.at] === ',' ? reading.at : -1;
    if (comma !== -1) reading.at += 1;
    else if (!'}]'.includes(text[reading.at] ?? ']')) fault(reading, 'A comma is missing before this.', reading.at);
    // What begins no value is stepped over, so that each round ends further on.
    if (reading.at === before) reading.at += 1;
  }
  if (text[reading.at] !== close) {
    fault(reading, `No \`${close}\` closes this bracket.`, opened);
    return;
  }
  if (comma > opened) fault(reading, `Nothing follows this comma: remove it.`, comma);
  reading.at += 1;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function textOf(reading: Reading) {
  const { text, lines } = reading;
  const start = reading.at;
  let value = '';
  let from = start + 1;
  for (reading.at = from; ; reading.at += 1) {
    const here = text[reading.at];
    if (here === '"') break;
    if (here === undefined || here === '\n') {
      fault(reading, 'No quote closes this text on its line.', start, reading.at);
      return scalarAt(value + text.slice(from, reading.at).trimEnd(), lines.spanOf(start, reading.at));
    }
    if (here !== '\\') continue;
    value += text.slice(from, reading.at) + escaped(reading);
    from = reading.at + 1;
  }
  value += text.slice(from, reading.at);
  reading.at += 1;
  return scalarAt(value, lines.spanOf(start, reading.at));
}

/** The character of an escape; leaves the reader on the escape's last character. */
function escaped(reading: Reading): string {
  const { text, at } = reading;
  const letter = text[at + 1] ?? '';
  if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) {
    reading.at += 5;
    return String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16));
  }
  const character = ESCAPES.get(letter);
  if (character === undefined) {
    fault(reading, `JSON has no escape \`\\${letter.trim()}\`. Write two backslashes for one.`, at, at + 2);
    return '\\';
  }
  reading.at += 1;
  return character;
}

const WORDS: ReadonlyMap<string, true | false | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function skipWord(reading: Reading): string {
  const start = reading.at;
  while (!' \t\r\n,:{}[]"'.includes(reading.text[reading.at] ?? ' ')) reading.at += 1;
  return reading.text.slice(start, reading.at);
}

function wordOf(reading: Reading): Located {
  const start = reading.at;
  const word = skipWord(reading);
  const span = reading.lines.spanOf(start, reading.at);
  const known = WORDS.get(word);
  if (known !== undefined) return scalarAt(known, span);
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(word)) return scalarAt(numberOrText(word), span);
  if (word === '') fault(reading, 'A value belongs here.', start);
  else fault(reading, 'Text stands in double quotes in JSON.', start, reading.at);
  return word === '' ? scalarAt(null, span) : scalarAt(word, span);
}
