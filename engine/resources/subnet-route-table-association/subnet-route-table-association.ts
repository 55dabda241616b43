import { derivedId } from '../ids.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { referenced, spanOf } from '../read.ts';

/** A subnet has one explicit table at most; without one the VPC's main table governs it (facts:B2, G11). */
export const subnetRouteTableAssociation: ResourceKind = {
  type: 'AWS::EC2::SubnetRouteTableAssociation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'rtbassoc-',
  properties: { RouteTableId: 'text!', SubnetId: 'text!' },
  attributes: { Id: ({ logicalId }) => derivedId('rtbassoc-', logicalId) },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const table = referenced(resource, draft, 'RouteTableId', draft.routeTables, 'InvalidRouteTableID.NotFound', 'routeTable ID');
  const subnet = referenced(resource, draft, 'SubnetId', draft.subnets, 'InvalidSubnetID.NotFound', 'subnet ID');
  if (table === undefined || subnet === undefined) return;
  if (table.vpc !== subnet.vpc) {
    reject(
      draft,
      resource,
      'InvalidParameterValue',
      `Route table ${table.origin.id} and subnet ${subnet.origin.id} belong to different networks`,
      spanOf(resource, 'RouteTableId'),
    );
    return;
  }
  const main = draft.vpcs.get(subnet.vpc)?.mainRouteTable;
  if (subnet.routeTable !== main) {
    reject(
      draft,
      resource,
      'Resource.AlreadyAssociated',
      `the specified association for route table ${table.origin.id} conflicts with an existing association`,
      spanOf(resource, 'SubnetId'),
    );
    return;
  }
  subnet.routeTable = table.origin.id;
}
