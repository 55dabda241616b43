import { errorAt } from '../../diagnostic.ts';
import { MAX_DIAGNOSTICS } from '../limits.ts';
import type { Attribute, Block, Body, Expression } from './ast.ts';
import { expression } from './expressions.ts';
import {
  Fault,
  found,
  identifier,
  matchAt,
  placeOf,
  type Reader,
  refuse,
  skipBlanks,
  skipLines,
  take,
  within,
} from './reader.ts';
import { itemEnd } from './recovery.ts';

interface OpenBody {
  readonly attributes: Map<string, Attribute>;
  readonly blocks: Block[];
}

/**
 * The body that begins here: that of a file, or with `closed` that of a block, to its closing brace. What cannot be read gets a
 * remark and is left out; the rest goes on.
 */
export function body(reader: Reader, closed: boolean): Body {
  const open: OpenBody = { attributes: new Map(), blocks: [] };
  for (skipRest(reader); reader.at < reader.text.length; skipRest(reader)) {
    if (closed && reader.text[reader.at] === '}') break;
    if (reader.diagnostics.length >= MAX_DIAGNOSTICS) {
      stopReading(reader);
      break;
    }
    itemOrRemark(reader, open);
  }
  return open;
}

/** Passes the rest of a text that is something else than Terraform: more remarks would only repeat that. */
function stopReading(reader: Reader): void {
  const message = 'So much of this file is no Terraform that the rest of it is not read.';
  reader.diagnostics.push(errorAt('REST_NOT_READ', message, reader.source.spanOf(reader.at, reader.at)));
  reader.at = reader.text.length;
}

/** Passes blank lines; a comment that is never closed is the end of the text. */
function skipRest(reader: Reader): void {
  try {
    skipLines(reader);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    reader.diagnostics.push(fault.diagnostic);
    reader.at = reader.text.length;
  }
}

function itemOrRemark(reader: Reader, open: OpenBody): void {
  const { at: start, depth, acrossLines } = reader;
  try {
    item(reader, open, false);
    endOfLine(reader);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    reader.diagnostics.push(fault.diagnostic);
    reader.depth = depth;
    reader.acrossLines = acrossLines;
    reader.at = Math.max(itemEnd(reader, start), start + 1);
  }
}

/** An argument `name = value` or a block `type "label" { … }`. */
function item(reader: Reader, open: OpenBody, inOneLine: boolean): void {
  const start = reader.at;
  const name = identifier(reader);
  if (name === undefined) {
    const message =
      reader.text[start] === '"'
        ? 'The name of an argument stands without quotes.'
        : `Here an argument or a block begins with a name${found(reader)}.`;
    refuse(reader, message);
  }
  const end = reader.at;
  skipBlanks(reader);
  if (reader.text[reader.at] === '=' && reader.text[reader.at + 1] !== '=') {
    reader.at += 1;
    argument(reader, open, { name, namePlace: placeOf(reader, start, end) });
  } else if (inOneLine) refuse(reader, 'A block on one line holds one argument and no block.');
  else open.blocks.push(block(reader, start, name));
}

function argument(reader: Reader, open: OpenBody, { name, namePlace }: Omit<Attribute, 'value'>): void {
  let value: Expression;
  try {
    value = expression(reader);
  } catch (fault) {
    // The argument is there, though nobody knows its value: that it is missing need not be said as well.
    if (fault instanceof Fault && !open.attributes.has(name)) {
      open.attributes.set(name, { name, namePlace, value: { kind: 'broken', ...namePlace } });
    }
    throw fault;
  }
  if (open.attributes.has(name)) {
    const message = `\`${name}\` stands here twice. Remove one of the two.`;
    reader.diagnostics.push(errorAt('DUPLICATE_ARGUMENT', message, reader.source.spanOf(namePlace.start, namePlace.end)));
  } else open.attributes.set(name, { name, namePlace, value });
}

function block(reader: Reader, start: number, type: string): Block {
  const labels: string[] = [];
  for (let label = labelOf(reader); label !== undefined; label = labelOf(reader)) labels.push(label);
  const head = placeOf(reader, start, reader.at);
  if (!take(reader, '{')) refuse(reader, `After \`${type}\` stands \`=\` and a value, or a block in braces${found(reader)}.`);
  const inner = within(reader, false, () => contents(reader, head.start, head.end));
  return { type, labels, body: inner, head, place: placeOf(reader, start, reader.at) };
}

function labelOf(reader: Reader): string | undefined {
  const before = reader.at;
  skipBlanks(reader);
  const word = identifier(reader);
  if (word !== undefined) return word;
  const text = matchAt(/"(?:[^"\\\n]|\\.)*"/y, reader);
  if (text === undefined) {
    reader.at = before;
    return undefined;
  }
  if (/\\[^nrt"\\uU]|(?<![$%])[$%]\{/.test(text))
    refuse(reader, 'A name in quotes is a plain text.', reader.at, reader.at + text.length);
  reader.at += text.length;
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** What stands between the braces, the first of which has been passed. */
function contents(reader: Reader, start: number, end: number): Body {
  skipBlanks(reader);
  const unclosed = (): never => refuse(reader, 'This block is never closed: a `}` ends it.', start, end, 'UNCLOSED_BLOCK');
  if (reader.text[reader.at] !== '\n') {
    const open: OpenBody = { attributes: new Map(), blocks: [] };
    if (take(reader, '}')) return open;
    if (reader.at >= reader.text.length) unclosed();
    item(reader, open, true);
    if (!take(reader, '}')) refuse(reader, `A block on one line holds one argument and ends with \`}\`${found(reader)}.`);
    return open;
  }
  const inner = body(reader, true);
  if (reader.text[reader.at] === '}') reader.at += 1;
  else if (reader.diagnostics.length < MAX_DIAGNOSTICS)
    reader.diagnostics.push(
      errorAt('UNCLOSED_BLOCK', 'This block is never closed: a `}` ends it.', reader.source.spanOf(start, end)),
    );
  return inner;
}

function endOfLine(reader: Reader): void {
  skipBlanks(reader);
  if (reader.at < reader.text.length && reader.text[reader.at] !== '\n') {
    refuse(reader, `An argument or block ends with its line${found(reader)}.`);
  }
}
