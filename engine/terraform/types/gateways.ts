import { kindOf } from '../../resources/index.ts';
import { scalarAt } from '../../template/tree.ts';
import { given, textOf } from '../network/values.ts';
import type { Building, Built, TerraformType } from './type.ts';

const owned = (resource: string): TerraformType['attributes'] => ({
  arn: ({ id, instance: { provider } }) => `arn:aws:ec2:${provider.region}:${provider.account}:${resource}/${id}`,
  owner_id: ({ instance }) => instance.provider.account,
});

/** The attachment to a VPC that stands in the gateway itself. */
const attachesBy =
  (property: 'InternetGatewayId' | 'VpnGatewayId') =>
  (it: Built, building: Building): void => {
    const VpcId = given(it.instance.values, 'vpc_id');
    if (VpcId === undefined || it.made === undefined) return;
    const gateway = scalarAt(it.made.physicalId, VpcId.span);
    building.add(it, 'attachment', 'AWS::EC2::VPCGatewayAttachment', { VpcId, [property]: gateway }, VpcId.span);
  };

const internetGateway: TerraformType = {
  type: 'aws_internet_gateway',
  becomes: 'AWS::EC2::InternetGateway',
  others: 'vpc_id',
  attributes: owned('internet-gateway') ?? {},
  build: attachesBy('InternetGatewayId'),
};

const internetGatewayAttachment: TerraformType = {
  type: 'aws_internet_gateway_attachment',
  becomes: 'AWS::EC2::VPCGatewayAttachment',
  arguments: { internet_gateway_id: 'InternetGatewayId', vpc_id: 'VpcId' },
  required: 'internet_gateway_id vpc_id',
};

const egressOnly: TerraformType = {
  type: 'aws_egress_only_internet_gateway',
  becomes: 'AWS::EC2::EgressOnlyInternetGateway',
  arguments: { vpc_id: 'VpcId' },
  required: 'vpc_id',
};

/** The public address of an allocation, which its id alone decides here. */
function addressOf(allocation: string | undefined): string | undefined {
  const kind = kindOf('AWS::EC2::EIP');
  if (allocation === undefined || kind === undefined) return undefined;
  const nowhere = { properties: undefined, region: '', account: '', logicalId: allocation };
  const address = kind.attributes.PublicIp?.({ ...nowhere, physicalId: allocation });
  return typeof address === 'string' ? address : undefined;
}

const natGateway: TerraformType = {
  type: 'aws_nat_gateway',
  becomes: 'AWS::EC2::NatGateway',
  arguments: {
    allocation_id: 'AllocationId',
    availability_mode: 'AvailabilityMode',
    connectivity_type: 'ConnectivityType',
    private_ip: 'PrivateIpAddress',
    secondary_allocation_ids: 'SecondaryAllocationIds',
    secondary_private_ip_address_count: 'SecondaryPrivateIpAddressCount',
    secondary_private_ip_addresses: 'SecondaryPrivateIpAddresses',
    subnet_id: 'SubnetId',
    vpc_id: 'VpcId',
  },
  others: 'availability_zone_address',
  attributes: {
    association_id: () => undefined,
    network_interface_id: 'EniId',
    public_ip: ({ instance }) => addressOf(textOf(instance.values, 'allocation_id')),
    route_table_id: () => undefined,
  },
};

/** Its id is that of the allocation, and not the address as with CloudFormation's `Ref`. */
const eip: TerraformType = {
  type: 'aws_eip',
  becomes: 'AWS::EC2::EIP',
  arguments: {
    address: 'Address',
    domain: 'Domain',
    instance: 'InstanceId',
    ipam_pool_id: 'IpamPoolId',
    network_border_group: 'NetworkBorderGroup',
    public_ipv4_pool: 'PublicIpv4Pool',
  },
  others: 'associate_with_private_ip customer_owned_ipv4_pool network_interface vpc',
  idPrefix: 'eipalloc-',
  attributes: {
    ...owned('elastic-ip'),
    allocation_id: ({ id }) => id,
    association_id: () => undefined,
    private_ip: () => undefined,
    public_dns: () => undefined,
    public_ip: 'PublicIp',
  },
  build: (it, building) => {
    const NetworkInterfaceId = given(it.instance.values, 'network_interface');
    if (NetworkInterfaceId === undefined || it.made === undefined) return;
    const AllocationId = scalarAt(it.made.physicalId, NetworkInterfaceId.span);
    building.add(it, 'association', 'AWS::EC2::EIPAssociation', { AllocationId, NetworkInterfaceId });
  },
};

const eipAssociation: TerraformType = {
  type: 'aws_eip_association',
  becomes: 'AWS::EC2::EIPAssociation',
  arguments: {
    allocation_id: 'AllocationId',
    instance_id: 'InstanceId',
    network_interface_id: 'NetworkInterfaceId',
    private_ip_address: 'PrivateIpAddress',
    public_ip: 'EIP',
  },
  others: 'allow_reassociation',
};

const vpnGateway: TerraformType = {
  type: 'aws_vpn_gateway',
  becomes: 'AWS::EC2::VPNGateway',
  arguments: { amazon_side_asn: 'AmazonSideAsn' },
  others: 'availability_zone vpc_id',
  fixed: { Type: 'ipsec.1' },
  attributes: owned('vpn-gateway') ?? {},
  build: attachesBy('VpnGatewayId'),
};

const vpnGatewayAttachment: TerraformType = {
  type: 'aws_vpn_gateway_attachment',
  becomes: 'AWS::EC2::VPCGatewayAttachment',
  arguments: { vpc_id: 'VpcId', vpn_gateway_id: 'VpnGatewayId' },
  required: 'vpc_id vpn_gateway_id',
};

const customerGateway: TerraformType = {
  type: 'aws_customer_gateway',
  becomes: 'AWS::EC2::CustomerGateway',
  arguments: {
    bgp_asn: 'BgpAsn',
    bgp_asn_extended: 'BgpAsnExtended',
    certificate_arn: 'CertificateArn',
    device_name: 'DeviceName',
    ip_address: 'IpAddress',
    type: 'Type',
  },
  required: 'type',
  attributes: owned('customer-gateway') ?? {},
};

const vpnConnection: TerraformType = {
  type: 'aws_vpn_connection',
  becomes: 'AWS::EC2::VPNConnection',
  arguments: {
    customer_gateway_id: 'CustomerGatewayId',
    enable_acceleration: 'EnableAcceleration',
    static_routes_only: 'StaticRoutesOnly',
    transit_gateway_id: 'TransitGatewayId',
    type: 'Type',
    vpn_gateway_id: 'VpnGatewayId',
  },
  // The options of the two tunnels are many and change no verdict: `tunnel1_` and `tunnel2_` are known by their beginning.
  others:
    'local_ipv4_network_cidr local_ipv6_network_cidr outside_ip_address_type preshared_key_storage remote_ipv4_network_cidr remote_ipv6_network_cidr transport_transit_gateway_attachment_id tunnel_bandwidth tunnel_inside_ip_version vpn_concentrator_id tunnel1_* tunnel2_*',
  required: 'customer_gateway_id type',
  attributes: {
    arn: ({ id, instance: { provider } }) => `arn:aws:ec2:${provider.region}:${provider.account}:vpn-connection/${id}`,
    customer_gateway_configuration: () => undefined,
    // An attachment of a transit gateway goes by the id of its connection here.
    transit_gateway_attachment_id: ({ id }) => id,
    tunnel1_address: () => undefined,
    tunnel2_address: () => undefined,
  },
};

const vpnConnectionRoute: TerraformType = {
  type: 'aws_vpn_connection_route',
  becomes: 'AWS::EC2::VPNConnectionRoute',
  arguments: { destination_cidr_block: 'DestinationCidrBlock', vpn_connection_id: 'VpnConnectionId' },
  required: 'destination_cidr_block vpn_connection_id',
};

export const GATEWAY_TYPES: readonly TerraformType[] = [
  internetGateway,
  internetGatewayAttachment,
  egressOnly,
  natGateway,
  eip,
  eipAssociation,
  vpnGateway,
  vpnGatewayAttachment,
  customerGateway,
  vpnConnection,
  vpnConnectionRoute,
];
