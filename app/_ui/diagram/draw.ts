import type { World } from '#engine';
import { doorsOf, neighboursOf, servicesOf, transitsOf } from './draw-edges.ts';
import type { Drawing, DrawnChip, DrawnRoute, DrawnSubnet, DrawnTable, DrawnVpc } from './drawing.ts';
import {
  fieldsOf,
  isGateway,
  nameOf,
  namesOf,
  ofType,
  ofWholeType,
  type Resource,
  type Resources,
  refersTo,
  type Stock,
  serviceOf,
  stockOf,
  textOf,
} from './resources.ts';

/**
 * The map of `resources` with the hosts of their world, in a fixed order (zone, then name), so that nothing changes its place
 * because the text did. Things named in `focus` are stressed. It shows what is declared, and judges nothing.
 */
export function draw(resources: Resources, hosts: World['hosts'], focus: readonly string[] = [], region = ''): Drawing {
  const stock = stockOf(resources, hosts);
  const stressed = new Set(focus);
  const vpcs = ofType(stock, 'VPC').map((vpc) => vpcOf(stock, vpc, stressed));
  const transits = transitsOf(stock, stressed);
  const others = othersOf(resources);
  return { region, vpcs, transits, neighbours: neighboursOf(stock, vpcs), services: servicesOf(stock, vpcs), others, edits: [] };
}

function othersOf(resources: Resources): Drawing['others'] {
  const unknown = resources.filter((each) => !each.simulated);
  return [...new Set(unknown.map((each) => each.type))]
    .toSorted()
    .map((type) => ({ type, ids: unknown.filter((each) => each.type === type).map((each) => each.logicalId) }));
}

function vpcOf(stock: Stock, vpc: Resource, stressed: ReadonlySet<string>): DrawnVpc {
  const inside = (type: string) => ofType(stock, type).filter((each) => refersTo(stock, each, 'VpcId', vpc.logicalId));
  const subnets = inside('Subnet').map((each) => ({ zone: zoneOf(each), drawn: subnetOf(stock, each, stressed) }));
  const zones = [...new Set(subnets.map((each) => each.zone))].toSorted().map((name) => ({
    name,
    subnets: subnets.filter((each) => each.zone === name).map((each) => each.drawn),
  }));
  const drawn = subnets.map((each) => each.drawn);
  const tables = inside('RouteTable').map((table) => tableOf(stock, table, vpc, drawn, stressed));
  const main = mainTableOf(vpc, drawn, stressed);
  const id = vpc.logicalId;
  const cidr = textOf(vpc, 'CidrBlock');
  return { id, cidr, stress: stressed.has(id), zones, tables: [...tables, ...main], doors: doorsOf(stock, vpc, stressed) };
}

const zoneOf = (subnet: Resource): string =>
  textOf(subnet, 'AvailabilityZone') || textOf(subnet, 'AvailabilityZoneId') || 'zone chosen by AWS';

function subnetOf(stock: Stock, subnet: Resource, stressed: ReadonlySet<string>): DrawnSubnet {
  const id = subnet.logicalId;
  const joined = (type: string, property: string) => {
    const association = ofType(stock, type).findLast((each) => refersTo(stock, each, 'SubnetId', id));
    return association === undefined ? undefined : namesOf(stock, association, property)[0];
  };
  const acl = joined('SubnetNetworkAclAssociation', 'NetworkAclId');
  return {
    id,
    stress: stressed.has(id),
    cidr: textOf(subnet, 'CidrBlock'),
    table: joined('SubnetRouteTableAssociation', 'RouteTableId') ?? 'main',
    ...(acl === undefined ? {} : { acl }),
    chips: chipsOf(stock, id, stressed),
  };
}

function chipsOf(stock: Stock, subnet: string, stressed: ReadonlySet<string>): readonly DrawnChip[] {
  const chip = (kind: DrawnChip['kind'], id: string, note: string): DrawnChip => ({ kind, id, note, stress: stressed.has(id) });
  const within = (type: string, property: string) =>
    ofType(stock, type).filter((each) => refersTo(stock, each, property, subnet));
  const hosts = Object.entries(stock.hosts)
    .filter(([, host]) => host.subnet === subnet)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, host]) => chip('host', name, [host.ip ?? '', ...(host.securityGroups ?? [])].filter(Boolean).join(' · ')));
  const endpoints = within('VPCEndpoint', 'SubnetIds').map((each) =>
    chip('interface-endpoint', each.logicalId, serviceOf(stock, each)),
  );
  const nats = within('NatGateway', 'SubnetId').map((each) => chip('nat-gateway', each.logicalId, 'NAT gateway'));
  const interfaces = within('NetworkInterface', 'SubnetId').map((each) => chip('network-interface', each.logicalId, 'interface'));
  const instances = within('Instance', 'SubnetId').map((each) => chip('instance', each.logicalId, 'instance'));
  return [...hosts, ...instances, ...endpoints, ...balancersIn(stock, subnet, chip), ...nats, ...interfaces];
}

/** Load balancers and Resolver endpoints, which name their subnets in lists of their own. */
function balancersIn(
  stock: Stock,
  subnet: string,
  chip: (kind: DrawnChip['kind'], id: string, note: string) => DrawnChip,
): readonly DrawnChip[] {
  const names = (resource: Resource, list: string) =>
    [...namesOf(stock, resource, 'Subnets'), ...fieldsOf(resource, list, 'SubnetId').map((id) => nameOf(stock, id))].includes(
      subnet,
    );
  const balancers = ofWholeType(stock, 'AWS::ElasticLoadBalancingV2::LoadBalancer').filter((each) =>
    names(each, 'SubnetMappings'),
  );
  const resolvers = ofWholeType(stock, 'AWS::Route53Resolver::ResolverEndpoint').filter((each) => names(each, 'IpAddresses'));
  return [
    ...balancers.map((each) => chip('load-balancer', each.logicalId, `${textOf(each, 'Type') || 'application'} load balancer`)),
    ...resolvers.map((each) => chip('resolver-endpoint', each.logicalId, `Resolver, ${textOf(each, 'Direction').toLowerCase()}`)),
  ];
}

const TARGETS = [
  'GatewayId',
  'NatGatewayId',
  'VpcPeeringConnectionId',
  'TransitGatewayId',
  'VpcEndpointId',
  'NetworkInterfaceId',
  'EgressOnlyInternetGatewayId',
  'InstanceId',
];

function tableOf(
  stock: Stock,
  table: Resource,
  vpc: Resource,
  subnets: readonly DrawnSubnet[],
  stressed: ReadonlySet<string>,
): DrawnTable {
  const id = table.logicalId;
  const written = ofType(stock, 'Route')
    .filter((route) => refersTo(stock, route, 'RouteTableId', id))
    .map(
      (route): DrawnRoute => ({
        destination:
          textOf(route, 'DestinationCidrBlock') ||
          textOf(route, 'DestinationIpv6CidrBlock') ||
          textOf(route, 'DestinationPrefixListId'),
        target: TARGETS.flatMap((property) => namesOf(stock, route, property))[0] ?? '?',
      }),
    );
  const byEndpoint = ofType(stock, 'VPCEndpoint')
    .filter((each) => isGateway(each) && refersTo(stock, each, 'RouteTableIds', id))
    .map((each): DrawnRoute => ({ destination: `prefix list of ${serviceOf(stock, each)}`, target: each.logicalId }));
  const learned = ofType(stock, 'VPNGatewayRoutePropagation')
    .filter((each) => refersTo(stock, each, 'RouteTableIds', id))
    .map((each): DrawnRoute => {
      const gateway = namesOf(stock, each, 'VpnGatewayId')[0] ?? '?';
      return { destination: `what ${gateway} has learned`, target: gateway };
    });
  return {
    id,
    stress: stressed.has(id),
    routes: [{ destination: textOf(vpc, 'CidrBlock'), target: 'local' }, ...byEndpoint, ...written, ...learned],
    subnets: subnets.filter((subnet) => subnet.table === id).map((subnet) => subnet.id),
  };
}

/** The VPC's own table, drawn only where a subnet falls back on it. */
function mainTableOf(vpc: Resource, subnets: readonly DrawnSubnet[], stressed: ReadonlySet<string>): readonly DrawnTable[] {
  const left = subnets.filter((subnet) => subnet.table === 'main').map((subnet) => subnet.id);
  const routes = [{ destination: textOf(vpc, 'CidrBlock'), target: 'local' }];
  return left.length === 0 ? [] : [{ id: 'main', stress: stressed.has('main'), routes, subnets: left }];
}
