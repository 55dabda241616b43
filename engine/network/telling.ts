import { familyOf } from '../ip/address.ts';
import type { Connection } from './connect.ts';
import { type EstateTables, NONE } from './estate-tables.ts';
import { entriesFor, judgeEntries } from './filters.ts';
import { nameOf } from './known.ts';
import type { NetworkAcl, NetworkInterface, RouteTable, Subnet } from './model.ts';
import { failGroups, passBorder, passGroups } from './pass-filters.ts';
import { ENDED, type Passenger, passageOf, UNTOLD } from './passage.ts';
import { component, type Home, type Place } from './places.ts';
import { linesOf, type RoutesTo } from './routes.ts';
import { doorOf, KINDS, MAYBE, PASSES, PEERING, passesRules, TRANSIT } from './shelving.ts';
import type { PathComponent } from './trace.ts';
import type { TransitDoor } from './transit-places.ts';
import { hideGroups, NO_GROUPS, newWalk, type Packet, readdressed, type Walk } from './walk.ts';

type Filter = 'egress' | 'ingress';

/** Tells connections of one network by its tables. Things are found by their numbers, and each is made when it is first met. */
interface Teller {
  readonly tables: EstateTables;
  readonly places: Place[];
  readonly homes: Home[];
  readonly doors: TransitDoor[];
  /** The place on the shelf of each subnet's ACL, in which each stretch of addresses has a number of its own. */
  readonly borders: { readonly egress: number[]; readonly ingress: number[] };
  /** For each of those numbers, by columns: the ACL as a thing on the way that lets the packet pass; null where it does not. */
  readonly admitting: (PathComponent | null)[][];
  /** The same for route tables and what they say. */
  readonly tabled: number[];
  readonly routes: RoutesTo[];
}

/** The connection as `connect` walks it, between machines on a way that the tables know; undefined for the rest. */
export type Tell = (sender: NetworkInterface, packet: Packet) => Connection | undefined;

export function tellerOf(tables: EstateTables): Tell {
  const lists = { places: [], homes: [], doors: [], admitting: [], tabled: [], routes: [] };
  const teller: Teller = { tables, ...lists, borders: { egress: [], ingress: [] } };
  return (sender, packet) => tell(teller, sender, packet);
}

function tell(teller: Teller, sender: NetworkInterface, packet: Packet): Connection | undefined {
  const { machines, sieves, network, circumstances } = teller.tables;
  const { source, destination, destinationPorts, sourcePorts } = packet;
  const [from, to] = [machines.numbers.get(sender), machines.at.get(destination)];
  if (from === undefined || to === undefined || to === NONE) return undefined;
  if (familyOf(destination) === 6 || source !== machines.address[from]) return undefined;
  const addresses = { source: Number(source), destination: Number(destination) };
  const there: Passenger = { from, to, ...addresses, column: sieves.columnOf(destinationPorts.from), isReply: false };
  const back: Passenger = {
    ...{ from: to, to: from, source: addresses.destination, destination: addresses.source },
    column: sieves.columnOfRange(sourcePorts),
    isReply: true,
  };
  if (back.column === NONE || !isTold(teller, back) || !isTold(teller, there)) return undefined;
  const forward = newWalk(network, circumstances, 'forward', true);
  const sent = readdressed(packet, source, destination, sender.securityGroups, undefined);
  const arriving = tellWay(teller, forward, sent, there);
  passageOf(teller.tables, back);
  const reply = newWalk(network, circumstances, 'return', true);
  const answer = readdressed(packet, destination, source, NO_GROUPS, arriving.hiddenGroups);
  tellWay(teller, reply, { ...answer, sourcePorts: destinationPorts, destinationPorts: sourcePorts }, back);
  return connectionOf(forward, reply, sender, machines.all[to] as NetworkInterface, arriving);
}

/** Whether the tables know the way to its end; it is then the course that was found last. */
function isTold({ tables }: Teller, passenger: Passenger): boolean {
  const comes = passageOf(tables, passenger);
  return comes !== UNTOLD && comes !== ENDED;
}

function connectionOf(there: Walk, back: Walk, from: NetworkInterface, to: NetworkInterface, packet: Packet): Connection {
  const arrival = { kind: 'interface', networkInterface: to } as const;
  const forward = there.blocks.length === 0 ? 'delivered' : 'blocked';
  return {
    forwardPathComponents: there.components,
    returnPathComponents: back.components,
    via: there.via,
    blocks: back.blocks.length === 0 ? there.blocks : [...there.blocks, ...back.blocks],
    arrival,
    lastLeg: { from: { kind: 'interface', networkInterface: from }, to: arrival, packet },
    forward,
    connection: forward === 'delivered' && back.blocks.length === 0 ? 'established' : 'fails',
  };
}

/** Writes down the way whose course was found last, in the order of the walk; the packet as it arrives. */
function tellWay(teller: Teller, walk: Walk, packet: Packet, passenger: Passenger): Packet {
  const { from, to, isReply } = passenger;
  const { machines, course } = teller.tables;
  const { hop, isInside } = course;
  const kind = hop === NONE ? NONE : hop % KINDS;
  let arriving = packet;
  walk.components.push(placeOf(teller, from).shown(packet.source));
  if (!isReply) tellGroups(teller, walk, from, 'egress', packet, passenger);
  if (hop !== NONE) {
    const here = machines.subnet[from] as number;
    tellBorder(teller, walk, here, 'egress', packet, passenger);
    walk.components.push(routesOf(teller, here, passenger.destination).shown);
    if (kind === PEERING) arriving = overPeering(teller, walk, here, hop, packet);
    else if (kind === TRANSIT) arriving = throughGateway(teller, walk, here, hop, packet, passenger);
    if (kind !== TRANSIT || !isInside) tellBorder(teller, walk, machines.subnet[to] as number, 'ingress', arriving, passenger);
  }
  if (!isReply) tellGroups(teller, walk, to, 'ingress', arriving, passenger);
  walk.components.push(placeOf(teller, to).shown(packet.destination));
  return arriving;
}

function overPeering(teller: Teller, walk: Walk, here: number, hop: number, packet: Packet): Packet {
  const peering = teller.tables.transit.peerings[Math.floor(hop / KINDS)];
  if (peering === undefined) return packet;
  walk.components.push(component('peering-connection', peering.origin));
  walk.via.push({ kind: 'peering-connection', id: nameOf(peering.origin), vpc: nameOf(homeOf(teller, here).vpc.origin) });
  return peering.securityGroupReferencing ? packet : hideGroups(packet, 'SG_REFERENCES_NOT_PRESERVED');
}

function throughGateway(teller: Teller, walk: Walk, here: number, hop: number, packet: Packet, passenger: Passenger): Packet {
  const { tables, doors } = teller;
  const { course, subnets, transit, lookups } = tables;
  const { door: at, exit, isInside } = course;
  doors[at] ??= doorOf(tables, here, Math.floor(hop / KINDS));
  const door = doors[at];
  walk.components.push(door.shown);
  const entry = transit.entries[at] as number;
  if (entry !== here) tellBorder(teller, walk, entry, 'ingress', packet, passenger);
  walk.via.push(door.crossing);
  const way = door.ways?.(packet.destination);
  if (way === undefined) return packet;
  walk.components.push(way.shown);
  const isVisible = door.attachment?.securityGroupReferencing === true && way.out?.securityGroupReferencing === true;
  const hidden = isVisible ? packet : hideGroups(packet, 'SG_REFERENCING_SUPPORT');
  const out = way.exits.find((each) => each.subnet === subnets.all[exit]);
  if (out !== undefined) walk.components.push(lookups.placeOf(out.networkInterface).shown(packet.source));
  if (isInside) return hidden;
  tellBorder(teller, walk, exit, 'egress', hidden, passenger);
  walk.components.push(routesOf(teller, exit, passenger.destination).shown);
  return hidden;
}

/** The groups of a machine; those that drop the packet say why themselves. */
function tellGroups(teller: Teller, walk: Walk, machine: number, filter: Filter, packet: Packet, passenger: Passenger): void {
  const place = placeOf(teller, machine);
  const peer = filter === 'egress' ? passenger.destination : passenger.source;
  const passes = passesRules(teller.tables, machine, filter, peer, passenger.column);
  const nic = teller.tables.machines.all[machine] as NetworkInterface;
  if (passes === MAYBE) passGroups(walk, nic, place, filter, packet);
  else if (passes !== PASSES) failGroups(walk, nic, place, filter, packet);
  else if (place.shownGroups !== undefined) walk.components.push(place.shownGroups[filter]);
}

/** The ACL at a subnet's border; the same. */
function tellBorder(teller: Teller, walk: Walk, subnet: number, filter: Filter, packet: Packet, passenger: Passenger): void {
  const { borders, admitting, tables } = teller;
  const peer = filter === 'egress' ? passenger.destination : passenger.source;
  borders[filter][subnet] ??= shelveBorder(teller, subnet, filter);
  const number = tables.shelf.at(borders[filter][subnet], peer);
  admitting[number] ??= [];
  const columns = admitting[number];
  let shown = columns[passenger.column];
  if (shown === undefined) {
    const border = homeOf(teller, subnet)[filter];
    const flow = { protocol: tables.protocol, peer, ports: tables.sieves.portsOf(passenger.column) };
    const { allowed, entry } = judgeEntries(border.entriesFor(peer), flow);
    shown = allowed ? border.shown(entry?.ruleNumber ?? null) : null;
    columns[passenger.column] = shown;
  }
  if (shown === null) passBorder(walk, homeOf(teller, subnet), filter, packet);
  else walk.components.push(shown);
}

function shelveBorder({ tables, admitting }: Teller, subnet: number, filter: Filter): number {
  const acl = tables.subnets.acls[tables.subnets.acl[subnet] as number] as NetworkAcl;
  const blocks = entriesFor(acl, filter === 'egress').map((entry) => ({ cidr: entry.cidr, value: entry }));
  return tables.shelf.add(blocks, () => admitting.push([]) - 1);
}

/** What the subnet's table says of the address. */
function routesOf({ tables, tabled, routes }: Teller, subnet: number, address: number): RoutesTo {
  const { lookups, shelf, subnets } = tables;
  const number = subnets.table[subnet] as number;
  const table = subnets.tables[number] as RouteTable;
  tabled[number] ??= shelf.add(linesOf(table), (_, each) => routes.push(lookups.routesTo(table, each)) - 1);
  return routes[shelf.at(tabled[number], address)] as RoutesTo;
}

function placeOf({ places, tables }: Teller, machine: number): Place {
  places[machine] ??= tables.lookups.placeOf(tables.machines.all[machine] as NetworkInterface);
  return places[machine];
}

function homeOf({ homes, tables }: Teller, subnet: number): Home {
  homes[subnet] ??= tables.lookups.homeOf(tables.subnets.all[subnet] as Subnet);
  return homes[subnet];
}
