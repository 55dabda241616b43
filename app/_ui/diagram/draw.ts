import type { World } from '#engine';
import type {
  Drawing,
  DrawnChip,
  DrawnDoor,
  DrawnNeighbour,
  DrawnRoute,
  DrawnService,
  DrawnSubnet,
  DrawnTable,
  DrawnVpc,
} from './drawing.ts';
import {
  isGateway,
  nameOf,
  namesOf,
  ofType,
  type Resource,
  type Resources,
  refersTo,
  type Stock,
  serviceOf,
  stockOf,
  textOf,
  textsOf,
} from './resources.ts';

/**
 * The map of `resources` with the hosts of their world, in a fixed order (zone, then name), so that nothing changes its place
 * because the text did. Things named in `focus` are stressed. It shows what is declared, and judges nothing.
 */
export function draw(resources: Resources, hosts: World['hosts'], focus: readonly string[] = []): Drawing {
  const stock = stockOf(resources, hosts);
  const stressed = new Set(focus);
  const vpcs = ofType(stock, 'VPC').map((vpc) => vpcOf(stock, vpc, stressed));
  return { vpcs, neighbours: neighboursOf(stock, vpcs), services: servicesOf(stock, vpcs) };
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
  const endpoints = within('VPCEndpoint', 'SubnetIds').map((each) => chip('interface-endpoint', each.logicalId, serviceOf(each)));
  const nats = within('NatGateway', 'SubnetId').map((each) => chip('nat-gateway', each.logicalId, 'NAT gateway'));
  const interfaces = within('NetworkInterface', 'SubnetId').map((each) => chip('network-interface', each.logicalId, 'interface'));
  return [...hosts, ...endpoints, ...nats, ...interfaces];
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
    .map((each): DrawnRoute => ({ destination: `prefix list of ${serviceOf(each)}`, target: each.logicalId }));
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

function doorsOf(stock: Stock, vpc: Resource, stressed: ReadonlySet<string>): readonly DrawnDoor[] {
  const at = vpc.logicalId;
  const attached = ofType(stock, 'VPCGatewayAttachment').filter((each) => refersTo(stock, each, 'VpcId', at));
  const door = (kind: DrawnDoor['kind'], id: string, to: string): DrawnDoor => ({
    kind,
    id,
    to,
    side: 'left',
    tables: [],
    stress: stressed.has(id),
  });
  const internet = attached
    .flatMap((each) => namesOf(stock, each, 'InternetGatewayId'))
    .map((id) => door('internet-gateway', id, 'internet'));
  const vpn = attached
    .flatMap((each) => namesOf(stock, each, 'VpnGatewayId'))
    .map((id) => door('vpn-gateway', id, 'on-premises'));
  const peerings = ofType(stock, 'VPCPeeringConnection')
    .filter((each) => refersTo(stock, each, 'VpcId', at) || refersTo(stock, each, 'PeerVpcId', at))
    .map((each) => {
      const ends = [...textsOf(each, 'VpcId'), ...textsOf(each, 'PeerVpcId')].map((id) => nameOf(stock, id));
      return door('peering-connection', each.logicalId, ends.find((end) => end !== at) ?? 'peer');
    });
  const outward = ofType(stock, 'EgressOnlyInternetGateway')
    .filter((each) => refersTo(stock, each, 'VpcId', at))
    .map((each) => door('egress-only-internet-gateway', each.logicalId, 'internet'));
  const transits = ['TransitGatewayAttachment', 'TransitGatewayVpcAttachment']
    .flatMap((type) => ofType(stock, type))
    .filter((each) => refersTo(stock, each, 'VpcId', at))
    .map((each) => door('transit-gateway', each.logicalId, namesOf(stock, each, 'TransitGatewayId')[0] ?? 'transit gateway'));
  const endpoints = ofType(stock, 'VPCEndpoint')
    .filter((each) => isGateway(each) && refersTo(stock, each, 'VpcId', at))
    .map(
      (each): DrawnDoor => ({
        ...door('gateway-endpoint', each.logicalId, serviceOf(each)),
        side: 'right',
        tables: namesOf(stock, each, 'RouteTableIds'),
      }),
    );
  return [...internet, ...outward, ...vpn, ...peerings, ...transits, ...endpoints];
}

function neighboursOf(stock: Stock, vpcs: readonly DrawnVpc[]): readonly DrawnNeighbour[] {
  const doors = vpcs.flatMap((vpc) => vpc.doors.filter((door) => door.side === 'left'));
  const has = (to: string) => doors.some((door) => door.to === to);
  const hostsWhere = (is: (host: Stock['hosts'][string]) => boolean) =>
    Object.entries(stock.hosts)
      .flatMap(([name, host]) => (is(host) ? [name] : []))
      .toSorted();
  const online = hostsWhere((host) => host.internet === true);
  const onPremises = hostsWhere((host) => host.onPremises === true);
  const drawn = new Set(vpcs.map((vpc) => vpc.id));
  const elsewhere = hostsWhere((host) => host.vpc !== undefined || host.endpoint !== undefined);
  const peers = [
    ...new Set(doors.filter((door) => door.kind === 'peering-connection' && !drawn.has(door.to)).map((door) => door.to)),
  ];
  const transits = [...new Set(doors.filter((door) => door.kind === 'transit-gateway').map((door) => door.to))];
  return [
    ...(online.length > 0 || has('internet') ? [{ id: 'internet', title: 'Internet', hosts: online }] : []),
    ...(onPremises.length > 0 || has('on-premises') ? [{ id: 'on-premises', title: 'On-premises', hosts: onPremises }] : []),
    ...peers.map((id) => ({ id, title: id, hosts: [] })),
    ...transits.map((id) => ({ id, title: id, hosts: [] })),
    ...(elsewhere.length > 0 ? [{ id: 'other-vpcs', title: 'Other VPCs', hosts: elsewhere }] : []),
  ];
}

const SERVICE_TITLES: Readonly<Record<string, string>> = {
  s3: 'Amazon S3',
  dynamodb: 'DynamoDB',
  sqs: 'SQS',
  kms: 'KMS',
  sts: 'STS',
  ssm: 'SSM',
};

function servicesOf(stock: Stock, vpcs: readonly DrawnVpc[]): readonly DrawnService[] {
  const interfaces = ofType(stock, 'VPCEndpoint').filter((each) => !isGateway(each));
  const reached = vpcs.flatMap((vpc) => vpc.doors.filter((door) => door.side === 'right').map((door) => door.to));
  const ids = [...new Set([...reached, ...interfaces.map(serviceOf)])].toSorted();
  return ids.map((id) => ({
    id,
    title: SERVICE_TITLES[id] ?? id,
    through: interfaces.filter((each) => serviceOf(each) === id).map((each) => each.logicalId),
  }));
}
