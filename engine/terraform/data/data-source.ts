import type { Json } from '../../json.ts';
import type { World } from '../../world.ts';
import { inform, type Scope } from '../evaluate/scope.ts';
import type { ProviderPlace } from '../instance.ts';
import type { Block } from '../syntax/ast.ts';
import { textOf, valueFrom } from '../value/convert.ts';
import { inOrder, type MapValue, type Value } from '../value/value.ts';

/** What a data source is asked for. */
export interface DataQuestion {
  readonly args: MapValue;
  readonly provider: ProviderPlace;
  readonly scope: Scope;
  readonly block: Block;
}

/** What it finds; with `open` it has attributes besides these, which are not known. */
export interface DataAnswer {
  readonly attributes: ReadonlyMap<string, Value>;
  readonly open: boolean;
}

/** A data source: what the world answers; undefined where that cannot be told. */
export type DataSource = (question: DataQuestion) => DataAnswer | undefined;

/** The answer that has these attributes and no others; those that are undefined are not known. */
export const answer = (attributes: Readonly<Record<string, Json>>, open = false): DataAnswer => ({
  attributes: new Map(Object.entries(attributes).map(([name, json]) => [name, valueFrom(json)])),
  open,
});

export const worldOf = ({ scope }: DataQuestion): World => scope.run.world;

/** The argument as a text; undefined where it is absent or not known. */
export function textArgument({ args }: Pick<DataQuestion, 'args'>, name: string): string | undefined {
  const value = args.entries.get(name);
  return value === undefined ? undefined : textOf(value);
}

/** The texts of a list argument, or the one text that stands alone. */
export const textsOf = (value: Value | undefined): readonly string[] =>
  (value?.kind === 'list' ? inOrder(value) : value === undefined ? [] : [value]).flatMap((item) => textOf(item) ?? []);

/** The maps that `value` holds, or the one that it is. */
export function mapsIn(value: Value | undefined): readonly MapValue[] {
  if (value?.kind === 'map') return [value];
  return value?.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'map' ? [item] : [])) : [];
}

/** The blocks of a type. */
export const blocksOf = ({ args }: DataQuestion, name: string): readonly MapValue[] => mapsIn(args.entries.get(name));

/** The values of the `filter` blocks by their names. */
export const filtersOf = (question: DataQuestion): ReadonlyMap<string, readonly string[]> =>
  new Map(
    blocksOf(question, 'filter').map(({ entries }) => [textsOf(entries.get('name'))[0] ?? '', textsOf(entries.get('values'))]),
  );

/** Whether something in the arguments is not known. */
export function hasUnknown(value: Value): boolean {
  if (value.kind === 'unknown') return true;
  if (value.kind === 'list') return value.items.some(hasUnknown);
  return value.kind === 'map' && [...value.entries.values()].some(hasUnknown);
}

/** The remark that something was assumed. */
export const assume = ({ scope, block }: DataQuestion, message: string): void =>
  inform(scope, 'DATA_ASSUMED', message, block.head);
