import { type Address, parseAddress } from '../../ip/address.ts';
import type { Subnet } from '../../network/model.ts';
import { asBoolean, asNumber, asString, at, type Located } from '../../template/tree.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { freeAddresses, refusesAddress } from '../place.ts';
import { claimAddress, placeInPool } from '../public-addresses.ts';
import { flag, items, itemsOf, propertyText, text, texts } from '../read.ts';
import { isWearable } from '../security-group/security-group-vpc-association.ts';

const CHOSEN = ['PrivateIpAddress', 'PrivateIpAddresses', 'Ipv6Addresses'];

export const networkInterface: ResourceKind = {
  type: 'AWS::EC2::NetworkInterface',
  charge: 'nothing',
  role: 'host',
  idPrefix: 'eni-',
  properties: {
    ConnectionTrackingSpecification: 'map',
    Description: 'text',
    EnablePrimaryIpv6: 'boolean',
    GroupSet: 'list',
    InterfaceType: 'text',
    Ipv4PrefixCount: 'number',
    Ipv4Prefixes: 'list',
    Ipv6AddressCount: 'number',
    Ipv6Addresses: 'list',
    Ipv6PrefixCount: 'number',
    Ipv6Prefixes: 'list',
    PrivateIpAddress: 'text',
    PrivateIpAddresses: 'list',
    PublicIpDnsHostnameTypeSpecification: 'text',
    SecondaryPrivateIpAddressCount: 'number',
    SourceDestCheck: 'boolean',
    SubnetId: 'text!',
    Tags: 'list',
  },
  chosen: { named: CHOSEN },
  attributes: {
    Id: ({ physicalId }) => physicalId,
    PrimaryPrivateIpAddress: ({ properties }) => propertyText(properties, 'PrivateIpAddress') || undefined,
    VpcId: () => undefined,
  },
  compile: (resource, draft) =>
    addInterface(
      resource,
      draft,
      { subnet: text(resource, 'SubnetId'), groups: texts(resource, 'GroupSet'), at: resource.properties },
      'network-interface',
    ),
};

/** Instances are interfaces with a program behind them; type, image and the like are kept and not simulated. */
export const instance: ResourceKind = {
  type: 'AWS::EC2::Instance',
  charge: { unpriced: 'instance' },
  role: 'host',
  idPrefix: 'i-',
  properties: {
    AdditionalInfo: 'text',
    Affinity: 'text',
    AvailabilityZone: 'text',
    BlockDeviceMappings: 'list',
    CpuOptions: 'map',
    CreditSpecification: 'map',
    DisableApiTermination: 'boolean',
    EbsOptimized: 'boolean',
    ElasticGpuSpecifications: 'list',
    ElasticInferenceAccelerators: 'list',
    EnclaveOptions: 'map',
    HibernationOptions: 'map',
    HostId: 'text',
    HostResourceGroupArn: 'text',
    IamInstanceProfile: 'text',
    ImageId: 'text',
    InstanceInitiatedShutdownBehavior: 'text',
    InstanceType: 'text',
    Ipv6AddressCount: 'number',
    Ipv6Addresses: 'list',
    KernelId: 'text',
    KeyName: 'text',
    LaunchTemplate: 'map',
    LicenseSpecifications: 'list',
    MetadataOptions: 'map',
    Monitoring: 'boolean',
    NetworkInterfaces: 'list',
    PlacementGroupName: 'text',
    PrivateDnsNameOptions: 'map',
    PrivateIpAddress: 'text',
    PropagateTagsToVolumeOnCreation: 'boolean',
    RamdiskId: 'text',
    SecurityGroupIds: 'list',
    SecurityGroups: 'list',
    SourceDestCheck: 'boolean',
    SsmAssociations: 'list',
    SubnetId: 'text',
    Tags: 'list',
    Tenancy: 'text',
    UserData: 'text',
    Volumes: 'list',
  },
  chosen: { within: 'NetworkInterfaces', named: CHOSEN },
  attributes: {
    InstanceId: ({ physicalId }) => physicalId,
    AvailabilityZone: () => undefined,
    PrivateIp: ({ properties }) => propertyText(properties, 'PrivateIpAddress') || undefined,
    PrivateDnsName: () => undefined,
    PublicIp: () => undefined,
    PublicDnsName: () => undefined,
    VpcId: () => undefined,
  },
  compile: addInstance,
};

/** What an interface is made from: the resource itself, or the first of an instance's `NetworkInterfaces`. */
interface Wish {
  readonly subnet: string | undefined;
  readonly groups: readonly string[];
  readonly at: Located;
}

function addInterface(resource: Declared, draft: Draft, wish: Wish, kind: 'instance' | 'network-interface'): void {
  const subnet = draft.subnets.get(wish.subnet ?? '');
  if (subnet === undefined) {
    if (wish.subnet !== undefined)
      reject(draft, resource, 'InvalidSubnetID.NotFound', `The subnet ID '${wish.subnet}' does not exist`, wish.at.span);
    return;
  }
  if (refusesGroups(resource, draft, wish, kind, subnet)) return;
  const fallback = draft.vpcs.get(subnet.vpc)?.defaultSecurityGroup;
  const publicAddress = kind === 'instance' ? publicAddressOf(resource, draft, wish, subnet.mapsPublicIp) : undefined;
  const ipv6 = itemsOf(at(wish.at, 'Ipv6Addresses'))[0];
  const listed = itemsOf(at(wish.at, 'PrivateIpAddresses'));
  const chosen = [at(wish.at, 'PrivateIpAddress'), ...listed.map((each) => at(each, 'PrivateIpAddress'))];
  const chosen6 = itemsOf(at(wish.at, 'Ipv6Addresses')).map((each) => at(each, 'Ipv6Address') ?? each);
  if ([...chosen, ...chosen6].some((node) => refusesAddress(resource, draft, subnet, node))) return;
  const primary = asString(
    at(
      listed.find((each) => asBoolean(at(each, 'Primary')) === true),
      'PrivateIpAddress',
    ),
  );
  const others = listed.flatMap((each) =>
    asBoolean(at(each, 'Primary')) === true ? [] : (parseAddress(asString(at(each, 'PrivateIpAddress')) ?? '') ?? []),
  );
  draft.networkInterfaces.set(resource.physicalId, {
    origin: resource.origin,
    kind,
    owner: resource.physicalId,
    subnet: subnet.origin.id,
    addresses: [
      ...freeAddresses(draft, subnet, {
        ipv4: asString(at(wish.at, 'PrivateIpAddress')) ?? primary,
        ipv6: asString(ipv6) ?? asString(at(ipv6, 'Ipv6Address')),
        assignIpv6: (asNumber(at(wish.at, 'Ipv6AddressCount')) ?? 0) > 0,
      }),
      ...others,
    ],
    ...(publicAddress === undefined ? {} : { publicAddress }),
    securityGroups: wish.groups.length > 0 || fallback === undefined ? wish.groups : [fallback],
    ephemeralPorts: { from: 32_768, to: 60_999 },
    ...(flag(resource, 'SourceDestCheck') === false ? { forwards: true } : {}),
  });
}

/** Groups are there, and may be worn in the interface's VPC; the two calls that make interfaces refuse another VPC's group each in its own words. */
function refusesGroups(
  resource: Declared,
  draft: Draft,
  { groups, at: place }: Wish,
  kind: 'instance' | 'network-interface',
  subnet: Pick<Subnet, 'origin' | 'vpc'>,
): boolean {
  const strange = groups.find((id) => !isWearable(draft, id, subnet.vpc));
  if (strange === undefined) return false;
  if (!draft.securityGroups.has(strange))
    reject(draft, resource, 'InvalidGroup.NotFound', `The security group '${strange}' does not exist`, place.span);
  else if (kind === 'instance') {
    const message = `Security group ${strange} and subnet ${subnet.origin.id} belong to different networks.`;
    reject(draft, resource, 'InvalidParameter', message, place.span);
  } else {
    const message = 'You have specified two resources that belong to different networks.';
    reject(draft, resource, 'InvalidGroup.NotFound', message, place.span);
  }
  return true;
}

/** An instance's interface stands in the instance itself, in its `NetworkInterfaces`, or is one that exists already. */
function addInstance(resource: Declared, draft: Draft): void {
  const [first] = items(resource, 'NetworkInterfaces');
  const existing = draft.networkInterfaces.get(asString(at(first, 'NetworkInterfaceId')) ?? '');
  if (existing !== undefined) {
    const forwards = flag(resource, 'SourceDestCheck') === false ? { forwards: true as const } : {};
    const worn = { ...existing, ...forwards, origin: resource.origin, kind: 'instance', owner: resource.physicalId } as const;
    // One interface under two ids: a route may name either.
    draft.networkInterfaces.set(existing.origin.id, worn).set(resource.physicalId, worn);
    return;
  }
  const where = first ?? resource.properties;
  const groups = itemsOf(at(where, first === undefined ? 'SecurityGroupIds' : 'GroupSet')).flatMap(
    (item) => asString(item) ?? [],
  );
  addInterface(resource, draft, { subnet: asString(at(where, 'SubnetId')), groups, at: where }, 'instance');
}

/** What the instance asks for, else what its subnet gives; an Elastic IP comes later and replaces it. */
function publicAddressOf({ physicalId }: Declared, draft: Draft, wish: Wish, mapped: boolean): Address | undefined {
  const wanted = asBoolean(at(wish.at, 'AssociatePublicIpAddress')) ?? mapped;
  return wanted ? claimAddress(draft.publicAddresses, draft.world, physicalId, placeInPool(physicalId)) : undefined;
}
