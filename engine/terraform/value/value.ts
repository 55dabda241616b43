import type { Diagnostic } from '../../diagnostic.ts';
import type { ResourceRef } from '../../template/tree.ts';
import type { Place } from '../syntax/ast.ts';

/** What is known of a value besides itself. */
export interface Marks {
  /** Addresses of the instances that it was made of; undefined where there are none. */
  readonly sources: readonly string[] | undefined;
  /** Whether Terraform would know it only after apply, though it may be known here. */
  readonly computed: boolean;
}

interface Common extends Marks {
  /** Where it is written, as far as that is one place. */
  readonly place: Place | undefined;
  /** The attribute that it is as a whole. */
  readonly ref: ResourceRef | undefined;
}

export interface ScalarValue extends Common {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface UnknownValue extends Common {
  readonly kind: 'unknown';
  readonly reason: string;
}

/** A tuple, list or set: the marks of its items count as its own, but for `computed`, which says that its length is not known. */
export interface ListValue extends Common {
  readonly kind: 'list';
  readonly isSet: boolean;
  readonly items: readonly Value[];
  readonly size: number;
  readonly depth: number;
}

export interface MapValue extends Common {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Value>;
  /** Where its keys stand, as far as they are written. */
  readonly keyPlaces: ReadonlyMap<string, Place> | undefined;
  readonly size: number;
  readonly depth: number;
}

/**
 * What is worked out when it is asked for: the variables of a module, an instance, the outputs of a module. That there is no such
 * name is remarked in the list that is given.
 */
export interface LazyValue extends Common {
  readonly kind: 'lazy';
  readonly get: (name: string, place: Place, diagnostics: Diagnostic[]) => Value;
  /** All of it as a map; undefined where it is a namespace and no value. */
  readonly whole: () => Value | undefined;
}

export type Value = ScalarValue | UnknownValue | ListValue | MapValue | LazyValue;

export const NO_MARKS: Marks = { sources: undefined, computed: false };

/** The scalar `value`. */
export const scalar = (value: string | number | boolean | null, marks: Marks = NO_MARKS, place?: Place): ScalarValue => ({
  kind: 'scalar',
  value,
  place,
  ref: undefined,
  sources: marks.sources,
  computed: marks.computed,
});

export const NULL = scalar(null);

/** What cannot be known. */
export const unknown = (reason: string, marks: Marks = NO_MARKS, ref?: ResourceRef, place?: Place): UnknownValue => ({
  kind: 'unknown',
  reason,
  place,
  ref,
  sources: marks.sources,
  computed: marks.computed,
});

/** The list or set of `items`. */
export function list(items: readonly Value[], isSet = false, place?: Place, computed = false): ListValue {
  const { size, depth, sources } = measured(items);
  return { kind: 'list', isSet, items, size, depth, place, ref: undefined, sources, computed };
}

/** The map of `entries`. */
export function map(
  entries: ReadonlyMap<string, Value>,
  place?: Place,
  keyPlaces?: ReadonlyMap<string, Place>,
  computed = false,
): MapValue {
  const { size, depth, sources } = measured(entries.values());
  return { kind: 'map', entries, keyPlaces, size, depth, place, ref: undefined, sources, computed };
}

interface Measure {
  readonly size: number;
  readonly depth: number;
  readonly sources: readonly string[] | undefined;
}

function measured(items: Iterable<Value>): Measure {
  let size = 1;
  let depth = 0;
  let first: readonly string[] | undefined;
  let all: Set<string> | undefined;
  for (const item of items) {
    size += sizeOf(item);
    depth = Math.max(depth, depthOf(item));
    const { sources } = item;
    if (sources === undefined || sources === first) continue;
    if (first === undefined) first = sources;
    else {
      all ??= new Set(first);
      for (const each of sources) all.add(each);
    }
  }
  return { size, depth: depth + 1, sources: all === undefined ? first : [...all] };
}

/** How many lists and maps stand within each other in a value, itself included. */
export const depthOf = (value: Value): number => (value.kind === 'list' || value.kind === 'map' ? value.depth : 0);

/** Characters of a text that count as one part. */
const PART = 64;

/** How many parts a value has, itself included; those that stand in it several times are counted each time. */
export function sizeOf(value: Value): number {
  if (value.kind === 'list' || value.kind === 'map') return value.size;
  return value.kind === 'scalar' && typeof value.value === 'string' ? 1 + Math.floor(value.value.length / PART) : 1;
}

/** The sources of two values, each once. */
export function bothSources(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  const more = b.filter((each) => !a.includes(each));
  return more.length === 0 ? a : [...a, ...more];
}

/** The marks of something that is made of `values`. */
export function marksOf(values: readonly Value[]): Marks {
  let sources: readonly string[] | undefined;
  let computed = false;
  for (const value of values) {
    if (value.sources !== undefined) sources = bothSources(sources, value.sources);
    computed ||= isComputed(value);
  }
  return sources === undefined && !computed ? NO_MARKS : { sources, computed };
}

/** Whether something in `value` is known only after apply; only what was read from an instance can be. */
export function isComputed(value: Value): boolean {
  if (value.computed) return true;
  if (value.sources === undefined) return false;
  if (value.kind === 'list') return value.items.some(isComputed);
  if (value.kind === 'map') return [...value.entries.values()].some(isComputed);
  return false;
}

/** `value` with `marks` besides its own. */
export function marked<T extends Value>(value: T, marks: Marks): T {
  if (marks.sources === undefined && !marks.computed) return value;
  return { ...value, sources: bothSources(value.sources, marks.sources), computed: value.computed || marks.computed };
}

/** The keys of a map as Terraform goes through them. */
export const sortedKeys = (value: MapValue): readonly string[] => [...value.entries.keys()].sort();

/** The items of a list as Terraform goes through them: those of a set of texts or numbers ascend. */
export function inOrder(value: ListValue): readonly Value[] {
  if (!value.isSet || value.items.some((item) => item.kind !== 'scalar')) return value.items;
  return value.items.toSorted((a, b) => compare(a.kind === 'scalar' ? a.value : null, b.kind === 'scalar' ? b.value : null));
}

const compare = (a: ScalarValue['value'], b: ScalarValue['value']): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** What `value` is, for a remark. */
export function kindOf(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      if (value.value === null) return 'null';
      return typeof value.value === 'string' ? 'a text' : typeof value.value === 'number' ? 'a number' : 'true or false';
    case 'list':
      return value.isSet ? 'a set' : 'a list';
    case 'map':
    case 'lazy':
      return 'an object';
    case 'unknown':
      return 'unknown';
  }
}

/** The value whose parts `get` works out. */
export const lazy = (get: LazyValue['get'], whole: LazyValue['whole'] = () => undefined): LazyValue => ({
  kind: 'lazy',
  get,
  whole,
  place: undefined,
  ref: undefined,
  sources: undefined,
  computed: false,
});
