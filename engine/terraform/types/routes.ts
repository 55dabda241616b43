import { infoAt } from '../../diagnostic.ts';
import { asString, type Located, type LocatedMap, placedAt, scalarAt } from '../../template/tree.ts';
import { blocks, elements, given } from '../network/values.ts';
import type { Building, Built, Made, TerraformType } from './type.ts';
import { mainTableOf } from './vpc.ts';

/** Arguments that say where a route leads. */
const TARGETS = {
  carrier_gateway_id: 'CarrierGatewayId',
  core_network_arn: 'CoreNetworkArn',
  egress_only_gateway_id: 'EgressOnlyInternetGatewayId',
  gateway_id: 'GatewayId',
  instance_id: 'InstanceId',
  local_gateway_id: 'LocalGatewayId',
  nat_gateway_id: 'NatGatewayId',
  network_interface_id: 'NetworkInterfaceId',
  transit_gateway_id: 'TransitGatewayId',
  vpc_endpoint_id: 'VpcEndpointId',
  vpc_peering_connection_id: 'VpcPeeringConnectionId',
} as const;

const INLINE = {
  cidr_block: 'DestinationCidrBlock',
  ipv6_cidr_block: 'DestinationIpv6CidrBlock',
  destination_prefix_list_id: 'DestinationPrefixListId',
  ...TARGETS,
} as const;

/** Routes that stand in the table; one to `local` is there already. */
function inlineRoutes(it: Built, building: Building): void {
  const table = it.made;
  if (table === undefined) return;
  for (const [index, block] of blocks(it.instance.values, 'route').entries()) {
    const properties = Object.entries(INLINE).map(([argument, property]) => [property, given(block, argument)] as const);
    if (asString(given(block, 'gateway_id')) === 'local') continue;
    const RouteTableId = scalarAt(table.physicalId, block.span);
    const route = { RouteTableId, ...Object.fromEntries(properties) };
    if (!isListOfEndpoint(route) && !alreadyThere(building, route))
      building.add(it, `route[${index}]`, 'AWS::EC2::Route', route, block.span);
  }
  for (const [index, gateway] of elements(it.instance.values, 'propagating_vgws').entries())
    propagate(it, building, `propagating_vgws[${index}]`, scalarAt(table.physicalId, gateway.span), gateway);
}

/** A state also shows the line that a gateway endpoint has written into a table. */
const isListOfEndpoint = (route: Readonly<Record<string, Located | undefined>>): boolean =>
  route.DestinationPrefixListId !== undefined && asString(route.GatewayId ?? route.VpcEndpointId)?.startsWith('vpce-') === true;

/** A state shows in the table also what a resource of its own has written there. */
const alreadyThere = (building: Building, route: Readonly<Record<string, Located | undefined>>): boolean =>
  !building.written &&
  building.resources.some(
    ({ type, properties }) =>
      type === 'AWS::EC2::Route' &&
      ['RouteTableId', ...DESTINATIONS].every((key) => asString(properties.get(key)?.value) === asString(route[key])),
  );

const DESTINATIONS = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'];

function propagate(it: Built, building: Building, part: string, table: Located, gateway: Located): void {
  building.add(it, part, 'AWS::EC2::VPNGatewayRoutePropagation', {
    RouteTableIds: { kind: 'list', items: [table], span: table.span },
    VpnGatewayId: gateway,
  });
}

const ROUTE =
  'carrier_gateway_id cidr_block core_network_arn destination_prefix_list_id egress_only_gateway_id gateway_id instance_id ipv6_cidr_block local_gateway_id nat_gateway_id network_interface_id odb_network_arn transit_gateway_id vpc_endpoint_id vpc_peering_connection_id';

const routeTable: TerraformType = {
  type: 'aws_route_table',
  becomes: 'AWS::EC2::RouteTable',
  arguments: { vpc_id: 'VpcId' },
  others: 'propagating_vgws route',
  blocks: {
    route: ROUTE,
  },
  required: 'vpc_id',
  attributes: { arn: ({ id, instance: { provider } }) => `arn:aws:ec2:${provider.region}:${provider.account}:route-table/${id}` },
  build: inlineRoutes,
};

/** The VPC one of whose own parts has this id. */
export const homeOf = (building: Building, id: string | undefined, part: (vpc: string) => string): Made | undefined =>
  building.resources.find((each) => each.type === 'AWS::EC2::VPC' && part(each.physicalId) === id);

/** The main table that a VPC has from the beginning: Terraform takes it over and writes its lines. */
const defaultRouteTable: TerraformType = {
  type: 'aws_default_route_table',
  becomes: 'AWS::EC2::RouteTable',
  others: 'default_route_table_id propagating_vgws route',
  blocks: {
    route: ROUTE,
  },
  required: 'default_route_table_id',
  attributes: { vpc_id: () => undefined, owner_id: ({ instance }) => instance.provider.account },
  idOf: ({ instance }) => asString(given(instance.values, 'default_route_table_id')),
  build: (it, building) => {
    const id = given(it.instance.values, 'default_route_table_id');
    const vpc = homeOf(building, asString(id), mainTableOf);
    if (it.made === undefined || id === undefined || vpc === undefined) return;
    it.made.properties.set('VpcId', { key: 'VpcId', keySpan: id.span, value: scalarAt(vpc.physicalId, id.span) });
    inlineRoutes(it, building);
  },
};

const route: TerraformType = {
  type: 'aws_route',
  becomes: 'AWS::EC2::Route',
  arguments: {
    destination_cidr_block: 'DestinationCidrBlock',
    destination_ipv6_cidr_block: 'DestinationIpv6CidrBlock',
    destination_prefix_list_id: 'DestinationPrefixListId',
    route_table_id: 'RouteTableId',
    ...TARGETS,
  },
  required: 'route_table_id',
  attributes: { state: () => 'active', origin: () => 'CreateRoute', instance_owner_id: () => undefined },
  build: ({ instance }, building) => {
    const table = building.withId(given(instance.values, 'route_table_id'));
    const owner = building.built.find(({ made }) => made !== undefined && made === table);
    if (!building.written || owner === undefined || blocks(owner.instance.values, 'route').length === 0) return;
    const message = `${owner.instance.address} holds routes of its own and ${instance.address} adds one: Terraform removes at each apply what the other wrote. Use one form for a table.`;
    building.diagnostics.push(infoAt('TERRAFORM_CONFLICT', message, instance.keySpan));
  },
};

const association: TerraformType = {
  type: 'aws_route_table_association',
  others: 'gateway_id route_table_id subnet_id',
  required: 'route_table_id',
  build: (it, building) => {
    const { values } = it.instance;
    const [RouteTableId, GatewayId] = [given(values, 'route_table_id'), given(values, 'gateway_id')];
    const type = GatewayId === undefined ? 'SubnetRouteTableAssociation' : 'GatewayRouteTableAssociation';
    building.add(it, '', `AWS::EC2::${type}`, { RouteTableId, GatewayId, SubnetId: given(values, 'subnet_id') });
  },
};

/** Another table becomes the main one: every subnet of the VPC without a table of its own then has it. */
const mainAssociation: TerraformType = {
  type: 'aws_main_route_table_association',
  others: 'route_table_id vpc_id',
  required: 'route_table_id vpc_id',
  attributes: { original_route_table_id: ({ instance }) => mainTableOf(asString(given(instance.values, 'vpc_id')) ?? '') },
  finish: (it, building) => {
    const { values } = it.instance;
    const [table, vpc] = [given(values, 'route_table_id'), asString(given(values, 'vpc_id'))];
    if (table === undefined || vpc === undefined) return;
    const taken = new Set(
      building.resources
        .filter((each) => each.type === 'AWS::EC2::SubnetRouteTableAssociation')
        .map((each) => asString(each.properties.get('SubnetId')?.value)),
    );
    for (const subnet of building.resources) {
      if (subnet.type !== 'AWS::EC2::Subnet' || asString(subnet.properties.get('VpcId')?.value) !== vpc) continue;
      if (taken.has(subnet.physicalId)) continue;
      building.add(it, `subnet[${JSON.stringify(subnet.logicalId)}]`, 'AWS::EC2::SubnetRouteTableAssociation', {
        RouteTableId: placedAt(table, table.span),
        SubnetId: scalarAt(subnet.physicalId, table.span),
      });
    }
  },
};

const propagation: TerraformType = {
  type: 'aws_vpn_gateway_route_propagation',
  others: 'route_table_id vpn_gateway_id',
  required: 'route_table_id vpn_gateway_id',
  build: (it, building) => {
    const [table, gateway] = [given(it.instance.values, 'route_table_id'), given(it.instance.values, 'vpn_gateway_id')];
    if (table !== undefined && gateway !== undefined) propagate(it, building, '', table, gateway);
  },
};

/** The entries of a list that stand in it, and those that are resources of their own. */
const entryOf = (block: LocatedMap, argument: string): Located => ({
  kind: 'map',
  span: block.span,
  entries: new Map(
    (
      [
        ['Cidr', argument],
        ['Description', 'description'],
      ] as const
    ).flatMap(([key, name]) => {
      const value = given(block, name);
      return value === undefined ? [] : [[key, { key, keySpan: value.span, value }] as const];
    }),
  ),
});

const prefixList: TerraformType = {
  type: 'aws_ec2_managed_prefix_list',
  becomes: 'AWS::EC2::PrefixList',
  arguments: { address_family: 'AddressFamily', max_entries: 'MaxEntries', name: 'PrefixListName' },
  others: 'entry',
  blocks: {
    entry: 'cidr description',
  },
  required: 'address_family max_entries name',
  attributes: { arn: 'Arn', owner_id: 'OwnerId', version: () => undefined },
  build: ({ instance, made }) => {
    for (const block of blocks(instance.values, 'entry')) if (made !== undefined) addEntry(made, block, 'cidr');
  },
};

function addEntry(list: Made, block: LocatedMap, argument: string): void {
  const before = list.properties.get('Entries')?.value;
  const items = before?.kind === 'list' ? before.items : [];
  const cidr = asString(given(block, argument));
  if (items.some((each) => each.kind === 'map' && asString(each.entries.get('Cidr')?.value) === cidr)) return;
  const span = before?.span ?? block.span;
  const value: Located = { kind: 'list', items: [...items, entryOf(block, argument)], span };
  list.properties.set('Entries', { key: 'Entries', keySpan: span, value });
}

const prefixListEntry: TerraformType = {
  type: 'aws_ec2_managed_prefix_list_entry',
  others: 'cidr description prefix_list_id',
  required: 'cidr prefix_list_id',
  build: ({ instance: { values } }, building) => {
    const list = building.withId(given(values, 'prefix_list_id'));
    if (list?.type === 'AWS::EC2::PrefixList') addEntry(list, values, 'cidr');
  },
};

export const ROUTE_TYPES: readonly TerraformType[] = [
  routeTable,
  defaultRouteTable,
  route,
  association,
  mainAssociation,
  propagation,
  prefixList,
  prefixListEntry,
];
