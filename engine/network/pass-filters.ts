import { type Address, formatAddress } from '../ip/address.ts';
import { formatPorts } from '../ip/ports.ts';
import { type AclDecision, type Flow, judgeEntries } from './filters.ts';
import { nameOf } from './known.ts';
import type { Id, NetworkInterface, Origin, Subnet } from './model.ts';
import { groupKind, type Home, type Place } from './places.ts';
import type { Facts } from './trace.ts';
import { block, type Packet, type Walk } from './walk.ts';

/** What a filter sees of `packet` at one end: `peer` is the other end's address. */
const flowOf = ({ protocol, destinationPorts, icmp }: Packet, peer: Address): Flow => ({
  protocol,
  peer,
  ports: destinationPorts,
  icmp,
});

/** The packet as a sentence about a filter needs it. */
const packetFacts = ({ source, destination, protocol, destinationPorts }: Packet) => ({
  source: formatAddress(source),
  destination: formatAddress(destination),
  protocol,
  destinationPorts: formatPorts(destinationPorts),
});

/** Judges the groups of `nic`; a fault is recorded and the packet goes on. Interfaces without groups (NAT gateways) admit everything. */
export const passSecurityGroups = (walk: Walk, nic: NetworkInterface, filter: 'egress' | 'ingress', packet: Packet): void =>
  passGroups(walk, nic, walk.lookups.placeOf(nic), filter, packet);

/** The same where it is known already that no rule admits the packet. */
export function failGroups(walk: Walk, nic: NetworkInterface, place: Place, filter: 'egress' | 'ingress', packet: Packet): void {
  if (walk.records) showGroups(walk, nic, place, filter, packet);
  blockByGroups(walk, nic, place, filter, packet, flowOf(packet, filter === 'egress' ? packet.destination : packet.source));
}

/** The same where the place of `nic` is at hand. */
export function passGroups(walk: Walk, nic: NetworkInterface, place: Place, filter: 'egress' | 'ingress', packet: Packet): void {
  const { worn, shownGroups } = place;
  if (shownGroups === undefined) return;
  const ruleSet = worn[filter];
  const flow = flowOf(packet, filter === 'egress' ? packet.destination : packet.source);
  const groups = ruleSet.namesGroups ? peerGroups(walk, place.home, filter, packet) : undefined;
  if (walk.unasked !== undefined) {
    walk.unasked.push({ ports: packet.destinationPorts, passes: (ports) => ruleSet.admits({ ...flow, ports }, groups) });
    return;
  }
  if (walk.records) showGroups(walk, nic, place, filter, packet);
  if (!ruleSet.admits(flow, groups)) blockByGroups(walk, nic, place, filter, packet, flow);
}

/** Writes the groups down, and to who looks closely also the packet and the groups of its other end as they saw them. */
function showGroups(walk: Walk, nic: NetworkInterface, place: Place, filter: 'egress' | 'ingress', packet: Packet): void {
  const shown = place.shownGroups?.[filter];
  if (shown === undefined) return;
  const peers = () => peerGroups(walk, place.home, filter, packet)?.map((id) => groupNamed(walk, id)) ?? null;
  const more = () => ({ ...packetFacts(packet), ...icmpFacts(packet), peerGroups: peers(), interface: nameOf(nic.origin) });
  walk.components.push(walk.circumstances.closely === true ? { ...shown, facts: { ...shown.facts, ...more() } } : shown);
}

const groupNamed = ({ network }: Walk, id: Id): string => nameOf(network.securityGroups.get(id)?.origin ?? { id });

const icmpFacts = ({ icmp }: Packet): Facts => (icmp === undefined ? {} : { icmpType: icmp.type, icmpCode: icmp.code });

/** The fault of groups of which no rule admits the packet. A function of its own: what a closure needs is kept together each time that its function is entered. */
function blockByGroups(
  walk: Walk,
  nic: NetworkInterface,
  { worn }: Place,
  filter: 'egress' | 'ingress',
  packet: Packet,
  flow: Flow,
): void {
  const [first] = worn.groups;
  if (first === undefined) return;
  const { names: securityGroups } = worn;
  const { rules, namesGroups, admits } = worn[filter];
  const hidden = filter === 'ingress' ? packet.hiddenGroups : undefined;
  // Where no rule names a group, none admits the packet for the groups that it showed before.
  const lost = hidden !== undefined && namesGroups && admits(flow, hidden.ids);
  const code = lost ? hidden.code : rules === 0 ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH';
  const facts = (): Facts => {
    const { source, destination, protocol, destinationPorts } = packetFacts(packet);
    return { securityGroups, filter, source, destination, protocol, destinationPorts, rules, interface: nameOf(nic.origin) };
  };
  block(walk, { kind: groupKind(nic.kind), origin: first.origin, code, filter, facts });
}

const peerGroups = (walk: Walk, home: Home, filter: 'egress' | 'ingress', packet: Packet): readonly Id[] | undefined =>
  filter === 'egress' ? groupsSeen(walk, home.vpc.origin.id, packet.destination) : packet.sourceGroups;

/** The groups at an address of the sender's VPC, or of one that it is peered with in its Region; undefined where a rule cannot see them (facts:G3). */
export function groupsSeen({ lookups }: Pick<Walk, 'lookups'>, own: Id, address: Address): readonly Id[] | undefined {
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
export const passNetworkAcl = (walk: Walk, subnet: Subnet, filter: 'egress' | 'ingress', packet: Packet): void =>
  passBorder(walk, walk.lookups.homeOf(subnet), filter, packet);

/** The same where the subnet's surroundings are at hand. */
export function passBorder(walk: Walk, home: Home, filter: 'egress' | 'ingress', packet: Packet): void {
  const border = home[filter];
  const flow = flowOf(packet, filter === 'egress' ? packet.destination : packet.source);
  const entries = border.entriesFor(flow.peer);
  if (walk.unasked !== undefined) {
    walk.unasked.push({ ports: packet.destinationPorts, passes: (ports) => judgeEntries(entries, { ...flow, ports }).allowed });
    return;
  }
  const decision = judgeEntries(entries, flow);
  if (walk.records) {
    const shown = border.shown(decision.entry?.ruleNumber ?? null);
    const more = () => ({ ...packetFacts(packet), ...icmpFacts(packet) });
    walk.components.push(walk.circumstances.closely === true ? { ...shown, facts: { ...shown.facts, ...more() } } : shown);
  }
  if (!decision.allowed) blockByAcl(walk, home, filter, packet, decision);
}

function blockByAcl(walk: Walk, home: Home, filter: 'egress' | 'ingress', packet: Packet, decision: AclDecision): void {
  const denied = decision.entry !== undefined && !decision.entry.allow ? decision.entry : undefined;
  const span = denied?.span ?? home.acl.origin.span;
  block(walk, {
    kind: 'network-acl',
    origin: home.acl.origin,
    code: 'SUBNET_ACL_RESTRICTION',
    filter,
    ...(span === undefined ? {} : { span }),
    facts: () => ({
      subnet: nameOf(home.subnet.origin),
      filter,
      ...packetFacts(packet),
      ruleNumber: denied?.ruleNumber ?? null,
      refusedPorts: decision.refused === undefined ? null : formatPorts(decision.refused),
    }),
  });
}

/** Whether the zone of `subnet` works; a failed one is recorded and ends the way. */
export function passZone(walk: Walk, subnet: Subnet, what: Origin): boolean {
  if (walk.circumstances.failedZoneIds.size === 0 || !walk.circumstances.failedZoneIds.has(subnet.zoneId)) return true;
  block(walk, {
    kind: 'availability-zone',
    origin: { id: subnet.availabilityZone, ...(what.span === undefined ? {} : { span: what.span }) },
    code: 'SIM_AVAILABILITY_ZONE_DOWN',
    facts: { availabilityZone: subnet.availabilityZone, subnet: nameOf(subnet.origin), component: nameOf(what) },
  });
  return false;
}
