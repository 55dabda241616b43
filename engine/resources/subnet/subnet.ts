import { defaultZoneId, zonesOf } from '../../catalogue/regions.ts';
import { type Cidr, covers, formatCidr, overlaps } from '../../ip/cidr.ts';
import type { Subnet } from '../../network/model.ts';
import { nameOf } from '../../network/walk.ts';
import { growingIndex } from '../growing.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { zoneIdOf } from '../place.ts';
import { cidr, flag, has, propertyText, referenced, spanOf, text } from '../read.ts';

export const subnet: ResourceKind = {
  type: 'AWS::EC2::Subnet',
  charge: 'nothing',
  role: 'subnet',
  idPrefix: 'subnet-',
  properties: {
    AssignIpv6AddressOnCreation: 'boolean',
    AvailabilityZone: 'text',
    AvailabilityZoneId: 'text',
    CidrBlock: 'text',
    EnableDns64: 'boolean',
    EnableLniAtDeviceIndex: 'number',
    Ipv4IpamPoolId: 'text',
    Ipv4NetmaskLength: 'number',
    Ipv6CidrBlock: 'text',
    Ipv6IpamPoolId: 'text',
    Ipv6Native: 'boolean',
    Ipv6NetmaskLength: 'number',
    MapPublicIpOnLaunch: 'boolean',
    OutpostArn: 'text',
    PrivateDnsNameOptionsOnLaunch: 'map',
    Tags: 'list',
    VpcId: 'text!',
  },
  attributes: {
    SubnetId: ({ physicalId }) => physicalId,
    VpcId: ({ properties }) => propertyText(properties, 'VpcId'),
    CidrBlock: ({ properties }) => propertyText(properties, 'CidrBlock'),
    Ipv6CidrBlocks: ({ properties }) => [propertyText(properties, 'Ipv6CidrBlock')].filter((block) => block !== ''),
    AvailabilityZone: ({ properties, region }) => propertyText(properties, 'AvailabilityZone') || (zonesOf(region)[0] ?? ''),
    AvailabilityZoneId: ({ properties, region }) =>
      defaultZoneId(propertyText(properties, 'AvailabilityZone') || (zonesOf(region)[0] ?? '')),
  },
  compile,
};

type Home = NonNullable<ReturnType<Draft['vpcs']['get']>>;

/** IPv4, dual-stack, or (with `Ipv6Native`) IPv6-only (facts:A9). */
function compile(resource: Declared, draft: Draft): void {
  const home = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
  const cidrs = (['CidrBlock', 'Ipv6CidrBlock'] as const).flatMap((name) =>
    has(resource, name) ? [{ name, block: cidr(resource, draft, name) }] : [],
  );
  if (home === undefined) return;
  if (cidrs.length === 0) reject(draft, resource, 'MissingParameter', 'Either CidrBlock or Ipv4IpamPoolId must be provided.');
  const blocks = cidrs.flatMap(({ name, block }) =>
    block === undefined || refusesBlock(resource, draft, home, name, block) ? [] : [block],
  );
  const zone = zoneOf(resource, draft);
  if (zone === undefined || blocks.length === 0 || blocks.length < cidrs.length) return;
  const native = flag(resource, 'Ipv6Native') === true;
  draft.subnets.set(resource.physicalId, {
    origin: resource.origin,
    vpc: home.origin.id,
    cidrs: blocks,
    availabilityZone: zone,
    zoneId: zoneIdOf(draft.world, draft.account, zone),
    routeTable: home.mainRouteTable,
    networkAcl: home.defaultNetworkAcl,
    assignsIpv6: native || flag(resource, 'AssignIpv6AddressOnCreation') === true,
    mapsPublicIp: flag(resource, 'MapPublicIpOnLaunch') === true,
  });
}

const subnetsOf = growingIndex((subnet: Subnet) => subnet.vpc);

/** A block outside the VPC's, or one that another subnet has. */
function refusesBlock(resource: Declared, draft: Draft, home: Home, name: string, block: Cidr): boolean {
  const span = spanOf(resource, name);
  if (!home.cidrs.some((each) => covers(each, block))) {
    reject(draft, resource, 'InvalidSubnet.Range', `The CIDR '${formatCidr(block)}' is invalid.`, span);
    return true;
  }
  const taken = subnetsOf(draft.subnets, home.origin.id).find((other) => other.cidrs.some((each) => overlaps(each, block)));
  if (taken === undefined) return false;
  const message = `The CIDR '${formatCidr(block)}' conflicts with another subnet (${nameOf(taken.origin)})`;
  reject(draft, resource, 'InvalidSubnet.Conflict', message, span);
  return true;
}

/** The zone by name or id; left out, AWS chooses one: the first, so that a design that leans on it is the same each time. */
function zoneOf(resource: Declared, draft: Draft): string | undefined {
  const zones = zonesOf(draft.region);
  const byId = text(resource, 'AvailabilityZoneId');
  const wanted =
    text(resource, 'AvailabilityZone') ??
    (byId === undefined ? zones[0] : zones.find((zone) => zoneIdOf(draft.world, draft.account, zone) === byId));
  if (wanted !== undefined && zones.includes(wanted)) return wanted;
  const shown = wanted ?? byId ?? '';
  reject(
    draft,
    resource,
    'InvalidParameterValue',
    `Value (${shown}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(', ')}.`,
    spanOf(resource, byId === undefined ? 'AvailabilityZone' : 'AvailabilityZoneId'),
  );
  return undefined;
}
