import { type EstateTables, NONE } from './estate-tables.ts';
import { groupsSeen } from './pass-filters.ts';
import {
  doorAt,
  exitOf,
  holds,
  hopOf,
  KINDS,
  LOCAL,
  MAYBE,
  NOWHERE,
  PASSES,
  PEERING,
  passesBorder,
  passesRules,
  TRANSIT,
} from './shelving.ts';

/** What becomes of a packet by the tables: its way is of another kind and has to be walked, ends before its target, or gets there. */
export const UNTOLD = -1;
export const ENDED = 0;
export const DROPPED = 1;
export const ARRIVES = 2;

/** A packet between two machines, with the addresses and the column that it has. */
export interface Passenger {
  readonly from: number;
  /** `NONE` where nothing in the network has the destination. */
  readonly to: number;
  readonly source: number;
  readonly destination: number;
  readonly column: number;
  /** Of a reply no group is asked. */
  readonly isReply: boolean;
}

/**
 * What becomes of the packet: the walk of `connect` on the ways that most packets of an estate take, within a subnet or a VPC, over a peering
 * connection, or through one transit gateway from VPC to VPC. As on a walk, a filter that drops it does not end its way: that may still turn
 * out to be of another kind.
 */
export function passageOf(tables: EstateTables, packet: Passenger): number {
  const { from, to, source, destination, column } = packet;
  const { machines, subnets } = tables;
  const here = machines.subnet[from] as number;
  const there = to === NONE ? NONE : (machines.subnet[to] as number);
  if (subnets.size[here] === 0 || subnets.size[there] === 0) return UNTOLD;
  if (holds(tables, here, destination)) {
    if (there === NONE) return ENDED;
    tables.course.hop = NONE;
    return here === there ? admitted(tables, packet, true) : UNTOLD;
  }
  const between = acrossBy(tables, packet, here, there);
  if (between === UNTOLD || between === ENDED) return between;
  const passes =
    (between & PASSES) !== 0 &&
    passesBorder(tables, here, 'egress', destination, column) &&
    ((between & INSIDE) !== 0 || passesBorder(tables, there, 'ingress', source, column));
  return passes ? admitted(tables, packet, (between & VISIBLE) !== 0) : DROPPED;
}

/** What happens between the two subnets: `UNTOLD`, `ENDED`, or the sum of `THROUGH`, `PASSES` where no filter drops the packet, and these. */
const THROUGH = 8;
/** Rules at the destination still see the sender's groups. */
const VISIBLE = 2;
/** The packet comes out in the destination's own subnet. */
const INSIDE = 4;

function acrossBy(tables: EstateTables, packet: Passenger, here: number, there: number): number {
  const { vpc, all } = tables.subnets;
  const hop = hopOf(tables, here, packet.destination);
  const kind = hop % KINDS;
  tables.course.hop = hop;
  if (kind === TRANSIT) return acrossTransit(tables, packet, Math.floor(hop / KINDS), here, there);
  if (kind === NOWHERE) return ENDED;
  const peering = kind === PEERING ? tables.transit.peerings[Math.floor(hop / KINDS)] : undefined;
  if (kind !== LOCAL && peering === undefined) return UNTOLD;
  if (there === NONE) return ENDED;
  if (peering === undefined) return vpc[here] === vpc[there] ? THROUGH + PASSES + VISIBLE : UNTOLD;
  const peer = peering.requesterVpc === all[here]?.vpc ? peering.accepterVpc : peering.requesterVpc;
  if (peer !== all[there]?.vpc) return UNTOLD;
  return THROUGH + PASSES + (peering.securityGroupReferencing ? VISIBLE : 0);
}

function acrossTransit(tables: EstateTables, packet: Passenger, gateway: number, here: number, there: number): number {
  const { subnets, transit, shelf } = tables;
  const { source, destination, column } = packet;
  const door = doorAt(tables, here, gateway);
  const leaves = door === NONE ? NONE : shelf.at(transit.ways[door] as number, destination) - 1;
  if (leaves === NONE) return UNTOLD;
  const exit = exitOf(tables, here, gateway, leaves, destination);
  if (exit === NONE || subnets.size[exit] === 0) return UNTOLD;
  const isInside = holds(tables, exit, destination);
  if (!isInside && hopOf(tables, exit, destination) !== LOCAL) return UNTOLD;
  if (there === NONE) return ENDED;
  if (subnets.vpc[exit] !== subnets.vpc[there] || (isInside && exit !== there)) return UNTOLD;
  const { course } = tables;
  course.door = door;
  course.exit = exit;
  course.isInside = isInside;
  const entry = transit.entries[door] as number;
  const passes =
    (entry === here || passesBorder(tables, entry, 'ingress', source, column)) &&
    (isInside || passesBorder(tables, exit, 'egress', destination, column));
  const isVisible =
    transit.attachments[transit.doors[door] as number]?.securityGroupReferencing === true &&
    transit.attachments[leaves]?.securityGroupReferencing === true;
  return THROUGH + (passes ? PASSES : 0) + (isVisible ? VISIBLE : 0) + (isInside ? INSIDE : 0);
}

/** Asks the groups of both machines, of which the destination's may see the sender's. */
function admitted(tables: EstateTables, packet: Passenger, isVisible: boolean): number {
  if (packet.isReply) return ARRIVES;
  const { from, to, source, destination, column } = packet;
  const out = passesRules(tables, from, 'egress', destination, column);
  if (out !== PASSES && !(out === MAYBE && nameAdmits(tables, packet, 'egress'))) return DROPPED;
  const into = passesRules(tables, to, 'ingress', source, column);
  return into === PASSES || (into === MAYBE && isVisible && nameAdmits(tables, packet, 'ingress')) ? ARRIVES : DROPPED;
}

/** Whether a rule admits the packet by the groups that the other machine wears. */
function nameAdmits(tables: EstateTables, packet: Passenger, filter: 'egress' | 'ingress'): boolean {
  const { machines, lookups, protocol, sieves } = tables;
  const [own, other] = filter === 'egress' ? [packet.from, packet.to] : [packet.to, packet.from];
  const [nic, far] = [machines.all[own], machines.all[other]];
  if (nic === undefined || far === undefined) return false;
  const { home, worn } = lookups.placeOf(nic);
  const peer = filter === 'egress' ? packet.destination : packet.source;
  const groups = filter === 'egress' ? groupsSeen(tables, home.vpc.origin.id, peer) : far.securityGroups;
  return worn[filter].admits({ protocol, peer, ports: sieves.portsOf(packet.column) }, groups);
}
