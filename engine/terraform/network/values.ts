import type { Span } from '../../diagnostic.ts';
import { asBoolean, asString, type Located, type LocatedEntry, type LocatedMap, scalarAt } from '../../template/tree.ts';

/** Whether Terraform's providers read the value as not given: null, an empty text, an empty list. */
export function isAbsent(node: Located | undefined): boolean {
  if (node === undefined) return true;
  if (node.kind === 'scalar') return node.value === null || node.value === '';
  return node.kind === 'list' && node.items.length === 0;
}

/** The value under `name`, or undefined where it is not given. */
export function given(map: Located | undefined, name: string): Located | undefined {
  const node = map?.kind === 'map' ? map.entries.get(name)?.value : undefined;
  return isAbsent(node) ? undefined : node;
}

/** The blocks of this name, or the maps of an argument that is set like blocks. */
export function blocks(map: Located | undefined, name: string): readonly LocatedMap[] {
  const node = given(map, name);
  const each = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return each.flatMap((item) => (item.kind === 'map' ? [item] : []));
}

/** The elements of a list or set; a lone value counts as a list of one. */
export function elements(map: Located | undefined, name: string): readonly Located[] {
  const node = given(map, name);
  if (node === undefined || node.kind === 'unknown') return [];
  return node.kind === 'list' ? node.items.filter((item) => !isAbsent(item)) : [node];
}

/** The value as text. */
export const textOf = (map: Located | undefined, name: string): string | undefined => asString(given(map, name));

/** The value as truth value. */
export const flagOf = (map: Located | undefined, name: string): boolean | undefined => asBoolean(given(map, name));

/** Whether the value is given and false. */
export const isOff = (map: Located | undefined, name: string): boolean => flagOf(map, name) === false;

/** `node` as a text with another value, at its place. */
export const reworded = (node: Located, value: string | number | boolean): Located => scalarAt(value, node.span);

/** A list at `span`. */
export const listOf = (items: readonly Located[], span: Span): Located => ({ kind: 'list', items, span });

/** A map at `span` of those properties that are there. */
export function mapOf(properties: Readonly<Record<string, Located | undefined>>, span: Span): LocatedMap {
  return { kind: 'map', entries: entriesOf(properties), span };
}

/** The entries of those properties that are there; each key stands where its value does. */
export function entriesOf(properties: Readonly<Record<string, Located | undefined>>): Map<string, LocatedEntry> {
  const entries = new Map<string, LocatedEntry>();
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined) entries.set(key, { key, keySpan: value.span, value });
  }
  return entries;
}

/** `true` and `false` as the words that a property wants instead. */
export const worded =
  (yes: string, no: string) =>
  (node: Located): Located => {
    const flag = asBoolean(node);
    return flag === undefined ? node : reworded(node, flag ? yes : no);
  };

/** Adds `items` to a list property of `properties`, without repeating a text. */
export function append(properties: Map<string, LocatedEntry>, key: string, items: readonly Located[]): void {
  const [first] = items;
  if (first === undefined) return;
  const before = properties.get(key);
  const list = before?.value.kind === 'list' ? before.value.items : [];
  const seen = new Set(list.flatMap((item) => asString(item) ?? []));
  const added = items.filter((item) => {
    const text = asString(item);
    if (text === undefined) return true;
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
  const span = before?.value.span ?? first.span;
  properties.set(key, { key, keySpan: before?.keySpan ?? span, value: listOf([...list, ...added], span) });
}
