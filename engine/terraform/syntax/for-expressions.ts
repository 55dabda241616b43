import type { Expression, ForHead } from './ast.ts';
import { expect, identifier, type Reader, refuse, skipBlanks, take } from './reader.ts';

const FOR = /^for(?![\p{ID_Continue}-])/u;

/** The `for` expression whose bracket has just been opened at `start`, to its `closing` bracket; undefined where it is none. */
export function forExpression(reader: Reader, start: number, closing: ']' | '}'): Expression | undefined {
  const before = reader.at;
  skipBlanks(reader);
  if (!FOR.test(reader.text.slice(reader.at, reader.at + 5))) {
    reader.at = before;
    return undefined;
  }
  const head = forHead(reader);
  expect(reader, ':', 'the `for`');
  const first = reader.expression(reader);
  if (closing === ']') {
    const test = condition(reader);
    expect(reader, closing, 'the `for`');
    return { kind: 'for-tuple', head, value: first, test, source: reader.source, start, end: reader.at };
  }
  expect(reader, '=>', 'a `for` that makes an object');
  const value = reader.expression(reader);
  const grouping = take(reader, '...');
  const test = condition(reader);
  expect(reader, closing, 'the `for`');
  return { kind: 'for-object', head, key: first, value, test, grouping, source: reader.source, start, end: reader.at };
}

/** `for value in collection` or `for key, value in collection`. */
export function forHead(reader: Reader): ForHead {
  reader.at += 'for'.length;
  const first = variable(reader);
  const second = take(reader, ',') ? variable(reader) : undefined;
  skipBlanks(reader);
  if (identifier(reader) !== 'in') refuse(reader, 'A `for` has the form `for value in collection : …`.');
  const collection = reader.expression(reader);
  return second === undefined ? { key: undefined, value: first, collection } : { key: first, value: second, collection };
}

function variable(reader: Reader): string {
  skipBlanks(reader);
  return identifier(reader) ?? refuse(reader, 'After `for` stands the name of a variable.');
}

function condition(reader: Reader): Expression | undefined {
  skipBlanks(reader);
  const before = reader.at;
  if (identifier(reader) === 'if') return reader.expression(reader);
  reader.at = before;
  return undefined;
}
