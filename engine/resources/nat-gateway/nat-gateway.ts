import { warningAt } from '../../diagnostic.ts';
import { onePort } from '../../ip/ports.ts';
import { at } from '../../template/tree.ts';
import { interfaceMade } from '../described.ts';
import { refusesAllocation } from '../elastic-ip/elastic-ip.ts';
import { derivedId } from '../ids.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { freeAddress, refusesAddress } from '../place.ts';
import { referenced, spanOf, text } from '../read.ts';
import { hasGateway } from '../vpc-gateway-attachment/vpc-gateway-attachment.ts';

/** Facts: G10 (its ports), G14 (serves its own VPC). */
export const natGateway: ResourceKind = {
  type: 'AWS::EC2::NatGateway',
  charge: 'priced',
  role: 'gateway',
  idPrefix: 'nat-',
  properties: {
    AllocationId: 'text',
    AvailabilityMode: 'text',
    AvailabilityZoneAddresses: 'list',
    ConnectivityType: 'text',
    MaxDrainDurationSeconds: 'number',
    PrivateIpAddress: 'text',
    SecondaryAllocationIds: 'list',
    SecondaryPrivateIpAddressCount: 'number',
    SecondaryPrivateIpAddresses: 'list',
    SubnetId: 'text',
    Tags: 'list',
    VpcId: 'text',
  },
  words: { AvailabilityMode: ['zonal', 'regional'], ConnectivityType: ['public', 'private'] },
  chosen: { named: ['PrivateIpAddress'] },
  attributes: {
    NatGatewayId: ({ physicalId }) => physicalId,
    EniId: ({ physicalId }) => derivedId('eni-', physicalId),
  },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  if (text(resource, 'AvailabilityMode') === 'regional') {
    const vpc = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
    if (vpc === undefined) return;
    const common = { origin: resource.origin, vpc: vpc.origin.id, networkInterface: '', connectivityType: 'public' } as const;
    draft.natGateways.set(resource.physicalId, { ...common, regional: true });
    draft.diagnostics.push(warningAt('NOT_SIMULATED', 'Regional NAT gateways are drawn and not simulated.', resource.span));
    return;
  }
  const subnet = referenced(resource, draft, 'SubnetId', draft.subnets, 'InvalidSubnetID.NotFound', 'subnet ID');
  if (subnet === undefined) return;
  const connectivityType = text(resource, 'ConnectivityType') === 'private' ? 'private' : 'public';
  if (connectivityType === 'public' && !hasGateway(draft.internetGateways, subnet.vpc)) {
    reject(
      draft,
      resource,
      'Gateway.NotAttached',
      `Network ${subnet.vpc} has no Internet gateway attached`,
      spanOf(resource, 'SubnetId'),
    );
    return;
  }
  const allocation = text(resource, 'AllocationId');
  if (connectivityType === 'public' && allocation === undefined) {
    reject(
      draft,
      resource,
      'MissingParameter',
      'The request must include the AllocationId parameter. Add the required parameter and retry the request.',
    );
    return;
  }
  if (connectivityType === 'public' && refusesAllocation(resource, draft)) return;
  if (refusesAddress(resource, draft, subnet, at(resource.properties, 'PrivateIpAddress'))) return;
  const publicAddress = allocation === undefined ? undefined : draft.elasticAddresses.get(allocation)?.address;
  const eni = interfaceMade(draft, resource.physicalId, subnet.origin.id, resource.physicalId).id;
  draft.networkInterfaces.set(eni, {
    origin: { ...resource.origin, id: eni },
    kind: 'nat-gateway',
    owner: resource.physicalId,
    subnet: subnet.origin.id,
    addresses: [freeAddress(draft, subnet, text(resource, 'PrivateIpAddress'))],
    ...(publicAddress === undefined ? {} : { publicAddress }),
    securityGroups: [],
    ephemeralPorts: { ...onePort(1024), to: 65535 },
  });
  draft.natGateways.set(resource.physicalId, {
    origin: resource.origin,
    vpc: subnet.vpc,
    networkInterface: eni,
    connectivityType,
  });
}
