import { type Diagnostic, errorAt } from '../../diagnostic.ts';
import { linesOf } from '../../template/text/lines.ts';
import { MAX_NESTING } from '../limits.ts';
import type { Expression, Place, Source } from './ast.ts';

/** Where a text is being read. */
export interface Reader {
  readonly source: Source;
  readonly text: string;
  readonly diagnostics: Diagnostic[];
  at: number;
  /** Brackets, blocks and templates that are open. */
  depth: number;
  /** Whether a line may end here without ending anything: within brackets. */
  acrossLines: boolean;
  /** Reads an expression; templates and expressions hold each other. */
  readonly expression: (reader: Reader) => Expression;
  /** Whether brackets were found that nothing closes: from then on a fault is over at the end of its line. */
  unbalanced: boolean;
}

/** What ends the reading of one argument or block head: its remark is made where it is caught. */
export class Fault extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** The source of a file's text. */
export function sourceOf(path: string, text: string): Source {
  const lines = linesOf(text, path);
  return { path, text, spanOf: lines.spanOf };
}

/** A reader at the beginning of `source`. */
export const readerOf = (source: Source, diagnostics: Diagnostic[], expression: Reader['expression']): Reader => ({
  source,
  expression,
  text: source.text,
  diagnostics,
  at: 0,
  depth: 0,
  acrossLines: false,
  unbalanced: false,
});

export const placeOf = ({ source }: Reader, start: number, end: number): Place => ({ source, start, end });

/** Ends what is being read with the remark that `message` is wrong with the text from `start` to `end`. */
export function refuse(reader: Reader, message: string, start = reader.at, end = start + 1, code = 'INVALID_SYNTAX'): never {
  const stop = Math.min(Math.max(end, start), reader.text.length);
  throw new Fault(errorAt(code, message, reader.source.spanOf(Math.min(start, stop), stop)));
}

/** What `read` gives, one bracket deeper; `acrossLines` is whether a line may end within. */
export function within<T>(reader: Reader, acrossLines: boolean, read: () => T): T {
  const before = reader.acrossLines;
  reader.depth += 1;
  if (reader.depth > MAX_NESTING)
    refuse(reader, `More than ${MAX_NESTING} brackets within each other.`, reader.at, reader.at + 1, 'TOO_DEEP');
  reader.acrossLines = acrossLines;
  const value = read();
  reader.acrossLines = before;
  reader.depth -= 1;
  return value;
}

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const HASH = 35;
const STAR = 42;
const SLASH = 47;

/** Passes blanks and comments, and ends of lines where they mean nothing. */
export function skipBlanks(reader: Reader): void {
  const { text, acrossLines } = reader;
  for (;;) {
    const code = text.charCodeAt(reader.at);
    if (code === SPACE || code === TAB || (code === NEWLINE && acrossLines)) reader.at += 1;
    else if (code === RETURN && text.charCodeAt(reader.at + 1) === NEWLINE) reader.at += 1;
    else if (code === HASH) skipLine(reader);
    else if (code !== SLASH || !skipComment(reader)) return;
  }
}

function skipComment(reader: Reader): boolean {
  const { text, at } = reader;
  const next = text.charCodeAt(at + 1);
  if (next === SLASH) skipLine(reader);
  if (next === STAR) {
    const end = text.indexOf('*/', at + 2);
    if (end === -1) refuse(reader, 'This comment is never closed: `*/` ends it.', at, at + 2);
    reader.at = end + 2;
  }
  return next === SLASH || next === STAR;
}

function skipLine(reader: Reader): void {
  const end = reader.text.indexOf('\n', reader.at);
  reader.at = end === -1 ? reader.text.length : end;
}

/** Passes blanks, comments and ends of lines. */
export function skipLines(reader: Reader): void {
  const before = reader.acrossLines;
  reader.acrossLines = true;
  skipBlanks(reader);
  reader.acrossLines = before;
}

/** Whether `symbol` stands next, after blanks; it is passed. */
export function take(reader: Reader, symbol: string): boolean {
  skipBlanks(reader);
  if (!reader.text.startsWith(symbol, reader.at)) return false;
  reader.at += symbol.length;
  return true;
}

/** Passes `symbol`, or ends with the remark that it is missing. */
export function expect(reader: Reader, symbol: string, where: string): void {
  if (!take(reader, symbol)) refuse(reader, `Here ${where} needs a \`${symbol}\`${found(reader)}.`);
}

/** What stands here, for a remark. */
export function found({ text, at }: Reader): string {
  if (at >= text.length) return ', and the text ends';
  const word = /^(?:[\w-]+|.)/u.exec(text.slice(at, at + 40))?.[0];
  return word === undefined ? ', and the line ends' : `, not \`${word}\``;
}

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const PLAIN = /[A-Za-z_][\w-]*/y;

/** The identifier that begins here, which is passed; undefined where none does. */
export function identifier(reader: Reader): string | undefined {
  const word = matchAt(PLAIN, reader) ?? '';
  const after = reader.text.charCodeAt(reader.at + word.length);
  const whole = after > 127 ? matchAt(IDENTIFIER, reader) : word;
  if (whole === undefined || whole === '') return undefined;
  reader.at += whole.length;
  return whole;
}

/** What `pattern`, which is sticky, finds here. */
export function matchAt(pattern: RegExp, { text, at }: Reader): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
