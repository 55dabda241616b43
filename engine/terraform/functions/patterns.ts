import { remembering } from '../../remember.ts';
import { spend, textValue } from '../evaluate/scope.ts';
import { compiled, InvalidPattern } from '../regex/compile.ts';
import { type Machine, matchFrom, type Slots } from '../regex/machine.ts';
import { list, map, scalar, type Value } from '../value/value.ts';
import { type Call, type FunctionTable, Misuse, making, NotKnown, room, text } from './arguments.ts';

/** Functions that look for patterns. @see https://developer.hashicorp.com/terraform/language/functions/regex */
export const PATTERNS: FunctionTable = {
  regex: making(2, 2, (call) => {
    const subject = [...text(call, 1)];
    const machine = machineOf(call, 0);
    const slots = search(call, machine, subject, 0);
    if (slots === undefined) throw new Misuse('the pattern matches nothing in this text.', 1);
    return captured(machine, subject, slots);
  }),
  regexall: making(2, 2, (call) => {
    const subject = [...text(call, 1)];
    const machine = machineOf(call, 0);
    return list(matches(call, machine, subject).map((slots) => captured(machine, subject, slots)));
  }),
  replace: making(3, 3, replace),
};

const machineFor = remembering(200, (pattern: string): Machine | string => {
  try {
    return compiled(pattern);
  } catch (error) {
    if (error instanceof InvalidPattern) return error.message;
    throw error;
  }
});

function machineOf(call: Call, index: number, pattern = text(call, index)): Machine {
  const machine = machineFor(pattern);
  if (typeof machine === 'string') throw new Misuse(`this is no pattern: ${machine}.`, index);
  return machine;
}

function search(call: Call, machine: Machine, subject: readonly string[], from: number): Slots | undefined {
  const work = ((subject.length - from + 1) * machine.instructions.length) / 8;
  if (!spend(call.scope.run, work, call.place)) throw new NotKnown('the limit was met');
  return matchFrom(machine, subject, from);
}

/** All matches that do not overlap. */
function matches(call: Call, machine: Machine, subject: readonly string[]): readonly Slots[] {
  const found: Slots[] = [];
  for (let from = 0; from <= subject.length; ) {
    const slots = search(call, machine, subject, from);
    const [start, end] = [slots?.[0], slots?.[1]];
    if (slots === undefined || start === undefined || end === undefined) break;
    found.push(slots);
    from = end > start ? end : end + 1;
  }
  return found;
}

/** The whole match; with groups the list of them, with named groups the map of them. */
function captured({ groups, names }: Machine, subject: readonly string[], slots: Slots): Value {
  const part = (index: number): Value => {
    const [start, end] = [slots[2 * index], slots[2 * index + 1]];
    return scalar(start === undefined || end === undefined ? null : subject.slice(start, end).join(''));
  };
  if (names.size > 0) return map(new Map([...names].map(([name, index]) => [name, part(index)])));
  return groups === 0 ? part(0) : list(Array.from({ length: groups }, (_, index) => part(index + 1)));
}

/** A pattern stands between slashes; anything else is looked for as it is. */
function replace(call: Call): Value {
  const [subject, wanted, by] = [text(call, 0), text(call, 1), text(call, 2)];
  const pattern = /^\/(.+)\/$/s.exec(wanted)?.[1];
  if (pattern === undefined) {
    room(call, subject.length + (subject.split(wanted).length - 1) * by.length);
    return textValue(
      call.scope.run,
      subject.replaceAll(wanted, () => by),
      call.place,
    );
  }
  const characters = [...subject];
  const machine = machineOf(call, 1, pattern);
  let result = '';
  let last = 0;
  for (const slots of matches(call, machine, characters)) {
    const [start = 0, end = 0] = slots;
    result += characters.slice(last, start).join('') + expanded(by, machine, characters, slots);
    last = end;
    room(call, result.length);
  }
  return textValue(call.scope.run, result + characters.slice(last).join(''), call.place);
}

/** `$1`, `${name}` and `$$` of a replacement. */
const expanded = (by: string, { names }: Machine, subject: readonly string[], slots: Slots): string =>
  by.replace(
    /\$(?:(\$)|(\w+)|\{(\w+)\})/g,
    (_whole, dollar: string | undefined, plain: string | undefined, braced: string | undefined) => {
      if (dollar !== undefined) return '$';
      const name = plain ?? braced ?? '';
      const index = /^\d+$/.test(name) ? Number(name) : names.get(name);
      const [start, end] = index === undefined ? [] : [slots[2 * index], slots[2 * index + 1]];
      return start === undefined || end === undefined ? '' : subject.slice(start, end).join('');
    },
  );
