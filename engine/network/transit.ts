import { formatAddress } from '../ip/address.ts';
import { contains, formatCidr } from '../ip/cidr.ts';
import type { NetworkInterface, Subnet, TransitAttachment, TransitRoute, TransitRouteTable } from './model.ts';
import type { Handover, Onward } from './targets.ts';
import { arrive, block, known, nameOf, type Packet, pass, passNetworkAcl, type Station, type Walk } from './walk.ts';

/** Carries a packet into a transit gateway: attachment in the sender's zone, its table, and out at the destination's attachment (facts:G15). */
export function toTransitGateway(walk: Walk, at: Handover): Onward | undefined {
  const { network } = walk;
  const gateway = known(network.transitGateways, at.route.target.id);
  pass(walk, 'transit-gateway', gateway.origin);
  const attachment = attachmentOf(walk, gateway.origin.id, at.subnet.vpc);
  if (attachment === undefined) {
    block(walk, {
      kind: 'transit-gateway',
      origin: gateway.origin,
      code: 'NO_POSSIBLE_DESTINATION',
      facts: { destination: formatAddress(at.packet.destination) },
    });
    return undefined;
  }
  const entry = attachment.subnets
    .map((id) => known(network.subnets, id))
    .find((subnet) => subnet.availabilityZone === at.subnet.availabilityZone);
  if (entry === undefined) {
    const facts = { availabilityZone: at.subnet.availabilityZone, attachment: nameOf(attachment.origin) };
    block(walk, { kind: 'transit-gateway', origin: attachment.origin, code: 'TGW_ROUTE_AZ_RESTRICTION', facts });
    return undefined;
  }
  if (entry.origin.id !== at.subnet.origin.id) passNetworkAcl(walk, entry, 'ingress', at.packet);
  const vpc = nameOf(known(network.vpcs, at.subnet.vpc).origin);
  walk.via.push({ kind: 'transit-gateway', id: nameOf(gateway.origin), vpc });
  return throughTable(walk, attachment, at.packet, at.from, at.subnet.availabilityZone);
}

/** The VPC's attachment at the gateway. */
const attachmentOf = (walk: Walk, gateway: string, vpc: string): TransitAttachment | undefined =>
  [...walk.network.transitAttachments.values()].find((each) => each.transitGateway === gateway && each.vpc === vpc);

/** Looks the destination up in the table of the attachment that the packet came in by, and leaves by the attachment found there. */
export function throughTable(
  walk: Walk,
  came: TransitAttachment,
  packet: Packet,
  from: Station,
  zone: string | undefined,
): Onward | undefined {
  const table = [...walk.network.transitRouteTables.values()].find((each) => each.associations.includes(came.origin.id));
  if (table === undefined) {
    block(walk, {
      kind: 'transit-gateway',
      origin: came.origin,
      code: 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION',
      facts: { attachment: nameOf(came.origin) },
    });
    return undefined;
  }
  const route = chosen(table, packet);
  pass(walk, 'transit-gateway-route-table', table.origin, {
    destination: formatAddress(packet.destination),
    route: route === undefined ? null : formatCidr(route.cidr),
  });
  const out = route?.attachment === undefined ? undefined : walk.network.transitAttachments.get(route.attachment);
  if (out === undefined) {
    const code = route === undefined ? 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT' : 'TGW_RTB_BAD_STATE_ROUTE';
    const span = route?.span ?? table.origin.span;
    block(walk, {
      kind: 'transit-gateway-route-table',
      origin: table.origin,
      code,
      ...(span === undefined ? {} : { span }),
      facts: { destination: formatAddress(packet.destination) },
    });
    return undefined;
  }
  const kept = came.securityGroupReferencing && out.securityGroupReferencing ? packet : { ...packet, sourceGroups: [] };
  return out.kind === 'vpn' ? toOnPremises(walk, out, kept, from) : intoVpc(walk, out, kept, from, zone);
}

/** Longest prefix; static before propagated. */
function chosen(table: TransitRouteTable, packet: Packet): TransitRoute | undefined {
  const fitting = table.routes.filter((route) => contains(route.cidr, packet.destination));
  return fitting.toSorted(
    (a, b) => b.cidr.length - a.cidr.length || Number(a.origin === 'propagated') - Number(b.origin === 'propagated'),
  )[0];
}

function toOnPremises(walk: Walk, out: TransitAttachment, packet: Packet, from: Station): undefined {
  const host = [...walk.network.hosts.values()].find(
    (each) => each.kind === 'on-premises' && each.gateway === out.transitGateway && each.address === packet.destination,
  );
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
  packet: Packet,
  from: Station,
  zone: string | undefined,
): Onward | undefined {
  const subnets = out.subnets.map((id) => known(walk.network.subnets, id));
  const exit = subnets.find((subnet) => subnet.availabilityZone === zone) ?? subnets[0];
  return exit === undefined ? undefined : { networkInterface: attachmentInterface(out, exit), packet, from };
}

/** The attachment's interface: no address of its own, no groups. */
const attachmentInterface = (attachment: TransitAttachment, subnet: Subnet): NetworkInterface => ({
  origin: { ...attachment.origin, id: `${attachment.origin.id}/${subnet.origin.id}` },
  kind: 'transit-gateway-attachment',
  owner: attachment.origin.id,
  subnet: subnet.origin.id,
  addresses: [],
  securityGroups: [],
  ephemeralPorts: { from: 0, to: 65_535 },
});
