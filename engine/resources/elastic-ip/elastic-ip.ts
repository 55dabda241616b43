import { parseIpv4 } from '../../ip/address.ts';
import { derivedId } from '../ids.ts';
import type { Declared, Draft, ResourceKind } from '../kind.ts';
import { text } from '../read.ts';

/** A public address of our own choosing in 203.0.113.0/24's neighbour, the range that documentation may use. */
export const elasticIp: ResourceKind = {
  type: 'AWS::EC2::EIP',
  role: 'glue',
  idPrefix: 'eip-',
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
  attributes: {
    AllocationId: allocationOf,
    PublicIp: (resource) => `198.51.100.${hostOctet(resource)}`,
  },
  compile: (resource, draft) => {
    const address = parseIpv4((draft.described && text(resource, 'Address')) ?? `198.51.100.${hostOctet(resource)}`);
    if (address !== undefined) draft.elasticAddresses.set(allocationOf(resource), address);
  },
};

interface Named {
  readonly physicalId: string;
  readonly logicalId: string;
}

const ALLOCATION = 'eipalloc-';

/** `Ref` of an address is the address; what is described, or made by another tool, goes by the id of its allocation. */
function allocationOf({ physicalId, logicalId }: Named): string {
  return physicalId.startsWith(ALLOCATION) ? physicalId : derivedId(ALLOCATION, logicalId);
}

function hostOctet({ physicalId, logicalId }: Named): number {
  const seed = physicalId.startsWith(ALLOCATION) ? physicalId : logicalId;
  return 100 + (Number.parseInt(derivedId('', seed).slice(-4), 16) % 100);
}

/** Second pass over the addresses: the instance that one is given to at once. */
export const elasticIpHolder: Pick<ResourceKind, 'type' | 'compile'> = {
  type: elasticIp.type,
  compile: (resource, draft) => give(draft, text(resource, 'InstanceId'), allocationOf(resource)),
};

export const elasticIpAssociation: ResourceKind = {
  type: 'AWS::EC2::EIPAssociation',
  role: 'glue',
  idPrefix: 'eipassoc-',
  properties: { AllocationId: 'text', EIP: 'text', InstanceId: 'text', NetworkInterfaceId: 'text', PrivateIpAddress: 'text' },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: (resource: Declared, draft: Draft) =>
    give(draft, text(resource, 'NetworkInterfaceId') ?? text(resource, 'InstanceId'), text(resource, 'AllocationId')),
};

/** Puts the public address on the interface, under each of its ids; it replaces one from Amazon's pool. */
function give(draft: Draft, holder: string | undefined, allocation: string | undefined): void {
  const nic = draft.networkInterfaces.get(holder ?? '');
  const publicAddress = draft.elasticAddresses.get(allocation ?? '');
  if (nic === undefined || publicAddress === undefined) return;
  const worn = { ...nic, publicAddress };
  for (const [id, each] of draft.networkInterfaces) if (each === nic) draft.networkInterfaces.set(id, worn);
}
