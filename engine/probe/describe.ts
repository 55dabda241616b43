import type { Block } from './answer.ts';
import { code, fact, name, words } from './block-words.ts';
import { describeAuthorization } from './describe-authorization.ts';
import { NAME_DESCRIPTIONS } from './describe-names.ts';
import { PROVIDER_DESCRIPTIONS } from './describe-provider.ts';

/** A fault in words: what happened and where, what to look at next, and the fact rows that say so. The only prose of the engine. */
export interface Description {
  readonly summary: string;
  readonly fix: string;
  readonly facts: readonly string[];
}

type Describe = (block: Block) => Description;

const towards = (block: Block): string => (block.direction === 'return' ? 'the reply' : 'the packet');

/** What to look at for an endpoint that is not available (facts:A21, A22, D6). */
const STATE_FIX: Readonly<Record<string, string>> = {
  SIM_VPCE_PENDING_ACCEPTANCE:
    'Permission to connect is one thing, acceptance another: the provider has yet to accept this endpoint.',
  SIM_VPCE_REJECTED: 'The provider let this endpoint go; only the provider can accept it again.',
  SIM_VPCE_EXPIRED: 'Nobody accepted it in time: ask the provider, and make it again.',
  SIM_VPCE_FAILED: 'Look at the last error of the endpoint, and make it again.',
  SIM_VPCE_DELETED: 'It was deleted; what used it needs another.',
};

/** Every code that the engine emits for a network fault; `describe.test.ts` compares it with the sources. */
const DESCRIPTIONS: Readonly<Record<string, Describe>> = {
  ENI_SG_RULES_MISMATCH: (block) => ({
    summary: `No ${block.filter} rule of ${name(block)} admits ${towards(block)} ${flow(block)}.`,
    fix:
      block.filter === 'egress'
        ? 'Look at what the sender is allowed to reach, and on which port.'
        : block.kind === 'load-balancer-security-group'
          ? "Look at whose address this group judges: through PrivateLink it is the client's own, not the endpoint's."
          : 'Look at who may reach this interface, and on which port.',
    facts: block.kind === 'load-balancer-security-group' ? ['D13', 'G2'] : ['G1', 'G2'],
  }),
  SG_HAS_NO_RULES: (block) => ({
    summary: `${name(block)} has no ${block.filter} rules, so it admits nothing that way.`,
    fix: 'A group without rules in a direction drops everything in it.',
    facts: ['G1', 'G5'],
  }),
  SUBNET_ACL_RESTRICTION: (block) => ({
    summary: `${ruleOf(block)} of ${name(block)} drops ${towards(block)} at the border of ${code(fact(block, 'subnet'))} (${block.filter}, port ${fact(block, 'refusedPorts') || fact(block, 'destinationPorts')}).`,
    fix:
      block.direction === 'return'
        ? 'A network ACL is stateless: the reply needs an entry of its own, for every port that the client may choose.'
        : 'Entries are read by ascending number; the first that matches decides.',
    facts: ['G6', 'G10'],
  }),
  NO_ROUTE_TO_DESTINATION: describeNoRoute,
  BAD_STATE_ROUTE: (block) => ({
    summary: `The line of ${name(block)} for ${code(fact(block, 'destination'))} is a blackhole: its target ${code(fact(block, 'target') || 'of old')} carries nothing${block.facts.state === undefined ? '' : ` (${fact(block, 'state')})`}.`,
    fix: 'Give the line a target that exists and works, or remove it.',
    facts: ['G12'],
  }),
  SIM_ROUTING_LOOP: (block) => ({
    summary: `The packet comes back to ${name(block)} again and again.`,
    fix: 'Two tables hand the packet to each other; one of them must lead out.',
    facts: ['G11'],
  }),
  SIM_ADDRESS_FAMILY_MISMATCH: (block) => ({
    summary: `${name(block)} has no address of the family of ${code(fact(block, 'destination'))}.`,
    fix: 'IPv4 and IPv6 do not reach each other: give the sender an address of that family, or call one of its own.',
    facts: ['C31', 'B20'],
  }),
  NO_POSSIBLE_DESTINATION: (block) => ({
    summary: `Nothing has the address ${code(fact(block, 'destination') || block.id)} where the packet arrives.`,
    fix: 'Look at the address, and at what should wear it.',
    facts: ['G11'],
  }),
  UNSUPPORTED_COMPONENT: (block) => ({
    summary: `The way leads to ${code(fact(block, 'target') || block.id)}, which is drawn and not simulated.`,
    fix: 'The engine does not know what happens behind it.',
    facts: [],
  }),
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: (block) => ({
    summary: `${code(fact(block, 'interface'))} has no public IPv4 address, so ${name(block)} cannot carry its packets out.`,
    fix: 'An internet gateway maps a public address to a private one; without one, a NAT gateway or an endpoint is the way.',
    facts: ['G11'],
  }),
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS: (block) => ({
    summary: `${code(fact(block, 'destination'))} is a private address; ${name(block)} carries public ones only.`,
    fix: 'A private address needs a route to the network that holds it.',
    facts: ['G11'],
  }),
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS: (block) => ({
    summary: `${code(fact(block, 'destination'))} is an address of the shared range 100.64.0.0/10; ${name(block)} carries public ones only.`,
    fix: 'Such an address needs a route to the network that holds it.',
    facts: ['G11'],
  }),
  VPCE_INTRA_VPC_TRAFFIC: (block) => ({
    summary: `${name(block)} belongs to an endpoint, which answers calls and never makes one.`,
    fix: 'Ask the other way round: from the client to the service.',
    facts: ['B24', 'C7'],
  }),
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: (block) => ({
    summary: `No interface owns ${code(fact(block, 'destination'))}.`,
    fix: 'Look at which interface should have this public address.',
    facts: ['G11'],
  }),
  GATEWAY_REJECTS_SPOOFED_TRAFFIC: (block) => ({
    summary: `${name(block)} carries packets of ${code(fact(block, 'vpc'))} only; ${code(fact(block, 'source'))} is none of its addresses.`,
    fix: "A VPC's gateway is not shared with other networks; look at where this packet came from.",
    facts: ['G13'],
  }),
  ENI_SOURCE_DEST_CHECK_RESTRICTION: (block) => ({
    summary: `${name(block)} refuses a packet for ${code(fact(block, 'destination'))}: its source/destination check is on, and the packet is not for it.`,
    fix: 'A machine that passes packets on needs the check switched off.',
    facts: ['G11'],
  }),
  SIM_EGRESS_ONLY_GATEWAY_INGRESS: (block) => ({
    summary: `${name(block)} lets answers in and nothing else, so nobody outside can call ${code(fact(block, 'interface'))}.`,
    fix: 'An egress-only internet gateway is for calls that start inside.',
    facts: ['A17'],
  }),
  SIM_DENY_ALL_IGW_TRAFFIC: (block) => ({
    summary: `${name(block)} belongs to an endpoint and refuses everything that an internet gateway brings.`,
    fix: 'The address is not for the internet, although it is an IPv6 one.',
    facts: ['A17'],
  }),
  PROTOCOL_RESTRICTION: (block) => ({
    summary: `${name(block)} does not carry this kind of packet.`,
    fix: 'Look at the protocol and the address family that this component is made for.',
    facts: ['A37'],
  }),
  SG_REFERENCES_NOT_PRESERVED: (block) => ({
    summary: `A rule of ${name(block)} names the sender's group, and something on the way does not carry groups on.`,
    fix: 'Beyond another Region, a VPN or a machine on the way, rules must name addresses.',
    facts: ['G3'],
  }),
  SG_REFERENCING_SUPPORT: (block) => ({
    summary: `A rule of ${name(block)} names the sender's group, and the transit gateway does not carry groups on.`,
    fix: 'Look at security group referencing support of the gateway and of both attachments, or let the rule name addresses.',
    facts: ['G3', 'K23'],
  }),
  VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS: (block) => ({
    summary: `${name(block)} takes packets of ${code(fact(block, 'vpc'))} only; ${code(fact(block, 'source'))} is none of its addresses.`,
    fix: 'A VPN gateway is not shared with other VPCs.',
    facts: ['G13', 'G16'],
  }),
  NGW_REQUIRES_SOURCE_IN_VPC: (block) => ({
    summary: `${name(block)} serves senders of ${code(fact(block, 'vpc'))} only; ${code(fact(block, 'source'))} is none of them.`,
    fix: 'A NAT gateway is not shared over peering, VPN or Direct Connect.',
    facts: ['G14'],
  }),
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR: (block) => ({
    summary: `${name(block)} carries addresses of its two VPCs only; ${code(fact(block, 'destination'))} is in neither.`,
    fix: peeringFix(block),
    facts: block.facts.lost === undefined ? ['G13', 'B10'] : ['G13', 'B10', 'B6', 'B7'],
  }),
  VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: (block) => ({
    summary: `${name(block)} brings packets to interfaces of its VPC only; ${code(fact(block, 'destination'))} is none of theirs.`,
    fix:
      block.detail === 'SIM_VPCE_NOT_TRANSITIVE'
        ? `On-premises hosts cannot use the gateway endpoint ${code(fact(block, 'endpoint'))}; an interface endpoint has addresses that they can reach.`
        : 'Look at which address the name gave, and whether the VPC holds it.',
    facts: ['B10', 'G16'],
  }),
  TGW_ROUTE_AZ_RESTRICTION: (block) => ({
    summary: `${name(block)} has no subnet in ${code(fact(block, 'availabilityZone'))}, the sender's zone.`,
    fix: 'An attachment serves the zones in which it has a subnet.',
    facts: ['G15'],
  }),
  TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION: (block) => ({
    summary: `${name(block)} is associated with no table of its transit gateway, so nothing decides where its packets go.`,
    fix: 'Associate the attachment with a transit gateway route table.',
    facts: ['G15'],
  }),
  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT: (block) => ({
    summary: `${name(block)} has no route to ${code(fact(block, 'destination'))}.`,
    fix: 'Look at what is propagated to this transit gateway route table, and at its static routes.',
    facts: ['G15'],
  }),
  TGW_RTB_BAD_STATE_ROUTE: (block) => ({
    summary: `${name(block)} drops ${code(fact(block, 'destination'))} by a blackhole route.`,
    fix: 'A static blackhole is meant to drop; a longer prefix would pass it by.',
    facts: ['G15'],
  }),
  SIM_VPCE_NOT_TRANSITIVE: (block) => ({
    summary: `A transit gateway brought this packet; ${name(block)} serves interfaces of its own VPC alone.`,
    fix: 'Each VPC needs a gateway endpoint of its own; they are free.',
    facts: ['B10', 'G15'],
  }),
  VPCE_GATEWAY_PROTOCOL_RESTRICTION: (block) => ({
    summary: `${name(block)} carries TCP and ICMP echo only.`,
    fix: 'Call the service over TCP.',
    facts: ['A37'],
  }),
  SIM_AVAILABILITY_ZONE_DOWN: (block) => ({
    summary: `${code(fact(block, 'availabilityZone'))} is down, and ${code(fact(block, 'component'))} is in it.`,
    fix: 'Ask what else could take its place in another zone.',
    facts: ['C41', 'C42'],
  }),
  BAD_STATE: (block) => ({
    summary: `${name(block)} is ${code(fact(block, 'state'))}, not ${code('available')}.`,
    fix: STATE_FIX[String(block.detail)] ?? 'An endpoint carries traffic only while it is available.',
    facts: ['A20', 'A21'],
  }),
  ...NAME_DESCRIPTIONS,
  ...PROVIDER_DESCRIPTIONS,
};

function peeringFix(block: Block): string {
  if (block.facts.lost !== undefined)
    return `The line for ${code(fact(block, 'winner'))} won against the one of ${code(fact(block, 'lost'))}, this VPC's own gateway endpoint. Without that line the endpoint carries the packet.`;
  return block.detail === 'SIM_VPCE_NOT_TRANSITIVE'
    ? `${code(fact(block, 'endpoint'))} belongs to the peer VPC and serves that VPC alone. Each VPC needs a gateway endpoint of its own.`
    : "A peer's gateways, NAT and gateway endpoints cannot be borrowed.";
}

/** The fault in words. */
export function describeBlock(block: Block): Description {
  const describe = block.explanationCode.startsWith('SIM_AUTHZ_') ? describeAuthorization : DESCRIPTIONS[block.explanationCode];
  return describe === undefined ? { summary: `${name(block)}: ${block.explanationCode}.`, fix: '', facts: [] } : describe(block);
}

/** The codes that have words of their own; codes of policies are described by their layer. */
export const DESCRIBED_CODES: readonly string[] = Object.keys(DESCRIPTIONS);

const flow = (block: Block): string =>
  `from ${code(fact(block, 'source'))} to ${code(fact(block, 'destination'))}, port ${fact(block, 'destinationPorts')}`;

function ruleOf(block: Block): string {
  const number = block.facts.ruleNumber;
  return number === null || number === undefined ? 'The closing rule (`*`)' : `Rule ${words(number)}`;
}

function describeNoRoute(block: Block): Description {
  const destination = code(fact(block, 'destination'));
  const endpoint = code(fact(block, 'endpoint'));
  if (block.detail === 'SIM_REPLY_TAKES_ANOTHER_WAY') {
    return {
      summary: `${name(block)} does not lead the reply back to ${destination} the way the request came.`,
      fix: 'The far side needs a route back to the client.',
      facts: ['G22'],
    };
  }
  if (block.detail === 'SIM_VPCE_ROUTE_TABLE_NOT_ASSOCIATED') {
    const tables = fact(block, 'endpointRouteTables');
    const where =
      tables === '' ? 'It is associated with no table.' : `Its routes are only in ${tables.split(', ').map(code).join(', ')}.`;
    return {
      summary: `${name(block)} has no route to ${destination}. ${endpoint} could carry it. ${where}`,
      fix: 'Look at which route tables the endpoint is associated with, and which table governs this subnet.',
      facts: ['B2', 'B3'],
    };
  }
  if (block.detail === 'SIM_DNS_RECORD_FAMILY_MISMATCH') {
    return {
      summary: `${name(block)} has no route to ${destination}, an address of a family that ${endpoint} does not carry.`,
      fix: 'Look at which record the client chose, and at the IP address type of the endpoint.',
      facts: ['B18', 'B20'],
    };
  }
  if (block.detail === 'SIM_VPCE_REGION_MISMATCH') {
    return {
      summary: `${name(block)} has no route to ${destination}, an address of ${code(fact(block, 'serviceRegion'))}. ${endpoint} covers ${code(fact(block, 'endpointRegion'))} alone.`,
      fix: 'A gateway endpoint serves its own Region; the prefix list holds no other.',
      facts: ['B9'],
    };
  }
  return {
    summary: `${name(block)} has no route to ${destination}.`,
    fix: 'Look at the lines of this table: none of them covers the address.',
    facts: ['G11'],
  };
}
