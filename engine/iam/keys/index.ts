import { CALL_KEYS } from './call.ts';
import { CALLER_KEYS } from './caller.ts';
import type { ContextKey, KeyValue, RequestFacts, Way } from './key.ts';
import { NETWORK_KEYS } from './network.ts';

export type { ContextKey, Membership, RequestFacts, Way } from './key.ts';

/** Every condition key that the engine knows to give. */
export const CONTEXT_KEYS: readonly ContextKey[] = [...NETWORK_KEYS, ...CALLER_KEYS, ...CALL_KEYS];

const BY_NAME = new Map(CONTEXT_KEYS.map((each) => [each.key.toLowerCase(), each]));

/** The row of a key, in any case; a key of a family has its family's row. */
export function keyNamed(name: string): ContextKey | undefined {
  const lower = name.toLowerCase();
  const slash = lower.indexOf('/');
  return BY_NAME.get(slash < 0 ? lower : lower.slice(0, slash + 1));
}

const serviceOf = (action: string): string => action.slice(0, action.indexOf(':')).toLowerCase();

/** Whether a request of this way and action can carry the key. */
const carries = (row: ContextKey, { way, action }: RequestFacts): boolean =>
  (way === undefined || row.ways.includes(way)) && (row.services === undefined || row.services.has(serviceOf(action)));

/** Of these rows, those that the request can carry; they depend on its way and its service alone. */
function carried(rows: readonly ContextKey[], facts: RequestFacts): readonly ContextKey[] {
  const known = CARRIED.get(rows) ?? new Map<string, readonly ContextKey[]>();
  CARRIED.set(rows, known);
  const place = `${facts.way ?? ''} ${serviceOf(facts.action)}`;
  const before = known.get(place);
  if (before !== undefined) return before;
  const found = rows.filter((row) => carries(row, facts));
  if (known.size < MOST_PLACES) known.set(place, found);
  return found;
}

const CARRIED = new WeakMap<readonly ContextKey[], Map<string, readonly ContextKey[]>>();
const MOST_PLACES = 1024;

/** The keys that this request carries, by name, with their values; `rows` in their order. */
export function keysOf(
  facts: RequestFacts,
  rows: readonly ContextKey[] = CONTEXT_KEYS,
): Readonly<Record<string, string | readonly string[]>> {
  const entries: [string, string | readonly string[]][] = [];
  const add = (name: string, value: KeyValue): void => {
    if (value !== undefined && value.length > 0) entries.push([name, value]);
  };
  for (const row of carried(rows, facts)) {
    if (row.names === undefined) add(row.key, row.read(facts, ''));
    else for (const name of row.names(facts)) add(row.key + name, row.read(facts, name));
  }
  return Object.fromEntries(entries);
}

const DERIVED = CONTEXT_KEYS.filter((row) => row.derived);

/** The keys that the request itself tells, whatever else is given (contract: `decide`). */
export const derivedKeys = (facts: RequestFacts): Readonly<Record<string, string | readonly string[]>> => keysOf(facts, DERIVED);

/** Why a request does not carry a key. */
export interface Absence {
  readonly key: string;
  readonly reason: 'unknownKey' | 'way' | 'services' | NonNullable<ContextKey['needs']> | 'notGiven';
  /** The way that the request took, where it is known. */
  readonly way?: Way;
  /** The ways on which a request could carry it. */
  readonly ways: readonly Way[];
  readonly fact?: string;
}

/** Why this request does not carry the key, the nearest reason first: its way, the service called, then what the key needs. */
export function absenceOf(name: string, facts: RequestFacts): Absence {
  const row = keyNamed(name);
  if (row === undefined) return { key: name, reason: 'unknownKey', ways: [] };
  const told = { key: name, ways: row.ways, fact: row.fact, ...(facts.way === undefined ? {} : { way: facts.way }) };
  if (facts.way !== undefined && !row.ways.includes(facts.way)) return { ...told, reason: 'way' };
  if (row.services !== undefined && !row.services.has(serviceOf(facts.action))) return { ...told, reason: 'services' };
  if (row.needs === 'signature' && facts.caller.kind !== 'anonymous') return { ...told, reason: 'notGiven' };
  return { ...told, reason: row.needs ?? 'notGiven' };
}
