import type { Address } from '../ip/address.ts';
import { contains } from '../ip/cidr.ts';
import { intersection, type PortRange, without } from '../ip/ports.ts';
import {
  ANY_PROTOCOL,
  ICMP,
  ICMPV6,
  type IcmpKind,
  type NetworkAcl,
  type NetworkAclEntry,
  type SecurityGroupRule,
} from './model.ts';

/** What a filter looks at, seen from one side: `peer` is the address at the other end, `ports` the destination ports, all of which must pass. */
export interface Flow {
  readonly protocol: number;
  readonly peer: Address;
  readonly ports: PortRange;
  readonly icmp?: IcmpKind | undefined;
}

export interface AclDecision {
  readonly allowed: boolean;
  /** The entry that denied, or the last that allowed; undefined is the final `*` entry. */
  readonly entry?: NetworkAclEntry;
  /** The ports that did not pass; absent when all did. */
  readonly refused?: PortRange;
}

/** The ACL's entries of one direction by ascending number. */
export const entriesFor = (acl: NetworkAcl, egress: boolean): readonly NetworkAclEntry[] =>
  acl.entries.filter((each) => each.egress === egress).toSorted((a, b) => a.ruleNumber - b.ruleNumber);

/**
 * What an ACL does with every port of `flow`: `entries`, those of its direction that cover the peer, are read by ascending number and
 * the first that matches a port decides it, so a reply whose port the client may choose passes only when all the ports of its range
 * do (facts:G6, G10).
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function judgeEntries(entries: readonly NetworkAclEntry[], flow: Flow): AclDecision {
  const only = entryForAll(entries, flow, flow.ports);
  if (only?.allow === true) return { allowed: true, entry: only };
  let open: readonly PortRange[] = [flow.ports];
  let last: NetworkAclEntry | undefined;
  for (const entry of entries) {
    if (!isFor(entry, flow)) continue;
    const range = rangeOf(entry, flow, flow.ports);
    const decided = open.flatMap((part) => intersection(part, range) ?? []);
    const first = decided[0];
    if (first === undefined) continue;
    if (!entry.allow) return { allowed: false, entry, refused: first };
    last = entry;
    open = without(open, range);
    if (open.length === 0) return { allowed: true, entry };
  }
  const [refused] = open;
  return { allowed: false, ...(last === undefined ? {} : { entry: last }), ...(refused === undefined ? {} : { refused }) };
}

/** What an entry looks at besides the address and the ports. */
type Kind = Pick<Flow, 'protocol' | 'icmp'>;

/** The entry that decides all of `ports` by itself, as almost always one does; undefined where it takes more than one to say, or none does. */
export function entryForAll(entries: readonly NetworkAclEntry[], kind: Kind, ports: PortRange): NetworkAclEntry | undefined {
  for (const entry of entries) {
    if (!isFor(entry, kind)) continue;
    const { from, to } = rangeOf(entry, kind, ports);
    if (from <= ports.from && ports.to <= to) return entry;
    if (from <= ports.to && ports.from <= to) return undefined;
  }
  return undefined;
}

const isFor = (entry: NetworkAclEntry, kind: Kind): boolean =>
  protocolMatches(entry.protocol, kind.protocol) && icmpMatches(entry.icmp, kind);

const rangeOf = (entry: NetworkAclEntry, { protocol }: Kind, ports: PortRange): PortRange =>
  hasPorts(protocol) && hasPorts(entry.protocol) ? entry.ports : ports;

/** Who is at the other end, as a rule that names a group or a prefix list must know. */
export interface Peer {
  /** The groups that the other end's interface wears, where the packet still shows them; undefined where AWS cannot see them (facts:G3). */
  readonly securityGroups?: readonly string[];
}

/** The first rule that admits every port of `flow`, or undefined; rules are a union and only allow (facts:G1, G2). */
export function admittingRule(rules: readonly SecurityGroupRule[], flow: Flow, peer: Peer): SecurityGroupRule | undefined {
  return rules.find((rule) => carries(rule, flow) && peerMatches(rule, flow, peer));
}

/** Whether the rule is for the protocol and every port of `flow`, whoever is at the other end. */
export const carries = (rule: SecurityGroupRule, flow: Flow): boolean =>
  protocolMatches(rule.protocol, flow.protocol) && portsAdmit(rule, flow) && icmpMatches(rule.icmp, flow);

function portsAdmit(rule: SecurityGroupRule, flow: Flow): boolean {
  if (!hasPorts(flow.protocol) || rule.protocol === ANY_PROTOCOL) return true;
  return rule.ports.from <= flow.ports.from && flow.ports.to <= rule.ports.to;
}

function peerMatches(rule: SecurityGroupRule, flow: Flow, peer: Peer): boolean {
  switch (rule.peer.kind) {
    case 'cidr':
      return contains(rule.peer.cidr, flow.peer);
    case 'prefix-list':
      return rule.peer.cidrs.some((cidr) => contains(cidr, flow.peer));
    case 'security-group':
      return peer.securityGroups?.includes(rule.peer.id) ?? false;
  }
}

/** Protocols that have ports; a rule for any other protocol has none to compare. */
const hasPorts = (protocol: number): boolean => protocol === 6 || protocol === 17;

const protocolMatches = (rule: number, flow: number): boolean => rule === ANY_PROTOCOL || rule === flow;

function icmpMatches(rule: IcmpKind | undefined, flow: Kind): boolean {
  if (rule === undefined || (flow.protocol !== ICMP && flow.protocol !== ICMPV6)) return true;
  const kind = flow.icmp ?? { type: flow.protocol === ICMP ? 8 : 128, code: 0 };
  return (rule.type === -1 || rule.type === kind.type) && (rule.code === -1 || rule.code === kind.code);
}
