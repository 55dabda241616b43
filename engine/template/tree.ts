import type { Span } from '../diagnostic.ts';
import type { Json } from '../json.ts';

/** The resource that a value was read from: its reference (`Ref`) or one of its attributes (`Fn::GetAtt`). */
export interface ResourceRef {
  readonly logicalId: string;
  readonly attribute?: string;
}

/** A text, a number, a truth value or nothing, as a learner wrote it. */
export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly ref?: ResourceRef;
  readonly span: Span;
}

/** A list with the place of each item. */
export interface LocatedList {
  readonly kind: 'list';
  readonly items: readonly Located[];
  readonly span: Span;
}

/** A map in the order of the text; a key may be any text, also `__proto__`. */
export interface LocatedMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, LocatedEntry>;
  readonly span: Span;
}

/** A value that cannot be known here: an unresolved reference, a transform that is not applied, an attribute that only AWS knows. */
export interface LocatedUnknown {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly ref?: ResourceRef;
  readonly span: Span;
}

/**
 * A value of a learner's text with the place where it stands. In a parsed tree an intrinsic function is a map of one entry
 * (`Ref`, `Fn::Sub`, …), however it was spelt; in a resolved tree there are none.
 */
export type Located = LocatedScalar | LocatedList | LocatedMap | LocatedUnknown;

export interface LocatedEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Located;
}

/** The scalar `value` at `span`. */
export const scalarAt = (value: string | number | boolean | null, span: Span, ref?: ResourceRef): LocatedScalar =>
  ref === undefined ? { kind: 'scalar', value, span } : { kind: 'scalar', value, ref, span };

/** A value at `span` that cannot be known, and why. */
export const unknownAt = (reason: string, span: Span, ref?: ResourceRef): LocatedUnknown =>
  ref === undefined ? { kind: 'unknown', reason, span } : { kind: 'unknown', reason, ref, span };

/** The same value, standing at `span` as a whole; what is inside keeps its own place. */
export const placedAt = (node: Located, span: Span): Located => ({ ...node, span });

/** `json` as a tree whose every part stands at `span`: for values that come from elsewhere than the text. */
export function fromJson(json: Json, span: Span): Located {
  if (json === null || typeof json !== 'object') return scalarAt(json, span);
  if (isList(json)) return { kind: 'list', items: json.map((item) => fromJson(item, span)), span };
  const entries = Object.entries(json).map(([key, value]): readonly [string, LocatedEntry] => [
    key,
    { key, keySpan: span, value: fromJson(value, span) },
  ]);
  return { kind: 'map', entries: new Map(entries), span };
}

// Array.isArray does not narrow readonly arrays out of a union.
const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

/** The plain JSON of `node`; what cannot be known becomes null, or what `unknown` makes of it. */
export function toJson(node: Located, unknown: (node: LocatedUnknown) => Json = () => null): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map((item) => toJson(item, unknown));
    case 'map':
      // fromEntries defines own properties, so a key `__proto__` stays an ordinary key.
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toJson(entry.value, unknown)]));
    case 'unknown':
      return unknown(node);
  }
}

/** The node that `path` leads to from `node`: texts are keys, numbers are indexes; undefined where there is none. */
export function at(node: Located | undefined, ...path: readonly (string | number)[]): Located | undefined {
  let here = node;
  for (const step of path) here = stepInto(here, step);
  return here;
}

function stepInto(node: Located | undefined, step: string | number): Located | undefined {
  if (node?.kind === 'map') return node.entries.get(String(step))?.value;
  if (node?.kind !== 'list') return undefined;
  const index = typeof step === 'number' ? step : /^(0|[1-9]\d*)$/.test(step) ? Number(step) : undefined;
  return index === undefined ? undefined : node.items[index];
}

/** Where the JSON pointer stands in `node`; a pointer to nothing stands where its nearest enclosing value does. */
export function spanAt(node: Located, pointer: string): Span {
  let here = node;
  for (const step of pointer.split('/').slice(1)) {
    const next = stepInto(here, step.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (next === undefined) break;
    here = next;
  }
  return here.span;
}

/** The node as text, as CloudFormation reads a number or truth value where text is wanted; undefined for anything else. */
export const asString = (node: Located | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;

/** The node as a number; text that is written as a decimal number counts ("443"). */
export function asNumber(node: Located | undefined): number | undefined {
  if (node?.kind !== 'scalar') return undefined;
  if (typeof node.value === 'number') return node.value;
  return typeof node.value === 'string' && /^[-+]?\d+(\.\d+)?$/.test(node.value) ? Number(node.value) : undefined;
}

/** The node as a truth value; the texts "true" and "false" count, in any case. */
export function asBoolean(node: Located | undefined): boolean | undefined {
  if (node?.kind !== 'scalar') return undefined;
  if (typeof node.value === 'boolean') return node.value;
  const text = typeof node.value === 'string' ? node.value.toLowerCase() : undefined;
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
