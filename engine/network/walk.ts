import { type Address, familyOf, formatAddress } from '../ip/address.ts';
import { isPrivateAddress } from '../ip/cidr.ts';
import { formatPorts, type PortRange } from '../ip/ports.ts';
import { type Flow, judgeEntries } from './filters.ts';
import { known, nameOf } from './known.ts';
import { type Lookups, lookupsOf } from './lookups.ts';
import type { IcmpKind, Id, Network, NetworkInterface, Origin, Subnet, Vpc, VpcEndpoint } from './model.ts';
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
  readonly blocks: Block[];
  readonly via: Crossing[];
  readonly legs: Leg[];
  arrival: Station | undefined;
  /** How often a NAT gateway has changed the packet's source. */
  translations: number;
}

/** Where nothing is written down. */
const NOTHING: never[] = [];

/** A walk on which nothing has happened yet; one that does not record only finds out where the packet gets to. */
export const newWalk = (network: Network, circumstances: Circumstances, direction: Direction, records: boolean): Walk => ({
  network,
  lookups: lookupsOf(network),
  circumstances,
  direction,
  records,
  components: records ? [] : NOTHING,
  blocks: [],
  via: records ? [] : NOTHING,
  legs: [],
  arrival: undefined,
  translations: 0,
});

/** Adds a thing that the packet met. */
export function pass(walk: Walk, kind: string, { id, logicalId }: Origin, facts?: () => Facts): void {
  if (!walk.records) return;
  if (facts === undefined) walk.components.push(logicalId === undefined ? { kind, id } : { kind, id, logicalId });
  else walk.components.push(logicalId === undefined ? { kind, id, facts: facts() } : { kind, id, logicalId, facts: facts() });
}

/** Adds a gateway or endpoint that was crossed. */
export function cross(walk: Walk, crossing: () => Crossing): void {
  if (walk.records) walk.via.push(crossing());
}

export interface Fault {
  readonly kind: string;
  readonly origin: Origin;
  readonly code: string;
  readonly detail?: string;
  readonly filter?: 'egress' | 'ingress';
  readonly span?: Origin['span'];
  readonly facts?: Facts | (() => Facts);
}

/** Stands for a fault in a walk that counts them only. */
const SOME_FAULT: Block = { kind: '', id: '', explanationCode: '', direction: 'forward', facts: {} };

/** Adds a fault; the caller decides whether the way goes on. */
export function block(walk: Walk, fault: Fault): void {
  if (!walk.records) {
    walk.blocks.push(SOME_FAULT);
    return;
  }
  const span = fault.span ?? fault.origin.span;
  walk.blocks.push({
    kind: fault.kind,
    id: fault.origin.id,
    ...(fault.origin.logicalId === undefined ? {} : { logicalId: fault.origin.logicalId }),
    explanationCode: fault.code,
    ...(fault.detail === undefined ? {} : { detail: fault.detail }),
    direction: walk.direction,
    ...(fault.filter === undefined ? {} : { filter: fault.filter }),
    ...(span === undefined ? {} : { span }),
    facts: (typeof fault.facts === 'function' ? fault.facts() : fault.facts) ?? {},
  });
}

/** What a filter sees of `packet` at one end: `peer` is the other end's address. */
const flowOf = ({ protocol, destinationPorts, icmp }: Packet, peer: Address): Flow => ({
  protocol,
  peer,
  ports: destinationPorts,
  icmp,
});

const icmpFacts = ({ icmp }: Packet): Facts => (icmp === undefined ? {} : { icmpType: icmp.type, icmpCode: icmp.code });

/** Judges the groups of `nic`; a fault is recorded and the packet goes on. Interfaces without groups (NAT gateways) admit everything. */
export function passSecurityGroups(walk: Walk, nic: NetworkInterface, filter: 'egress' | 'ingress', packet: Packet): void {
  const worn = walk.lookups.worn(nic.securityGroups);
  const first = worn.groups[0];
  if (first === undefined) return;
  const flow = flowOf(packet, filter === 'egress' ? packet.destination : packet.source);
  const peerGroups = filter === 'egress' ? groupsSeen(walk, nic, packet.destination) : packet.sourceGroups;
  const ruleSet = worn[filter];
  const admitted = ruleSet.admits(flow, peerGroups);
  const facts = () => ({
    securityGroups: worn.names,
    peerGroups: peerGroups?.map((id) => nameOf(walk.network.securityGroups.get(id)?.origin ?? { id })) ?? null,
    interface: nameOf(nic.origin),
    filter,
    source: formatAddress(packet.source),
    destination: formatAddress(packet.destination),
    protocol: packet.protocol,
    destinationPorts: formatPorts(packet.destinationPorts),
    ...icmpFacts(packet),
    rules: ruleSet.rules,
  });
  const kind = nic.kind === 'load-balancer' ? 'load-balancer-security-group' : 'security-group';
  pass(walk, kind, first.origin, facts);
  if (admitted) return;
  const hidden = filter === 'ingress' ? packet.hiddenGroups : undefined;
  const lost = hidden !== undefined && ruleSet.admits(flow, hidden.ids);
  const code = lost ? hidden.code : ruleSet.rules === 0 ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH';
  block(walk, { kind, origin: first.origin, code, filter, facts });
}

/** The groups at an address of the sender's VPC, or of one that it is peered with in its Region; undefined where a rule cannot see them (facts:G3). */
function groupsSeen({ network, lookups }: Walk, sender: NetworkInterface, address: Address): readonly Id[] | undefined {
  const own = known(network.subnets, sender.subnet).vpc;
  const neighbour = lookups.interfaceAt(own, address);
  if (neighbour !== undefined) return neighbour.securityGroups;
  for (const peering of lookups.peeringsOf(own)) {
    if (!peering.securityGroupReferencing) continue;
    const peer = lookups.interfaceAt(peering.requesterVpc === own ? peering.accepterVpc : peering.requesterVpc, address);
    if (peer !== undefined) return peer.securityGroups;
  }
  return undefined;
}

/** Judges the subnet's ACL; a fault is recorded and the packet goes on. */
export function passNetworkAcl(walk: Walk, subnet: Subnet, filter: 'egress' | 'ingress', packet: Packet): void {
  const acl = known(walk.network.networkAcls, subnet.networkAcl);
  const flow = flowOf(packet, filter === 'egress' ? packet.destination : packet.source);
  const decision = judgeEntries(walk.lookups.aclEntries(acl, filter === 'egress', flow.peer), flow);
  const facts = () => ({
    subnet: nameOf(subnet.origin),
    filter,
    source: formatAddress(packet.source),
    destination: formatAddress(packet.destination),
    protocol: packet.protocol,
    destinationPorts: formatPorts(packet.destinationPorts),
    ...icmpFacts(packet),
    ruleNumber: decision.entry?.ruleNumber ?? null,
    refusedPorts: decision.refused === undefined ? null : formatPorts(decision.refused),
  });
  pass(walk, 'network-acl', acl.origin, facts);
  if (decision.allowed) return;
  const denied = decision.entry !== undefined && !decision.entry.allow ? decision.entry : undefined;
  const span = denied?.span ?? acl.origin.span;
  const deciding = () => ({ ...facts(), ruleNumber: denied?.ruleNumber ?? null });
  block(walk, {
    kind: 'network-acl',
    origin: acl.origin,
    code: 'SUBNET_ACL_RESTRICTION',
    filter,
    ...(span === undefined ? {} : { span }),
    facts: deciding,
  });
}

/** Whether the zone of `subnet` works; a failed one is recorded and ends the way. */
export function passZone(walk: Walk, subnet: Subnet, what: Origin): boolean {
  if (!walk.circumstances.failedZoneIds.has(subnet.zoneId)) return true;
  block(walk, {
    kind: 'availability-zone',
    origin: { id: subnet.availabilityZone, ...(what.span === undefined ? {} : { span: what.span }) },
    code: 'SIM_AVAILABILITY_ZONE_DOWN',
    facts: { availabilityZone: subnet.availabilityZone, subnet: nameOf(subnet.origin), component: nameOf(what) },
  });
  return false;
}

/** Records the endpoint's state if it is not available; the packet goes on (contract: all faults). */
export function passEndpointState(walk: Walk, endpoint: VpcEndpoint): void {
  const state = walk.circumstances.endpointStates.get(endpoint.origin.id) ?? 'available';
  if (state === 'available') return;
  const detail = STATE_DETAIL[state];
  block(walk, {
    kind: 'endpoint-state',
    origin: endpoint.origin,
    code: 'BAD_STATE',
    ...(detail === undefined ? {} : { detail }),
    facts: { state, service: endpoint.serviceName },
  });
}

const STATE_DETAIL: Readonly<Record<string, string>> = {
  pendingAcceptance: 'SIM_VPCE_PENDING_ACCEPTANCE',
  rejected: 'SIM_VPCE_REJECTED',
  expired: 'SIM_VPCE_EXPIRED',
  failed: 'SIM_VPCE_FAILED',
  deleted: 'SIM_VPCE_DELETED',
};

/** Brings the packet to `nic`: zone, ACL (where it crosses a subnet border), group, endpoint state. Replies skip groups: they are tracked. */
export function deliver(walk: Walk, nic: NetworkInterface, packet: Packet, crossesSubnet: boolean, from: Station): void {
  const subnet = known(walk.network.subnets, nic.subnet);
  if (!passZone(walk, subnet, nic.origin)) return;
  if (crossesSubnet) passNetworkAcl(walk, subnet, 'ingress', packet);
  if (walk.direction === 'forward') passSecurityGroups(walk, nic, 'ingress', packet);
  pass(walk, componentKind(nic), nic.origin, () => ({
    address: formatAddress(packet.destination),
    subnet: nameOf(subnet.origin),
  }));
  if (nic.kind === 'vpc-endpoint' && walk.direction === 'forward') crossInterfaceEndpoint(walk, nic);
  arrive(walk, { from, to: { kind: 'interface', networkInterface: nic }, packet });
}

function crossInterfaceEndpoint(walk: Walk, nic: NetworkInterface): void {
  const endpoint = known(walk.network.vpcEndpoints, nic.owner);
  passEndpointState(walk, endpoint);
  crossEndpoint(walk, endpoint, nic);
}

/** Adds the endpoint to the components and to what was crossed; the component says by which zone. */
export function crossEndpoint(walk: Walk, endpoint: VpcEndpoint, nic?: NetworkInterface): void {
  pass(walk, 'vpc-endpoint', endpoint.origin, () => ({
    serviceName: endpoint.serviceName,
    endpointType: endpoint.type,
    ...(nic === undefined ? {} : { zoneId: known(walk.network.subnets, nic.subnet).zoneId }),
  }));
  cross(walk, () => ({
    kind: 'vpc-endpoint',
    endpointType: endpoint.type,
    service: endpoint.service,
    vpc: nameOf(known(walk.network.vpcs, endpoint.vpc).origin),
    id: nameOf(endpoint.origin),
  }));
}

/** Ends the way at its target. */
export function arrive(walk: Walk, leg: Leg): void {
  walk.legs.push(leg);
  walk.arrival = leg.to;
}

/** `instance`, `host`, `nat-gateway` or `network-interface`, as the path names it. */
export const componentKind = (nic: NetworkInterface): string => (nic.kind === 'vpc-endpoint' ? 'network-interface' : nic.kind);

/** Whether the packet is IPv4. */
export const isIpv4 = (packet: Packet): boolean => familyOf(packet.destination) === 4;

/** Brings a packet that stands at a gateway of `vpc` to the interface it is meant for; `crosses` a subnet border by definition. */
export function enterVpc(walk: Walk, vpc: Vpc, packet: Packet, from: Station): void {
  const nic = walk.lookups.interfaceAt(vpc.origin.id, packet.destination);
  if (nic !== undefined) {
    deliver(walk, nic, packet, true, from);
    return;
  }
  const code = isPrivateAddress(packet.destination) ? 'NO_POSSIBLE_DESTINATION' : 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS';
  block(walk, {
    kind: 'network-interface',
    origin: { id: formatAddress(packet.destination) },
    code,
    facts: { destination: formatAddress(packet.destination), vpc: nameOf(vpc.origin) },
  });
}
