import { parseIpv4 } from '../../ip/address.ts';
import { derivedId } from '../ids.ts';
import type { ResourceKind } from '../kind.ts';

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
    const address = parseIpv4(`198.51.100.${hostOctet(resource.logicalId)}`);
    if (address !== undefined) draft.elasticAddresses.set(allocationOf(resource.logicalId), address);
  },
};

const allocationOf = (logicalId: string): string => derivedId('eipalloc-', logicalId);
const hostOctet = (logicalId: string): number => 100 + (Number.parseInt(derivedId('', logicalId).slice(-4), 16) % 100);
