import { distinct, identityOf, textOf } from '../value/convert.ts';
import { inOrder, type ListValue, list, marked, scalar, type Value } from '../value/value.ts';
import {
  ANY,
  argument,
  type Call,
  type FunctionTable,
  isNull,
  items,
  keeping,
  known,
  listArgument,
  Misuse,
  making,
  mismatch,
  NotKnown,
  number,
  textFrom,
  texts,
  truthFrom,
} from './arguments.ts';

/** The items in order as a list; whether its length is known goes on. */
const made = (of: readonly Value[], ...from: readonly Value[]): ListValue =>
  list(
    of,
    false,
    undefined,
    from.some(({ computed }) => computed),
  );

/** Functions of lists and sets. @see https://developer.hashicorp.com/terraform/language/functions */
export const LISTS: FunctionTable = {
  alltrue: making(1, 1, (call) => scalar(items(call, 0).every((item) => !isNull(item) && truthFrom(item, 0)))),
  anytrue: making(1, 1, (call) => scalar(items(call, 0).some((item) => !isNull(item) && truthFrom(item, 0)))),
  chunklist: keeping(2, 2, chunklist),
  coalesce: keeping(1, ANY, coalesce),
  coalescelist: keeping(1, ANY, coalescelist),
  compact: making(1, 1, (call) => list(items(call, 0).filter((item) => !isNull(item) && textFrom(item, 0) !== ''))),
  concat: keeping(1, ANY, (call) => {
    const lists = call.args.map((_, index) => listArgument(call, index));
    return made(lists.flatMap(inOrder), ...lists);
  }),
  contains: making(2, 2, contains),
  distinct: making(1, 1, (call) => list(distinct(items(call, 0)))),
  element: keeping(2, 2, element),
  flatten: {
    least: 1,
    most: 1,
    keeps: true,
    deep: true,
    run: (call) => {
      const whole = listArgument(call, 0);
      return made(flattened(whole), whole);
    },
  },
  index: making(2, 2, (call) => {
    const wanted = identityOf(known(call, 1));
    const found = items(call, 0).findIndex((item) => identityOf(item) === wanted);
    if (found === -1) throw new Misuse('the list does not hold this item.', 1);
    return scalar(found);
  }),
  matchkeys: making(3, 3, (call) => {
    const wanted = new Set(items(call, 2).map(identityOf));
    const keys = items(call, 1);
    return list(items(call, 0).filter((_, index) => wanted.has(keys[index] === undefined ? undefined : identityOf(keys[index]))));
  }),
  one: keeping(1, 1, one),
  reverse: keeping(1, 1, (call) => made(items(call, 0).toReversed(), listArgument(call, 0))),
  setintersection: making(1, ANY, (call) => setOf(call, (seen, wanted) => seen === wanted)),
  setproduct: keeping(2, ANY, setproduct),
  setsubtract: making(2, 2, (call) => {
    const less = new Set(items(call, 1).map(identityOf));
    return list(
      distinct(items(call, 0)).filter((item) => !less.has(identityOf(item))),
      true,
    );
  }),
  setunion: keeping(1, ANY, (call) => list(distinct(call.args.flatMap((_, index) => items(call, index))), true)),
  slice: keeping(3, 3, slice),
  sort: making(1, 1, (call) =>
    list(
      texts(call, 0)
        .toSorted(byText)
        .map((each) => scalar(each)),
    ),
  ),
  sum: making(1, 1, sum),
};

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function chunklist(call: Call): Value {
  const all = items(call, 0);
  const size = number(call, 1);
  if (size < 0) throw new Misuse('the size of a chunk is not negative.', 1);
  const step = size === 0 ? Math.max(all.length, 1) : size;
  const chunks: Value[] = [];
  for (let from = 0; from < all.length; from += step) chunks.push(list(all.slice(from, from + step)));
  return made(chunks, listArgument(call, 0));
}

/** The first argument that is neither null nor an empty text; before one that is not known nobody can tell. */
function coalesce(call: Call): Value {
  for (let index = 0; index < call.args.length; index += 1) {
    const value = argument(call, index);
    if (value?.kind === 'unknown') throw new NotKnown(value.reason);
    if (value !== undefined && !isNull(value) && !(value.kind === 'scalar' && value.value === '')) return value;
  }
  throw new Misuse('all arguments are null or empty.');
}

function coalescelist(call: Call): Value {
  for (let index = 0; index < call.args.length; index += 1) {
    const value = known(call, index);
    if (value.kind === 'list' && value.items.length > 0) return value;
    if (value.kind !== 'list' && !isNull(value)) mismatch('a list', value, index);
  }
  throw new Misuse('all lists are empty.');
}

function contains(call: Call): Value {
  const wanted = identityOf(known(call, 1));
  const text = textOf(known(call, 1));
  const all = listArgument(call, 0).items.map(identityOf);
  // In a list of texts a number is looked for as the text of it.
  if (all.some((each) => each !== undefined && (each === wanted || (text !== undefined && each === JSON.stringify(text)))))
    return scalar(true);
  if (wanted === undefined || all.includes(undefined)) throw new NotKnown('an item of it is not known');
  return scalar(false);
}

function element(call: Call): Value {
  const whole = listArgument(call, 0);
  const index = number(call, 1);
  const all = inOrder(whole);
  if (all.length === 0) throw new Misuse('the list is empty.', 0);
  const item = all[((index % all.length) + all.length) % all.length];
  const computed = whole.computed || argument(call, 1)?.computed === true;
  return item === undefined ? scalar(null) : marked(item, { sources: undefined, computed });
}

function flattened(value: ListValue): readonly Value[] {
  return inOrder(value).flatMap((item) => {
    // A list within that is not known leaves open how many items there are.
    if (item.kind === 'unknown' && item.ref === undefined) throw new NotKnown(item.reason);
    return item.kind === 'list' ? flattened(item) : [item];
  });
}

function one(call: Call): Value {
  const value = known(call, 0);
  if (value.kind !== 'list') return isNull(value) ? value : mismatch('a list', value, 0);
  if (value.items.length > 1) throw new Misuse(`here at most one item is allowed, and there are ${value.items.length}.`, 0);
  return value.items[0] ?? scalar(null);
}

function setOf(call: Call, keeps: (seen: number, wanted: number) => boolean): Value {
  const counts = new Map<string | undefined, number>();
  for (const [index] of call.args.entries()) {
    for (const item of distinct(items(call, index))) counts.set(identityOf(item), (counts.get(identityOf(item)) ?? 0) + 1);
  }
  return list(
    distinct(items(call, 0)).filter((item) => keeps(counts.get(identityOf(item)) ?? 0, call.args.length)),
    true,
  );
}

const MAX_PRODUCT = 100_000;

function setproduct(call: Call): Value {
  let rows: readonly (readonly Value[])[] = [[]];
  for (const [index] of call.args.entries()) {
    const column = items(call, index);
    if (rows.length * column.length * call.args.length > MAX_PRODUCT)
      throw new Misuse(`the product has more than ${MAX_PRODUCT} parts.`, index);
    rows = rows.flatMap((row) => column.map((item) => [...row, item]));
  }
  const all = call.args.map((_, index) => listArgument(call, index));
  return list(
    rows.map((row) => list(row)),
    all.every(({ isSet }) => isSet),
    undefined,
    all.some(({ computed }) => computed),
  );
}

function slice(call: Call): Value {
  const all = items(call, 0);
  const [from, to] = [number(call, 1), number(call, 2)];
  if (from < 0 || to < from || to > all.length) throw new Misuse(`${from} to ${to} is not within the ${all.length} items.`, 1);
  return made(all.slice(from, to), listArgument(call, 0));
}

function sum(call: Call): Value {
  const all = items(call, 0);
  if (all.length === 0) throw new Misuse('the list is empty.', 0);
  let total = 0;
  for (const item of all) {
    const value = Number(textFrom(item, 0));
    if (!Number.isFinite(value)) mismatch('a list of numbers', item, 0);
    total += value;
  }
  return scalar(total);
}
