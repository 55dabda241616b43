import { PRIVATE_BLOCKS } from '../ip/cidr.ts';
import type { Prefix } from '../ip/prefixes.ts';
import { type EstateTables, NONE, UNMADE } from './estate-tables.ts';
import { entriesFor } from './filters.ts';
import type { Id, NetworkAcl, NetworkInterface, RouteTable, Subnet } from './model.ts';
import { candidatesBy, type Line, linesOf } from './routes.ts';
import { exitFrom } from './transit.ts';
import type { TransitDoor } from './transit-places.ts';

type Filter = 'egress' | 'ingress';

/** What a table of routes says of an address: one of these, plus `KINDS` times the number of the thing of that kind. */
export const ELSEWHERE = 0;
export const LOCAL = 1;
export const PEERING = 2;
export const TRANSIT = 3;
/** The way ends at the table, or at an internet gateway that takes no private address. */
export const NOWHERE = 4;
export const ENDPOINT = 5;
export const INTERNET = 6;
export const NAT = 7;
export const KINDS = 8;

/** Whether the ACL at the subnet's border lets the packet pass; `peer` is the address at its other end. */
export function passesBorder(tables: EstateTables, subnet: number, filter: Filter, peer: number, column: number): boolean {
  const cells = tables.shelved.acls[filter];
  const acl = tables.subnets.acl[subnet] as number;
  if (cells[acl] === UNMADE)
    cells[acl] = tables.sieves.ofEntries(entriesFor(tables.subnets.acls[acl] as NetworkAcl, filter === 'egress'));
  return tables.sieves.passes(tables.shelf.at(cells[acl] as number, peer), column);
}

/**
 * Whether a rule of the machine's groups that names addresses lets the packet pass; without groups everything passes. Where none does,
 * `MAYBE` says that there are rules that name groups.
 */
export function passesRules(tables: EstateTables, machine: number, filter: Filter, peer: number, column: number): number {
  const cells = tables.shelved.groups[filter];
  if (cells[machine] === UNMADE)
    cells[machine] = tables.shelved.worn((tables.machines.all[machine] as NetworkInterface).securityGroups.join(' '), filter);
  const rules = cells[machine] as number;
  if (rules === NONE || tables.sieves.passes(tables.shelf.at(rules >> 1, peer), column)) return PASSES;
  return (rules & 1) === 1 ? MAYBE : 0;
}

export const PASSES = 1;
export const MAYBE = 2;

/** Where the subnet's table sends the address. */
export function hopOf(tables: EstateTables, subnet: number, address: number): number {
  const { shelved, shelf, subnets } = tables;
  const table = subnets.table[subnet] as number;
  if (shelved.hops[table] === UNMADE) {
    const lines = linesOf(subnets.tables[table] as RouteTable);
    const leads = lines.some(({ value }) => value.route.target.kind === 'internet-gateway');
    shelved.hops[table] = shelf.add<Line | undefined>(leads ? [...PRIVATE, ...lines] : lines, (holding) =>
      hopBy(tables, holding),
    );
  }
  return shelf.at(shelved.hops[table] as number, address);
}

/** An internet gateway asks whether an address is private, whatever the lines of a table are. */
const PRIVATE: readonly Prefix<undefined>[] = PRIVATE_BLOCKS.map((cidr) => ({ cidr, value: undefined }));

function hopBy(tables: EstateTables, holding: readonly Prefix<Line | undefined>[]): number {
  const lines = holding.flatMap(({ cidr, value }) => (value === undefined ? [] : [{ cidr, value }]));
  const route = candidatesBy(lines)[0]?.route;
  if (route === undefined || route.state !== 'active') return NOWHERE;
  const { kind, id } = route.target;
  if (kind === 'internet-gateway' && lines.length < holding.length) return NOWHERE;
  const { transit, gateways } = tables;
  const hop = (to: number, numbers: ReadonlyMap<Id, number>) => {
    const number = numbers.get(id);
    return number === undefined ? ELSEWHERE : to + KINDS * number;
  };
  switch (kind) {
    case 'local':
      return LOCAL;
    case 'peering-connection':
      return hop(PEERING, transit.peeringNumbers);
    case 'transit-gateway':
      return hop(TRANSIT, transit.gatewayNumbers);
    case 'vpc-endpoint':
      return hop(ENDPOINT, gateways.endpointNumbers);
    case 'internet-gateway':
      return hop(INTERNET, gateways.internetNumbers);
    case 'nat-gateway':
      return hop(NAT, gateways.natNumbers);
    case 'vpn-gateway':
    case 'egress-only-internet-gateway':
    case 'network-interface':
      return ELSEWHERE;
  }
}

/** The number of the subnet's door at the gateway; `NONE` where packets cannot go in by it. */
export function doorAt(tables: EstateTables, subnet: number, gateway: number): number {
  const { transit, subnets } = tables;
  const door = subnet * transit.gateways.length + gateway;
  if (transit.doors[door] === UNMADE) {
    const { attachment, entry, ways } = doorOf(tables, subnet, gateway);
    if (attachment === undefined || entry === undefined || ways === undefined) transit.doors[door] = NONE;
    else {
      transit.doors[door] = transit.attachmentNumbers.get(attachment) ?? NONE;
      transit.entries[door] = subnets.numbers.get(entry.origin.id) ?? NONE;
      transit.ways[door] = transit.shelvedWays(ways);
    }
  }
  return transit.doors[door] === NONE ? NONE : door;
}

export const doorOf = ({ lookups, subnets, transit }: EstateTables, subnet: number, gateway: number): TransitDoor =>
  lookups.homeOf(subnets.all[subnet] as Subnet).doorTo(transit.gateways[gateway] as Id);

/** The subnet in which a packet to `address` comes out that entered by a door of `subnet` and leaves by the attachment. */
export function exitOf(tables: EstateTables, subnet: number, gateway: number, attachment: number, address: number): number {
  const { transit, subnets, circumstances } = tables;
  const cell = attachment * transit.zones + (subnets.zone[subnet] as number);
  if (transit.exits[cell] === UNMADE) {
    const exits = doorOf(tables, subnet, gateway).ways?.(address).exits ?? [];
    const exit = exitFrom(circumstances, exits, subnets.all[subnet]?.availabilityZone);
    transit.exits[cell] = subnets.numbers.get(exit?.subnet.origin.id ?? '') ?? NONE;
  }
  return transit.exits[cell] as number;
}

export const holds = ({ subnets }: EstateTables, subnet: number, address: number): boolean => {
  const base = subnets.base[subnet] as number;
  return address >= base && address - base < (subnets.size[subnet] as number);
};
