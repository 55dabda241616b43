import type { ResourceKind } from '../kind.ts';

/** The VPC's end of VPN connections and Direct Connect private interfaces (facts:G16). */
export const vpnGateway: ResourceKind = {
  type: 'AWS::EC2::VPNGateway',
  charge: 'nothing',
  role: 'gateway',
  idPrefix: 'vgw-',
  properties: { AmazonSideAsn: 'number', Tags: 'list', Type: 'text!' },
  attributes: { VPNGatewayId: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    draft.vpnGateways.set(resource.physicalId, { origin: resource.origin });
  },
};
