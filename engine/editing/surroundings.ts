import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import { MANAGED_PREFIX_LISTS } from '../catalogue/prefix-lists.ts';
import { SERVICES } from '../catalogue/services.ts';
import type { ResourceSpecification } from '../catalogue/specification/specification.ts';
import type { Position } from '../diagnostic.ts';
import type { World } from '../world.ts';
import { type LooseEntry, looseEntries } from './loose.ts';

/** What stands around a text and helps to write it. Both tables are loaded late; without them fewer things are offered. */
export interface Surroundings {
  readonly world: World;
  readonly specification?: ResourceSpecification | undefined;
  readonly actions?: ActionCatalogue | undefined;
}

/** The offset of a place; beyond the end of its line it is that end. */
export function offsetAt(text: string, { line, column }: Position): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + column - 1, end < 0 ? text.length : end);
}

/** The place of an offset. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** What a template declares, as far as it can be read. */
export interface Declared {
  readonly entries: readonly LooseEntry[];
  /** Type by logical id. */
  readonly resources: ReadonlyMap<string, string>;
  readonly parameters: readonly string[];
}

/** The names of a text; remembered for the last text, which is asked about several times at each key. */
export function declaredIn(text: string): Declared {
  if (last?.text === text) return last.declared;
  const entries = looseEntries(text);
  const resources = new Map<string, string>();
  const parameters = new Set<string>();
  for (const { path, value } of entries) {
    const [section, name, field, more] = path;
    if (name === undefined || more !== undefined) continue;
    if (section === 'Resources') resources.set(name, field === 'Type' ? value : (resources.get(name) ?? ''));
    if (section === 'Parameters') parameters.add(name);
  }
  const declared = { entries, resources, parameters: [...parameters] };
  last = { text, declared };
  return declared;
}

let last: { readonly text: string; readonly declared: Declared } | undefined;

/** Names of endpoint services that this world offers, by the alphabet. */
export function serviceNamesIn({ region, endpointServices }: World): readonly string[] {
  const own = SERVICES.map(({ service, serviceName }) => serviceName ?? `com.amazonaws.${region}.${service}`);
  return [...new Set([...own, ...Object.keys(endpointServices)])].toSorted();
}

export interface KnownPrefixList {
  readonly id: string;
  readonly name: string;
  readonly cidrs: readonly string[];
}

/** The managed prefix lists of the world's Region, as the world has them. */
export function prefixListsIn({ region, prefixLists }: World): readonly KnownPrefixList[] {
  const named = MANAGED_PREFIX_LISTS.filter(({ name }) => name.includes(`.${region}.`) || name.includes('.global.'));
  const others = named.filter(({ name }) => prefixLists[name] === undefined);
  return [...Object.entries(prefixLists).map(([name, { id, cidrs }]) => ({ id, name, cidrs })), ...others];
}

/** Whether the text is one policy by itself and no template. */
export const isPolicyAlone = ({ entries }: Declared): boolean =>
  entries.some(({ path }) => path.length === 1 && path[0] === 'Statement') &&
  !entries.some(({ path }) => path[0] === 'Resources');

/** Where in a path a policy document begins, or undefined where none is meant. */
export function policyStart(path: readonly string[], declared: Declared): number | undefined {
  if (isPolicyAlone(declared)) return 0;
  const at = path.findIndex(
    (each) => /(^|[a-z])Policy(Document)?$/.test(each) && each !== 'UpdatePolicy' && each !== 'DeletionPolicy',
  );
  if (at >= 0) return at + 1;
  const [, logicalId = '', , property] = path;
  return property === 'Content' && declared.resources.get(logicalId) === 'AWS::Organizations::Policy' ? 4 : undefined;
}
