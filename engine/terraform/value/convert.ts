import type { Json } from '../../json.ts';
import type { ResourceRef } from '../../template/tree.ts';
import type { Place } from '../syntax/ast.ts';
import { list, type Marks, map, marked, NO_MARKS, scalar, sortedKeys, type Value } from './value.ts';

/** A scalar as text, as Terraform converts numbers and truth values; undefined for null and everything else. */
export function textOf(value: Value): string | undefined {
  if (value.kind !== 'scalar' || value.value === null) return undefined;
  return typeof value.value === 'number' ? numberText(value.value) : String(value.value);
}

/** A number as Terraform writes it: never with an exponent. */
export function numberText(value: number): string {
  const text = String(value === 0 ? 0 : value);
  if (!text.includes('e')) return text;
  if (Number.isInteger(value)) return BigInt(value).toString();
  return value.toFixed(20).replace(/0+$/, '');
}

/** A scalar as a number; a text that is written as one counts. */
export function numberOf(value: Value): number | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (typeof value.value === 'number') return value.value;
  if (typeof value.value !== 'string' || !/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value.value)) return undefined;
  const number = Number(value.value);
  return Number.isFinite(number) ? number : undefined;
}

/** A scalar as a truth value; the texts "true", "false", "1" and "0" count. */
export function booleanOf(value: Value): boolean | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (typeof value.value === 'boolean') return value.value;
  return value.value === 'true' || value.value === '1'
    ? true
    : value.value === 'false' || value.value === '0'
      ? false
      : undefined;
}

/** `json` as a value; with `ref` each part of it is the part of that attribute. */
export function valueFrom(json: Json, marks: Marks = NO_MARKS, ref?: ResourceRef, place?: Place): Value {
  if (json === null || typeof json !== 'object') return { ...scalar(json, marks, place), ref };
  if (isList(json)) {
    const items = json.map((item, index) => valueFrom(item, marks, below(ref, `[${index}]`), place));
    return { ...marked(list(items, false, place), { ...marks, computed: false }), ref };
  }
  const entries = Object.entries(json).map(([key, item]) => [key, valueFrom(item, marks, below(ref, `.${key}`), place)] as const);
  return { ...marked(map(new Map(entries), place), { ...marks, computed: false }), ref };
}

// Array.isArray does not narrow readonly arrays out of a union.
const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

/** The reference to the part of an attribute that `step` leads to, such as `[0]` or `.dns_name`. */
export const below = (ref: ResourceRef | undefined, step: string): ResourceRef | undefined =>
  ref?.attribute === undefined ? undefined : { logicalId: ref.logicalId, attribute: ref.attribute + step };

/** A text that two values share exactly if Terraform takes them for equal; undefined where something in them is unknown. */
export function identityOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.value);
    case 'unknown':
      return undefined;
    case 'lazy': {
      const whole = value.whole();
      return whole === undefined ? undefined : identityOf(whole);
    }
    case 'list': {
      const parts = value.items.map(identityOf);
      if (parts.includes(undefined)) return undefined;
      return `[${(value.isSet ? parts.sort() : parts).join(',')}]`;
    }
    case 'map': {
      const parts = sortedKeys(value).map((key) => {
        const item = value.entries.get(key);
        const identity = item === undefined ? undefined : identityOf(item);
        return identity === undefined ? undefined : `${JSON.stringify(key)}:${identity}`;
      });
      return parts.includes(undefined) ? undefined : `{${parts.join(',')}}`;
    }
  }
}

/** `items`, each once, in the order of their first places; unknown ones may be the same and are all kept. */
export function distinct(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const identity = identityOf(item);
    if (identity === undefined) return true;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}
