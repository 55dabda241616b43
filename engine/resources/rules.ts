import { type Cidr, familyOfCidr, parseCidr } from '../ip/cidr.ts';
import { ALL_PORTS, type PortRange } from '../ip/ports.ts';
import {
  ANY_PROTOCOL,
  ICMP,
  ICMPV6,
  type PeeringConnection,
  type RulePeer,
  type SecurityGroupRule,
  TCP,
  UDP,
} from '../network/model.ts';
import type { TransitAttachment } from '../network/model-transit.ts';
import { asNumber, asString, at, type Located } from '../template/tree.ts';
import { growingIndex } from './growing.ts';
import { type Declared, type Draft, reject } from './kind.ts';
import { prefixListHere } from './prefix-list/prefix-list.ts';
import { cidrAt } from './read.ts';

const PROTOCOL_NAMES: Readonly<Record<string, number>> = {
  tcp: TCP,
  udp: UDP,
  icmp: ICMP,
  icmpv6: ICMPV6,
  '-1': ANY_PROTOCOL,
  all: ANY_PROTOCOL,
};

/** The IANA number that AWS's text means (`tcp`, `6`, `-1`), or undefined. */
export function protocolNumber(text: string): number | undefined {
  const named = PROTOCOL_NAMES[text.toLowerCase()];
  if (named !== undefined) return named;
  return /^\d{1,3}$/.test(text) && Number(text) <= 255 ? Number(text) : undefined;
}

/** The rule that `node` writes into a group of `vpc` (a rule property, or a whole ingress or egress resource), or undefined where AWS would refuse it. */
export function ruleOf(
  resource: Declared,
  draft: Draft,
  node: Located,
  direction: 'ingress' | 'egress',
  vpc: string,
): SecurityGroupRule | undefined {
  const name = asString(at(node, 'IpProtocol'));
  const protocol = name === undefined ? undefined : protocolNumber(name);
  if (protocol === undefined) {
    const message =
      name === undefined
        ? 'The request must contain the parameter ipProtocol'
        : `Invalid value '${name}' for IP protocol. Unknown protocol.`;
    reject(draft, resource, name === undefined ? 'MissingParameter' : 'InvalidParameterValue', message, node.span);
    return undefined;
  }
  const [from, to] = [asNumber(at(node, 'FromPort')), asNumber(at(node, 'ToPort'))];
  const ports = portsOf(resource, draft, node, protocol, from, to);
  const peer = peerOf(resource, draft, node, direction, vpc);
  if (ports === undefined || peer === undefined) return undefined;
  const icmp = protocol === ICMP || protocol === ICMPV6 ? { icmp: { type: from ?? -1, code: to ?? -1 } } : {};
  return { protocol, ports, ...icmp, peer, span: node.span };
}

function portsOf(
  resource: Declared,
  draft: Draft,
  node: Located,
  protocol: number,
  from: number | undefined,
  to: number | undefined,
): PortRange | undefined {
  if (protocol !== TCP && protocol !== UDP) return ALL_PORTS;
  if (from === -1 && to === -1) return ALL_PORTS;
  if (from === undefined || to === undefined) {
    reject(
      draft,
      resource,
      'InvalidParameterValue',
      `Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`,
      node.span,
    );
    return undefined;
  }
  if (from < 0 || to > 65535 || from > to) {
    reject(draft, resource, 'InvalidParameterValue', `Invalid TCP/UDP port range (${from}:${to})`, node.span);
    return undefined;
  }
  return { from, to };
}

/** Exactly one of: a block, a prefix list, a group. */
function peerOf(
  resource: Declared,
  draft: Draft,
  node: Located,
  direction: 'ingress' | 'egress',
  vpc: string,
): RulePeer | undefined {
  const side = direction === 'ingress' ? 'Source' : 'Destination';
  const peers = ['CidrIp', 'CidrIpv6', `${side}PrefixListId`, `${side}SecurityGroupId`].filter(
    (name) => at(node, name) !== undefined,
  );
  if (peers.length > 1 && draft.described === undefined) {
    const message = `Exactly one of CIDR block, prefix list or security group is needed in a rule; this one has ${peers.join(' and ')}.`;
    reject(draft, resource, 'InvalidParameterValue', message, node.span);
    return undefined;
  }
  const list = asString(at(node, `${side}PrefixListId`));
  if (list !== undefined) return prefixListPeer(resource, draft, node, list);
  const group = asString(at(node, `${side}SecurityGroupId`));
  if (group !== undefined) {
    if (namable(draft, group, vpc)) return { kind: 'security-group', id: group };
    reject(
      draft,
      resource,
      'InvalidGroup.NotFound',
      `You have specified two resources that belong to different networks, or the security group '${group}' does not exist`,
      node.span,
    );
    return undefined;
  }
  const block = cidrAt(resource, draft, at(node, 'CidrIp') ?? at(node, 'CidrIpv6'));
  if (block !== undefined && (familyOfCidr(block) === 4) !== (at(node, 'CidrIp') !== undefined)) {
    const shown = asString(at(node, 'CidrIp') ?? at(node, 'CidrIpv6')) ?? '';
    reject(draft, resource, 'InvalidParameterValue', `CIDR block ${shown} is malformed`, node.span);
    return undefined;
  }
  if (block !== undefined) return { kind: 'cidr', cidr: block };
  if (at(node, 'CidrIp') === undefined && at(node, 'CidrIpv6') === undefined) {
    reject(
      draft,
      resource,
      'InvalidParameterValue',
      'Exactly one of CIDR block, prefix list or security group is needed in a rule.',
      node.span,
    );
  }
  return undefined;
}

/** A rule may name the groups of its own VPC, of one that is peered with it, and of one at the same transit gateway (facts:G3). */
function namable(draft: Draft, group: string, vpc: string): boolean {
  const other = draft.securityGroups.get(group)?.vpc;
  if (other === undefined || other === vpc) return other === vpc;
  const gatewaysOf = (id: string) => attachmentsOf(draft.transitAttachments, id).map((each) => each.transitGateway);
  return (
    requestsOf(draft.peeringConnections, vpc).some(({ accepterVpc }) => accepterVpc === other) ||
    requestsOf(draft.peeringConnections, other).some(({ accepterVpc }) => accepterVpc === vpc) ||
    gatewaysOf(vpc).some((gateway) => gatewaysOf(other).includes(gateway))
  );
}

const attachmentsOf = growingIndex((attachment: TransitAttachment) => attachment.vpc);
const requestsOf = growingIndex((peering: PeeringConnection) => peering.requesterVpc);

function prefixListPeer(resource: Declared, draft: Draft, node: Located, id: string): RulePeer | undefined {
  const list = prefixListHere(draft, id);
  if (list !== undefined) return { kind: 'prefix-list', id, cidrs: list.cidrs };
  reject(draft, resource, 'InvalidPrefixListID.NotFound', `The prefix list ID '${id}' does not exist`, node.span);
  return undefined;
}

/** Blocks of texts that are known to be right. */
export const cidrsOf = (texts: readonly string[]): readonly Cidr[] => texts.flatMap((text) => parseCidr(text) ?? []);
