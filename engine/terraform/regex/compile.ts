import type { Edge, Instruction, Machine } from './machine.ts';

interface Building {
  readonly pattern: string;
  at: number;
  readonly instructions: Instruction[];
  groups: number;
  readonly names: Map<string, number>;
  ignoreCase: boolean;
  multiline: boolean;
  dotAll: boolean;
}

/** What is no pattern, or one that is not known here. */
export class InvalidPattern extends Error {}

const MAX_INSTRUCTIONS = 4000;
const MAX_PATTERN = 1000;
const MAX_REPEAT = 1000;

/** A piece that leads to `next` once that is known; all of it has been built, so that it is made again for each repetition. */
type Piece = (building: Building, next: number) => number;

/**
 * The machine of a pattern in the syntax of RE2, which Terraform uses: no look-around and no back references.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function compiled(pattern: string): Machine {
  if (pattern.length > MAX_PATTERN) throw new InvalidPattern('the pattern is too long');
  const building: Building = {
    pattern,
    at: 0,
    instructions: [],
    groups: 0,
    names: new Map(),
    ignoreCase: false,
    multiline: false,
    dotAll: false,
  };
  const whole = alternatives(building, 0);
  if (building.at < pattern.length) throw new InvalidPattern('a parenthesis is closed that was never opened');
  const start = whole(building, emit(building, { kind: 'match' }));
  return { instructions: building.instructions, start, groups: building.groups, names: building.names };
}

function emit({ instructions }: Building, instruction: Instruction): number {
  if (instructions.length >= MAX_INSTRUCTIONS) throw new InvalidPattern('the pattern is too large');
  instructions.push(instruction);
  return instructions.length - 1;
}

function alternatives(building: Building, depth: number): Piece {
  if (depth > 50) throw new InvalidPattern('too many parentheses within each other');
  const branches = [sequence(building, depth)];
  while (building.pattern[building.at] === '|') {
    building.at += 1;
    branches.push(sequence(building, depth));
  }
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  return (into, next) => emit(into, { kind: 'fork', next: branches.map((branch) => branch(into, next)) });
}

function sequence(building: Building, depth: number): Piece {
  const pieces: Piece[] = [];
  while (building.at < building.pattern.length && !'|)'.includes(building.pattern[building.at] ?? '')) {
    const piece = atom(building, depth);
    pieces.push(repeated(building, piece));
  }
  return (into, next) => pieces.reduceRight((after, piece) => piece(into, after), next);
}

const QUANTIFIER = /(?:([*+?])|\{(\d{1,4})(,?)(\d{0,4})\})(\?)?/y;

function repeated(building: Building, piece: Piece): Piece {
  QUANTIFIER.lastIndex = building.at;
  const found = QUANTIFIER.exec(building.pattern);
  if (found === null) return piece;
  building.at = QUANTIFIER.lastIndex;
  const [, symbol, least, comma, most, lazy] = found;
  const from = symbol === '+' ? 1 : symbol === undefined ? Number(least) : 0;
  const to =
    symbol === '?' ? 1 : symbol !== undefined || (comma === ',' && most === '') ? undefined : comma === '' ? from : Number(most);
  if (from > MAX_REPEAT || (to ?? 0) > MAX_REPEAT || (to !== undefined && to < from))
    throw new InvalidPattern('a repetition is not possible');
  if (QUANTIFIER.test(building.pattern)) throw new InvalidPattern('a repetition of a repetition');
  return (into, next) => {
    const fork = (inner: number, after: number) => (lazy === undefined ? [inner, after] : [after, inner]);
    let after = next;
    if (to === undefined) {
      const loop: number[] = [];
      after = emit(into, { kind: 'fork', next: loop });
      loop.push(...fork(piece(into, after), next));
    } else
      for (let count = from; count < to; count += 1) after = emit(into, { kind: 'fork', next: fork(piece(into, after), next) });
    for (let count = 0; count < from; count += 1) {
      const before = after;
      after = piece(into, after);
      // A piece that takes nothing and makes nothing would be repeated for nothing, and those within it as often again.
      if (after === before) break;
    }
    return after;
  };
}

const EDGE: Readonly<Record<string, Edge>> = { '\\A': 'textStart', '\\z': 'textEnd', '\\b': 'word', '\\B': 'noWord' };

const edge =
  (kind: Edge): Piece =>
  (into, next) =>
    emit(into, { kind: 'edge', edge: kind, next });

const taking =
  (accepts: (character: string) => boolean): Piece =>
  (into, next) =>
    emit(into, { kind: 'take', accepts, next });

function atom(building: Building, depth: number): Piece {
  const { pattern, at, multiline, dotAll, ignoreCase } = building;
  const here = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  if (here === '(') return group(building, depth);
  building.at += here.length;
  if (here === '^') return edge(multiline ? 'lineStart' : 'textStart');
  if (here === '$') return edge(multiline ? 'lineEnd' : 'textEnd');
  if (here === '.') return taking((character) => dotAll || character !== '\n');
  if ('*+?'.includes(here)) throw new InvalidPattern('nothing stands before a repetition');
  if (here === '[') return taking(classOf(building, at));
  const two = pattern.slice(at, at + 2);
  if (here !== '\\') {
    const lower = here.toLowerCase();
    return taking(ignoreCase ? (character) => character.toLowerCase() === lower : (character) => character === here);
  }
  const known = EDGE[two];
  if (known !== undefined) {
    building.at = at + 2;
    return edge(known);
  }
  return taking(escapedClass(building, at));
}

const ESCAPE = /\\(?:[dDwWsSfnrtv]|x[0-9A-Fa-f]{2}|[pP]\{[A-Za-z]+\}|[^A-Za-z0-9])/uy;

function escapedClass(building: Building, at: number): (character: string) => boolean {
  ESCAPE.lastIndex = at;
  const source = ESCAPE.exec(building.pattern)?.[0];
  if (source === undefined) throw new InvalidPattern(`\`${building.pattern.slice(at, at + 2)}\` has no meaning`);
  building.at = at + source.length;
  return tester(/^\\[^A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(source) ? source.slice(1) : source, building.ignoreCase);
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\s',
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

/** The class in brackets that begins at `at`. */
function classOf(building: Building, at: number): (character: string) => boolean {
  const source = /^\[\^?\]?(?:\[:\w+:\]|\\[\s\S]|[^\]\\])*\]/u.exec(building.pattern.slice(at))?.[0];
  if (source === undefined) throw new InvalidPattern('a `[` is never closed');
  building.at = at + source.length;
  const [, not = '', inner = ''] = /^\[(\^?)([\s\S]*)\]$/.exec(source) ?? [];
  const plain = inner
    .replace(/\[:(\w+):\]/g, (_whole, name: string) => POSIX[name] ?? '')
    .replace(/^\]/, '\\]')
    // What the browser's own syntax would read as something else, or not at all.
    .replace(/\\([^A-Za-z0-9^$\\.*+?()[\]{}|/-])/gu, '$1')
    .replace(/(?<!\\)\[/g, '\\[')
    .replace(/([dws])-(?=.)/g, (whole, letter: string, index: number, all: string) =>
      all[index - 1] === '\\' ? `${letter}\\-` : whole,
    );
  return tester(`[${not}${plain}]`, building.ignoreCase);
}

/** One character against one class: JavaScript's own engine decides that in no time. */
function tester(source: string, ignoreCase: boolean): (character: string) => boolean {
  try {
    const pattern = new RegExp(`^(?:${source})$`, ignoreCase ? 'iu' : 'u');
    return (character) => pattern.test(character);
  } catch {
    throw new InvalidPattern(`\`${source.slice(0, 40)}\` is no class of characters`);
  }
}

const OPEN = /\((?:\?(?:P?<(\w+)>|([imsU]*(?:-[imsU]+)?)([:)])))?/y;

function group(building: Building, depth: number): Piece {
  OPEN.lastIndex = building.at;
  const [open = '', name, flags, end] = OPEN.exec(building.pattern) ?? [];
  if (open === '(' && building.pattern[building.at + 1] === '?')
    throw new InvalidPattern('this kind of group is not known to RE2');
  building.at += open.length;
  const before = { ignoreCase: building.ignoreCase, multiline: building.multiline, dotAll: building.dotAll };
  if (flags !== undefined) setFlags(building, flags);
  // `(?i)` holds to the end of the group around it.
  if (end === ')') return (_into, next) => next;
  if (flags === undefined) building.groups += 1;
  const number = flags === undefined ? building.groups : undefined;
  if (name !== undefined && number !== undefined) building.names.set(name, number);
  const inner = alternatives(building, depth + 1);
  if (building.pattern[building.at] !== ')') throw new InvalidPattern('a `(` is never closed');
  building.at += 1;
  Object.assign(building, before);
  if (number === undefined) return inner;
  return (into, next) => {
    const close = emit(into, { kind: 'save', slot: 2 * number + 1, next });
    return emit(into, { kind: 'save', slot: 2 * number, next: inner(into, close) });
  };
}

function setFlags(building: Building, flags: string): void {
  const [on = '', off = ''] = flags.split('-');
  if (flags.includes('U')) throw new InvalidPattern('the flag `U` is not known here');
  if (/i/.test(flags)) building.ignoreCase = on.includes('i') && !off.includes('i');
  if (/m/.test(flags)) building.multiline = on.includes('m') && !off.includes('m');
  if (/s/.test(flags)) building.dotAll = on.includes('s') && !off.includes('s');
}
