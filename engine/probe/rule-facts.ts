import type { Span } from '../diagnostic.ts';
import { formatCidr } from '../ip/cidr.ts';
import { ALL_PORTS, formatPorts, type PortRange } from '../ip/ports.ts';
import {
  ANY_PROTOCOL,
  ICMP,
  ICMPV6,
  type Network,
  type NetworkAcl,
  type NetworkAclEntry,
  type RulePeer,
  type SecurityGroup,
  type SecurityGroupRule,
  TCP,
  UDP,
} from '../network/model.ts';
import { nameOf } from '../network/walk.ts';

/** A rule of a group, or an entry of a network ACL, by names. */
export interface RuleFact {
  /** The group or the ACL that it stands in. */
  readonly owner: string;
  readonly direction: 'ingress' | 'egress';
  readonly allow: boolean;
  /** Of an entry of an ACL; `*` is the last one, which AWS adds. */
  readonly ruleNumber?: number | '*';
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `all`, or an IANA number. */
  readonly protocol: string;
  /** `443`, `1024-65535` or `all`. */
  readonly ports: string;
  /** A block, a prefix list's id or a group's name. */
  readonly peer: string;
  readonly span?: Span;
}

const PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [ANY_PROTOCOL, 'all'],
  [TCP, 'tcp'],
  [UDP, 'udp'],
  [ICMP, 'icmp'],
  [ICMPV6, 'icmpv6'],
]);

const portsOf = (protocol: number, ports: PortRange): string =>
  (protocol !== TCP && protocol !== UDP) || (ports.from === ALL_PORTS.from && ports.to === ALL_PORTS.to)
    ? 'all'
    : formatPorts(ports);

const ruleBase = (protocol: number, ports: PortRange, span: Span | undefined) => ({
  protocol: PROTOCOLS.get(protocol) ?? String(protocol),
  ports: portsOf(protocol, ports),
  ...(span === undefined ? {} : { span }),
});

function peerName(network: Network, peer: RulePeer): string {
  switch (peer.kind) {
    case 'cidr':
      return formatCidr(peer.cidr);
    case 'prefix-list':
      return peer.id;
    case 'security-group':
      return nameOf(network.securityGroups.get(peer.id)?.origin ?? { id: peer.id });
  }
}

/** One rule of `group` by names. */
export const groupRule = (
  network: Network,
  { origin }: SecurityGroup,
  direction: RuleFact['direction'],
  { protocol, ports, peer, span }: SecurityGroupRule,
): RuleFact => ({
  ...{ owner: nameOf(origin), direction, allow: true, peer: peerName(network, peer) },
  ...ruleBase(protocol, ports, span),
});

/** One entry of `acl` by names. */
export const aclRule = (
  { origin }: NetworkAcl,
  { egress, allow, ruleNumber, protocol, ports, cidr, span }: NetworkAclEntry,
): RuleFact => ({
  ...{ owner: nameOf(origin), direction: egress ? 'egress' : 'ingress', allow, ruleNumber, peer: formatCidr(cidr) },
  ...ruleBase(protocol, ports, span),
});

/** The entry that AWS puts behind all others: whatever none of them decides is denied (facts:G6). */
export const lastEntry = ({ origin }: NetworkAcl, direction: RuleFact['direction']): RuleFact => ({
  ...{ owner: nameOf(origin), direction, allow: false, ruleNumber: '*', peer: '0.0.0.0/0' },
  ...ruleBase(ANY_PROTOCOL, ALL_PORTS, undefined),
});
