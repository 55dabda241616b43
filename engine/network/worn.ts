import type { Prefix } from '../ip/prefixes.ts';
import type { Flow } from './filters.ts';
import { nameOf } from './known.ts';
import type { Id, Network, SecurityGroup, SecurityGroupRule } from './model.ts';

/** The groups of one interface, as its packets are judged by them together. */
export interface WornGroups {
  readonly groups: readonly SecurityGroup[];
  readonly names: readonly string[];
  readonly egress: RuleSet;
  readonly ingress: RuleSet;
}

/** Rules as a union; `securityGroups` are those seen at the other end, undefined where none can be seen. */
export interface RuleSet {
  readonly rules: number;
  /** Whether a rule names a group: only then it matters what the other end wears. */
  readonly namesGroups: boolean;
  readonly admits: (flow: Flow, securityGroups: readonly Id[] | undefined) => boolean;
}

/** The groups with these ids, their rules judged by `admitting`. */
export function wornGroups(
  network: Network,
  ids: readonly Id[],
  admitting: (rules: readonly SecurityGroupRule[]) => RuleSet['admits'],
): WornGroups {
  const groups = ids.flatMap((id) => network.securityGroups.get(id) ?? []);
  const ruleSet = (rules: readonly SecurityGroupRule[]): RuleSet => ({
    rules: rules.length,
    namesGroups: rules.some(({ peer }) => peer.kind === 'security-group'),
    admits: admitting(rules),
  });
  return {
    groups,
    names: groups.map((group) => nameOf(group.origin)),
    egress: ruleSet(groups.flatMap((group) => group.egress)),
    ingress: ruleSet(groups.flatMap((group) => group.ingress)),
  };
}

/** The rule at each block that it names, by itself or in a prefix list. */
export function prefixesOf(rule: SecurityGroupRule): readonly Prefix<SecurityGroupRule>[] {
  if (rule.peer.kind === 'cidr') return [{ cidr: rule.peer.cidr, value: rule }];
  return rule.peer.kind === 'prefix-list' ? rule.peer.cidrs.map((cidr) => ({ cidr, value: rule })) : [];
}
