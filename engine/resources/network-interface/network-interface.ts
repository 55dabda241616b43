import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { freeAddress } from '../place.ts';
import { propertyText, referenced, spanOf, text, texts } from '../read.ts';

export const networkInterface: ResourceKind = {
  type: 'AWS::EC2::NetworkInterface',
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
  attributes: {
    Id: ({ physicalId }) => physicalId,
    PrimaryPrivateIpAddress: ({ properties }) => propertyText(properties, 'PrivateIpAddress') || undefined,
    VpcId: () => undefined,
  },
  compile: (resource, draft) => addInterface(resource, draft, 'network-interface', 'GroupSet'),
};

/** Instances are interfaces with a program behind them; type, image and the like are kept and not simulated. */
export const instance: ResourceKind = {
  type: 'AWS::EC2::Instance',
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
  attributes: {
    InstanceId: ({ physicalId }) => physicalId,
    AvailabilityZone: () => undefined,
    PrivateIp: ({ properties }) => propertyText(properties, 'PrivateIpAddress') || undefined,
    PrivateDnsName: () => undefined,
    PublicIp: () => undefined,
    PublicDnsName: () => undefined,
    VpcId: () => undefined,
  },
  compile: (resource, draft) => addInterface(resource, draft, 'instance', 'SecurityGroupIds'),
};

function addInterface(resource: Declared, draft: Draft, kind: 'instance' | 'network-interface', groups: string): void {
  const subnet = referenced(resource, draft, 'SubnetId', draft.subnets, 'InvalidSubnetID.NotFound', 'subnet ID');
  if (subnet === undefined) return;
  const named = texts(resource, groups);
  const unknown = named.find((id) => !draft.securityGroups.has(id));
  if (unknown !== undefined) {
    reject(draft, resource, 'InvalidGroup.NotFound', `The security group '${unknown}' does not exist`, spanOf(resource, groups));
    return;
  }
  const fallback = draft.vpcs.get(subnet.vpc)?.defaultSecurityGroup;
  draft.networkInterfaces.set(resource.physicalId, {
    origin: resource.origin,
    kind,
    owner: resource.physicalId,
    subnet: subnet.origin.id,
    addresses: [freeAddress(draft, subnet, text(resource, 'PrivateIpAddress'))],
    securityGroups: named.length > 0 || fallback === undefined ? named : [fallback],
    ephemeralPorts: { from: 32_768, to: 60_999 },
  });
}
