import { ANY_IPV4, formatCidr } from '../../ip/cidr.ts';
import { ALL_PORTS } from '../../ip/ports.ts';
import { ANY_PROTOCOL, type NetworkAclEntry } from '../../network/model.ts';
import { derivedId } from '../ids.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { cidr, flag, propertyText, spanOf, text } from '../read.ts';

/** A VPC with what AWS makes beside it: main route table, default network ACL, default security group (facts:G5, G7, G11). */
export const vpc: ResourceKind = {
  type: 'AWS::EC2::VPC',
  role: 'vpc',
  idPrefix: 'vpc-',
  properties: {
    CidrBlock: 'text',
    EnableDnsHostnames: 'boolean',
    EnableDnsSupport: 'boolean',
    InstanceTenancy: 'text',
    Ipv4IpamPoolId: 'text',
    Ipv4NetmaskLength: 'number',
    Tags: 'list',
  },
  attributes: {
    VpcId: ({ physicalId }) => physicalId,
    CidrBlock: ({ properties }) => propertyText(properties, 'CidrBlock'),
    DefaultSecurityGroup: ({ physicalId }) => derivedId('sg-', `${physicalId}/default`),
    DefaultNetworkAcl: ({ physicalId }) => derivedId('acl-', `${physicalId}/default`),
  },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const block = cidr(resource, draft, 'CidrBlock');
  if (block === undefined) {
    if (text(resource, 'CidrBlock') === undefined)
      reject(draft, resource, 'MissingParameter', 'Either CidrBlock or Ipv4IpamPoolId must be provided.');
    return;
  }
  if (block.length < 16 || block.length > 28) {
    reject(draft, resource, 'InvalidVpc.Range', `The CIDR '${formatCidr(block)}' is invalid.`, spanOf(resource, 'CidrBlock'));
    return;
  }
  addVpc(draft, resource.origin, block, {
    support: flag(resource, 'EnableDnsSupport') ?? true,
    hostnames: flag(resource, 'EnableDnsHostnames') ?? false,
  });
}

/** Adds a VPC with its main table, default ACL and default group to the draft. */
export function addVpc(
  draft: Draft,
  origin: Declared['origin'],
  block: NonNullable<ReturnType<typeof cidr>>,
  dns: { readonly support: boolean; readonly hostnames: boolean },
): void {
  const { id } = origin;
  const of = (prefix: string, part: string) => ({
    id: derivedId(prefix, `${id}/${part}`),
    ...(origin.span === undefined ? {} : { span: origin.span }),
  });
  const [table, acl, group] = [of('rtb-', 'main'), of('acl-', 'default'), of('sg-', 'default')];
  draft.vpcs.set(id, {
    origin,
    cidrs: [block],
    region: draft.region,
    account: draft.account,
    enableDnsSupport: dns.support,
    enableDnsHostnames: dns.hostnames,
    mainRouteTable: table.id,
    defaultNetworkAcl: acl.id,
    defaultSecurityGroup: group.id,
  });
  draft.routeTables.set(table.id, { origin: table, vpc: id, routes: [localRoute(block)] });
  const allow = (egress: boolean): NetworkAclEntry => ({
    ruleNumber: 100,
    egress,
    allow: true,
    protocol: ANY_PROTOCOL,
    cidr: ANY_IPV4,
    ports: ALL_PORTS,
  });
  draft.networkAcls.set(acl.id, { origin: acl, vpc: id, entries: [allow(false), allow(true)] });
  const any = { protocol: ANY_PROTOCOL, ports: ALL_PORTS } as const;
  draft.securityGroups.set(group.id, {
    origin: group,
    vpc: id,
    ingress: [{ ...any, peer: { kind: 'security-group', id: group.id } }],
    egress: [{ ...any, peer: { kind: 'cidr', cidr: ANY_IPV4 } }],
  });
}

/** The route that every table of a VPC has for each of its blocks. */
export const localRoute = (block: NonNullable<ReturnType<typeof cidr>>) =>
  ({
    destination: { text: formatCidr(block), cidrs: [block] },
    target: { kind: 'local', id: 'local' },
    origin: 'local',
    state: 'active',
  }) as const;
