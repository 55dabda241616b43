import { formatCidr } from '../../ip/cidr.ts';
import type { Json, JsonObject } from '../../json.ts';
import { argument, argumentsOf, block, elementsIn, type Form, isNamed, objectsIn, type Thing, type Written } from './forms.ts';
import type { Item } from './hcl.ts';

const isTrue = (value: Json | undefined): boolean => value === true || value === 'true';

/** The block that Amazon gives: it is asked for in the VPC itself. */
const isGivenBlock = ({ properties }: Thing): boolean => isTrue(properties.AmazonProvidedIpv6CidrBlock);

export const VPC_FORMS: Readonly<Record<string, Form>> = {
  'AWS::EC2::VPC': {
    type: 'aws_vpc',
    more: ({ name }, { of }) =>
      argument(
        'assign_generated_ipv6_cidr_block',
        of('AWS::EC2::VPCCidrBlock', 'VpcId', name).some(isGivenBlock) ? true : undefined,
      ),
  },
  'AWS::EC2::VPCCidrBlock': {
    type: ({ properties }) =>
      properties.CidrBlock === undefined ? 'aws_vpc_ipv6_cidr_block_association' : 'aws_vpc_ipv4_cidr_block_association',
    isSaid: (thing, { things }) =>
      isGivenBlock(thing) &&
      things.some(({ name, declared }) => declared.type === 'AWS::EC2::VPC' && isNamed(thing.properties.VpcId, name)),
  },
  'AWS::EC2::Subnet': { type: 'aws_subnet' },
  'AWS::EC2::DHCPOptions': { type: 'aws_vpc_dhcp_options' },
  'AWS::EC2::VPCDHCPOptionsAssociation': { type: 'aws_vpc_dhcp_options_association' },
  'AWS::EC2::InternetGateway': { type: 'aws_internet_gateway', more: attached('InternetGatewayId') },
  'AWS::EC2::VPNGateway': { type: 'aws_vpn_gateway', taken: ['Type'], more: attached('VpnGatewayId') },
  'AWS::EC2::VPCGatewayAttachment': {
    type: ({ properties }) =>
      properties.VpnGatewayId === undefined ? 'aws_internet_gateway_attachment' : 'aws_vpn_gateway_attachment',
    saidAs: { by: ['InternetGatewayId', 'VpnGatewayId'], part: 'attachment' },
    isSaid: ({ properties }, { things, of }) =>
      things.some(
        ({ name }) =>
          (isNamed(properties.InternetGatewayId, name) && of(ATTACHMENT, 'InternetGatewayId', name).length === 1) ||
          (isNamed(properties.VpnGatewayId, name) && of(ATTACHMENT, 'VpnGatewayId', name).length === 1),
      ),
  },
  'AWS::EC2::EgressOnlyInternetGateway': { type: 'aws_egress_only_internet_gateway' },
  'AWS::EC2::EIP': { type: 'aws_eip' },
  'AWS::EC2::EIPAssociation': { type: 'aws_eip_association' },
  'AWS::EC2::NatGateway': { type: 'aws_nat_gateway' },
  'AWS::EC2::CustomerGateway': { type: 'aws_customer_gateway' },
  'AWS::EC2::VPNConnection': { type: 'aws_vpn_connection' },
  'AWS::EC2::VPNConnectionRoute': { type: 'aws_vpn_connection_route' },
  'AWS::EC2::VPCPeeringConnection': {
    type: 'aws_vpc_peering_connection',
    // Whoever deploys both ends accepts; an author of one end alone cannot.
    more: ({ properties }) =>
      argument('auto_accept', properties.PeerOwnerId === undefined && properties.PeerRegion === undefined),
  },
};

const ATTACHMENT = 'AWS::EC2::VPCGatewayAttachment';

/** The VPC that the gateway is attached to, where it is one. */
function attached(property: string): NonNullable<Form['more']> {
  return ({ name }, { of }) => {
    const [only, ...others] = of(ATTACHMENT, property, name);
    return only === undefined || others.length > 0 ? [] : argument('vpc_id', only.properties.VpcId);
  };
}

export const ROUTE_FORMS: Readonly<Record<string, Form>> = {
  'AWS::EC2::RouteTable': { type: 'aws_route_table' },
  'AWS::EC2::Route': { type: 'aws_route' },
  'AWS::EC2::SubnetRouteTableAssociation': {
    type: 'aws_route_table_association',
    taken: ['SubnetId', 'RouteTableId'],
    more: ({ properties }) => argumentsOf(properties, { SubnetId: 'subnet_id', RouteTableId: 'route_table_id' }),
  },
  'AWS::EC2::GatewayRouteTableAssociation': {
    type: 'aws_route_table_association',
    taken: ['GatewayId', 'RouteTableId'],
    more: ({ properties }) => argumentsOf(properties, { GatewayId: 'gateway_id', RouteTableId: 'route_table_id' }),
  },
  'AWS::EC2::VPNGatewayRoutePropagation': {
    type: '',
    isSaid: () => true,
    beside: ({ label, properties }) => {
      const tables = elementsIn(properties.RouteTableIds);
      return tables.map((table, index) => ({
        type: 'aws_vpn_gateway_route_propagation',
        label: tables.length === 1 ? label : `${label}_${index}`,
        items: [['route_table_id', table], ...argumentsOf(properties, { VpnGatewayId: 'vpn_gateway_id' })],
      }));
    },
  },
  'AWS::EC2::PrefixList': {
    type: 'aws_ec2_managed_prefix_list',
    taken: ['Entries'],
    more: ({ properties }) => [
      ...argument(
        'max_entries',
        properties.MaxEntries === undefined ? Math.max(1, elementsIn(properties.Entries).length) : undefined,
      ),
      ...objectsIn(properties.Entries).map((each) =>
        block('entry', argumentsOf(each, { Cidr: 'cidr', Description: 'description' })),
      ),
    ],
  },
};

type Direction = 'ingress' | 'egress';
const LISTS = { ingress: 'SecurityGroupIngress', egress: 'SecurityGroupEgress' } as const;
const SIDES = { ingress: 'Source', egress: 'Destination' } as const;

const isAll = (protocol: Json | undefined): boolean => ['-1', 'all'].includes(String(protocol ?? '-1').toLowerCase());

/** Ports where a rule writes none: all of them. */
function portsOf(rule: JsonObject): readonly Item[] {
  if (isAll(rule.IpProtocol))
    return [
      ['from_port', 0],
      ['to_port', 0],
    ];
  const [from, to] = ['tcp', 'udp', '6', '17'].includes(String(rule.IpProtocol).toLowerCase()) ? [0, 65535] : [-1, -1];
  return [
    ['from_port', rule.FromPort ?? from],
    ['to_port', rule.ToPort ?? to],
  ];
}

/** A rule within its group. */
function inline(rule: JsonObject, direction: Direction, group: string): Item {
  const side = SIDES[direction];
  const peer = rule[`${side}SecurityGroupId`];
  const one = (name: string, value: Json | undefined) => argument(name, value === undefined ? undefined : [value]);
  return block(
    direction,
    argument('description', rule.Description),
    portsOf(rule),
    [['protocol', isAll(rule.IpProtocol) ? '-1' : String(rule.IpProtocol)]],
    one('cidr_blocks', rule.CidrIp),
    one('ipv6_cidr_blocks', rule.CidrIpv6),
    one('prefix_list_ids', rule[`${side}PrefixListId`]),
    isNamed(peer, group) ? argument('self', true) : one('security_groups', peer),
  );
}

/** A rule as a resource of its own. */
const standing = (rule: JsonObject, direction: Direction, label: string, group: Json | undefined): Written => ({
  type: `aws_vpc_security_group_${direction}_rule`,
  label,
  items: [
    ...argument('security_group_id', group),
    ...argument('description', rule.Description),
    ['ip_protocol', isAll(rule.IpProtocol) ? '-1' : String(rule.IpProtocol)],
    ...(isAll(rule.IpProtocol) ? [] : portsOf(rule)),
    ...argumentsOf(rule, {
      CidrIp: 'cidr_ipv4',
      CidrIpv6: 'cidr_ipv6',
      [`${SIDES[direction]}PrefixListId`]: 'prefix_list_id',
      [`${SIDES[direction]}SecurityGroupId`]: 'referenced_security_group_id',
    }),
  ],
});

/** What AWS lets out of a group by itself (facts:G5), and Terraform does not: it is written as a rule. */
function opened({ declared }: Thing, { draft }: Parameters<NonNullable<Form['more']>>[1]): readonly JsonObject[] {
  const egress = draft.securityGroups.get(declared.physicalId)?.egress ?? [];
  return egress.flatMap(({ span, peer }) => {
    if (span !== undefined || peer.kind !== 'cidr') return [];
    return [{ IpProtocol: '-1', [typeof peer.cidr.base === 'bigint' ? 'CidrIpv6' : 'CidrIp']: formatCidr(peer.cidr) }];
  });
}

/** Rules of a group in one direction, and whether others stand outside it: Terraform takes one form for a group. */
function rulesOf(thing: Thing, direction: Direction, around: Parameters<NonNullable<Form['more']>>[1]) {
  const own = objectsIn(thing.properties[LISTS[direction]]);
  const rules = direction === 'egress' && own.length === 0 ? opened(thing, around) : own;
  return { rules, isInline: around.of(`AWS::EC2::${LISTS[direction]}`, 'GroupId', thing.name).length === 0 };
}

const rule = (direction: Direction): Form => ({
  type: '',
  isSaid: () => true,
  beside: ({ label, properties }) => [standing(properties, direction, label, properties.GroupId)],
});

export const FILTER_FORMS: Readonly<Record<string, Form>> = {
  'AWS::EC2::SecurityGroup': {
    type: 'aws_security_group',
    taken: Object.values(LISTS),
    more: (thing, around) =>
      (['ingress', 'egress'] as const).flatMap((direction) => {
        const { rules, isInline } = rulesOf(thing, direction, around);
        return isInline ? rules.map((each) => inline(each, direction, thing.name)) : [];
      }),
    beside: (thing, around) =>
      (['ingress', 'egress'] as const).flatMap((direction) => {
        const { rules, isInline } = rulesOf(thing, direction, around);
        const group = { Ref: thing.name };
        return isInline
          ? []
          : rules.map((each, index) => standing(each, direction, `${thing.label}_${direction}_${index + 1}`, group));
      }),
  },
  'AWS::EC2::SecurityGroupIngress': rule('ingress'),
  'AWS::EC2::SecurityGroupEgress': rule('egress'),
  'AWS::EC2::NetworkAcl': { type: 'aws_network_acl' },
  'AWS::EC2::SubnetNetworkAclAssociation': {
    type: 'aws_network_acl_association',
    taken: ['NetworkAclId', 'SubnetId'],
    more: ({ properties }) => argumentsOf(properties, { NetworkAclId: 'network_acl_id', SubnetId: 'subnet_id' }),
  },
  'AWS::EC2::NetworkAclEntry': {
    type: 'aws_network_acl_rule',
    taken: ['NetworkAclId', 'RuleNumber', 'Egress', 'Protocol', 'RuleAction', 'CidrBlock', 'Ipv6CidrBlock', 'PortRange', 'Icmp'],
    more: ({ properties }) => {
      const [[ports], [icmp]] = [objectsIn(properties.PortRange), objectsIn(properties.Icmp)];
      return [
        ...argumentsOf(properties, { NetworkAclId: 'network_acl_id', RuleNumber: 'rule_number' }),
        ['egress', isTrue(properties.Egress)],
        ['protocol', String(properties.Protocol)],
        ...argumentsOf(properties, { RuleAction: 'rule_action', CidrBlock: 'cidr_block', Ipv6CidrBlock: 'ipv6_cidr_block' }),
        ...argumentsOf(ports ?? {}, { From: 'from_port', To: 'to_port' }),
        ...argumentsOf(icmp ?? {}, { Type: 'icmp_type', Code: 'icmp_code' }),
      ];
    },
  },
};
