import type { Span } from '../diagnostic.ts';
import type { Json } from '../json.ts';

export interface ResourceRef {
  readonly logicalId: string;
  readonly attribute?: string;
}
export interface LocatedEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Located;
}
export type Located =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly raw?: string; readonly ref?: ResourceRef; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Located[]; readonly span: Span }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, LocatedEntry>; readonly span: Span }
  | { readonly kind: 'unknown'; readonly reason: string; readonly span: Span };

export function toJson(node: Located): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toJson);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toJson(entry.value)]));
    case 'unknown':
      return null;
  }
}
export function at(node: Located | undefined, ...path: readonly (string | number)[]): Located | undefined {
  let here = node;
  for (const step of path) {
    if (here?.kind === 'map') here = here.entries.get(String(step))?.value;
    else if (here?.kind === 'list' && typeof step === 'number') here = here.items[step];
    else return undefined;
  }
  return here;
}
export function spanAt(node: Located, pointer: string): Span {
  let here = node;
  for (const step of pointer.split('/').slice(1)) {
    const next = at(here, here.kind === 'list' ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (next === undefined) break;
    here = next;
  }
  return here.span;
}
export const asString = (node: Located | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value !== null ? (node.raw ?? String(node.value)) : undefined;
export function asNumber(node: Located | undefined): number | undefined {
  const text = asString(node);
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined;
}
export function asBoolean(node: Located | undefined): boolean | undefined {
  const text = asString(node)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
