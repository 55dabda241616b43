import type { Id } from '../../network/model.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { referenced } from '../read.ts';

/**
 * Lets interfaces of another VPC of the Region wear a group.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html
 */
export const securityGroupVpcAssociation: ResourceKind = {
  type: 'AWS::EC2::SecurityGroupVpcAssociation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'sgassoc-',
  properties: { GroupId: 'text!', VpcId: 'text!' },
  attributes: { State: () => undefined, StateReason: () => undefined, VpcOwnerId: () => undefined },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const group = referenced(resource, draft, 'GroupId', draft.securityGroups, 'InvalidGroup.NotFound', 'security group');
  const vpc = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
  if (group === undefined || vpc === undefined) return;
  if (draft.vpcs.get(group.vpc)?.region === vpc.region) draft.lentGroups.add(lent(group.origin.id, vpc.origin.id));
  else reject(draft, resource, 'InvalidVpcID.NotFound', `The vpc ID '${vpc.origin.id}' does not exist`);
}

const lent = (group: Id, vpc: Id): string => `${group} ${vpc}`;

/** Whether interfaces of `vpc` may wear the group: one of its own, or one that is associated with it. What is worn already may be. */
export function isWearable(draft: Draft, group: Id, vpc: Id): boolean {
  const found = draft.securityGroups.get(group);
  if (found === undefined) return false;
  return found.vpc === vpc || draft.described !== undefined || draft.lentGroups.has(lent(group, vpc));
}
