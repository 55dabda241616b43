import { type EstateTables, NONE } from './estate-tables.ts';
import { known } from './known.ts';
import { TCP } from './model.ts';
import { ARRIVES, DROPPED, ENDED, type Passenger, UNTOLD } from './passage.ts';
import { ENDPOINT, holds, hopOf, INTERNET, KINDS, LOCAL, MAYBE, NAT, PASSES, passesBorder, passesRules } from './shelving.ts';
import type { Station } from './walk.ts';

/** As what a packet comes to, and its reply to. */
const REPLIED = 3;

/** What becomes of a packet that leaves its VPC. */
interface Leaving {
  /** `UNTOLD`, `ENDED`, `DROPPED`, `ARRIVES` without a reply, or `REPLIED`. */
  readonly comes: number;
  /** Where it gets to, by the kind and number of a hop. */
  readonly hop: number;
}

/**
 * What becomes of a packet to an address that no machine has, by a gateway endpoint, an internet gateway, or a NAT gateway in front of one:
 * what `connect` does with it. `range` is the column of the sender's own ports.
 */
export function leavingOf(tables: EstateTables, packet: Passenger, range: number): Leaving {
  const here = tables.machines.subnet[packet.from] as number;
  if (tables.subnets.size[here] === 0 || holds(tables, here, packet.destination)) return ELSEWISE;
  const rules = passesRules(tables, packet.from, 'egress', packet.destination, packet.column);
  if (rules === MAYBE) return ELSEWISE;
  const hop = hopOf(tables, here, packet.destination);
  const number = Math.floor(hop / KINDS);
  switch (hop % KINDS) {
    case ENDPOINT:
      return tables.gateways.endpoints[number]?.type === 'Gateway' && tables.protocol === TCP
        ? byDoor(tables, packet, here, range, rules === PASSES, hop)
        : ELSEWISE;
    case INTERNET:
      if (tables.gateways.internetGateways[number]?.routeTable !== undefined) return ELSEWISE;
      return tables.machines.all[packet.from]?.publicAddress === undefined
        ? NOT_OUT
        : byDoor(tables, packet, here, range, rules === PASSES, hop);
  }
  return hop % KINDS === NAT ? byNat(tables, packet, here, number, range, rules === PASSES) : ELSEWISE;
}

const ELSEWISE: Leaving = { comes: UNTOLD, hop: NONE };
const NOT_OUT: Leaving = { comes: ENDED, hop: NONE };

/** Straight out of the VPC, and straight back to the machine. */
function byDoor(tables: EstateTables, packet: Passenger, here: number, range: number, passes: boolean, hop: number): Leaving {
  const { destination, column } = packet;
  if (!passes || !passesBorder(tables, here, 'egress', destination, column)) return { comes: DROPPED, hop };
  return { comes: passesBorder(tables, here, 'ingress', destination, range) ? REPLIED : ARRIVES, hop };
}

/** By a NAT gateway, whose own packet goes on with its own address and ports; the replies of both are asked for. */
function byNat(tables: EstateTables, packet: Passenger, here: number, number: number, range: number, passes: boolean): Leaving {
  const { network, subnets, sieves, gateways } = tables;
  const { source, destination, column } = packet;
  const nat = gateways.nats[number];
  if (nat === undefined || nat.regional === true) return ELSEWISE;
  const inside = known(network.networkInterfaces, nat.networkInterface);
  const at = subnets.numbers.get(inside.subnet) ?? NONE;
  const own = sieves.columnOfRange(inside.ephemeralPorts);
  if (own === NONE || !(subnets.size[at] as number) || subnets.vpc[at] !== subnets.vpc[here]) return ELSEWISE;
  const hop = hopOf(tables, at, destination);
  const gateway = hop % KINDS === INTERNET ? gateways.internetGateways[Math.floor(hop / KINDS)] : undefined;
  const isPlain =
    inside.publicAddress !== undefined && typeof inside.addresses[0] === 'number' && inside.securityGroups.length === 0;
  if (gateway === undefined || gateway.routeTable !== undefined || !isPlain) return ELSEWISE;
  const isNear = at === here;
  if (holds(tables, at, destination) || (holds(tables, at, source) ? !isNear : hopOf(tables, at, source) !== LOCAL))
    return ELSEWISE;
  const border = (subnet: number, filter: 'egress' | 'ingress', peer: number, of: number) =>
    passesBorder(tables, subnet, filter, peer, of);
  const out =
    passes &&
    (isNear || (border(here, 'egress', destination, column) && border(at, 'ingress', source, column))) &&
    border(at, 'egress', destination, column);
  if (!out) return { comes: DROPPED, hop };
  const back =
    border(at, 'ingress', destination, own) &&
    (isNear || (border(at, 'egress', source, range) && border(here, 'ingress', destination, range)));
  return { comes: back ? REPLIED : ARRIVES, hop };
}

/** The place that a hop leads to. */
export function stationAt({ gateways }: EstateTables, hop: number): Station | undefined {
  const number = Math.floor(hop / KINDS);
  const endpoint = gateways.endpoints[number];
  if (hop % KINDS === ENDPOINT && endpoint !== undefined) return { kind: 'gateway-endpoint', endpoint };
  const gateway = gateways.internetGateways[number]?.origin.id;
  return hop % KINDS === INTERNET && gateway !== undefined ? { kind: 'internet', gateway } : undefined;
}
