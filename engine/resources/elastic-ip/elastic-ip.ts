import { formatAddress, parseIpv4 } from '../../ip/address.ts';
import type { NetworkInterface } from '../../network/model.ts';
import type { World } from '../../world.ts';
import { growingIds } from '../growing.ts';
import { derivedId } from '../ids.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { claimAddress, type PublicAddresses } from '../public-addresses.ts';
import { spanOf, text } from '../read.ts';

/**
 * A public address of our own choosing: the first choice is in 198.51.100.0/24, the range that documentation may use. It is what CloudFormation's
 * `Ref` gives; the allocation has an id of its own.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html
 */
export const elasticIp: ResourceKind = {
  type: 'AWS::EC2::EIP',
  charge: 'priced',
  role: 'glue',
  idPrefix: 'eip-',
  physicalId: (_properties, { seed, publicAddress }) =>
    formatAddress(publicAddress ?? firstChoice({ physicalId: '', logicalId: seed })),
  properties: {
    Address: 'text',
    Domain: 'text',
    InstanceId: 'text',
    IpamPoolId: 'text',
    NetworkBorderGroup: 'text',
    PublicIpv4Pool: 'text',
    Tags: 'list',
    TransferAddress: 'text',
  },
  words: { Domain: ['vpc', 'standard'] },
  attributes: {
    AllocationId: allocationOf,
    PublicIp: ({ publicAddress, ...resource }) => formatAddress(publicAddress ?? firstChoice(resource)),
  },
  compile: (resource, draft) => {
    const { origin, logicalId } = resource;
    const described = parseIpv4((draft.described && text(resource, 'Address')) ?? '');
    const address = described ?? claimAddress(draft.publicAddresses, draft.world, logicalId, firstChoice(resource));
    draft.elasticAddresses.set(allocationOf(resource), { origin, address });
  },
};

/** Sets addresses aside for what goes by these names, in their order: whatever a template says of one is what it gets. */
export function setAside(addresses: PublicAddresses, world: World, names: readonly string[]): void {
  for (const name of names.toSorted()) claimAddress(addresses, world, name, firstChoice({ physicalId: '', logicalId: name }));
}

interface Named {
  readonly physicalId: string;
  readonly logicalId: string;
}

const ALLOCATION = 'eipalloc-';

/** What is described, or made by another tool, goes by the id of its allocation; a template's by its address. */
function allocationOf({ physicalId, logicalId }: Named): string {
  return physicalId.startsWith(ALLOCATION) ? physicalId : derivedId(ALLOCATION, logicalId);
}

/** Of one's own name: in a hundred of them two may choose alike, and then the second gets another. */
function firstChoice({ physicalId, logicalId }: Named): number {
  const seed = physicalId.startsWith(ALLOCATION) ? physicalId : logicalId;
  return DOCUMENTED + 100 + (Number.parseInt(derivedId('', seed).slice(-4), 16) % 100);
}

const DOCUMENTED = 0xc6_33_64_00;

/** Second pass over the addresses: the instance that one is given to at once. */
export const elasticIpHolder: Pick<ResourceKind, 'type' | 'compile'> = {
  type: elasticIp.type,
  compile: (resource, draft) => give(draft, text(resource, 'InstanceId'), allocationOf(resource)),
};

export const elasticIpAssociation: ResourceKind = {
  type: 'AWS::EC2::EIPAssociation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'eipassoc-',
  properties: { AllocationId: 'text', EIP: 'text', InstanceId: 'text', NetworkInterfaceId: 'text', PrivateIpAddress: 'text' },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: (resource: Declared, draft: Draft) =>
    give(draft, text(resource, 'NetworkInterfaceId') ?? text(resource, 'InstanceId'), allocationNamed(resource, draft)),
};

/** An association names the allocation, or the address itself. */
function allocationNamed(resource: Declared, { elasticAddresses }: Draft): string | undefined {
  const allocation = text(resource, 'AllocationId');
  const address = parseIpv4(text(resource, 'EIP') ?? '');
  if (allocation !== undefined || address === undefined) return allocation;
  return [...elasticAddresses].find(([, each]) => each.address === address)?.[0];
}

/**
 * What is refused where an allocation has to be named and something else is, such as the address that `Ref` gives.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export function refusesAllocation(resource: Declared, draft: Draft): boolean {
  const allocation = text(resource, 'AllocationId');
  if (allocation === undefined || allocation.startsWith(ALLOCATION)) return false;
  const message = `The elastic-ip ID '${allocation}' is malformed`;
  reject(draft, resource, 'InvalidElasticIpID.Malformed', message, spanOf(resource, 'AllocationId'));
  return true;
}

/** Puts the public address on the interface, under each of its ids; it replaces one from Amazon's pool. */
function give(draft: Draft, holder: string | undefined, allocation: string | undefined): void {
  const nic = draft.networkInterfaces.get(holder ?? '');
  const publicAddress = draft.elasticAddresses.get(allocation ?? '')?.address;
  if (nic === undefined || publicAddress === undefined) return;
  const worn = { ...nic, publicAddress };
  for (const id of idsOf(draft.networkInterfaces, nic.origin.id)) draft.networkInterfaces.set(id, worn);
}

/** An interface that an instance took over goes by two ids; by now each has the origin that it keeps. */
const idsOf = growingIds((nic: NetworkInterface) => nic.origin.id);
