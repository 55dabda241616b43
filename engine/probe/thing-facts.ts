import type { Span } from '../diagnostic.ts';
import { formatAddress } from '../ip/address.ts';
import { formatCidr } from '../ip/cidr.ts';
import type { Json } from '../json.ts';
import type { AttachedPolicy, Network, NetworkInterface, Origin } from '../network/model.ts';
import { known, nameOf } from '../network/walk.ts';
import type { Configuration } from './configuration.ts';
import { type Ground, groundIn, type Loaded } from './loaded.ts';
import type { RuleFact } from './rule-facts.ts';
import { type NameFact, namesOfEndpoint, namesThatAnswer } from './thing-names.ts';
import {
  aclRules,
  addressesOf,
  groupNames,
  groupRules,
  groupsOf,
  type RouteFact,
  routesIn,
  subnetsWhere,
  targetsIn,
  transitRoutes,
  vpcName,
  wearersOf,
} from './thing-parts.ts';

/** What holds for one thing of a configuration once everything has been worked out. */
export interface ThingFacts {
  /** As the learner wrote it. */
  readonly name: string;
  /** As AWS would print it. */
  readonly id: string;
  readonly kind: string;
  readonly span?: Span;
  /** Single facts by AWS's names for them, such as `CidrBlock`, in a fixed order. */
  readonly properties: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly routes: readonly RouteFact[];
  readonly rules: readonly RuleFact[];
  /** Names that lead to it, for somebody in its VPC. */
  readonly names: readonly NameFact[];
  /** Of a thing that carries a policy: `document` is null for full access, which AWS puts where nothing is written. */
  readonly policy?: { readonly document: Json; readonly span?: Span };
}

type Rest = Omit<ThingFacts, 'name' | 'id' | 'kind' | 'span'>;
type Property = ThingFacts['properties'][number];

const NOTHING: Rest = { properties: [], routes: [], rules: [], names: [] };
const property = (name: string, ...values: readonly (string | undefined)[]): readonly Property[] => {
  const said = values.filter((value) => value !== undefined && value !== '');
  return said.length === 0 ? [] : [{ name, values: said.map(String) }];
};

/**
 * The effective facts of the thing that the learner calls `name` (a logical id, an AWS id, or a host of the world): the routes and rules
 * that apply to it, the names that lead to it, its policy. Undefined where there is no such thing, or the configuration did not load.
 */
export function factsOf(configuration: Configuration, name: string): ThingFacts | undefined {
  const { deployed, world } = configuration as Loaded;
  if (deployed === undefined) return undefined;
  const { stack, compiled } = deployed;
  const ground = groundIn(world, deployed);
  const host = compiled.network.hosts.get(name);
  if (host?.kind === 'interface') {
    const nic = known(compiled.network.networkInterfaces, host.networkInterface);
    return { name, id: nic.origin.id, kind: 'host', ...ofInterface(ground, nic) };
  }
  if (host?.kind === 'on-premises' || host?.kind === 'internet')
    return { ...NOTHING, name, id: name, kind: host.kind, properties: property('IpAddress', formatAddress(host.address)) };
  const id = stack.idOf(name) ?? name;
  for (const kind of KINDS) {
    const found = kind.find(ground, id);
    if (found !== undefined) return { ...identity(found.origin), kind: kind.name, ...found.rest };
  }
  const resource = configuration.resources.find((each) => each.logicalId === name || each.physicalId === name);
  return resource === undefined
    ? undefined
    : { ...NOTHING, name: resource.logicalId, id: resource.physicalId, kind: resource.type, span: resource.span };
}

const identity = (origin: Origin) => ({
  name: nameOf(origin),
  id: origin.id,
  ...(origin.span === undefined ? {} : { span: origin.span }),
});

interface Found {
  readonly origin: Origin;
  readonly rest: Rest;
}

interface Kind {
  readonly name: string;
  readonly find: (ground: Ground, id: string) => Found | undefined;
}

/** Things of one map of the network, and what is said of them. */
function kindOf<T extends { readonly origin: Origin }>(
  name: string,
  map: (network: Network) => ReadonlyMap<string, T>,
  say: (ground: Ground, thing: T) => Partial<Rest>,
): Kind {
  return {
    name,
    find: (ground, id) => {
      const thing = map(ground.network).get(id);
      return thing === undefined ? undefined : { origin: thing.origin, rest: { ...NOTHING, ...say(ground, thing) } };
    },
  };
}

const KINDS: readonly Kind[] = [
  kindOf(
    'vpc',
    (network) => network.vpcs,
    ({ network }, vpc) => ({
      properties: [
        ...property('CidrBlock', ...vpc.cidrs.map(formatCidr)),
        ...property('Region', vpc.region),
        ...property('Account', vpc.account),
        ...property('EnableDnsSupport', String(vpc.enableDnsSupport)),
        ...property('EnableDnsHostnames', String(vpc.enableDnsHostnames)),
        ...property('DomainNameServers', ...(vpc.dnsServers ?? []).map(formatAddress)),
        ...property(
          'PrivateHostedZones',
          ...[...network.privateZones.values()].filter((zone) => zone.vpcs.includes(vpc.origin.id)).map((zone) => zone.name),
        ),
      ],
      routes: routesIn(network, known(network.routeTables, vpc.mainRouteTable)),
    }),
  ),
  kindOf(
    'subnet',
    (network) => network.subnets,
    ({ network }, subnet) => ({
      properties: [
        ...property('CidrBlock', ...subnet.cidrs.map(formatCidr)),
        ...property('AvailabilityZone', subnet.availabilityZone),
        ...property('AvailabilityZoneId', subnet.zoneId),
        ...property('RouteTable', nameOf(known(network.routeTables, subnet.routeTable).origin)),
        ...property('NetworkAcl', nameOf(known(network.networkAcls, subnet.networkAcl).origin)),
      ],
      routes: routesIn(network, known(network.routeTables, subnet.routeTable)),
      rules: aclRules(network, subnet.networkAcl),
    }),
  ),
  kindOf(
    'route-table',
    (network) => network.routeTables,
    ({ network }, table) => ({
      properties: property('Subnets', ...subnetsWhere(network, (subnet) => subnet.routeTable === table.origin.id)),
      routes: routesIn(network, table),
    }),
  ),
  kindOf(
    'network-acl',
    (network) => network.networkAcls,
    ({ network }, acl) => ({
      properties: property('Subnets', ...subnetsWhere(network, (subnet) => subnet.networkAcl === acl.origin.id)),
      rules: aclRules(network, acl.origin.id),
    }),
  ),
  kindOf(
    'security-group',
    (network) => network.securityGroups,
    ({ network }, group) => ({
      properties: property('WornBy', ...wearersOf(network, group.origin.id)),
      rules: groupRules(network, [group.origin.id]),
    }),
  ),
  kindOf(
    'vpc-endpoint',
    (network) => network.vpcEndpoints,
    (ground, endpoint) => ({
      properties: [
        ...property('ServiceName', endpoint.serviceName),
        ...property('VpcEndpointType', endpoint.type),
        ...property('PrivateDnsEnabled', endpoint.type === 'Gateway' ? undefined : String(endpoint.privateDns)),
        ...property('RouteTables', ...endpoint.routeTables.map((id) => nameOf(known(ground.network.routeTables, id).origin))),
        ...property('IpAddresses', ...addressesOf(ground.network, endpoint.networkInterfaces).map(formatAddress)),
        ...property('SecurityGroups', ...groupNames(ground.network, endpoint.securityGroups)),
      ],
      routes: endpoint.routeTables
        .flatMap((id) => routesIn(ground.network, known(ground.network.routeTables, id)))
        .filter(({ target }) => target === nameOf(endpoint.origin)),
      rules: groupRules(ground.network, endpoint.securityGroups),
      names: namesOfEndpoint(ground, endpoint),
      policy: policyOf(endpoint.policy),
    }),
  ),
  kindOf(
    'nat-gateway',
    (network) => network.natGateways,
    (ground, nat) => ofInterface(ground, known(ground.network.networkInterfaces, nat.networkInterface)),
  ),
  kindOf(
    'load-balancer',
    (network) => network.loadBalancers,
    (ground, balancer) => ({
      properties: [
        ...property('Type', balancer.type),
        ...property('CrossZone', String(balancer.crossZone)),
        ...property('IpAddresses', ...addressesOf(ground.network, balancer.networkInterfaces).map(formatAddress)),
        ...property('Listeners', ...balancer.listeners.map(({ protocol, port }) => `${protocol} ${port}`)),
        ...property('Targets', ...balancer.listeners.flatMap(({ targetGroups }) => targetsIn(ground.network, targetGroups))),
      ],
      names: namesThatAnswer(ground, balancer.vpc, addressesOf(ground.network, balancer.networkInterfaces)),
      rules: groupRules(ground.network, groupsOf(ground.network, balancer.networkInterfaces)),
    }),
  ),
  kindOf('network-interface', (network) => network.networkInterfaces, ofInterface),
  kindOf(
    'internet-gateway',
    (network) => network.internetGateways,
    ({ network }, gateway) => attachedTo(network, gateway.vpc),
  ),
  kindOf(
    'vpn-gateway',
    (network) => network.vpnGateways,
    ({ network }, gateway) => attachedTo(network, gateway.vpc),
  ),
  kindOf(
    'peering-connection',
    (network) => network.peeringConnections,
    ({ network }, peering) => ({
      properties: property('Vpcs', ...[peering.requesterVpc, peering.accepterVpc].map((id) => vpcName(network, id))),
    }),
  ),
  kindOf(
    'transit-gateway',
    (network) => network.transitGateways,
    ({ network }, gateway) => ({
      properties: property(
        'Attachments',
        ...[...network.transitAttachments.values()]
          .filter((each) => each.transitGateway === gateway.origin.id)
          .map((each) => (each.vpc === undefined ? nameOf(each.origin) : vpcName(network, each.vpc))),
      ),
      routes: transitRoutes(network, gateway.origin.id),
    }),
  ),
];

function ofInterface(ground: Ground, nic: NetworkInterface): Rest {
  const { network } = ground;
  const subnet = known(network.subnets, nic.subnet);
  return {
    properties: [
      ...property('Subnet', nameOf(subnet.origin)),
      ...property('IpAddresses', ...nic.addresses.map(formatAddress)),
      ...property('PublicIp', nic.publicAddress === undefined ? undefined : formatAddress(nic.publicAddress)),
      ...property('SecurityGroups', ...groupNames(network, nic.securityGroups)),
      ...property('NetworkAcl', nameOf(known(network.networkAcls, subnet.networkAcl).origin)),
    ],
    routes: routesIn(network, known(network.routeTables, subnet.routeTable)),
    rules: [...groupRules(network, nic.securityGroups), ...aclRules(network, subnet.networkAcl)],
    names: namesThatAnswer(ground, subnet.vpc, nic.addresses),
  };
}

const attachedTo = (network: Network, vpc: string | undefined): Partial<Rest> => ({
  properties: property('Vpc', vpc === undefined ? undefined : vpcName(network, vpc)),
});

function policyOf(policy: AttachedPolicy | null): NonNullable<ThingFacts['policy']> {
  if (policy === null) return { document: null };
  const span = policy.spanOf('');
  return { document: policy.document, ...(span === undefined ? {} : { span }) };
}
