import { asString, type Located, type LocatedMap, scalarAt } from '../../template/tree.ts';
import { blocks, elements, given, mapOf, reworded } from '../network/values.ts';
import { homeOf } from './routes.ts';
import type { Building, Built, TerraformType } from './type.ts';
import { defaultAclOf } from './vpc.ts';

/** One entry of a list: `number` and `action` are the names of the arguments that hold them. */
function entryOf(block: LocatedMap, acl: Located, egress: Located, number: string, action: string) {
  const protocol = given(block, 'protocol');
  const [from, to] = [given(block, 'from_port'), given(block, 'to_port')];
  const [type, code] = [given(block, 'icmp_type'), given(block, 'icmp_code')];
  const everything = ['-1', 'all'].includes(asString(protocol)?.toLowerCase() ?? '');
  return {
    NetworkAclId: acl,
    RuleNumber: given(block, number),
    RuleAction: given(block, action),
    Protocol: protocol === undefined ? undefined : reworded(protocol, asString(protocol) ?? ''),
    Egress: egress,
    CidrBlock: given(block, 'cidr_block'),
    Ipv6CidrBlock: given(block, 'ipv6_cidr_block'),
    PortRange: everything || from === undefined ? undefined : mapOf({ From: from, To: to }, from.span),
    Icmp: type === undefined ? undefined : mapOf({ Type: type, Code: code }, type.span),
  };
}

/** The number of the entry that every list ends with: a state shows it, and nobody writes it. */
const LAST = '32767';

function inlineEntries(it: Built, building: Building): void {
  const { instance, made } = it;
  if (made === undefined) return;
  for (const direction of ['ingress', 'egress'] as const) {
    for (const [index, block] of blocks(instance.values, direction).entries()) {
      if (asString(given(block, 'rule_no')) === LAST) continue;
      const acl = scalarAt(made.physicalId, block.span);
      const entry = entryOf(block, acl, scalarAt(direction === 'egress', block.span), 'rule_no', 'action');
      building.add(it, `${direction}[${index}]`, 'AWS::EC2::NetworkAclEntry', entry, block.span);
    }
  }
  for (const [index, SubnetId] of elements(instance.values, 'subnet_ids').entries()) {
    const NetworkAclId = scalarAt(made.physicalId, SubnetId.span);
    const properties = { NetworkAclId, SubnetId };
    building.add(it, `subnet_ids[${index}]`, 'AWS::EC2::SubnetNetworkAclAssociation', properties, SubnetId.span);
  }
}

const attributes: NonNullable<TerraformType['attributes']> = {
  arn: ({ id, instance: { provider } }) => `arn:aws:ec2:${provider.region}:${provider.account}:network-acl/${id}`,
  owner_id: ({ instance }) => instance.provider.account,
};

const ENTRY = 'action cidr_block from_port icmp_code icmp_type ipv6_cidr_block protocol rule_no to_port';

const networkAcl: TerraformType = {
  type: 'aws_network_acl',
  becomes: 'AWS::EC2::NetworkAcl',
  arguments: { vpc_id: 'VpcId' },
  others: 'egress ingress subnet_ids',
  blocks: {
    egress: ENTRY,
    ingress: ENTRY,
  },
  required: 'vpc_id',
  attributes,
  build: inlineEntries,
};

/** The ACL that a VPC has from the beginning: Terraform takes it over and removes the entries that it does not hold. */
const defaultNetworkAcl: TerraformType = {
  type: 'aws_default_network_acl',
  becomes: 'AWS::EC2::NetworkAcl',
  others: 'default_network_acl_id egress ingress subnet_ids',
  blocks: {
    egress: ENTRY,
    ingress: ENTRY,
  },
  required: 'default_network_acl_id',
  attributes: { ...attributes, vpc_id: () => undefined },
  idOf: ({ instance }) => asString(given(instance.values, 'default_network_acl_id')),
  build: (it, building) => {
    const id = given(it.instance.values, 'default_network_acl_id');
    const vpc = homeOf(building, asString(id), defaultAclOf);
    if (it.made === undefined || id === undefined || vpc === undefined) return;
    it.made.properties.set('VpcId', { key: 'VpcId', keySpan: id.span, value: scalarAt(vpc.physicalId, id.span) });
    inlineEntries(it, building);
  },
};

const rule: TerraformType = {
  type: 'aws_network_acl_rule',
  others:
    'cidr_block egress from_port icmp_code icmp_type ipv6_cidr_block network_acl_id protocol rule_action rule_number to_port',
  required: 'network_acl_id protocol rule_action rule_number',
  build: (it, building) => {
    const { values, keySpan } = it.instance;
    const acl = given(values, 'network_acl_id');
    if (acl === undefined) return;
    const egress = given(values, 'egress') ?? scalarAt(false, keySpan);
    const entry = entryOf(values, acl, egress, 'rule_number', 'rule_action');
    if (!alreadyThere(building, entry)) building.add(it, '', 'AWS::EC2::NetworkAclEntry', entry);
  },
};

/** A state shows the entry in its list too. */
const alreadyThere = (building: Building, entry: ReturnType<typeof entryOf>): boolean =>
  building.resources.some(
    ({ type, properties, logicalId }) =>
      type === 'AWS::EC2::NetworkAclEntry' &&
      logicalId.endsWith(']') &&
      (['NetworkAclId', 'RuleNumber', 'Egress', 'CidrBlock', 'RuleAction'] as const).every(
        (key) => asString(properties.get(key)?.value) === asString(entry[key]),
      ),
  );

const association: TerraformType = {
  type: 'aws_network_acl_association',
  others: 'network_acl_id subnet_id',
  required: 'network_acl_id subnet_id',
  build: (it, building) => {
    const { values } = it.instance;
    const [NetworkAclId, SubnetId] = [given(values, 'network_acl_id'), given(values, 'subnet_id')];
    building.add(it, '', 'AWS::EC2::SubnetNetworkAclAssociation', { NetworkAclId, SubnetId });
  },
};

export const NETWORK_ACL_TYPES: readonly TerraformType[] = [networkAcl, defaultNetworkAcl, rule, association];
