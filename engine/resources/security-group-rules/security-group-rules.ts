import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { items, spanOf, text } from '../read.ts';
import { ruleOf } from '../rules.ts';
import { securityGroup } from '../security-group/security-group.ts';

/** Second pass over the groups: the rules that stand inside them. The default egress rule goes when the author writes one. */
export const securityGroupRules: Pick<ResourceKind, 'type' | 'compile'> = {
  type: securityGroup.type,
  compile: (resource, draft) => {
    const group = draft.securityGroups.get(resource.physicalId);
    if (group === undefined) return;
    group.ingress.push(
      ...items(resource, 'SecurityGroupIngress').flatMap((node) => ruleOf(resource, draft, node, 'ingress', group.vpc) ?? []),
    );
    const egress = items(resource, 'SecurityGroupEgress');
    if (egress.length > 0) group.egress = egress.flatMap((node) => ruleOf(resource, draft, node, 'egress', group.vpc) ?? []);
  },
};

const shared = {
  CidrIp: 'text',
  CidrIpv6: 'text',
  Description: 'text',
  FromPort: 'number',
  GroupId: 'text',
  IpProtocol: 'text!',
  ToPort: 'number',
} as const;

export const securityGroupIngress: ResourceKind = {
  type: 'AWS::EC2::SecurityGroupIngress',
  role: 'glue',
  idPrefix: 'sgr-',
  properties: {
    ...shared,
    GroupName: 'text',
    SourcePrefixListId: 'text',
    SourceSecurityGroupId: 'text',
    SourceSecurityGroupName: 'text',
    SourceSecurityGroupOwnerId: 'text',
  },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: (resource, draft) => addRule(resource, draft, 'ingress'),
};

export const securityGroupEgress: ResourceKind = {
  type: 'AWS::EC2::SecurityGroupEgress',
  role: 'glue',
  idPrefix: 'sgr-',
  properties: { ...shared, DestinationPrefixListId: 'text', DestinationSecurityGroupId: 'text' },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: (resource, draft) => addRule(resource, draft, 'egress'),
};

function addRule(resource: Declared, draft: Draft, direction: 'ingress' | 'egress'): void {
  const id = text(resource, 'GroupId');
  const group = id === undefined ? undefined : draft.securityGroups.get(id);
  if (group === undefined) {
    reject(
      draft,
      resource,
      'InvalidGroup.NotFound',
      `The security group '${id ?? ''}' does not exist`,
      spanOf(resource, 'GroupId'),
    );
    return;
  }
  const rule = ruleOf(resource, draft, resource.properties, direction, group.vpc);
  if (rule !== undefined) group[direction].push(rule);
}
