import type { ResourceKind } from '../kind.ts';
import { referenced } from '../read.ts';

/** IPv6 out, and in only what answers. @see https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html */
export const egressOnlyInternetGateway: ResourceKind = {
  type: 'AWS::EC2::EgressOnlyInternetGateway',
  charge: 'nothing',
  role: 'gateway',
  idPrefix: 'eigw-',
  properties: { Tags: 'list', VpcId: 'text!' },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    const vpc = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
    if (vpc !== undefined)
      draft.egressOnlyInternetGateways.set(resource.physicalId, { origin: resource.origin, vpc: vpc.origin.id });
  },
};
