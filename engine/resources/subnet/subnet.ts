import { defaultZoneId, zonesOf } from '../../catalogue/regions.ts';
import { covers, formatCidr, overlaps } from '../../ip/cidr.ts';
import { nameOf } from '../../network/walk.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { cidr, propertyText, referenced, spanOf, text } from '../read.ts';

export const subnet: ResourceKind = {
  type: 'AWS::EC2::Subnet',
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
    AvailabilityZone: ({ properties, region }) => propertyText(properties, 'AvailabilityZone') || (zonesOf(region)[0] ?? ''),
    AvailabilityZoneId: ({ properties, region }) =>
      defaultZoneId(propertyText(properties, 'AvailabilityZone') || (zonesOf(region)[0] ?? '')),
  },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const home = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
  const block = cidr(resource, draft, 'CidrBlock');
  if (home === undefined || block === undefined) return;
  if (!home.cidrs.some((each) => covers(each, block))) {
    reject(draft, resource, 'InvalidSubnet.Range', `The CIDR '${formatCidr(block)}' is invalid.`, spanOf(resource, 'CidrBlock'));
    return;
  }
  const taken = [...draft.subnets.values()].find(
    (other) => other.vpc === home.origin.id && other.cidrs.some((each) => overlaps(each, block)),
  );
  if (taken !== undefined) {
    reject(
      draft,
      resource,
      'InvalidSubnet.Conflict',
      `The CIDR '${formatCidr(block)}' conflicts with another subnet (${nameOf(taken.origin)})`,
      spanOf(resource, 'CidrBlock'),
    );
    return;
  }
  const zone = zoneOf(resource, draft);
  if (zone === undefined) return;
  draft.subnets.set(resource.physicalId, {
    origin: resource.origin,
    vpc: home.origin.id,
    cidrs: [block],
    availabilityZone: zone,
    routeTable: home.mainRouteTable,
    networkAcl: home.defaultNetworkAcl,
  });
}

/** The zone by name or id; left out, AWS chooses one: the first, so that a design that leans on it is the same each time. */
function zoneOf(resource: Declared, draft: Draft): string | undefined {
  const zones = zonesOf(draft.region);
  const byId = text(resource, 'AvailabilityZoneId');
  const wanted =
    text(resource, 'AvailabilityZone') ?? (byId === undefined ? zones[0] : zones.find((zone) => zoneIdIn(draft, zone) === byId));
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

const zoneIdIn = (draft: Draft, zone: string): string => draft.world.zoneIds[draft.account]?.[zone] ?? defaultZoneId(zone);
