import { infoAt } from '../../diagnostic.ts';
import { derivedId } from '../../resources/ids.ts';
import { asString, scalarAt } from '../../template/tree.ts';
import { blocks, flagOf, given, isOff, mapOf, textOf } from '../network/values.ts';
import type { Building, Built, Made, TerraformType } from './type.ts';

const arnOf = (resource: string): NonNullable<TerraformType['attributes']> => ({
  arn: ({ id, instance: { provider } }) => `arn:aws:ec2:${provider.region}:${provider.account}:${resource}/${id}`,
});

/** Who has accepted a connection: a peering between two accounts or Regions waits for somebody. */
function remarkUnaccepted(it: Built, building: Building): void {
  const { values, keySpan, address } = it.instance;
  const id = it.made?.physicalId;
  const accepted = building.built.some(
    ({ instance }) =>
      instance.type === 'aws_vpc_peering_connection_accepter' && textOf(instance.values, 'vpc_peering_connection_id') === id,
  );
  if (flagOf(values, 'auto_accept') === true || accepted || textOf(values, 'accept_status') === 'active') return;
  const message = `Nothing here accepts ${address} (auto_accept, or aws_vpc_peering_connection_accepter): it is judged as once it is accepted.`;
  building.diagnostics.push(infoAt('PEERING_NOT_ACCEPTED', message, keySpan));
}

const peering: TerraformType = {
  type: 'aws_vpc_peering_connection',
  becomes: 'AWS::EC2::VPCPeeringConnection',
  arguments: { peer_owner_id: 'PeerOwnerId', peer_region: 'PeerRegion', peer_vpc_id: 'PeerVpcId', vpc_id: 'VpcId' },
  others: 'accepter auto_accept requester',
  blocks: {
    accepter: 'allow_remote_vpc_dns_resolution',
    requester: 'allow_remote_vpc_dns_resolution',
  },
  required: 'peer_vpc_id vpc_id',
  attributes: { accept_status: () => 'active' },
  build: remarkUnaccepted,
};

/** A resource that goes by the id of what it accepts or changes. */
const standsFor = (type: string, argument: string, others: string): TerraformType => ({
  type,
  others: `${argument} ${others}`,
  required: argument,
  idOf: ({ instance }) => textOf(instance.values, argument),
});

const gateway: TerraformType = {
  type: 'aws_ec2_transit_gateway',
  becomes: 'AWS::EC2::TransitGateway',
  arguments: {
    amazon_side_asn: 'AmazonSideAsn',
    auto_accept_shared_attachments: 'AutoAcceptSharedAttachments',
    default_route_table_association: 'DefaultRouteTableAssociation',
    default_route_table_propagation: 'DefaultRouteTablePropagation',
    description: 'Description',
    dns_support: 'DnsSupport',
    multicast_support: 'MulticastSupport',
    security_group_referencing_support: 'SecurityGroupReferencingSupport',
    transit_gateway_cidr_blocks: 'TransitGatewayCidrBlocks',
    vpn_ecmp_support: 'VpnEcmpSupport',
  },
  others: 'encryption_support',
  attributes: {
    arn: 'TransitGatewayArn',
    association_default_route_table_id: ({ id }) => derivedId('tgw-rtb-', `${id}/default`),
    owner_id: ({ instance }) => instance.provider.account,
    propagation_default_route_table_id: ({ id }) => derivedId('tgw-rtb-', `${id}/default`),
  },
};

/** Puts `key: disable` into the options of an attachment. */
function disable(attachment: Made, key: string): void {
  const before = attachment.properties.get('Options');
  const span = before?.keySpan ?? attachment.span;
  const options = before?.value.kind === 'map' ? before.value.entries : new Map();
  const value = scalarAt('disable', span);
  const entries = new Map(options).set(key, { key, keySpan: span, value });
  attachment.properties.set('Options', { key: 'Options', keySpan: span, value: { kind: 'map', entries, span } });
}

const attachment: TerraformType = {
  type: 'aws_ec2_transit_gateway_vpc_attachment',
  becomes: 'AWS::EC2::TransitGatewayVpcAttachment',
  arguments: { subnet_ids: 'SubnetIds', transit_gateway_id: 'TransitGatewayId', vpc_id: 'VpcId' },
  others:
    'appliance_mode_support dns_support ipv6_support security_group_referencing_support transit_gateway_default_route_table_association transit_gateway_default_route_table_propagation',
  required: 'subnet_ids transit_gateway_id vpc_id',
  attributes: { ...arnOf('transit-gateway-attachment'), vpc_owner_id: ({ instance }) => instance.provider.account },
  build: ({ instance: { values }, made }) => {
    if (made === undefined) return;
    const referencing = given(values, 'security_group_referencing_support');
    if (referencing !== undefined) {
      const value = mapOf({ SecurityGroupReferencingSupport: referencing }, referencing.span);
      made.properties.set('Options', { key: 'Options', keySpan: referencing.span, value });
    }
    for (const [argument, key] of [
      ['transit_gateway_default_route_table_association', 'DefaultRouteTableAssociation'],
      ['transit_gateway_default_route_table_propagation', 'DefaultRouteTablePropagation'],
    ] as const)
      if (isOff(values, argument)) disable(made, key);
  },
};

const peeringAttachment: TerraformType = {
  type: 'aws_ec2_transit_gateway_peering_attachment',
  becomes: 'AWS::EC2::TransitGatewayPeeringAttachment',
  arguments: {
    peer_account_id: 'PeerAccountId',
    peer_region: 'PeerRegion',
    peer_transit_gateway_id: 'PeerTransitGatewayId',
    transit_gateway_id: 'TransitGatewayId',
  },
  others: 'options',
  blocks: {
    options: 'dynamic_routing',
  },
  required: 'peer_region peer_transit_gateway_id transit_gateway_id',
  attributes: { ...arnOf('transit-gateway-attachment'), state: () => 'available' },
  build: ({ made }) => {
    if (made === undefined || made.properties.has('PeerAccountId')) return;
    const value = scalarAt(made.account, made.span);
    made.properties.set('PeerAccountId', { key: 'PeerAccountId', keySpan: made.span, value });
  },
};

const routeTable: TerraformType = {
  type: 'aws_ec2_transit_gateway_route_table',
  becomes: 'AWS::EC2::TransitGatewayRouteTable',
  arguments: { transit_gateway_id: 'TransitGatewayId' },
  required: 'transit_gateway_id',
  attributes: {
    ...arnOf('transit-gateway-route-table'),
    default_association_route_table: () => false,
    default_propagation_route_table: () => false,
  },
};

const PAIR = {
  transit_gateway_attachment_id: 'TransitGatewayAttachmentId',
  transit_gateway_route_table_id: 'TransitGatewayRouteTableId',
} as const;

const association: TerraformType = {
  type: 'aws_ec2_transit_gateway_route_table_association',
  becomes: 'AWS::EC2::TransitGatewayRouteTableAssociation',
  arguments: PAIR,
  others: 'replace_existing_association',
  required: 'transit_gateway_attachment_id transit_gateway_route_table_id',
  build: ({ instance: { values } }, building) => {
    const attached = building.withId(given(values, 'transit_gateway_attachment_id'));
    if (attached !== undefined && flagOf(values, 'replace_existing_association') === true)
      disable(attached, 'DefaultRouteTableAssociation');
  },
};

const propagation: TerraformType = {
  type: 'aws_ec2_transit_gateway_route_table_propagation',
  becomes: 'AWS::EC2::TransitGatewayRouteTablePropagation',
  arguments: PAIR,
  required: 'transit_gateway_attachment_id transit_gateway_route_table_id',
};

const route: TerraformType = {
  type: 'aws_ec2_transit_gateway_route',
  becomes: 'AWS::EC2::TransitGatewayRoute',
  arguments: { blackhole: 'Blackhole', destination_cidr_block: 'DestinationCidrBlock', ...PAIR },
  required: 'destination_cidr_block transit_gateway_route_table_id',
};

/** One route for each entry of a list that the configuration holds. */
const prefixListReference: TerraformType = {
  type: 'aws_ec2_transit_gateway_prefix_list_reference',
  others: 'blackhole prefix_list_id transit_gateway_attachment_id transit_gateway_route_table_id',
  required: 'prefix_list_id transit_gateway_route_table_id',
  finish: (it, building) => {
    const { values } = it.instance;
    const list = building.withId(given(values, 'prefix_list_id'))?.properties.get('Entries')?.value;
    for (const [index, entry] of blocks(mapOf({ entries: list }, it.instance.span), 'entries').entries()) {
      const block = asString(given(entry, 'Cidr'));
      building.add(it, `entry[${index}]`, 'AWS::EC2::TransitGatewayRoute', {
        Blackhole: given(values, 'blackhole'),
        DestinationCidrBlock: block === undefined ? undefined : given(entry, 'Cidr'),
        TransitGatewayAttachmentId: given(values, 'transit_gateway_attachment_id'),
        TransitGatewayRouteTableId: given(values, 'transit_gateway_route_table_id'),
      });
    }
  },
};

export const TRANSIT_TYPES: readonly TerraformType[] = [
  peering,
  standsFor('aws_vpc_peering_connection_accepter', 'vpc_peering_connection_id', 'accepter auto_accept requester'),
  standsFor('aws_vpc_peering_connection_options', 'vpc_peering_connection_id', 'accepter requester'),
  gateway,
  attachment,
  standsFor(
    'aws_ec2_transit_gateway_vpc_attachment_accepter',
    'transit_gateway_attachment_id',
    'transit_gateway_default_route_table_association transit_gateway_default_route_table_propagation',
  ),
  peeringAttachment,
  standsFor('aws_ec2_transit_gateway_peering_attachment_accepter', 'transit_gateway_attachment_id', ''),
  routeTable,
  association,
  propagation,
  route,
  prefixListReference,
];
