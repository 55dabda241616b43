import { formatAddress } from '../ip/address.ts';
import type { TransitAttachment } from './model-transit.ts';
import { passNetworkAcl } from './pass-filters.ts';
import type { Handover, Onward } from './targets.ts';
import type { TransitExit, TransitWay, TransitWays } from './transit-places.ts';
import {
  arrive,
  block,
  type Circumstances,
  cross,
  hideGroups,
  nameOf,
  type Packet,
  pass,
  type Station,
  type Walk,
} from './walk.ts';

/** Carries a packet into a transit gateway: attachment in the sender's zone, its table, and out at the destination's attachment (facts:G15). */
export function toTransitGateway(walk: Walk, at: Handover): Onward | undefined {
  const { gateway, shown, crossing, attachment, entry, ways } = at.home.doorTo(at.route.target.id);
  if (walk.records) walk.components.push(shown);
  if (attachment === undefined) {
    block(walk, {
      kind: 'transit-gateway',
      origin: gateway.origin,
      code: 'NO_POSSIBLE_DESTINATION',
      facts: { destination: formatAddress(at.packet.destination) },
    });
    return undefined;
  }
  if (entry === undefined) {
    const facts = { availabilityZone: at.home.subnet.availabilityZone, attachment: nameOf(attachment.origin) };
    block(walk, { kind: 'transit-gateway', origin: attachment.origin, code: 'TGW_ROUTE_AZ_RESTRICTION', facts });
    return undefined;
  }
  if (entry.origin.id !== at.home.subnet.origin.id) passNetworkAcl(walk, entry, 'ingress', at.packet);
  cross(walk, crossing);
  return throughTable(walk, {
    attachment,
    gateway: gateway.origin.id,
    packet: at.packet,
    from: at.from,
    ways,
    zone: at.home.subnet.availabilityZone,
  });
}

/** A packet that came into a transit gateway by one of its attachments; `zone` is the sender's where it is known. */
export interface Transit {
  readonly attachment: TransitAttachment;
  readonly gateway: string;
  readonly packet: Packet;
  readonly from: Station;
  /** Where the attachment's table leads; looked up where it is not at hand. */
  readonly ways?: TransitWays | undefined;
  readonly zone?: string | undefined;
  /** Transit gateways behind the packet: peered ones may send it to and fro. */
  readonly passed?: number;
}

/** Looks the destination up in the table of the attachment that the packet came in by, and leaves by the attachment found there. */
export function throughTable(walk: Walk, at: Transit): Onward | undefined {
  const { attachment, packet } = at;
  // A peering attachment has a table at each end.
  const ways = at.ways ?? walk.lookups.transitWaysOf(at.gateway, attachment.origin.id);
  if (ways === undefined) {
    block(walk, {
      kind: 'transit-gateway',
      origin: attachment.origin,
      code: 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION',
      facts: { attachment: nameOf(attachment.origin) },
    });
    return undefined;
  }
  const way = ways(packet.destination);
  if (walk.records) walk.components.push(way.shown);
  return way.out === undefined ? blockAtTable(walk, way, packet) : leave(walk, at, way.out, way.exits);
}

function blockAtTable(walk: Walk, { route, table }: TransitWay, packet: Packet): undefined {
  const span = route?.span ?? table.origin.span;
  block(walk, {
    kind: 'transit-gateway-route-table',
    origin: table.origin,
    code: route === undefined ? 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT' : 'TGW_RTB_BAD_STATE_ROUTE',
    ...(span === undefined ? {} : { span }),
    facts: { destination: formatAddress(packet.destination) },
  });
}

/** Groups go on between two VPC attachments that both have referencing on, and nowhere else (facts:G3). */
function leave(walk: Walk, at: Transit, out: TransitAttachment, exits: readonly TransitExit[]): Onward | undefined {
  const both = at.attachment.securityGroupReferencing && out.securityGroupReferencing;
  const packet = both
    ? at.packet
    : hideGroups(at.packet, out.kind === 'vpc' ? 'SG_REFERENCING_SUPPORT' : 'SG_REFERENCES_NOT_PRESERVED');
  switch (out.kind) {
    case 'vpc':
      return intoVpc(walk, out, exits, packet, at.from, at.zone);
    case 'vpn':
      return toOnPremises(walk, out, packet, at.from);
    case 'peering':
      return toPeer(walk, { ...at, packet, attachment: out });
  }
}

/** More than this many transit gateways in a row is a loop. */
const MOST_GATEWAYS = 9;

function toPeer(walk: Walk, at: Transit): Onward | undefined {
  const { attachment, gateway, passed = 0 } = at;
  const other = attachment.transitGateway === gateway ? attachment.peer : attachment.transitGateway;
  const peer = walk.network.transitGateways.get(other ?? '');
  if (peer === undefined || passed > MOST_GATEWAYS) {
    const code = peer === undefined ? 'NO_POSSIBLE_DESTINATION' : 'SIM_ROUTING_LOOP';
    block(walk, {
      kind: 'transit-gateway',
      origin: attachment.origin,
      code,
      facts: { destination: formatAddress(at.packet.destination) },
    });
    return undefined;
  }
  pass(walk, 'transit-gateway', peer.origin);
  cross(walk, () => ({ kind: 'transit-gateway', id: nameOf(peer.origin) }));
  return throughTable(walk, { ...at, gateway: peer.origin.id, ways: undefined, zone: undefined, passed: passed + 1 });
}

function toOnPremises(walk: Walk, out: TransitAttachment, packet: Packet, from: Station): undefined {
  const host = walk.lookups.onPremisesHostAt(out.transitGateway, packet.destination);
  if (host === undefined) {
    block(walk, {
      kind: 'on-premises',
      origin: out.origin,
      code: 'NO_POSSIBLE_DESTINATION',
      facts: { destination: formatAddress(packet.destination) },
    });
    return undefined;
  }
  pass(walk, 'on-premises', { id: host.name });
  arrive(walk, { from, to: { kind: 'on-premises', gateway: out.transitGateway, address: packet.destination }, packet });
  return undefined;
}

/**
 * The packet goes on from the attachment's subnet, by that subnet's table: to an interface of the VPC, or onwards (centralised egress).
 * Its ACL is asked outbound, and not at all where the destination lives in the same subnet.
 */
function intoVpc(
  walk: Walk,
  out: TransitAttachment,
  exits: readonly TransitExit[],
  packet: Packet,
  from: Station,
  zone: string | undefined,
): Onward | undefined {
  const exit = exitFrom(walk.circumstances, exits, zone);
  if (exit !== undefined) return { networkInterface: exit.networkInterface, packet, from };
  const facts = { destination: formatAddress(packet.destination) };
  block(walk, { kind: 'transit-gateway', origin: out.origin, code: 'NO_POSSIBLE_DESTINATION', facts });
  return undefined;
}

/** The exit in the packet's zone where that works, else the first that works, else the first. */
export function exitFrom(
  circumstances: Circumstances,
  exits: readonly TransitExit[],
  zone: string | undefined,
): TransitExit | undefined {
  let chosen: TransitExit | undefined;
  for (const exit of exits) {
    if (circumstances.failedZoneIds.size > 0 && circumstances.failedZoneIds.has(exit.zoneId)) continue;
    if (exit.availabilityZone === zone) return exit;
    chosen ??= exit;
  }
  return chosen ?? exits[0];
}
