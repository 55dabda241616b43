import { type Address, formatAddress } from '../ip/address.ts';
import { formatPorts } from '../ip/ports.ts';
import { type AclDecision, entriesFor, entryForAll, type Flow, judgeEntries } from './filters.ts';
import { nameOf } from './known.ts';
import type { Id, NetworkAclEntry, NetworkInterface, Origin, Subnet } from './model.ts';
import { groupKind, type Home, type Place, shownAt } from './places.ts';
import type { Facts, PathComponent } from './trace.ts';
import { block, type Packet, type UnaskedFilter, type Walk } from './walk.ts';
import type { RuleSet } from './worn.ts';

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

/** The same where the place of `nic` is at hand. */
export function passGroups(walk: Walk, nic: NetworkInterface, place: Place, filter: 'egress' | 'ingress', packet: Packet): void {
  const { worn, shownGroups } = place;
  if (shownGroups === undefined) return;
  const ruleSet = worn[filter];
  const flow = flowOf(packet, filter === 'egress' ? packet.destination : packet.source);
  const groups = ruleSet.namesGroups ? peerGroups(walk, place.home, filter, packet) : undefined;
  if (walk.unasked !== undefined) {
    walk.unasked.push(unaskedGroups(ruleSet, flow, groups));
    return;
  }
  if (walk.records) showGroups(walk, nic, place, filter, packet);
  if (!ruleSet.admits(flow, groups)) blockByGroups(walk, nic, place, filter, packet, flow);
}

const unaskedGroups = ({ admits }: RuleSet, flow: Flow, groups: readonly Id[] | undefined): UnaskedFilter => ({
  ports: flow.ports,
  passes: (ports) => admits({ ...flow, ports }, groups),
});

/** Writes the groups down, and to who looks closely also the packet and the groups of its other end as they saw them. */
function showGroups(walk: Walk, nic: NetworkInterface, place: Place, filter: 'egress' | 'ingress', packet: Packet): void {
  const shown = place.shownGroups?.[filter];
  if (shown === undefined) return;
  if (walk.circumstances.closely !== true) {
    walk.components.push(shown);
    return;
  }
  const peers = peerGroups(walk, place.home, filter, packet)?.map((id) => groupNamed(walk, id)) ?? null;
  show(walk, shown, packet, { peerGroups: peers, interface: nameOf(nic.origin) });
}

/** Writes a filter down with the packet that it saw. */
function show(walk: Walk, shown: PathComponent, packet: Packet, more: Facts): void {
  walk.components.push({ ...shown, facts: { ...shown.facts, ...packetFacts(packet), ...icmpFacts(packet), ...more } });
}

const groupNamed = ({ network }: Walk, id: Id): string => nameOf(network.securityGroups.get(id)?.origin ?? { id });

const icmpFacts = ({ icmp }: Packet): Facts => (icmp === undefined ? {} : { icmpType: icmp.type, icmpCode: icmp.code });

/** The fault of groups of which no rule admits the packet. */
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
  const kind = groupKind(nic.kind);
  if (!walk.records) {
    block(walk, { kind, origin: first.origin, code, filter });
    return;
  }
  // Each by its name: a literal is made several times as fast as copies.
  const facts = {
    securityGroups,
    filter,
    source: formatAddress(packet.source),
    destination: formatAddress(packet.destination),
    protocol: packet.protocol,
    destinationPorts: formatPorts(packet.destinationPorts),
    rules,
    interface: nameOf(nic.origin),
  };
  block(walk, { kind, origin: first.origin, code, filter, facts });
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
  const peer = filter === 'egress' ? packet.destination : packet.source;
  const entries = border.entriesFor(peer);
  if (walk.unasked !== undefined) {
    walk.unasked.push(unaskedBorder(entries, flowOf(packet, peer)));
    return;
  }
  const only = entryForAll(entries, packet, packet.destinationPorts);
  const decision = only?.allow === true ? undefined : judgeEntries(entries, flowOf(packet, peer));
  if (walk.records) {
    const shown = shownAt(home, border, (only ?? decision?.entry)?.ruleNumber ?? null);
    if (walk.circumstances.closely === true) show(walk, shown, packet, {});
    else walk.components.push(shown);
  }
  if (decision?.allowed === false) blockByAcl(walk, home, filter, packet, decision);
}

const unaskedBorder = (entries: readonly NetworkAclEntry[], flow: Flow): UnaskedFilter => ({
  ports: flow.ports,
  passes: (ports) => judgeEntries(entries, { ...flow, ports }).allowed,
});

function blockByAcl(walk: Walk, home: Home, filter: 'egress' | 'ingress', packet: Packet, decision: AclDecision): void {
  const number = decision.entry?.allow === false ? decision.entry.ruleNumber : undefined;
  // The ACL's own entry, which knows where it stands: the decision may be that of another ACL that says the same.
  const denied = entriesFor(home.acl, filter === 'egress').find((entry) => entry.ruleNumber === number);
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
