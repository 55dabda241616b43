import type { Located } from '../../template/tree.ts';
import { blocks, given } from '../network/values.ts';
import { isSet, listIn } from './making.ts';
import type { VpcMaking } from './vpc.ts';

/** What the module takes over of that which AWS makes beside a VPC: without inputs the default group loses all its rules. */
export function addDefaults(make: VpcMaking): void {
  const { call, vpc } = make;
  if (isSet(call, 'manage_default_security_group', true))
    make.add('aws_default_security_group', 'this', 0, {
      vpc_id: make.of(vpc, 'id'),
      ingress: blocks(call.inputs, 'default_security_group_ingress').map(groupRule),
      egress: blocks(call.inputs, 'default_security_group_egress').map(groupRule),
    });
  if (isSet(call, 'manage_default_network_acl', true))
    make.add('aws_default_network_acl', 'this', 0, {
      default_network_acl_id: make.of(vpc, 'default_network_acl_id'),
      ingress: given(call.inputs, 'default_network_acl_ingress') ?? OPEN.map(aclRule),
      egress: given(call.inputs, 'default_network_acl_egress') ?? OPEN.map(aclRule),
    });
  if (isSet(call, 'manage_default_route_table', true))
    make.add('aws_default_route_table', 'default', 0, {
      default_route_table_id: make.of(vpc, 'default_route_table_id'),
      route: given(call.inputs, 'default_route_table_routes'),
    });
}

/** Lists of blocks are texts with commas in this module; a rule without a protocol is of all of them. */
function groupRule(rule: Located): Located {
  if (rule.kind !== 'map') return rule;
  const entries = new Map(rule.entries);
  for (const name of ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups']) {
    const entry = entries.get(name);
    if (entry?.value.kind !== 'scalar' || typeof entry.value.value !== 'string') continue;
    const { span } = entry.value;
    const items = entry.value.value.split(',').map((each): Located => ({ kind: 'scalar', value: each.trim(), span }));
    entries.set(name, { ...entry, value: { kind: 'list', items, span } });
  }
  for (const [name, value] of [
    ['protocol', '-1'],
    ['from_port', 0],
    ['to_port', 0],
  ] as const)
    if (!entries.has(name))
      entries.set(name, { key: name, keySpan: rule.span, value: { kind: 'scalar', value, span: rule.span } });
  return { ...rule, entries };
}

const OPEN = [
  { number: 100, block: { cidr_block: '0.0.0.0/0' } },
  { number: 101, block: { ipv6_cidr_block: '::/0' } },
] as const;

const aclRule = ({ number, block }: (typeof OPEN)[number]) => ({
  rule_no: number,
  action: 'allow',
  from_port: 0,
  to_port: 0,
  protocol: '-1',
  ...block,
});

/** ACLs of their own for the groups of subnets that ask for one; without rules they let everything pass. */
export function addAcls(make: VpcMaking): void {
  const { call, vpc, groups } = make;
  for (const [group, { subnets }] of groups) {
    if (!isSet(call, `${group}_dedicated_network_acl`) || subnets.length === 0) continue;
    const acl = make.add('aws_network_acl', group, 0, {
      vpc_id: make.of(vpc, 'id'),
      subnet_ids: subnets.map((subnet) => make.of(subnet, 'id')),
    });
    for (const direction of ['inbound', 'outbound'] as const) {
      const written = listIn(call, `${group}_${direction}_acl_rules`);
      const rules = written.length > 0 ? written : [make.own(OPEN_RULE)];
      for (const [index, rule] of rules.entries())
        if (rule.kind === 'map')
          make.add('aws_network_acl_rule', `${group}_${direction}`, index, {
            network_acl_id: make.of(acl, 'id'),
            egress: direction === 'outbound',
            ...Object.fromEntries([...rule.entries].map(([key, entry]) => [key, entry.value])),
          });
    }
  }
}

const OPEN_RULE = {
  rule_number: 100,
  rule_action: 'allow',
  from_port: 0,
  to_port: 0,
  protocol: '-1',
  cidr_block: '0.0.0.0/0',
};
