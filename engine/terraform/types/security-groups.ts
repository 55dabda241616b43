import { infoAt } from '../../diagnostic.ts';
import { asString, type Located, type LocatedMap, scalarAt } from '../../template/tree.ts';
import { append, blocks, elements, flagOf, given, mapOf, textOf } from '../network/values.ts';
import type { Building, Built, Made, TerraformType } from './type.ts';
import { defaultGroupOf } from './vpc.ts';

type Direction = 'ingress' | 'egress';

const LISTS = { ingress: 'SecurityGroupIngress', egress: 'SecurityGroupEgress' } as const;

/** What one rule of Terraform names at its other end: each of them is a rule of its own at AWS. */
function peersOf(block: LocatedMap, direction: Direction, own: Located): readonly Readonly<Record<string, Located>>[] {
  const side = direction === 'ingress' ? 'Source' : 'Destination';
  const each = (argument: string, property: string) => elements(block, argument).map((item) => ({ [property]: item }));
  return [
    ...each('cidr_blocks', 'CidrIp'),
    ...each('ipv6_cidr_blocks', 'CidrIpv6'),
    ...each('prefix_list_ids', `${side}PrefixListId`),
    ...each('security_groups', `${side}SecurityGroupId`),
    ...each('source_security_group_id', `${side}SecurityGroupId`),
    ...(flagOf(block, 'self') === true ? [{ [`${side}SecurityGroupId`]: own }] : []),
  ];
}

const portsOf = (block: LocatedMap, protocol: Located | undefined) => ({
  Description: given(block, 'description'),
  IpProtocol: protocol,
  // "-1" is every port, whatever stands beside it: Terraform wants zeros there.
  ...(isAll(protocol) ? {} : { FromPort: given(block, 'from_port'), ToPort: given(block, 'to_port') }),
});

const isAll = (protocol: Located | undefined): boolean => ['-1', 'all'].includes(asString(protocol)?.toLowerCase() ?? '');

/** The rules that stand in a group, as CloudFormation has them. */
function inlineRules({ instance, made }: Built): void {
  if (made === undefined) return;
  for (const direction of ['ingress', 'egress'] as const) {
    const rules = blocks(instance.values, direction).flatMap((block) => {
      const shared = portsOf(block, given(block, 'protocol'));
      const own = scalarAt(made.physicalId, block.span);
      return peersOf(block, direction, own).map((peer) => mapOf({ ...shared, ...peer }, block.span));
    });
    append(made.properties, LISTS[direction], rules);
  }
}

const arn: NonNullable<TerraformType['attributes']> = {
  arn: ({ id, instance: { provider } }) => `arn:aws:ec2:${provider.region}:${provider.account}:security-group/${id}`,
  owner_id: ({ instance }) => instance.provider.account,
};

const described = (it: Built): void => {
  const { made } = it;
  if (made === undefined || made.properties.has('GroupDescription')) return;
  const value = scalarAt('Managed by Terraform', made.span);
  made.properties.set('GroupDescription', { key: 'GroupDescription', keySpan: made.span, value });
};

const RULE = 'cidr_blocks description from_port ipv6_cidr_blocks prefix_list_ids protocol security_groups self to_port';

const securityGroup: TerraformType = {
  type: 'aws_security_group',
  becomes: 'AWS::EC2::SecurityGroup',
  arguments: { description: 'GroupDescription', name: 'GroupName', vpc_id: 'VpcId' },
  others: 'egress ingress name_prefix revoke_rules_on_delete',
  blocks: {
    egress: RULE,
    ingress: RULE,
  },
  attributes: arn,
  build: (it) => {
    described(it);
    inlineRules(it);
  },
};

/** The group that a VPC has from the beginning: Terraform takes it over and removes the rules that it does not hold. */
const defaultSecurityGroup: TerraformType = {
  type: 'aws_default_security_group',
  becomes: 'AWS::EC2::SecurityGroup',
  arguments: { vpc_id: 'VpcId' },
  others: 'egress ingress revoke_rules_on_delete',
  blocks: {
    egress: RULE,
    ingress: RULE,
  },
  attributes: { ...arn, description: () => 'default VPC security group', name: () => 'default' },
  idOf: ({ instance }) => {
    const vpc = textOf(instance.values, 'vpc_id');
    return vpc === undefined ? undefined : defaultGroupOf(vpc);
  },
  build: (it) => {
    described(it);
    inlineRules(it);
  },
};

/** A rule and rules inside the group undo each other at every apply. */
function warnOfBoth(it: Built, group: Made | undefined, direction: Direction, building: Building): void {
  const owner = building.built.find((each) => each.made !== undefined && each.made === group);
  if (!building.written || owner === undefined || blocks(owner.instance.values, direction).length === 0) return;
  const message = `${owner.instance.address} holds rules of its own (\`${direction}\`) and ${it.instance.address} adds one: Terraform removes at each apply what the other wrote. Use one form for a group.`;
  building.diagnostics.push(infoAt('TERRAFORM_CONFLICT', message, it.instance.keySpan));
}

function addRules(it: Built, building: Building, direction: Direction, group: Located | undefined, rules: readonly Rule[]): void {
  const home = building.withId(group);
  warnOfBoth(it, home, direction, building);
  const type = direction === 'ingress' ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress';
  for (const [index, rule] of rules.entries()) {
    if (home !== undefined && alreadyIn(home, direction, rule)) continue;
    building.add(it, rules.length === 1 ? '' : `rule[${index}]`, type, { GroupId: group, ...rule });
  }
}

type Rule = Readonly<Record<string, Located | undefined>>;

/** A state shows the rule in its group too. */
function alreadyIn(group: Made, direction: Direction, rule: Rule): boolean {
  const list = group.properties.get(LISTS[direction])?.value;
  const wanted = signature(rule);
  return list?.kind === 'list' && list.items.some((each) => each.kind === 'map' && signature(partsOf(each)) === wanted);
}

const partsOf = (rule: LocatedMap): Rule => Object.fromEntries([...rule.entries].map(([key, entry]) => [key, entry.value]));

const signature = (rule: Rule): string =>
  Object.entries(rule)
    .filter(([key, value]) => value !== undefined && key !== 'Description' && key !== 'GroupId')
    .map(([key, value]) => `${key}=${asString(value)}`)
    .toSorted()
    .join(' ');

const securityGroupRule: TerraformType = {
  type: 'aws_security_group_rule',
  others:
    'cidr_blocks description from_port ipv6_cidr_blocks prefix_list_ids protocol security_group_id self source_security_group_id to_port type security_group_rule_id',
  required: 'from_port protocol security_group_id to_port type',
  build: (it, building) => {
    const { values } = it.instance;
    const direction = textOf(values, 'type') === 'egress' ? 'egress' : 'ingress';
    const group = given(values, 'security_group_id');
    if (group === undefined) return;
    const shared = portsOf(values, given(values, 'protocol'));
    addRules(
      it,
      building,
      direction,
      group,
      peersOf(values, direction, group).map((peer) => ({ ...shared, ...peer })),
    );
  },
};

const ruleOf = (direction: Direction): TerraformType => ({
  type: `aws_vpc_security_group_${direction}_rule`,
  others:
    'cidr_ipv4 cidr_ipv6 description from_port ip_protocol prefix_list_id referenced_security_group_id security_group_id security_group_rule_id to_port',
  required: 'ip_protocol security_group_id',
  attributes: { security_group_rule_id: ({ id }) => id },
  build: (it, building) => {
    const { values } = it.instance;
    const side = direction === 'ingress' ? 'Source' : 'Destination';
    const rule = {
      ...portsOf(values, given(values, 'ip_protocol')),
      CidrIp: given(values, 'cidr_ipv4'),
      CidrIpv6: given(values, 'cidr_ipv6'),
      [`${side}PrefixListId`]: given(values, 'prefix_list_id'),
      [`${side}SecurityGroupId`]: given(values, 'referenced_security_group_id'),
    };
    addRules(it, building, direction, given(values, 'security_group_id'), [rule]);
  },
});

export const SECURITY_GROUP_TYPES: readonly TerraformType[] = [
  securityGroup,
  defaultSecurityGroup,
  securityGroupRule,
  ruleOf('ingress'),
  ruleOf('egress'),
];
