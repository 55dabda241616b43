import { formatCidr } from '../../ip/cidr.ts';
import { ANY_PROTOCOL, ICMP, type SecurityGroupRule, TCP, UDP } from '../../network/model.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { items, spanOf, text } from '../read.ts';
import { ruleOf } from '../rules.ts';
import { securityGroup } from '../security-group/security-group.ts';

/** Second pass over the groups: the rules that stand inside them. The default egress rule goes when the author writes one. */
export const securityGroupRules: Pick<ResourceKind, 'type' | 'compile'> = {
  type: securityGroup.type,
  compile: (resource, draft) => {
    const group = draft.securityGroups.get(resource.physicalId);
    if (group === undefined) return;
    group.ingress.push(...rulesIn(resource, draft, 'ingress', group.vpc));
    if (items(resource, 'SecurityGroupEgress').length > 0) group.egress = rulesIn(resource, draft, 'egress', group.vpc);
  },
};

/**
 * Rules that stand inside a group, each once: what EC2 says of a second one, CloudFormation writes into the events of a stack that it completes.
 * @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1532
 */
function rulesIn(resource: Declared, draft: Draft, direction: 'ingress' | 'egress', vpc: string): SecurityGroupRule[] {
  const rules = new Map<string, SecurityGroupRule>();
  for (const node of items(resource, direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress')) {
    const rule = ruleOf(resource, draft, node, direction, vpc);
    if (rule === undefined) continue;
    const said = sayingOf(rule);
    if (!rules.has(said)) rules.set(said, rule);
    else advise(draft, resource, 'DUPLICATE_RULE', `The group has the rule ${said} twice: it is made once.`, node.span);
  }
  return [...rules.values()];
}

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
  charge: 'nothing',
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
  charge: 'nothing',
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
  if (rule === undefined) return;
  const twin = group[direction].find((each) => isSame(each, rule));
  if (twin === undefined || draft.described !== undefined) group[direction].push(rule);
  else if (twin.span !== undefined) {
    // Not so beside the rule that AWS made: an older page has it go when a rule of its own is there, and nothing changes by it.
    const message = `the specified rule "${sayingOf(rule)}" already exists`;
    reject(draft, resource, 'InvalidPermission.Duplicate', message);
  }
}

/** A rule's description does not tell it from another. */
const isSame = (a: SecurityGroupRule, b: SecurityGroupRule): boolean =>
  a.protocol === b.protocol && a.ports.from === b.ports.from && a.ports.to === b.ports.to && sayingOf(a) === sayingOf(b);

/** A rule as EC2 tells of it. */
function sayingOf({ protocol, ports, icmp, peer }: SecurityGroupRule): string {
  const peerText = peer.kind === 'cidr' ? formatCidr(peer.cidr) : peer.id;
  const [from, to] = icmp === undefined ? [ports.from, ports.to] : [icmp.type, icmp.code];
  const range = protocol === ANY_PROTOCOL ? '' : `, from port: ${from}, to port: ${to}`;
  return `peer: ${peerText}, ${NAMES.get(protocol) ?? protocol}${range}, ALLOW`;
}

const NAMES: ReadonlyMap<number, string> = new Map([
  [ANY_PROTOCOL, 'ALL'],
  [ICMP, 'ICMP'],
  [TCP, 'TCP'],
  [UDP, 'UDP'],
]);
