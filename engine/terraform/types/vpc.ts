import { zonesOf } from '../../catalogue/regions.ts';
import { derivedId } from '../../resources/ids.ts';
import { amazonIpv6Block } from '../../resources/vpc/vpc.ts';
import { asString, scalarAt } from '../../template/tree.ts';
import { flagOf, given, reworded, textOf } from '../network/values.ts';
import type { Asked, Building, Built, TerraformType } from './type.ts';

/** The ids of what AWS makes beside a VPC: main table, default ACL and group. */
export const mainTableOf = (vpc: string): string => derivedId('rtb-', `${vpc}/main`);
export const defaultAclOf = (vpc: string): string => derivedId('acl-', `${vpc}/default`);
export const defaultGroupOf = (vpc: string): string => derivedId('sg-', `${vpc}/default`);

const arnOf =
  (resource: string) =>
  ({ instance: { provider }, id }: Asked): string =>
    `arn:aws:ec2:${provider.region}:${provider.account}:${resource}/${id}`;

const owner = ({ instance }: Asked): string => instance.provider.account;

const VPC_ATTRIBUTES: TerraformType['attributes'] = {
  arn: arnOf('vpc'),
  default_network_acl_id: ({ id }) => defaultAclOf(id),
  default_route_table_id: ({ id }) => mainTableOf(id),
  default_security_group_id: ({ id }) => defaultGroupOf(id),
  dhcp_options_id: () => undefined,
  ipv6_association_id: () => undefined,
  ipv6_cidr_block: ({ instance, id }) =>
    flagOf(instance.values, 'assign_generated_ipv6_cidr_block') === true ? amazonIpv6Block(id) : undefined,
  main_route_table_id: ({ id }) => mainTableOf(id),
  owner_id: owner,
};

/** The IPv6 block that a VPC asks for stands in the VPC itself in Terraform. */
function ipv6Of(it: Built, building: Building): void {
  const { values } = it.instance;
  const asked = given(values, 'assign_generated_ipv6_cidr_block');
  const written = given(values, 'ipv6_cidr_block');
  const id = it.made?.physicalId ?? '';
  const span = (asked ?? written)?.span;
  if (span === undefined || (written === undefined && flagOf(values, 'assign_generated_ipv6_cidr_block') !== true)) return;
  const amazon = flagOf(values, 'assign_generated_ipv6_cidr_block') === true && !fromElsewhere(written, id);
  building.add(
    it,
    'ipv6_cidr_block',
    'AWS::EC2::VPCCidrBlock',
    {
      VpcId: scalarAt(id, span),
      ...(amazon ? { AmazonProvidedIpv6CidrBlock: scalarAt(true, span) } : { Ipv6CidrBlock: written }),
    },
    span,
  );
}

/** A state knows the block that Amazon gave: it is kept instead of ours. */
const fromElsewhere = (written: Built['instance']['values'] | ReturnType<typeof given>, id: string): boolean => {
  const block = asString(written);
  return block !== undefined && block !== amazonIpv6Block(id);
};

const vpc: TerraformType = {
  type: 'aws_vpc',
  becomes: 'AWS::EC2::VPC',
  arguments: {
    cidr_block: 'CidrBlock',
    enable_dns_hostnames: 'EnableDnsHostnames',
    enable_dns_support: 'EnableDnsSupport',
    instance_tenancy: 'InstanceTenancy',
    ipv4_ipam_pool_id: 'Ipv4IpamPoolId',
    ipv4_netmask_length: 'Ipv4NetmaskLength',
  },
  others:
    'assign_generated_ipv6_cidr_block enable_network_address_usage_metrics ipv6_cidr_block ipv6_cidr_block_network_border_group ipv6_ipam_pool_id ipv6_netmask_length',
  attributes: VPC_ATTRIBUTES,
  build: ipv6Of,
};

/** The default VPC that AWS has made in every account, with the gateway and the route that it has. */
const defaultVpc: TerraformType = {
  type: 'aws_default_vpc',
  becomes: 'AWS::EC2::VPC',
  arguments: { enable_dns_hostnames: 'EnableDnsHostnames', enable_dns_support: 'EnableDnsSupport' },
  others: 'assign_generated_ipv6_cidr_block enable_network_address_usage_metrics force_destroy ipv6_cidr_block',
  fixed: { CidrBlock: '172.31.0.0/16' },
  attributes: { ...VPC_ATTRIBUTES, cidr_block: () => '172.31.0.0/16' },
  build: (it, building) => {
    const { made } = it;
    if (made === undefined) return;
    const { span } = made;
    const entry = (key: string, value: boolean) => made.properties.set(key, { key, keySpan: span, value: scalarAt(value, span) });
    if (!made.properties.has('EnableDnsHostnames')) entry('EnableDnsHostnames', true);
    const gateway = building.add(it, 'internet_gateway', 'AWS::EC2::InternetGateway', {});
    const [VpcId, id] = [scalarAt(made.physicalId, span), scalarAt(gateway.physicalId, span)];
    building.add(it, 'internet_gateway_attachment', 'AWS::EC2::VPCGatewayAttachment', { VpcId, InternetGatewayId: id });
    building.add(it, 'route', 'AWS::EC2::Route', {
      RouteTableId: scalarAt(mainTableOf(made.physicalId), span),
      DestinationCidrBlock: scalarAt('0.0.0.0/0', span),
      GatewayId: id,
    });
    ipv6Of(it, building);
  },
};

const ipv4Block: TerraformType = {
  type: 'aws_vpc_ipv4_cidr_block_association',
  becomes: 'AWS::EC2::VPCCidrBlock',
  arguments: {
    cidr_block: 'CidrBlock',
    ipv4_ipam_pool_id: 'Ipv4IpamPoolId',
    ipv4_netmask_length: 'Ipv4NetmaskLength',
    vpc_id: 'VpcId',
  },
  required: 'vpc_id',
};

const ipv6Block: TerraformType = {
  type: 'aws_vpc_ipv6_cidr_block_association',
  becomes: 'AWS::EC2::VPCCidrBlock',
  arguments: {
    assign_generated_ipv6_cidr_block: 'AmazonProvidedIpv6CidrBlock',
    ipv6_cidr_block: 'Ipv6CidrBlock',
    ipv6_ipam_pool_id: 'Ipv6IpamPoolId',
    ipv6_netmask_length: 'Ipv6NetmaskLength',
    ipv6_pool: 'Ipv6Pool',
    vpc_id: 'VpcId',
  },
  required: 'vpc_id',
};

const SUBNET_ATTRIBUTES: TerraformType['attributes'] = {
  arn: arnOf('subnet'),
  availability_zone: 'AvailabilityZone',
  availability_zone_id: 'AvailabilityZoneId',
  ipv6_cidr_block_association_id: () => undefined,
  owner_id: owner,
};

const subnet: TerraformType = {
  type: 'aws_subnet',
  becomes: 'AWS::EC2::Subnet',
  arguments: {
    assign_ipv6_address_on_creation: 'AssignIpv6AddressOnCreation',
    availability_zone: 'AvailabilityZone',
    availability_zone_id: 'AvailabilityZoneId',
    cidr_block: 'CidrBlock',
    enable_dns64: 'EnableDns64',
    ipv4_ipam_pool_id: 'Ipv4IpamPoolId',
    ipv4_netmask_length: 'Ipv4NetmaskLength',
    ipv6_cidr_block: 'Ipv6CidrBlock',
    ipv6_ipam_pool_id: 'Ipv6IpamPoolId',
    ipv6_native: 'Ipv6Native',
    ipv6_netmask_length: 'Ipv6NetmaskLength',
    map_public_ip_on_launch: 'MapPublicIpOnLaunch',
    outpost_arn: 'OutpostArn',
    vpc_id: 'VpcId',
  },
  others:
    'customer_owned_ipv4_pool enable_lni_at_device_index enable_resource_name_dns_a_record_on_launch enable_resource_name_dns_aaaa_record_on_launch map_customer_owned_ip_on_launch private_dns_hostname_type_on_launch',
  required: 'vpc_id',
  attributes: SUBNET_ATTRIBUTES,
};

/** The /20 that the default VPC has in a zone. */
const blockIn = (region: string, zone: string | undefined): string =>
  `172.31.${16 * Math.max(0, zonesOf(region).indexOf(zone ?? ''))}.0/20`;

const defaultSubnet: TerraformType = {
  type: 'aws_default_subnet',
  becomes: 'AWS::EC2::Subnet',
  arguments: {
    assign_ipv6_address_on_creation: 'AssignIpv6AddressOnCreation',
    availability_zone: 'AvailabilityZone',
    ipv6_cidr_block: 'Ipv6CidrBlock',
    map_public_ip_on_launch: 'MapPublicIpOnLaunch',
  },
  others:
    'customer_owned_ipv4_pool enable_dns64 enable_resource_name_dns_a_record_on_launch enable_resource_name_dns_aaaa_record_on_launch force_destroy ipv6_native map_customer_owned_ip_on_launch private_dns_hostname_type_on_launch',
  required: 'availability_zone',
  fixed: { MapPublicIpOnLaunch: true },
  attributes: {
    ...SUBNET_ATTRIBUTES,
    cidr_block: ({ instance }) => blockIn(instance.provider.region, textOf(instance.values, 'availability_zone')),
  },
  build: ({ instance, made }, { built }) => {
    const home = built.find((each) => each.instance.type === 'aws_default_vpc' && sameplace(each, instance.provider.region));
    const zone = given(instance.values, 'availability_zone');
    if (made === undefined) return;
    const at = zone ?? scalarAt('', made.span);
    const put = (key: string, value: string) => made.properties.set(key, { key, keySpan: at.span, value: reworded(at, value) });
    put('CidrBlock', blockIn(made.region, asString(zone)));
    if (home?.made !== undefined) put('VpcId', home.made.physicalId);
  },
};

const sameplace = ({ instance }: Built, region: string): boolean => instance.provider.region === region;

const dhcpOptions: TerraformType = {
  type: 'aws_vpc_dhcp_options',
  becomes: 'AWS::EC2::DHCPOptions',
  arguments: {
    domain_name: 'DomainName',
    domain_name_servers: 'DomainNameServers',
    netbios_name_servers: 'NetbiosNameServers',
    netbios_node_type: 'NetbiosNodeType',
    ntp_servers: 'NtpServers',
  },
  others: 'ipv6_address_preferred_lease_time',
};

const dhcpOptionsAssociation: TerraformType = {
  type: 'aws_vpc_dhcp_options_association',
  becomes: 'AWS::EC2::VPCDHCPOptionsAssociation',
  arguments: { dhcp_options_id: 'DhcpOptionsId', vpc_id: 'VpcId' },
  required: 'dhcp_options_id vpc_id',
};

export const VPC_TYPES: readonly TerraformType[] = [
  vpc,
  defaultVpc,
  ipv4Block,
  ipv6Block,
  subnet,
  defaultSubnet,
  dhcpOptions,
  dhcpOptionsAssociation,
];
