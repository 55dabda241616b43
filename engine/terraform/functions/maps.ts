import { inOrder, list, type MapValue, map, marked, scalar, sortedKeys, type Value } from '../value/value.ts';
import {
  ANY,
  argument,
  type Call,
  type FunctionTable,
  isNull,
  items,
  keeping,
  known,
  Misuse,
  making,
  mapArgument,
  mismatch,
  number,
  text,
  textFrom,
  texts,
} from './arguments.ts';
import { byText } from './lists.ts';

/** Functions of maps and objects, and of everything that has items. @see https://developer.hashicorp.com/terraform/language/functions */
export const MAPS: FunctionTable = {
  keys: keeping(1, 1, (call) => {
    const value = mapArgument(call, 0);
    return list(
      sortedKeys(value).map((key) => scalar(key)),
      false,
      undefined,
      value.computed,
    );
  }),
  length: keeping(1, 1, length),
  lookup: keeping(2, 3, lookup),
  merge: keeping(0, ANY, merge),
  range: making(1, 3, range),
  transpose: making(1, 1, transpose),
  values: keeping(1, 1, (call) => {
    const value = mapArgument(call, 0);
    const all = sortedKeys(value).flatMap((key) => value.entries.get(key) ?? []);
    return list(all, false, undefined, value.computed);
  }),
  zipmap: keeping(2, 2, zipmap),
};

function length(call: Call): Value {
  const value = known(call, 0);
  if (value.kind === 'list')
    return scalar(value.items.length, { sources: undefined, computed: value.computed || unsureSet(value) });
  if (value.kind === 'map') return scalar(value.entries.size, { sources: undefined, computed: value.computed });
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return mismatch('a list, a map or a text', value, 0);
  return scalar([...value.value].length, value);
}

/** Items of a set that are known only after apply may turn out to be the same. */
const unsureSet = (value: Value): boolean => value.kind === 'list' && value.isSet && value.items.some(({ computed }) => computed);

function lookup(call: Call): Value {
  const value = mapArgument(call, 0);
  const key = text(call, 1);
  const found = value.entries.get(key) ?? argument(call, 2);
  if (found === undefined) throw new Misuse(`there is no item "${key.slice(0, 80)}", and no third argument for that case.`, 1);
  return marked(found, { sources: undefined, computed: value.computed || argument(call, 1)?.computed === true });
}

/** The maps as one: what stands further right wins; null counts as empty. */
function merge(call: Call): Value {
  const entries = new Map<string, Value>();
  const places = new Map<string, NonNullable<Value['place']>>();
  let computed = false;
  for (const [index] of call.args.entries()) {
    const value = known(call, index);
    if (isNull(value)) continue;
    const each: MapValue = value.kind === 'map' ? value : mismatch('a map', value, index);
    for (const [key, item] of each.entries) entries.set(key, item);
    for (const [key, place] of each.keyPlaces ?? []) places.set(key, place);
    computed ||= each.computed;
  }
  return map(entries, undefined, places.size > 0 ? places : undefined, computed);
}

const MAX_RANGE = 1024;

function range(call: Call): Value {
  const numbers = call.args.map((_, index) => number(call, index, true));
  const [start = 0, limit = 0] = numbers.length === 1 ? [0, ...numbers] : numbers;
  const step = numbers[2] ?? (limit < start ? -1 : 1);
  if (step === 0 || (step > 0 && limit < start) || (step < 0 && limit > start)) {
    throw new Misuse('the step leads away from the limit.', 2);
  }
  if ((limit - start) / step > MAX_RANGE) throw new Misuse(`a range has at most ${MAX_RANGE} numbers.`);
  const all: Value[] = [];
  for (let each = start; step > 0 ? each < limit : each > limit; each += step) all.push(scalar(each));
  return list(all);
}

function transpose(call: Call): Value {
  const turned = new Map<string, string[]>();
  const value = mapArgument(call, 0);
  for (const key of sortedKeys(value)) {
    const row = value.entries.get(key);
    if (row?.kind !== 'list') mismatch('a map of lists', row ?? scalar(null), 0);
    else for (const item of inOrder(row)) turned.set(textFrom(item, 0), [...(turned.get(textFrom(item, 0)) ?? []), key]);
  }
  const entries = [...turned].map(([key, keys]): [string, Value] => [
    key,
    list(keys.toSorted(byText).map((each) => scalar(each))),
  ]);
  return map(new Map(entries));
}

function zipmap(call: Call): Value {
  const keys = texts(call, 0);
  const all = items(call, 1);
  if (keys.length !== all.length) throw new Misuse(`there are ${keys.length} keys and ${all.length} values.`);
  const entries = keys.flatMap((key, index): [string, Value][] => {
    const value = all[index];
    return value === undefined ? [] : [[key, value]];
  });
  return map(
    new Map(entries),
    undefined,
    undefined,
    argument(call, 0)?.computed === true || items(call, 0).some(({ computed }) => computed),
  );
}
