import { distinct, numberOf, textOf } from '../value/convert.ts';
import { inOrder, type ListValue, list, type MapValue, map, NULL, scalar, type Value } from '../value/value.ts';
import {
  ANY,
  type Call,
  type FunctionTable,
  isNull,
  keeping,
  known,
  Misuse,
  making,
  mismatch,
  number,
  text,
  textFrom,
  truthFrom,
} from './arguments.ts';

const ofNumber = (run: (value: number) => number) => making(1, 1, (call) => scalar(run(number(call, 0, true))));
const all = (call: Call): readonly number[] => call.args.map((_, index) => number(call, index, true));

/** Functions of numbers, and those that make one type of another. @see https://developer.hashicorp.com/terraform/language/functions */
export const NUMBERS: FunctionTable = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  log: making(2, 2, (call) => scalar(finite(Math.log(number(call, 0, true)) / Math.log(number(call, 1, true))))),
  max: making(1, ANY, (call) => scalar(all(call).reduce((a, b) => Math.max(a, b)))),
  min: making(1, ANY, (call) => scalar(all(call).reduce((a, b) => Math.min(a, b)))),
  parseint: making(2, 2, parseint),
  pow: making(2, 2, (call) => scalar(finite(number(call, 0, true) ** number(call, 1, true)))),
  signum: ofNumber(Math.sign),
  tobool: keeping(1, 1, (call) => converted(call, (value) => truthFrom(value, 0))),
  tolist: keeping(1, 1, (call) => asList(call, false)),
  tomap: keeping(1, 1, tomap),
  tonumber: keeping(1, 1, (call) => converted(call, (value) => numberOf(value) ?? mismatch('a number', value, 0))),
  toset: keeping(1, 1, (call) => asList(call, true)),
  tostring: keeping(1, 1, (call) => converted(call, (value) => textFrom(value, 0))),
};

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Misuse('the result is no number.');
  return value;
}

function parseint(call: Call): Value {
  const digits = text(call, 0);
  const base = number(call, 1);
  if (base < 2 || base > 36) throw new Misuse('the base lies between 2 and 36.', 1);
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  if (!/^-?[0-9a-z]+$/i.test(digits) || [...digits.replace('-', '').toLowerCase()].some((each) => !alphabet.includes(each))) {
    throw new Misuse(`"${digits.slice(0, 80)}" is no number of base ${base}.`, 0);
  }
  return scalar(finite(Number.parseInt(digits, base)));
}

/** The scalar in another type; it keeps where it comes from. */
function converted(call: Call, run: (value: Value) => string | number | boolean): Value {
  const value = known(call, 0);
  return isNull(value) || value.kind !== 'scalar'
    ? isNull(value)
      ? value
      : mismatch('a text, a number or a truth value', value, 0)
    : { ...value, value: run(value) };
}

function asList(call: Call, isSet: boolean): Value {
  const value = known(call, 0);
  if (isNull(value)) return value;
  const whole: ListValue = value.kind === 'list' ? value : mismatch('a list', value, 0);
  const items = ofOneType(inOrder(whole));
  if (isSet) return list(distinct(ofOneType(whole.items)), true, whole.place, whole.computed);
  return list(items, false, whole.place, whole.computed || unsure(whole));
}

const unsure = (value: ListValue): boolean => value.isSet && value.items.some(({ computed }) => computed);

/** Texts, numbers and truth values together become texts. */
function ofOneType(values: readonly Value[]): readonly Value[] {
  const kinds = new Set(values.flatMap((each) => (each.kind === 'scalar' && each.value !== null ? [typeof each.value] : [])));
  if (kinds.size < 2) return values;
  return values.map((each) => (each.kind === 'scalar' && each.value !== null ? { ...each, value: textOf(each) ?? null } : each));
}

function tomap(call: Call): Value {
  const value = known(call, 0);
  if (isNull(value)) return value;
  const whole: MapValue = value.kind === 'map' ? value : mismatch('a map', value, 0);
  const values = ofOneType([...whole.entries.values()]);
  const entries = [...whole.entries.keys()].map((key, index): [string, Value] => [key, values[index] ?? NULL]);
  return map(new Map(entries), whole.place, whole.keyPlaces, whole.computed);
}
