import { type Diagnostic, infoAt, warningAt } from '../diagnostic.ts';
import type { Json } from '../json.ts';
import type { MadeInterface, MadeWithVpc } from '../resources/described.ts';
import type { Declaration } from '../template/environment.ts';
import { fromJson, type Located, type LocatedEntry, type LocatedMap } from '../template/tree.ts';
import type { World } from '../world.ts';
import type { Gathered, Item } from './gather.ts';

/** A property of a declaration: what was printed, with its place, or what we make of it. Undefined is left out. */
export type Property = Located | Json | undefined;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What is being made of everything that was gathered. */
export interface Account {
  /** The things of a response key, without those that are gone. */
  readonly all: (key: string) => readonly Item[];
  /** Adds a thing; one that was printed twice counts once. */
  readonly declare: (type: string, physicalId: string, properties: Readonly<Record<string, Property>>, item: Item) => void;
  readonly has: (physicalId: string) => boolean;
  readonly accountOf: (item: Item) => string;
  readonly regionOf: (item: Item) => string;
  readonly declared: Map<string, Declaration & { readonly account: string; readonly region: string }>;
  readonly vpcs: Map<string, Writable<MadeWithVpc>>;
  readonly interfaces: Map<string, MadeInterface>;
  readonly transitTables: Map<string, string>;
  readonly names: Map<string, string>;
  readonly spans: Map<string, Declaration['span']>;
  readonly propagated: Set<string>;
  readonly blackholes: Set<string>;
  readonly states: Map<string, string>;
  readonly world: Writable<Pick<World, 'prefixLists' | 'zoneIds' | 'endpointServices' | 'principals'>>;
  readonly diagnostics: Diagnostic[];
}

/** An account that nothing has been made of yet; `home` is where things are of which nobody says where they are. */
export function emptyAccount(
  gathered: Gathered,
  world: World,
  home: { readonly account: string; readonly region: string },
): Account {
  const declared: Account['declared'] = new Map();
  const accountOf = (item: Item) => ownerOf(item.node) ?? item.place.account ?? home.account;
  const regionOf = (item: Item) => item.place.region ?? home.region;
  return {
    all: (key) => (gathered.items.get(key) ?? []).filter(({ node }) => !isGone(node, KEPT.includes(key))),
    has: (physicalId) => declared.has(physicalId),
    accountOf,
    regionOf,
    declare: (type, physicalId, properties, item) => {
      if (physicalId === '' || declared.has(physicalId)) return;
      const { span } = item.node;
      declared.set(physicalId, {
        logicalId: physicalId,
        type,
        physicalId,
        properties: propertiesOf(item.node, properties),
        dependsOn: [],
        references: [],
        span,
        keySpan: { ...span, end: span.start },
        account: accountOf(item),
        region: regionOf(item),
      });
    },
    declared,
    vpcs: new Map(),
    interfaces: new Map(),
    transitTables: new Map(),
    names: new Map(),
    spans: new Map(),
    propagated: new Set(),
    blackholes: new Set(),
    states: new Map(),
    world: {
      prefixLists: { ...world.prefixLists },
      zoneIds: { ...world.zoneIds },
      endpointServices: { ...world.endpointServices },
      principals: { ...world.principals },
    },
    diagnostics: [...gathered.diagnostics],
  };
}

const GONE = ['deleted', 'deleting', 'terminated', 'shutting-down', 'detached', 'DELETING'];
const FAILED = ['failed', 'rejected', 'expired'];

/** Things whose failed ones are still there: a state of theirs says so. */
const KEPT = ['VpcEndpoints', 'VpcPeeringConnections'];

/** Things that AWS still lists for a while after they are gone. */
function isGone(node: LocatedMap, keptFailed: boolean): boolean {
  const state = node.entries.get('State')?.value ?? node.entries.get('Status')?.value;
  const code = state?.kind === 'map' ? (state.entries.get('Name') ?? state.entries.get('Code'))?.value : state;
  if (code?.kind !== 'scalar') return false;
  return GONE.includes(String(code.value)) || (!keptFailed && FAILED.includes(String(code.value)));
}

function ownerOf(node: LocatedMap): string | undefined {
  const owner = node.entries.get('OwnerId')?.value;
  return owner?.kind === 'scalar' && /^\d{12}$/.test(String(owner.value)) ? String(owner.value) : undefined;
}

/** Notes that AWS made `id` with the VPC, and where it is described. */
export function madeWith(account: Account, vpc: string, part: keyof MadeWithVpc, id: string, { node }: Item): void {
  account.vpcs.set(vpc, { ...account.vpcs.get(vpc), [part]: id });
  account.spans.set(id, node.span);
}

/** A map of properties: what was printed keeps its place, what we make of it stands where the thing does. */
export function propertiesOf(node: LocatedMap, properties: Readonly<Record<string, Property>>): LocatedMap {
  const entries = new Map<string, LocatedEntry>();
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    const located = isLocated(value) ? value : fromJson(value, node.span);
    if (located.kind === 'scalar' && located.value === null) continue;
    entries.set(key, { key, keySpan: located.span, value: located });
  }
  return { kind: 'map', entries, span: node.span };
}

const isLocated = (value: Located | Json): value is Located =>
  typeof value === 'object' && value !== null && 'kind' in value && 'span' in value;

/** Notes that something had to be assumed because it was not gathered. */
export const assume = (account: Account, item: Item, message: string): void =>
  void account.diagnostics.push(infoAt('DESCRIBED_ASSUMED', message, { ...item.node.span, end: item.node.span.start }));

/** Notes that something that was not gathered may change verdicts. */
export const missing = (account: Account, item: Item, message: string): void =>
  void account.diagnostics.push(warningAt('DESCRIBED_MISSING', message, { ...item.node.span, end: item.node.span.start }));
