import { textValue } from '../evaluate/scope.ts';
import { list, scalar, sizeOf, type Value } from '../value/value.ts';
import {
  ANY,
  type Call,
  type FunctionTable,
  keeping,
  listArgument,
  Misuse,
  making,
  number,
  room,
  text,
  texts,
} from './arguments.ts';
import { formatted } from './format.ts';

const made = (call: Call, value: string): Value => textValue(call.scope.run, value, call.place);

/** The function that makes one text of another. */
const ofText = (run: (value: string) => string) => making(1, 1, (call) => made(call, run(text(call, 0))));

/** The function that makes one text of two. */
const ofTwo = (run: (value: string, other: string) => string) =>
  making(2, 2, (call) => made(call, run(text(call, 0), text(call, 1))));

const trimmedLeft = (value: string, cutset: string): string => {
  const characters = [...value];
  const from = characters.findIndex((each) => !cutset.includes(each));
  return from === -1 ? '' : characters.slice(from).join('');
};

const reversed = (value: string): string => [...value].toReversed().join('');

/** Functions of texts. @see https://developer.hashicorp.com/terraform/language/functions */
export const STRINGS: FunctionTable = {
  chomp: ofText((value) => value.replace(/(?:\r?\n)+$/, '')),
  endswith: making(2, 2, (call) => scalar(text(call, 0).endsWith(text(call, 1)))),
  format: making(1, ANY, format),
  formatlist: making(1, ANY, formatlist),
  indent: making(2, 2, indent),
  join: making(2, ANY, join),
  lower: ofText((value) => value.toLowerCase()),
  split: making(2, 2, (call) => {
    const value = text(call, 1);
    return list((value === '' ? [''] : value.split(text(call, 0))).map((each) => scalar(each)));
  }),
  startswith: making(2, 2, (call) => scalar(text(call, 0).startsWith(text(call, 1)))),
  strcontains: making(2, 2, (call) => scalar(text(call, 0).includes(text(call, 1)))),
  strrev: ofText(reversed),
  substr: making(3, 3, substr),
  title: ofText((value) =>
    value.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase()),
  ),
  trim: ofTwo((value, cutset) => reversed(trimmedLeft(reversed(trimmedLeft(value, cutset)), cutset))),
  trimprefix: ofTwo((value, prefix) => (value.startsWith(prefix) ? value.slice(prefix.length) : value)),
  trimspace: ofText((value) => value.trim()),
  trimsuffix: ofTwo((value, suffix) => (suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value)),
  upper: ofText((value) => value.toUpperCase()),
  sensitive: keeping(1, 1, same),
  nonsensitive: keeping(1, 1, same),
  ephemeralasnull: keeping(1, 1, same),
};

function same({ args }: Call): Value {
  return args[0]?.value ?? scalar(null);
}

function format(call: Call): Value {
  const values = call.args.slice(1).map(({ value }) => value);
  room(call, lengthOf(values));
  return made(call, formatted(text(call, 0), values));
}

/** About how many characters `values` are at most. */
const lengthOf = (values: readonly Value[]): number => values.reduce((sum, value) => sum + (sizeOf(value) - 1) * 64, 0);

function spaces(count: number): number {
  if (count < 0 || count > 1000) throw new Misuse('the number of spaces lies between 0 and 1000.', 0);
  return count;
}

function indent(call: Call): Value {
  const lines = text(call, 1).split('\n');
  const margin = ' '.repeat(spaces(number(call, 0)));
  room(call, text(call, 1).length + lines.length * margin.length);
  return made(call, lines.join(`\n${margin}`));
}

function join(call: Call): Value {
  const separator = text(call, 0);
  const parts = call.args.slice(1).flatMap((_, index) => texts(call, index + 1));
  room(
    call,
    parts.reduce((sum, part) => sum + part.length + separator.length, 0),
  );
  return made(call, parts.join(separator));
}

/** Offsets count characters; a negative one counts from the end, and a length of -1 is all the rest. */
function substr(call: Call): Value {
  const characters = [...text(call, 0)];
  const offset = number(call, 1);
  const length = number(call, 2);
  const from = offset < 0 ? Math.max(characters.length + offset, 0) : offset;
  return made(call, characters.slice(from, length < 0 ? undefined : from + length).join(''));
}

/** The format once for each item; arguments that are no lists stand in each. */
function formatlist(call: Call): Value {
  const given = call.args
    .slice(1)
    .map(({ value }, index) => (value.kind === 'list' ? listArgument(call, index + 1).items : value));
  const lengths = given.flatMap((each) => (Array.isArray(each) ? [each.length] : []));
  const [length = 1] = lengths;
  if (lengths.some((each) => each !== length)) throw new Misuse('the lists are not of one length.');
  const rows = Array.from({ length }, (_, row) => {
    const values = given.map((each): Value => ('kind' in each ? each : (each[row] ?? scalar(null))));
    room(call, lengthOf(values));
    return made(call, formatted(text(call, 0), values));
  });
  return list(rows);
}
