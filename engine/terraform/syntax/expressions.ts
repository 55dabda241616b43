import type { BinaryOperator, Expression, ObjectItem, Place } from './ast.ts';
import { forExpression } from './for-expressions.ts';
import { expect, found, identifier, matchAt, type Reader, refuse, skipBlanks, skipLines, take, within } from './reader.ts';
import { heredoc, quoted } from './templates.ts';

/** Operators by how strongly they bind, the weakest first. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['>=', '<=', '>', '<'],
  ['+', '-'],
  ['*', '/', '%'],
];

/**
 * The expression that begins here, as far as it goes.
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function expression(reader: Reader): Expression {
  skipBlanks(reader);
  const start = reader.at;
  const test = binary(reader, 0);
  if (!take(reader, '?')) return test;
  return within(reader, reader.acrossLines, () => {
    const yes = expression(reader);
    expect(reader, ':', 'the conditional');
    const no = expression(reader);
    return { kind: 'conditional', test, yes, no, source: reader.source, start, end: no.end };
  });
}

function binary(reader: Reader, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return unary(reader);
  skipBlanks(reader);
  const start = reader.at;
  let left = binary(reader, level + 1);
  for (let operator = operatorOf(reader, operators); operator !== undefined; operator = operatorOf(reader, operators)) {
    const right = binary(reader, level + 1);
    left = { kind: 'binary', operator, left, right, source: reader.source, start, end: right.end };
  }
  return left;
}

function operatorOf(reader: Reader, operators: readonly BinaryOperator[]): BinaryOperator | undefined {
  const before = reader.at;
  skipBlanks(reader);
  const operator = operators.find((each) => reader.text.startsWith(each, reader.at));
  if (operator === undefined) reader.at = before;
  else reader.at += operator.length;
  return operator;
}

function unary(reader: Reader): Expression {
  skipBlanks(reader);
  const start = reader.at;
  const operator = reader.text[start];
  if (operator !== '-' && operator !== '!') return postfix(reader, start, term(reader));
  return within(reader, reader.acrossLines, () => {
    reader.at += 1;
    const of = unary(reader);
    return { kind: 'unary', operator, of, source: reader.source, start, end: reader.at };
  });
}

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS: Readonly<Record<string, true | false | null>> = { true: true, false: false, null: null };

function term(reader: Reader): Expression {
  const start = reader.at;
  const here = reader.text[start] ?? '';
  if (here === '"') return quoted(reader);
  if (here === '(') return parenthesis(reader);
  if (here === '[') return tuple(reader);
  if (here === '{') return object(reader);
  if (here === '<' && reader.text[start + 1] === '<') return heredoc(reader);
  const number = matchAt(NUMBER, reader);
  if (number !== undefined) {
    reader.at += number.length;
    return { kind: 'literal', value: Number(number), source: reader.source, start, end: reader.at };
  }
  const name = identifier(reader);
  if (name === undefined) refuse(reader, `Here a value is missing${found(reader)}.`);
  return named(reader, start, name);
}

/** What begins with a name: a call, a literal, or the root of a reference. */
function named(reader: Reader, start: number, first: string): Expression {
  let name = first;
  while (reader.text.startsWith('::', reader.at)) {
    reader.at += 2;
    name += `::${identifier(reader) ?? refuse(reader, 'After `::` stands the name of a function.')}`;
  }
  const end = reader.at;
  skipBlanks(reader);
  if (reader.text[reader.at] === '(') return call(reader, start, name);
  if (name.includes('::')) refuse(reader, `After \`${name}\` stand its arguments in parentheses${found(reader)}.`);
  reader.at = end;
  const literal = Object.hasOwn(LITERALS, name) ? LITERALS[name] : undefined;
  const { source } = reader;
  if (literal === undefined) return { kind: 'name', name, source, start, end };
  return { kind: 'literal', value: literal, source, start, end };
}

function call(reader: Reader, start: number, name: string): Expression {
  reader.at += 1;
  const args: Expression[] = [];
  let expand = false;
  within(reader, true, () => {
    while (!expand && !take(reader, ')')) {
      args.push(expression(reader));
      expand = take(reader, '...');
      if (expand || !take(reader, ',')) {
        expect(reader, ')', `the call of \`${name}\``);
        return;
      }
    }
  });
  return { kind: 'call', name, args, expand, source: reader.source, start, end: reader.at };
}

function parenthesis(reader: Reader): Expression {
  const start = reader.at;
  reader.at += 1;
  const of = within(reader, true, () => {
    const inner = expression(reader);
    expect(reader, ')', 'the parenthesis');
    return inner;
  });
  return { kind: 'parenthesis', of, source: reader.source, start, end: reader.at };
}

function tuple(reader: Reader): Expression {
  const start = reader.at;
  reader.at += 1;
  return within(reader, true, () => {
    const loop = forExpression(reader, start, ']');
    if (loop !== undefined) return loop;
    const items: Expression[] = [];
    while (!take(reader, ']')) {
      items.push(expression(reader));
      if (take(reader, ',')) continue;
      expect(reader, ']', 'the list');
      break;
    }
    return { kind: 'tuple', items, source: reader.source, start, end: reader.at };
  });
}

function object(reader: Reader): Expression {
  const start = reader.at;
  reader.at += 1;
  const loop = within(reader, true, () => forExpression(reader, start, '}'));
  if (loop !== undefined) return loop;
  return within(reader, false, () => {
    const items: ObjectItem[] = [];
    for (skipLines(reader); !take(reader, '}'); skipLines(reader)) {
      items.push(objectItem(reader));
      // Items end with a comma or with their line.
      if (take(reader, ',') || reader.text[reader.at] === '\n' || reader.text[reader.at] === '}') continue;
      refuse(reader, `An item of an object ends with its line or with a comma${found(reader)}.`);
    }
    return { kind: 'object', items, source: reader.source, start, end: reader.at };
  });
}

function objectItem(reader: Reader): ObjectItem {
  const key = objectKey(reader);
  skipBlanks(reader);
  if (!take(reader, '=') && !take(reader, ':'))
    refuse(reader, `Between a key and its value stands \`=\` or \`:\`${found(reader)}.`);
  return { key, value: expression(reader) };
}

/** A key: a bare word is its own text; anything else is an expression. */
function objectKey(reader: Reader): Expression {
  const start = reader.at;
  const word = identifier(reader);
  if (word !== undefined) {
    const key: Expression = { kind: 'literal', value: word, source: reader.source, start, end: reader.at };
    skipBlanks(reader);
    if (/^(?::|=(?!=))/.test(reader.text.slice(reader.at, reader.at + 2))) return key;
  }
  reader.at = start;
  return expression(reader);
}

/** `base` with everything that is read off it: `.name`, `[key]`, `[*]`, `.*`, `.0`. */
export function postfix(reader: Reader, start: number, base: Expression): Expression {
  let value = base;
  for (;;) {
    const end = reader.at;
    skipBlanks(reader);
    const here = reader.text[reader.at];
    if (here === '[') value = indexed(reader, start, value);
    else if (here === '.' && reader.text[reader.at + 1] !== '.') value = dotted(reader, start, value);
    else {
      reader.at = end;
      return value;
    }
  }
}

function indexed(reader: Reader, start: number, of: Expression): Expression {
  reader.at += 1;
  if (take(reader, '*')) {
    expect(reader, ']', 'the splat');
    // Everything after `[*]`, indexes too, is asked of each item.
    const each = within(reader, reader.acrossLines, () => postfix(reader, reader.at, itemAt(reader)));
    return { kind: 'splat', of, each, source: reader.source, start, end: reader.at };
  }
  const key = within(reader, true, () => {
    const inner = expression(reader);
    expect(reader, ']', 'the index');
    return inner;
  });
  return { kind: 'index', of, key, source: reader.source, start, end: reader.at };
}

const itemAt = (reader: Reader): Expression => ({ kind: 'item', source: reader.source, start: reader.at, end: reader.at });

function dotted(reader: Reader, start: number, of: Expression): Expression {
  reader.at += 1;
  skipBlanks(reader);
  if (reader.text[reader.at] === '*') {
    reader.at += 1;
    let each = itemAt(reader);
    // After `.*` only names are asked of each item; an index is asked of the whole.
    while (/^\.[\p{ID_Start}_\d]/u.test(reader.text.slice(reader.at, reader.at + 3))) each = dotted(reader, each.start, each);
    return { kind: 'splat', of, each, source: reader.source, start, end: reader.at };
  }
  const digits = matchAt(/\d+/y, reader);
  if (digits !== undefined) {
    const keyPlace: Place = { source: reader.source, start: reader.at, end: reader.at + digits.length };
    reader.at += digits.length;
    return {
      kind: 'index',
      of,
      key: { kind: 'literal', value: Number(digits), ...keyPlace },
      source: reader.source,
      start,
      end: reader.at,
    };
  }
  const name = identifier(reader);
  if (name === undefined) refuse(reader, `After a dot stands the name of an attribute${found(reader)}.`);
  return { kind: 'get', of, name, source: reader.source, start, end: reader.at };
}
