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
    AllocationId: ({ logicalId }) => allocationOf(logicalId),
    PublicIp: ({ logicalId }) => `198.51.100.${hostOctet(logicalId)}`,
  },
  compile: (resource, draft) => {
    const address = parseIpv4((draft.described && text(resource, 'Address')) ?? `198.51.100.${hostOctet(resource.logicalId)}`);
    if (address !== undefined) draft.elasticAddresses.set(allocationMade(resource, draft), address);
  },
};

/** What an account describes goes by its allocation id. */
const allocationMade = (resource: Declared, draft: Draft): string =>
  draft.described === undefined ? allocationOf(resource.logicalId) : resource.physicalId;
const allocationOf = (logicalId: string): string => derivedId('eipalloc-', logicalId);
const hostOctet = (logicalId: string): number => 100 + (Number.parseInt(derivedId('', logicalId).slice(-4), 16) % 100);

/** Second pass over the addresses: the instance that one is given to at once. */
export const elasticIpHolder: Pick<ResourceKind, 'type' | 'compile'> = {
  type: elasticIp.type,
  compile: (resource, draft) => give(draft, text(resource, 'InstanceId'), allocationMade(resource, draft)),
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

/** Puts the public address on the interface; it replaces one from Amazon's pool. */
function give(draft: Draft, holder: string | undefined, allocation: string | undefined): void {
  const nic = draft.networkInterfaces.get(holder ?? '');
  const publicAddress = draft.elasticAddresses.get(allocation ?? '');
  if (nic !== undefined && publicAddress !== undefined) draft.networkInterfaces.set(holder ?? '', { ...nic, publicAddress });
}
