import { type Address, familyOf } from '../ip/address.ts';
import type { PortRange } from '../ip/ports.ts';
import { type Lookups, lookupsOf } from './lookups.ts';
import type { IcmpKind, Id, Network, NetworkInterface, Origin, VpcEndpoint } from './model.ts';
import { component } from './places.ts';
import type { Block, Crossing, Direction, Facts, PathComponent } from './trace.ts';

export { known, nameOf } from './known.ts';

export interface Packet {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: number;
  readonly sourcePorts: PortRange;
  readonly destinationPorts: PortRange;
  readonly icmp?: IcmpKind | undefined;
  /** The groups that the sending interface wears, as long as the packet still shows them. */
  readonly sourceGroups?: readonly Id[] | undefined;
  /** The groups that it showed until something on the way hid them, and Reachability Analyzer's word for that (facts:G3). */
  readonly hiddenGroups?: { readonly ids: readonly Id[]; readonly code: string } | undefined;
}

/** `packet` with another source and destination and other groups, all of its fields written out: copies of one form are made much faster. */
export const readdressed = (
  { protocol, sourcePorts, destinationPorts, icmp }: Packet,
  source: Address,
  destination: Address,
  sourceGroups: Packet['sourceGroups'],
  hiddenGroups: Packet['hiddenGroups'],
): Packet => ({ source, destination, protocol, sourcePorts, destinationPorts, icmp, sourceGroups, hiddenGroups });

/** The packet after something that does not carry the sender's groups on. */
export function hideGroups(packet: Packet, code: string): Packet {
  const { source, destination, sourceGroups: ids } = packet;
  const hidden = ids === undefined || ids.length === 0 ? packet.hiddenGroups : { ids, code };
  return readdressed(packet, source, destination, NO_GROUPS, hidden);
}

export const NO_GROUPS: readonly Id[] = [];

/** A place where a packet starts, stops, or changes its addresses. */
export type Station =
  | { readonly kind: 'interface'; readonly networkInterface: NetworkInterface }
  | { readonly kind: 'gateway-endpoint'; readonly endpoint: VpcEndpoint }
  | { readonly kind: 'internet'; readonly gateway?: Id }
  | { readonly kind: 'on-premises'; readonly gateway: Id; readonly address: Address };

/** A stretch between two stations on which the packet keeps its addresses. */
export interface Leg {
  readonly from: Station;
  readonly to: Station;
  readonly packet: Packet;
}

/** What is the case while the packet is on its way. */
export interface Circumstances {
  /** Ids, not names: two accounts may call one zone differently. */
  readonly failedZoneIds: ReadonlySet<string>;
  /** State of an endpoint, a target or a service's private name by id; absent: what AWS reaches when all is granted. */
  readonly endpointStates: ReadonlyMap<Id, string>;
  /** Whether each filter on the way also says which packet it saw: for somebody who looks at one way, not at a million. */
  readonly closely?: boolean;
}

/** The record of one packet's way; `arrival` is absent where the way ended before its target. */
export interface Walk {
  readonly network: Network;
  readonly lookups: Lookups;
  readonly circumstances: Circumstances;
  readonly direction: Direction;
  /** Whether the way is told; without it faults are counted and nothing else is written down. */
  readonly records: boolean;
  readonly components: PathComponent[];
  blocks: readonly Block[];
  via: readonly Crossing[];
  legs: readonly Leg[];
  arrival: Station | undefined;
  /** Where the filters on the way are not asked but kept, so that they may be asked later about many ports. */
  readonly unasked: UnaskedFilter[] | undefined;
  /** How often a NAT gateway has changed the packet's source. */
  translations: number;
  /** Whether the packet met the endpoint of an appliance. */
  meetsAppliance: boolean;
}

/** A filter on the way, and the ports of the packet that came to it. */
export interface UnaskedFilter {
  readonly ports: PortRange;
  readonly passes: (ports: PortRange) => boolean;
}

/** Where nothing is written down, or nothing yet. */
const NOTHING: never[] = [];

/** `list` with one more, in no more room than they take: a list that grows by itself takes room for seventeen, and a walk has one or two. */
const withOne = <T>(list: readonly T[], one: T): readonly T[] => (list.length === 0 ? [one] : [...list, one]);

/** A walk on which nothing has happened yet; one that does not record only finds out where the packet gets to. */
export const newWalk = (
  network: Network,
  circumstances: Circumstances,
  direction: Direction,
  records: boolean,
  unasked?: UnaskedFilter[],
): Walk => ({
  network,
  lookups: lookupsOf(network),
  circumstances,
  direction,
  records,
  components: records ? [] : NOTHING,
  blocks: NOTHING,
  via: NOTHING,
  legs: NOTHING,
  arrival: undefined,
  unasked,
  translations: 0,
  meetsAppliance: false,
});

/** Adds a thing that the packet met. */
export function pass(walk: Walk, kind: string, origin: Origin, facts?: () => Facts): void {
  if (walk.records) walk.components.push(component(kind, origin, facts?.()));
}

/** Adds a gateway or endpoint that was crossed. */
export function cross(walk: Walk, crossing: () => Crossing): void {
  if (walk.records) walk.via = withOne(walk.via, crossing());
}

export interface Fault {
  readonly kind: string;
  readonly origin: Origin;
  readonly code: string;
  readonly detail?: string;
  readonly filter?: 'egress' | 'ingress';
  readonly span?: Origin['span'];
  /** A function where they take time to find. */
  readonly facts?: Facts | (() => Facts);
}

/** Stands for a fault in a walk that counts them only. */
const SOME_FAULT: Block = { kind: '', id: '', explanationCode: '', direction: 'forward', facts: {} };

/** Adds a fault; the caller decides whether the way goes on. */
export function block(walk: Walk, fault: Fault): void {
  walk.blocks = withOne(walk.blocks, walk.records ? blockOf(fault, walk.direction) : SOME_FAULT);
}

function blockOf(fault: Fault, direction: Direction): Block {
  const { kind, origin, code: explanationCode, detail, filter } = fault;
  const { id, logicalId } = origin;
  const span = fault.span ?? origin.span;
  const facts = (typeof fault.facts === 'function' ? fault.facts() : fault.facts) ?? {};
  // What a filter drops has this form; a literal is made several times as fast as copies.
  if (logicalId !== undefined && span !== undefined && filter !== undefined && detail === undefined)
    return { kind, id, logicalId, explanationCode, direction, filter, span, facts };
  return {
    kind,
    id,
    ...(logicalId === undefined ? {} : { logicalId }),
    explanationCode,
    ...(detail === undefined ? {} : { detail }),
    direction,
    ...(filter === undefined ? {} : { filter }),
    ...(span === undefined ? {} : { span }),
    facts,
  };
}

/** Ends the way at its target. */
export function arrive(walk: Walk, leg: Leg): void {
  travel(walk, leg);
  walk.arrival = leg.to;
}

/** Adds a stretch behind which the packet goes on with other addresses. */
export function travel(walk: Walk, leg: Leg): void {
  walk.legs = withOne(walk.legs, leg);
}

/** Whether the packet is IPv4. */
export const isIpv4 = (packet: Packet): boolean => familyOf(packet.destination) === 4;
