import type { Declared, Draft, ResourceKind } from '../kind.ts';
import { referenced } from '../read.ts';
import { localRoute } from '../vpc/vpc.ts';

export const routeTable: ResourceKind = {
  type: 'AWS::EC2::RouteTable',
  charge: 'nothing',
  role: 'route-table',
  idPrefix: 'rtb-',
  properties: { Tags: 'list', VpcId: 'text!' },
  attributes: { RouteTableId: ({ physicalId }) => physicalId },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const home = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
  if (home === undefined) return;
  draft.routeTables.set(resource.physicalId, {
    origin: resource.origin,
    vpc: home.origin.id,
    routes: home.cidrs.map(localRoute),
  });
}
