import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { referenced, spanOf } from '../read.ts';

/** A network ACL of one's own: it refuses everything until entries are added (facts:G7). */
export const networkAcl: ResourceKind = {
  type: 'AWS::EC2::NetworkAcl',
  charge: 'nothing',
  role: 'filter',
  idPrefix: 'acl-',
  properties: { Tags: 'list', VpcId: 'text!' },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    const home = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
    if (home !== undefined)
      draft.networkAcls.set(resource.physicalId, { origin: resource.origin, vpc: home.origin.id, entries: [] });
  },
};

export const subnetNetworkAclAssociation: ResourceKind = {
  type: 'AWS::EC2::SubnetNetworkAclAssociation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'aclassoc-',
  properties: { NetworkAclId: 'text!', SubnetId: 'text!' },
  attributes: { AssociationId: ({ physicalId }) => physicalId },
  compile: associate,
};

function associate(resource: Declared, draft: Draft): void {
  const acl = referenced(resource, draft, 'NetworkAclId', draft.networkAcls, 'InvalidNetworkAclID.NotFound', 'networkAcl ID');
  const subnet = referenced(resource, draft, 'SubnetId', draft.subnets, 'InvalidSubnetID.NotFound', 'subnet ID');
  if (acl === undefined || subnet === undefined) return;
  if (acl.vpc !== subnet.vpc) {
    reject(
      draft,
      resource,
      'InvalidParameterValue',
      `Network ACL ${acl.origin.id} and subnet ${subnet.origin.id} belong to different networks`,
      spanOf(resource, 'NetworkAclId'),
    );
    return;
  }
  subnet.networkAcl = acl.origin.id;
}
