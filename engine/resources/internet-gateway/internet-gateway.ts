import type { ResourceKind } from '../kind.ts';

export const internetGateway: ResourceKind = {
  type: 'AWS::EC2::InternetGateway',
  charge: 'nothing',
  role: 'gateway',
  idPrefix: 'igw-',
  properties: { Tags: 'list' },
  attributes: { InternetGatewayId: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    draft.internetGateways.set(resource.physicalId, { origin: resource.origin });
  },
};
