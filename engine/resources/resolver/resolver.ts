import { warningAt } from '../../diagnostic.ts';
import { type Address, parseAddress } from '../../ip/address.ts';
import { asString, at, type Located } from '../../template/tree.ts';
import { interfaceMade } from '../described.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { freeAddresses, refusesAddress } from '../place.ts';
import { has, items, referenced, spanOf, text, texts } from '../read.ts';
import { isWearable } from '../security-group/security-group-vpc-association.ts';

/** Facts: G34. Inbound: others ask this VPC's resolver; outbound: this VPC's rules ask others. */
export const resolverEndpoint: ResourceKind = {
  type: 'AWS::Route53Resolver::ResolverEndpoint',
  charge: 'priced',
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
  words: { Protocols: ['DoH', 'Do53', 'DoH-FIPS'], ResolverEndpointType: ['IPV4', 'IPV6', 'DUALSTACK'] },
  chosen: { within: 'IpAddresses', named: ['Ip', 'Ipv6'] },
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
  const direction = directionOf(resource, draft);
  if (direction === undefined) return;
  const networkInterfaces = items(resource, 'IpAddresses').flatMap((item, index) => {
    const subnet = draft.subnets.get(asString(at(item, 'SubnetId')) ?? '');
    if (subnet === undefined) {
      reject(draft, resource, 'InvalidRequestException', 'The subnet of an address does not exist.', item.span);
      return [];
    }
    const chosen = [at(item, 'Ip'), at(item, 'Ipv6')];
    if (chosen.some((node) => refusesAddress(resource, draft, subnet, node, 'InvalidRequestException'))) return [];
    const made = interfaceMade(draft, resource.physicalId, String(index), `${resource.physicalId}/${index}`);
    const { id } = made;
    draft.networkInterfaces.set(id, {
      origin: { ...resource.origin, id },
      kind: 'resolver-endpoint',
      owner: resource.physicalId,
      subnet: subnet.origin.id,
      addresses: addressesFor(resource, draft, subnet, item),
      securityGroups: texts(resource, 'SecurityGroupIds'),
      ephemeralPorts: { from: 1024, to: 65_535 },
      listens: [53],
    });
    return [id];
  });
  const [first] = networkInterfaces;
  const subnet = first === undefined ? undefined : draft.subnets.get(draft.networkInterfaces.get(first)?.subnet ?? '');
  refuseGroups(resource, draft, subnet?.vpc);
  if (subnet === undefined) return;
  refuseOtherVpcs(resource, draft, subnet.vpc);
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
  draft.resolverEndpoints.set(resource.physicalId, { origin: resource.origin, direction, vpc: subnet.vpc, networkInterfaces });
}

const DIRECTIONS = ['INBOUND', 'OUTBOUND'] as const;

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html */
function directionOf(resource: Declared, draft: Draft): (typeof DIRECTIONS)[number] | undefined {
  const written = text(resource, 'Direction');
  const direction = DIRECTIONS.find((each) => each === written);
  if (direction !== undefined || written === undefined) return direction;
  if (written === 'INBOUND_DELEGATION') {
    const message = 'Inbound endpoints for delegation are drawn and not simulated.';
    draft.diagnostics.push(warningAt('NOT_SIMULATED', message, spanOf(resource, 'Direction')));
    return undefined;
  }
  const message = `1 validation error detected: Value '${written}' at 'direction' failed to satisfy constraint: Member must satisfy enum value set: [INBOUND, OUTBOUND, INBOUND_DELEGATION]`;
  reject(draft, resource, 'ValidationException', message, spanOf(resource, 'Direction'));
  return undefined;
}

/** The groups are there, and of the VPC in which the addresses are. */
function refuseGroups(resource: Declared, draft: Draft, vpc: string | undefined): void {
  for (const node of items(resource, 'SecurityGroupIds')) {
    const id = asString(node);
    if (id === undefined) continue;
    const group = draft.securityGroups.get(id);
    if (group === undefined)
      reject(draft, resource, 'InvalidSecurityGroupException', `The security group '${id}' does not exist`, node.span);
    else if (vpc !== undefined && !isWearable(draft, id, vpc))
      reject(draft, resource, 'InvalidRequestException', `The security group '${id}' is not in the VPC '${vpc}'.`, node.span);
  }
}

/** All addresses are in one VPC. */
function refuseOtherVpcs(resource: Declared, draft: Draft, vpc: string): void {
  for (const node of items(resource, 'IpAddresses')) {
    const subnet = draft.subnets.get(asString(at(node, 'SubnetId')) ?? '');
    if (subnet === undefined || subnet.vpc === vpc) continue;
    const message = `The subnet '${subnet.origin.id}' is not in the VPC '${vpc}' of the other addresses.`;
    reject(draft, resource, 'InvalidRequestException', message, node.span);
  }
}

/** By the endpoint's own type: IPv4 unless it says otherwise. */
function addressesFor(
  resource: Declared,
  draft: Draft,
  subnet: Parameters<typeof freeAddresses>[1],
  item: Located,
): readonly Address[] {
  const type = text(resource, 'ResolverEndpointType') ?? 'IPV4';
  const wanted = { ipv4: asString(at(item, 'Ip')), ipv6: asString(at(item, 'Ipv6')), assignIpv6: type !== 'IPV4' };
  const addresses = freeAddresses(draft, subnet, wanted);
  return addresses.filter((address) => (typeof address === 'number' ? type !== 'IPV6' : type !== 'IPV4'));
}

/** A forwarding rule leaves by an outbound endpoint and has somewhere to go. */
function refusesRule(resource: Declared, draft: Draft, targets: number): boolean {
  const id = text(resource, 'ResolverEndpointId');
  const endpoint = draft.resolverEndpoints.get(id ?? '');
  const unsaid = !has(resource, 'ResolverEndpointId') && draft.described === undefined;
  const wrong = endpoint?.direction === 'INBOUND' || (id !== undefined && endpoint === undefined) || unsaid || targets === 0;
  const message = 'A FORWARD rule needs an outbound Resolver endpoint and at least one target IP address.';
  if (wrong)
    reject(
      draft,
      resource,
      'InvalidRequestException',
      message,
      spanOf(resource, targets === 0 ? 'TargetIps' : 'ResolverEndpointId'),
    );
  return wrong;
}

/** The kinds of a rule that a person can make. RECURSIVE is Resolver's own. */
function ruleKind(resource: Declared, draft: Draft): 'FORWARD' | 'SYSTEM' | undefined {
  const written = text(resource, 'RuleType');
  if (written === undefined || written === 'FORWARD' || written === 'SYSTEM') return written;
  const span = spanOf(resource, 'RuleType');
  if (written === 'DELEGATE') draft.diagnostics.push(warningAt('NOT_SIMULATED', 'Rules that delegate are not simulated.', span));
  else if (written === 'RECURSIVE')
    reject(draft, resource, 'InvalidParameterException', 'Only Resolver can create rules of the type RECURSIVE.', span);
  else {
    const message = `Properties validation failed for resource ${resource.logicalId} with message: #/RuleType: #: ${written} is not a valid enum value`;
    reject(draft, resource, 'ValidationError', message, span);
  }
  return undefined;
}

/** Facts: G32. */
export const resolverRule: ResourceKind = {
  type: 'AWS::Route53Resolver::ResolverRule',
  charge: 'nothing',
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
    const kind = ruleKind(resource, draft);
    if (kind === undefined) return;
    if (!has(resource, 'DomainName')) {
      reject(draft, resource, 'InvalidRequestException', `A ${kind} rule needs a domain name.`);
      return;
    }
    const resolverEndpoint = text(resource, 'ResolverEndpointId');
    const by = resolverEndpoint === undefined ? {} : { resolverEndpoint };
    if (kind === 'FORWARD' && refusesRule(resource, draft, targets.length)) return;
    draft.resolverRules.set(resource.physicalId, { origin: resource.origin, domain, kind, targets, ...by, vpcs: [] });
  },
};

export const resolverRuleAssociation: ResourceKind = {
  type: 'AWS::Route53Resolver::ResolverRuleAssociation',
  charge: 'nothing',
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
