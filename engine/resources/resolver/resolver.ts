import { parseAddress } from '../../ip/address.ts';
import { asString, at } from '../../template/tree.ts';
import { derivedId } from '../ids.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { freeAddress } from '../place.ts';
import { items, referenced, spanOf, text, texts } from '../read.ts';

/** Facts: G34. Inbound: others ask this VPC's resolver; outbound: this VPC's rules ask others. */
export const resolverEndpoint: ResourceKind = {
  type: 'AWS::Route53Resolver::ResolverEndpoint',
  role: 'endpoint',
  idPrefix: 'rslvr-',
  properties: {
    Direction: 'text!',
    IpAddresses: 'list!',
    Name: 'text',
    OutpostArn: 'text',
    PreferredInstanceType: 'text',
    Protocols: 'list',
    ResolverEndpointType: 'text',
    SecurityGroupIds: 'list!',
    Tags: 'list',
  },
  attributes: {
    ResolverEndpointId: ({ physicalId }) => physicalId,
    Arn: ({ physicalId, region, account }) => `arn:aws:route53resolver:${region}:${account}:resolver-endpoint/${physicalId}`,
    Direction: () => undefined,
    HostVPCId: () => undefined,
    IpAddressCount: () => undefined,
    Name: () => undefined,
  },
  compile: addEndpoint,
};

function addEndpoint(resource: Declared, draft: Draft): void {
  const networkInterfaces = items(resource, 'IpAddresses').flatMap((item, index) => {
    const subnet = draft.subnets.get(asString(at(item, 'SubnetId')) ?? '');
    if (subnet === undefined) {
      reject(draft, resource, 'InvalidRequestException', 'The subnet of an address does not exist.', item.span);
      return [];
    }
    const id = derivedId('eni-', `${resource.physicalId}/${index}`);
    draft.networkInterfaces.set(id, {
      origin: { ...resource.origin, id },
      kind: 'resolver-endpoint',
      owner: resource.physicalId,
      subnet: subnet.origin.id,
      addresses: [freeAddress(draft, subnet, asString(at(item, 'Ip')))],
      securityGroups: texts(resource, 'SecurityGroupIds'),
      ephemeralPorts: { from: 1024, to: 65_535 },
      listens: [53],
    });
    return [id];
  });
  const [first] = networkInterfaces;
  const subnet = first === undefined ? undefined : draft.subnets.get(draft.networkInterfaces.get(first)?.subnet ?? '');
  if (subnet === undefined) return;
  if (networkInterfaces.length < 2) {
    reject(
      draft,
      resource,
      'InvalidRequestException',
      'A Resolver endpoint needs at least two IP addresses.',
      spanOf(resource, 'IpAddresses'),
    );
    return;
  }
  const direction = text(resource, 'Direction') === 'OUTBOUND' ? 'OUTBOUND' : 'INBOUND';
  draft.resolverEndpoints.set(resource.physicalId, { origin: resource.origin, direction, vpc: subnet.vpc, networkInterfaces });
}

/** Facts: G32. */
export const resolverRule: ResourceKind = {
  type: 'AWS::Route53Resolver::ResolverRule',
  role: 'glue',
  idPrefix: 'rslvr-rr-',
  properties: {
    DelegationRecord: 'text',
    DomainName: 'text',
    Name: 'text',
    ResolverEndpointId: 'text',
    RuleType: 'text!',
    Tags: 'list',
    TargetIps: 'list',
  },
  attributes: {
    ResolverRuleId: ({ physicalId }) => physicalId,
    Arn: ({ physicalId, region, account }) => `arn:aws:route53resolver:${region}:${account}:resolver-rule/${physicalId}`,
    DomainName: () => undefined,
    Name: () => undefined,
    ResolverEndpointId: () => undefined,
    TargetIps: () => undefined,
  },
  compile: (resource, draft) => {
    const domain = (text(resource, 'DomainName') ?? '').toLowerCase().replace(/\.$/, '');
    const targets = items(resource, 'TargetIps').flatMap((item) => parseAddress(asString(at(item, 'Ip')) ?? '') ?? []);
    const kind = text(resource, 'RuleType') === 'SYSTEM' ? 'SYSTEM' : 'FORWARD';
    draft.resolverRules.set(resource.physicalId, { origin: resource.origin, domain, kind, targets, vpcs: [] });
  },
};

export const resolverRuleAssociation: ResourceKind = {
  type: 'AWS::Route53Resolver::ResolverRuleAssociation',
  role: 'glue',
  idPrefix: 'rslvr-rrassoc-',
  properties: { Name: 'text', ResolverRuleId: 'text!', VPCId: 'text!' },
  attributes: {
    ResolverRuleAssociationId: ({ physicalId }) => physicalId,
    Name: () => undefined,
    ResolverRuleId: () => undefined,
    VPCId: () => undefined,
  },
  compile: (resource, draft) => {
    const rule = referenced(resource, draft, 'ResolverRuleId', draft.resolverRules, 'ResourceNotFoundException', 'resolver rule');
    const vpc = referenced(resource, draft, 'VPCId', draft.vpcs, 'InvalidParameterException', 'VPC');
    if (rule !== undefined && vpc !== undefined) rule.vpcs.push(vpc.origin.id);
  },
};
