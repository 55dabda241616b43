/**
 * Where a text stands at one place, read as far as it goes: half-typed text has no tree, and just there somebody wants to be helped. YAML
 * in blocks and in brackets, and so JSON, are read by one pass over the signs; what is no YAML at all is read as something near it.
 */
export interface LooseEntry {
  readonly path: readonly string[];
  /** The value as it is written on its line, without quotes and without its tag; empty where something nested follows. */
  readonly value: string;
  readonly tag: string;
  /** Offsets of the key, and of the value with its tag. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** What stands before a cursor. List items are named by their index. */
export interface Cursor {
  /** The containers around the cursor and, behind a key, that key. */
  readonly path: readonly string[];
  readonly expects: 'key' | 'value' | 'either';
  /** What was typed of the word already, without its quote. */
  readonly typed: string;
  /** The offset at which that word begins. */
  readonly start: number;
  /** The short tag before the word, such as `!Ref`. */
  readonly tag: string;
  readonly quoted: boolean;
}

interface Frame {
  readonly list: boolean;
  /** The column of its keys or dashes; brackets stand in none. */
  readonly indent: number;
  readonly flow: boolean;
  key: string | undefined;
  index: number;
}

interface Reading {
  readonly text: string;
  at: number;
  readonly frames: Frame[];
  readonly entries: { -readonly [K in keyof LooseEntry]: LooseEntry[K] }[];
  /** What was being read when the text ended. */
  open: Pick<Cursor, 'expects' | 'typed' | 'start' | 'tag' | 'quoted'> | undefined;
}

const FLOW = Number.POSITIVE_INFINITY;

/** Every key of the text with its value, in the order of the text. */
export const looseEntries = (text: string): readonly LooseEntry[] => read(text).entries;

/** What a cursor at `offset` stands in. */
export function cursorAt(text: string, offset: number): Cursor {
  const reading = read(text.slice(0, offset));
  const open = reading.open ?? { expects: 'either', typed: '', start: offset, tag: '', quoted: false };
  return { ...open, path: pathOf(reading.frames, open.expects === 'key') };
}

/** The names around; of the innermost map its key only where a value is meant. */
function pathOf(frames: readonly Frame[], atKey: boolean): readonly string[] {
  return frames.flatMap((frame, index) => {
    if (frame.list) return [String(frame.index)];
    if (atKey && index === frames.length - 1) return [];
    return frame.key === undefined ? [] : [frame.key];
  });
}

function read(text: string): Reading {
  const reading: Reading = { text, at: 0, frames: [], entries: [], open: undefined };
  while (reading.at < text.length) {
    if (reading.frames.at(-1)?.flow === true) readFlow(reading);
    else readLine(reading);
  }
  if (reading.open === undefined && reading.frames.at(-1)?.flow !== true) emptyEnd(reading);
  return reading;
}

const endOfLine = ({ text, at }: Reading): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** The text ends on an empty line, or behind a key: what is typed next begins here. */
function emptyEnd(reading: Reading): void {
  const { text, frames } = reading;
  const line = text.slice(text.lastIndexOf('\n') + 1);
  if (line.trim() !== '') return;
  leave(reading, line.length, false);
  const top = frames.at(-1);
  const child = top !== undefined && top.indent < line.length;
  reading.open = { expects: child ? 'either' : 'key', typed: '', start: text.length, tag: '', quoted: false };
}

/** Closes what ends at a line whose first sign stands at `column`. */
function leave({ frames }: Reading, column: number, dash: boolean): void {
  while (frames.length > 0) {
    const top = frames.at(-1);
    if (top === undefined || top.indent < column || (top.indent === column && (!top.list || dash))) return;
    frames.pop();
  }
}

const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#'"{}[\],!&*|>@`%-][^#{}[\],]*?|-[^\s:][^:]*?))\s*:(?=\s|$)/;

function readLine(reading: Reading): void {
  const { text } = reading;
  const lineStart = reading.at;
  const end = endOfLine(reading);
  const line = text.slice(lineStart, end);
  let column = line.length - line.trimStart().length;
  if (line.trim() === '' || line[column] === '#' || /^(---|\.\.\.)/.test(line)) {
    reading.at = end + 1;
    return;
  }
  leave(reading, column, /^-(\s|$)/.test(line.slice(column)));
  while (/^-(\s|$)/.test(line.slice(column))) {
    item(reading, column);
    const after = line.slice(column + 1);
    column += 1 + (after.length - after.trimStart().length);
    leave(reading, column, true);
  }
  reading.at = lineStart + column;
  const [whole, double, single, plain] = KEY.exec(line.slice(column)) ?? [];
  const key = double ?? single ?? plain;
  if (whole === undefined || key === undefined) readValue(reading, end, 'either');
  else {
    named(reading, column, key);
    entry(reading, key.length === 0 ? reading.at : lineStart + column);
    reading.at += whole.length;
    readValue(reading, end, 'value');
  }
}

/** A dash at `column`: the next item of the list there, or the first of a new one. */
function item({ frames }: Reading, column: number): void {
  const top = frames.at(-1);
  if (top?.list === true && top.indent === column) top.index += 1;
  else frames.push({ list: true, indent: column, flow: false, key: undefined, index: 0 });
}

function named({ frames }: Reading, column: number, key: string): void {
  const top = frames.at(-1);
  if (top !== undefined && !top.list && top.indent === column) top.key = key;
  else frames.push({ list: false, indent: column, flow: false, key, index: 0 });
}

function entry({ entries, frames, text }: Reading, start: number): void {
  entries.push({ path: pathOf(frames, false), value: '', tag: '', start, valueStart: text.length, end: text.length });
}

/** The value that begins on this line: brackets, a block of text, or a scalar to the end of the line. */
function readValue(reading: Reading, end: number, expects: Cursor['expects']): void {
  const { text } = reading;
  let at = skipSpaces(text, reading.at, end);
  const valueStart = at;
  let tag = '';
  for (let found = tagAt(text, at, end); found !== undefined; found = tagAt(text, at, end)) {
    tag = found;
    at = skipSpaces(text, at + found.length, end);
  }
  const sign = text[at];
  if ((sign === '{' || sign === '[') && at < end) {
    note(reading, { valueStart, end, tag, value: '' });
    reading.at = at;
    openBracket(reading);
    return;
  }
  if ((sign === '|' || sign === '>') && /^[|>][+-]?\d?\s*(#.*)?$/.test(text.slice(at, end))) {
    note(reading, { valueStart, end, tag, value: '' });
    skipBlock(reading, end);
    return;
  }
  const written = text.slice(at, end);
  const scalar = scalarOf(written);
  note(reading, { valueStart, end: at + scalar.length, tag, value: unquoted(scalar) });
  if (end === text.length) reading.open = openWord(written, at, tag, expects);
  reading.at = end + 1;
}

const skipSpaces = (text: string, from: number, end: number): number => {
  let at = from;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
};

/** A whole tag with white space behind it; one that is still being typed is a word. */
function tagAt(text: string, at: number, end: number): string | undefined {
  const found = /^(![A-Za-z:]*)(?=\s)/.exec(text.slice(at, end))?.[1];
  return found === undefined || found === '' ? undefined : found;
}

/** Of a value on one line what is not its comment. */
function scalarOf(written: string): string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(written)?.[0];
  return quoted ?? written.replace(/(^|\s)#.*$/, '').trimEnd();
}

const unquoted = (text: string): string => (/^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text);

function openWord(written: string, at: number, tag: string, expects: Cursor['expects']): Reading['open'] {
  const quoted = /^["']/.test(written);
  return { expects, typed: quoted ? written.slice(1) : written, start: quoted ? at + 1 : at, tag, quoted };
}

/** Gives the last key its value, where it has none yet. */
function note({ entries }: Reading, value: Pick<LooseEntry, 'value' | 'tag' | 'valueStart' | 'end'>): void {
  const last = entries.at(-1);
  if (last !== undefined && last.valueStart >= value.valueStart) Object.assign(last, value);
}

/** Passes the lines of a block of text (`|`): all that are indented deeper than its key. */
function skipBlock(reading: Reading, end: number): void {
  const { text, frames } = reading;
  const indent = frames.at(-1)?.indent ?? 0;
  reading.at = end + 1;
  while (reading.at < text.length) {
    const lineEnd = endOfLine(reading);
    const line = text.slice(reading.at, lineEnd);
    if (line.trim() !== '' && line.length - line.trimStart().length <= indent) return;
    reading.at = lineEnd + 1;
  }
  reading.open = { expects: 'value', typed: '', start: text.length, tag: '|', quoted: false };
}

function openBracket(reading: Reading): void {
  const list = reading.text[reading.at] === '[';
  reading.frames.push({ list, indent: FLOW, flow: true, key: undefined, index: 0 });
  reading.at += 1;
  if (reading.at >= reading.text.length) openEnd(reading, reading.at, '');
}

/** One sign or word inside brackets. */
function readFlow(reading: Reading): void {
  const { text, frames } = reading;
  const top = frames.at(-1);
  const sign = text[reading.at] ?? '';
  if (top === undefined) return;
  if (/\s/.test(sign)) reading.at += 1;
  else if (sign === '#') reading.at = endOfLine(reading) + 1;
  else if (sign === '{' || sign === '[') openBracket(reading);
  else if (sign === '}' || sign === ']') {
    frames.pop();
    reading.at += 1;
    if (frames.at(-1)?.flow !== true) reading.at = endOfLine(reading) + 1;
    return;
  } else if (sign === ',') {
    if (top.list) top.index += 1;
    else top.key = undefined;
    reading.at += 1;
  } else if (sign === ':') reading.at += 1;
  else {
    flowWord(reading, top);
    return;
  }
  if (reading.at >= text.length) openEnd(reading, text.length, '');
}

/** The text ends inside brackets, between words. */
function openEnd(reading: Reading, start: number, tag: string): void {
  const top = reading.frames.at(-1);
  const expects = top === undefined ? 'either' : top.list || top.key !== undefined ? 'value' : 'key';
  reading.open = { expects, typed: '', start, tag, quoted: false };
}

function flowWord(reading: Reading, top: Frame): void {
  const { text } = reading;
  const start = reading.at;
  const tag = tagAt(text, start, text.length) ?? '';
  const from = tag === '' ? start : start + tag.length + (/^\s*/.exec(text.slice(start + tag.length))?.[0].length ?? 0);
  if (tag !== '' && from >= text.length) {
    openEnd(reading, from, tag);
    reading.at = text.length;
    return;
  }
  if (text[from] === '{' || text[from] === '[') {
    reading.at = from;
    return;
  }
  const written = wordAt(text, from);
  reading.at = Math.max(from + written.length, start + 1);
  const value = unquoted(written.trimEnd());
  const isKey = !top.list && top.key === undefined;
  if (isKey) {
    top.key = value;
    entry(reading, start);
  } else note(reading, { valueStart: start, end: from + written.trimEnd().length, tag, value });
  if (reading.at >= text.length) {
    if (isKey) top.key = undefined;
    reading.open = openWord(written, from, tag, isKey ? 'key' : 'value');
  }
}

/** A quoted text, or what goes on until a sign of the brackets ends it. */
function wordAt(text: string, from: number): string {
  const rest = text.slice(from, from + 4000);
  const quoted = /^(?:"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)/.exec(rest)?.[0];
  if (quoted !== undefined && quoted !== '') return quoted;
  return /^(?:[^,{}[\]:\n]|:(?![\s,{}[\]]))*/.exec(rest)?.[0] ?? '';
}
