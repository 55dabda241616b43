import { formatAddress } from '../ip/address.ts';
import { type Cidr, contains, formatCidr, isPrivateAddress } from '../ip/cidr.ts';
import { throughAppliance } from './appliance.ts';
import { crossEndpoint, deliver, enterVpc, passEndpointState } from './deliver.ts';
import { ICMP, ICMPV6, type NetworkInterface, type Origin, type Route, type TargetKind, TCP } from './model.ts';
import { passNetworkAcl, passSecurityGroups, passZone } from './pass-filters.ts';
import { componentKind, type Home } from './places.ts';
import { toTransitGateway } from './transit.ts';
import {
  arrive,
  block,
  cross,
  hideGroups,
  isIpv4,
  known,
  NO_GROUPS,
  nameOf,
  type Packet,
  pass,
  type Station,
  travel,
  type Walk,
} from './walk.ts';

/** A packet that its subnet's table has just handed to a target. */
export interface Handover {
  readonly nic: NetworkInterface;
  readonly home: Home;
  readonly route: Route;
  readonly packet: Packet;
  /** Where this stretch began; behind a transit gateway that is not `nic`. */
  readonly from: Station;
}

/** A packet that a gateway sends on from an interface of its own. */
export interface Onward {
  readonly networkInterface: NetworkInterface;
  readonly packet: Packet;
  /** Where the stretch began, for a gateway that changes no address. */
  readonly from?: Station;
}

const CARRIERS: Readonly<Record<TargetKind, (walk: Walk, at: Handover) => Onward | undefined>> = {
  local: toLocal,
  'vpc-endpoint': toGatewayEndpoint,
  'internet-gateway': toInternetGateway,
  'nat-gateway': toNatGateway,
  'vpn-gateway': toVpnGateway,
  'peering-connection': toPeeringConnection,
  'egress-only-internet-gateway': toEgressOnlyGateway,
  'transit-gateway': toTransitGateway,
  'network-interface': toInterface,
};

/** Carries the packet on by the route's target (facts:G.2, step 5); what comes back goes on from there. */
export const toTarget = (walk: Walk, at: Handover): Onward | undefined => CARRIERS[at.route.target.kind](walk, at);

/** An interface as a target: a router, a firewall or any other machine that is to pass packets on. */
function toInterface(walk: Walk, at: Handover): Onward | undefined {
  const machine = known(walk.network.networkInterfaces, at.route.target.id);
  return throughInterface(walk, machine, at.packet, at.from, at.home.subnet.origin.id);
}

/**
 * Brings a packet to a machine that is to pass it on unchanged. Its group and its subnet's ACL see the packet, its source/destination
 * check refuses what is for others, and beyond it no rule sees the sender's groups.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
export function throughInterface(
  walk: Walk,
  nic: NetworkInterface,
  packet: Packet,
  from: Station,
  fromSubnet?: string,
): Onward | undefined {
  const subnet = known(walk.network.subnets, nic.subnet);
  if (!passZone(walk, subnet, nic.origin)) return undefined;
  if (subnet.origin.id !== fromSubnet) passNetworkAcl(walk, subnet, 'ingress', packet);
  if (walk.direction === 'forward') passSecurityGroups(walk, nic, 'ingress', packet);
  if (nic.addresses.includes(packet.destination))
    return void arrive(walk, { from, to: { kind: 'interface', networkInterface: nic }, packet });
  const facts = { destination: formatAddress(packet.destination), interface: nameOf(nic.origin) };
  if (nic.forwards !== true)
    return void block(walk, { kind: 'network-interface', origin: nic.origin, code: 'ENI_SOURCE_DEST_CHECK_RESTRICTION', facts });
  cross(walk, () => ({
    kind: componentKind(nic),
    id: nameOf(nic.origin),
    vpc: nameOf(known(walk.network.vpcs, subnet.vpc).origin),
  }));
  return { networkInterface: nic, packet: hideGroups(packet, 'SG_REFERENCES_NOT_PRESERVED'), from };
}

/** IPv6 leaves by it; the reply finds its way back because the gateway remembers who asked. */
function toEgressOnlyGateway(walk: Walk, at: Handover): undefined {
  const gateway = known(walk.network.egressOnlyInternetGateways, at.route.target.id);
  pass(walk, 'egress-only-internet-gateway', gateway.origin);
  if (!ownsSource(walk, at, 'egress-only-internet-gateway', gateway.origin)) return;
  cross(walk, () => ({
    kind: 'egress-only-internet-gateway',
    id: nameOf(gateway.origin),
    vpc: nameOf(at.home.vpc.origin),
  }));
  arrive(walk, { from: at.from, to: { kind: 'internet', gateway: gateway.origin.id }, packet: at.packet });
}

/** A VPC's gateway carries packets of its own interfaces only; others' are refused at its door. */
function ownsSource(walk: Walk, at: Handover, kind: string, origin: Origin): boolean {
  const { vpc } = at.home;
  if (vpc.cidrs.some((cidr) => contains(cidr, at.packet.source))) return true;
  const facts = { source: formatAddress(at.packet.source), vpc: nameOf(vpc.origin) };
  block(walk, { kind, origin, code: 'GATEWAY_REJECTS_SPOOFED_TRAFFIC', facts });
  return false;
}

function toLocal(walk: Walk, at: Handover): undefined {
  const { packet, home } = at;
  const { vpc } = home;
  const target = home.neighbourAt(packet.destination);
  if (target !== undefined) {
    deliver(walk, target, packet, true, at.from);
    return undefined;
  }
  const facts = { destination: formatAddress(packet.destination), vpc: nameOf(vpc.origin) };
  block(walk, {
    kind: 'network-interface',
    origin: { id: formatAddress(packet.destination) },
    code: 'NO_POSSIBLE_DESTINATION',
    facts,
  });
}

function toGatewayEndpoint(walk: Walk, at: Handover): Onward | undefined {
  const { packet } = at;
  const endpoint = known(walk.network.vpcEndpoints, at.route.target.id);
  if (endpoint.type === 'GatewayLoadBalancer') return throughAppliance(walk, endpoint, packet, at.from, at.home.subnet.origin.id);
  if (at.nic.kind === 'transit-gateway-attachment') {
    block(walk, {
      kind: 'vpc-endpoint',
      origin: endpoint.origin,
      code: 'SIM_VPCE_NOT_TRANSITIVE',
      facts: { source: formatAddress(packet.source), endpoint: nameOf(endpoint.origin) },
    });
    return undefined;
  }
  passEndpointState(walk, endpoint);
  crossEndpoint(walk, endpoint);
  const echo =
    (packet.protocol === ICMP && (packet.icmp?.type ?? 8) === 8) ||
    (packet.protocol === ICMPV6 && (packet.icmp?.type ?? 128) === 128);
  if (packet.protocol !== TCP && !echo) {
    block(walk, {
      kind: 'vpc-endpoint',
      origin: endpoint.origin,
      code: 'VPCE_GATEWAY_PROTOCOL_RESTRICTION',
      facts: { protocol: packet.protocol },
    });
    return undefined;
  }
  arrive(walk, { from: at.from, to: { kind: 'gateway-endpoint', endpoint }, packet });
  return undefined;
}

function toInternetGateway(walk: Walk, at: Handover): undefined {
  const { packet, nic } = at;
  const gateway = known(walk.network.internetGateways, at.route.target.id);
  const vpc = nameOf(at.home.vpc.origin);
  pass(walk, 'internet-gateway', gateway.origin);
  const facts = () => ({
    source: formatAddress(packet.source),
    destination: formatAddress(packet.destination),
    interface: nameOf(nic.origin),
  });
  const fault = (code: string): undefined => void block(walk, { kind: 'internet-gateway', origin: gateway.origin, code, facts });
  if (contains(SHARED, packet.destination)) return fault('IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS');
  if (isPrivateAddress(packet.destination)) return fault('IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS');
  // The mapping belongs to the address, not to the machine that passed the packet on.
  const owner = at.home.neighbourAt(packet.source);
  if (isIpv4(packet) && owner?.publicAddress === undefined) return fault('IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  if (!isIpv4(packet) && !ownsSource(walk, at, 'internet-gateway', gateway.origin)) return undefined;
  cross(walk, () => ({ kind: 'internet-gateway', id: nameOf(gateway.origin), vpc }));
  arrive(walk, {
    from: at.from,
    to: { kind: 'internet', gateway: gateway.origin.id },
    packet,
  });
}

/** RFC 6598. */
const SHARED: Cidr = { base: 100 * 2 ** 24 + 64 * 2 ** 16, length: 10 };

const NAT64: Cidr = { base: 0x64_ff9bn << 96n, length: 96 };

function toNatGateway(walk: Walk, at: Handover): Onward | undefined {
  const { packet, nic } = at;
  const { subnet } = at.home;
  const nat = known(walk.network.natGateways, at.route.target.id);
  if (nat.regional === true) {
    block(walk, {
      kind: 'nat-gateway',
      origin: nat.origin,
      code: 'UNSUPPORTED_COMPONENT',
      facts: { target: nameOf(nat.origin) },
    });
    return undefined;
  }
  const inside = known(walk.network.networkInterfaces, nat.networkInterface);
  const natSubnet = known(walk.network.subnets, inside.subnet);
  const vpc = known(walk.network.vpcs, nat.vpc);
  // A transit gateway may bring others' packets to it (centralised egress); peering, VPN and Direct Connect may not (facts:G14).
  if (nic.kind !== 'transit-gateway-attachment' && !vpc.cidrs.some((cidr) => contains(cidr, packet.source))) {
    block(walk, {
      kind: 'nat-gateway',
      origin: nat.origin,
      code: 'NGW_REQUIRES_SOURCE_IN_VPC',
      facts: { source: formatAddress(packet.source), vpc: nameOf(vpc.origin) },
    });
    return undefined;
  }
  if (!isIpv4(packet)) {
    // NAT64 is the one thing that it does for IPv6, and we do not simulate it.
    const code = contains(NAT64, packet.destination) ? 'UNSUPPORTED_COMPONENT' : 'PROTOCOL_RESTRICTION';
    block(walk, {
      kind: 'nat-gateway',
      origin: nat.origin,
      code,
      facts: { destination: formatAddress(packet.destination), target: nameOf(nat.origin) },
    });
    return undefined;
  }
  if (!passZone(walk, natSubnet, nat.origin)) return undefined;
  if (natSubnet.origin.id !== subnet.origin.id) passNetworkAcl(walk, natSubnet, 'ingress', packet);
  cross(walk, () => ({ kind: 'nat-gateway', id: nameOf(nat.origin), vpc: nameOf(vpc.origin) }));
  travel(walk, { from: at.from, to: { kind: 'interface', networkInterface: inside }, packet });
  walk.translations += 1;
  const source = inside.addresses[0] ?? packet.source;
  return { networkInterface: inside, packet: { ...packet, source, sourcePorts: inside.ephemeralPorts, sourceGroups: NO_GROUPS } };
}

function toVpnGateway(walk: Walk, at: Handover): undefined {
  const { packet } = at;
  const gateway = known(walk.network.vpnGateways, at.route.target.id);
  pass(walk, 'vpn-gateway', gateway.origin);
  const own = at.home.vpc;
  const vpc = nameOf(own.origin);
  if (!own.cidrs.some((cidr) => contains(cidr, packet.source))) {
    const facts = { source: formatAddress(packet.source), vpc };
    block(walk, { kind: 'vpn-gateway', origin: gateway.origin, code: 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS', facts });
    return undefined;
  }
  const host = walk.lookups.onPremisesHostAt(gateway.origin.id, packet.destination);
  if (host === undefined) {
    block(walk, {
      kind: 'on-premises',
      origin: gateway.origin,
      code: 'NO_POSSIBLE_DESTINATION',
      facts: { destination: formatAddress(packet.destination) },
    });
    return undefined;
  }
  cross(walk, () => ({ kind: 'vpn-gateway', id: nameOf(gateway.origin), vpc }));
  pass(walk, 'on-premises', { id: host.name });
  arrive(walk, {
    from: at.from,
    to: { kind: 'on-premises', gateway: gateway.origin.id, address: packet.destination },
    packet,
  });
}

/** A gateway endpoint of the sender's own VPC whose line in this table lost to the one that was taken, and that line. */
function lostEndpoint(
  walk: Walk,
  { home, route, packet }: Handover,
): { readonly lost: string; readonly winner: string } | undefined {
  for (const { route: other } of home.routesTo(packet.destination).candidates) {
    const endpoint = other.target.kind === 'vpc-endpoint' ? walk.network.vpcEndpoints.get(other.target.id) : undefined;
    if (endpoint?.type === 'Gateway') return { lost: nameOf(endpoint.origin), winner: route.destination.text };
  }
  return undefined;
}

function toPeeringConnection(walk: Walk, at: Handover): undefined {
  const { packet } = at;
  const peering = walk.network.peeringConnections.get(at.route.target.id);
  if (peering === undefined) {
    // The peer is no VPC of this configuration or its world: the engine does not know what lies there.
    block(walk, { kind: 'peering-connection', origin: { id: at.route.target.id }, code: 'UNSUPPORTED_COMPONENT', facts: {} });
    return undefined;
  }
  const own = at.home.vpc;
  const peer = known(walk.network.vpcs, peering.requesterVpc === own.origin.id ? peering.accepterVpc : peering.requesterVpc);
  pass(walk, 'peering-connection', peering.origin);
  if (!own.cidrs.some((cidr) => contains(cidr, packet.source))) {
    const facts = { destination: formatAddress(packet.source), peerVpc: nameOf(peer.origin) };
    block(walk, { kind: 'peering-connection', origin: peering.origin, code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR', facts });
    return undefined;
  }
  if (!peer.cidrs.some((cidr) => contains(cidr, packet.destination))) {
    const service = walk.lookups.serviceAt(packet.destination);
    const borrowed = walk.lookups
      .endpointsOf(peer.origin.id)
      .find((each) => each.type === 'Gateway' && each.service === service?.service);
    const lost = lostEndpoint(walk, at);
    const facts = {
      destination: formatAddress(packet.destination),
      peerVpc: nameOf(peer.origin),
      peerCidrs: peer.cidrs.map(formatCidr),
      ...(borrowed === undefined ? {} : { endpoint: nameOf(borrowed.origin) }),
      ...lost,
    };
    const detail = borrowed === undefined ? {} : { detail: 'SIM_VPCE_NOT_TRANSITIVE' };
    block(walk, {
      kind: 'peering-connection',
      origin: peering.origin,
      code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
      ...detail,
      ...(lost === undefined || at.route.span === undefined ? {} : { span: at.route.span }),
      facts,
    });
    return undefined;
  }
  cross(walk, () => ({ kind: 'peering-connection', id: nameOf(peering.origin), vpc: nameOf(own.origin) }));
  enterVpc(walk, peer, peering.securityGroupReferencing ? packet : hideGroups(packet, 'SG_REFERENCES_NOT_PRESERVED'), at.from);
}
