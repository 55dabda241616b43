/**
 * A matcher of regular expressions that takes time in proportion to the text: a pattern comes from a learner, and JavaScript's own
 * engine may take years for `(a+)+b`. It runs all alternatives side by side (Thompson's construction). Look-around, back
 * references and other rarities are not known to it.
 */

/** A state: it takes one character that `test` accepts, or leads on without one; `next` are indexes of states. */
interface State {
  readonly test?: (character: string) => boolean;
  readonly edge?: 'start' | 'end';
  next: number[];
}

interface Machine {
  readonly pattern: string;
  at: number;
  readonly states: State[];
}

const MAX_STATES = 4000;
const MAX_PATTERN = 1000;
const MAX_TEXT = 4096;

/** What the machine does not know ends the construction. */
class Unknown extends Error {}

/** Whether `pattern` matches all of `text`, as CloudFormation asks of AllowedPattern; undefined where that cannot be told. */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  if (pattern.length > MAX_PATTERN || text.length > MAX_TEXT) return undefined;
  const machine: Machine = { pattern, at: 0, states: [] };
  try {
    const [start, ends] = alternatives(machine);
    if (machine.at < pattern.length) return undefined;
    const final = state(machine, {});
    for (const end of ends) end.next.push(final);
    return run(machine.states, start, final, text);
  } catch (error) {
    if (error instanceof Unknown || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A piece of the machine: where it begins, and the states that lead out of it. */
type Piece = readonly [start: number, ends: readonly State[]];

function state(machine: Machine, made: Omit<State, 'next'>): number {
  if (machine.states.length >= MAX_STATES) throw new Unknown();
  machine.states.push({ ...made, next: [] });
  return machine.states.length - 1;
}

function single(machine: Machine, made: Omit<State, 'next'>): Piece {
  const index = state(machine, made);
  return [index, machine.states.slice(index, index + 1)];
}

function alternatives(machine: Machine): Piece {
  const branches = [sequence(machine)];
  while (machine.pattern[machine.at] === '|') {
    machine.at += 1;
    branches.push(sequence(machine));
  }
  const [start, [fork]] = single(machine, {});
  fork?.next.push(...branches.map(([begin]) => begin));
  return [start, branches.flatMap(([, ends]) => ends)];
}

function sequence(machine: Machine): Piece {
  let [start, ends] = single(machine, {});
  const first = start;
  while (machine.at < machine.pattern.length && !'|)'.includes(machine.pattern[machine.at] ?? '')) {
    [start, ends] = follow(ends, repeated(machine));
  }
  return [first, ends];
}

function follow(ends: readonly State[], [start, next]: Piece): Piece {
  for (const end of ends) end.next.push(start);
  return [start, next];
}

/** One atom with its quantifier; a counted one is built as often as it may repeat, by reading it again. */
function repeated(machine: Machine): Piece {
  const from = machine.at;
  const once = atom(machine);
  const after = machine.at;
  const [least, most] = quantifier(machine);
  const end = machine.at;
  const again = (): Piece => {
    machine.at = from;
    const piece = atom(machine);
    machine.at = after;
    return piece;
  };
  const piece = copies(machine, once, again, least, most);
  machine.at = end;
  return piece;
}

function copies(machine: Machine, once: Piece, again: () => Piece, least: number, most: number): Piece {
  const [start, opening] = single(machine, {});
  let ends: readonly State[] = opening;
  let used = false;
  const copy = () => {
    const piece = used ? again() : once;
    used = true;
    return piece;
  };
  for (let count = 0; count < least; count += 1) [, ends] = follow(ends, copy());
  if (most === Number.POSITIVE_INFINITY) {
    const [loop, hub] = single(machine, {});
    for (const end of ends) end.next.push(loop);
    const [, inner] = follow(hub, copy());
    for (const end of inner) end.next.push(loop);
    return [start, hub];
  }
  const skips: State[] = [];
  for (let count = least; count < most; count += 1) {
    skips.push(...ends);
    [, ends] = follow(ends, copy());
  }
  return [start, [...new Set([...skips, ...ends])]];
}

function quantifier(machine: Machine): readonly [number, number] {
  const [text = '', symbol, least, comma, most] =
    /^(?:([*+?])|\{(\d{1,4})(,?)(\d{0,4})\})?/.exec(machine.pattern.slice(machine.at)) ?? [];
  machine.at += text.length;
  // Lazy or possessive: which way is tried first does not matter where all of the text must match.
  if (text !== '' && '?+'.includes(machine.pattern[machine.at] ?? ' ')) machine.at += 1;
  if (symbol === '*') return [0, Number.POSITIVE_INFINITY];
  if (symbol === '+') return [1, Number.POSITIVE_INFINITY];
  if (symbol === '?') return [0, 1];
  if (least === undefined) return [1, 1];
  if (comma === '') return [Number(least), Number(least)];
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)];
}

const CLASS = /^\[\^?\]?(?:\\[\s\S]|\[:[a-z]+:\]|[^\]\\])*\]/;

function atom(machine: Machine): Piece {
  const { pattern, at } = machine;
  const rest = pattern.slice(at);
  const here = pattern[at] ?? '';
  if (here === '(') return group(machine, rest);
  machine.at += 1;
  if (here === '^') return single(machine, { edge: 'start' });
  if (here === '$') return single(machine, { edge: 'end' });
  if ('*+?{'.includes(here)) throw new Unknown();
  if (here === '.') return single(machine, { test: (character) => character !== '\n' });
  if (here !== '[' && here !== '\\') return single(machine, { test: (character) => character === here });
  const source = here === '[' ? CLASS.exec(rest)?.[0] : /^\\(?:[dDwWsS.\\/|()[\]{}^$*+?-]|[^a-zA-Z0-9])/.exec(rest)?.[0];
  if (source === undefined || source.includes('[:')) throw new Unknown();
  machine.at = at + source.length;
  // One character against one class: JavaScript's own engine decides that in no time.
  const tester = new RegExp(`^${source}$`);
  return single(machine, { test: (character) => tester.test(character) });
}

function group(machine: Machine, rest: string): Piece {
  const [open = ''] = /^\((?:\?:)?/.exec(rest) ?? [];
  if (open === '(' && rest[1] === '?') throw new Unknown();
  machine.at += open.length;
  const piece = alternatives(machine);
  if (machine.pattern[machine.at] !== ')') throw new Unknown();
  machine.at += 1;
  return piece;
}

function run(states: readonly State[], start: number, final: number, text: string): boolean {
  let now = closure(states, [start], true, text.length === 0);
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    const taken = [...now].filter((each) => states[each]?.test?.(character) === true).flatMap((each) => states[each]?.next ?? []);
    if (taken.length === 0) return false;
    now = closure(states, taken, false, index + 1 === text.length);
  }
  return now.has(final);
}

/** All states that `from` leads to without a character. */
function closure(states: readonly State[], from: readonly number[], atStart: boolean, atEnd: boolean): Set<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (reached.has(each)) continue;
    const { test, edge, next = [] } = states[each] ?? {};
    if ((edge === 'start' && !atStart) || (edge === 'end' && !atEnd)) continue;
    reached.add(each);
    if (test === undefined) for (const one of next) open.push(one);
  }
  return reached;
}
