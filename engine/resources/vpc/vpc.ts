import { ANY_IPV4, ANY_IPV6, type Cidr, formatCidr } from '../../ip/cidr.ts';
import { ALL_PORTS } from '../../ip/ports.ts';
import { ANY_PROTOCOL, type NetworkAclEntry } from '../../network/model.ts';
import { derivedId } from '../ids.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { cidr, flag, propertyText, spanOf, text } from '../read.ts';

/** A VPC with what AWS makes beside it: main route table, default network ACL, default security group (facts:G5, G7, G11). */
export const vpc: ResourceKind = {
  type: 'AWS::EC2::VPC',
  charge: 'nothing',
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
  words: { InstanceTenancy: ['default', 'dedicated', 'host'] },
  attributes: {
    VpcId: ({ physicalId }) => physicalId,
    CidrBlock: ({ properties }) => propertyText(properties, 'CidrBlock'),
    CidrBlockAssociations: () => undefined,
    Ipv6CidrBlocks: ({ physicalId }) => [amazonIpv6Block(physicalId)],
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
  block: Cidr,
  dns: { readonly support: boolean; readonly hostnames: boolean },
): void {
  const { id } = origin;
  const made = draft.described?.vpcs.get(id);
  const of = (prefix: string, part: string, real: string | undefined) => {
    const span = draft.described?.spans.get(real ?? '') ?? origin.span;
    return { id: real ?? derivedId(prefix, `${id}/${part}`), ...(span === undefined ? {} : { span }) };
  };
  const [table, acl, group] = [
    of('rtb-', 'main', made?.mainRouteTable),
    of('acl-', 'default', made?.networkAcl),
    of('sg-', 'default', made?.securityGroup),
  ];
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
  draft.networkAcls.set(acl.id, {
    origin: acl,
    vpc: id,
    entries: made?.networkAcl === undefined ? [false, true].map((egress) => openEntry(100, ANY_IPV4, egress)) : [],
  });
  draft.securityGroups.set(group.id, {
    origin: group,
    vpc: id,
    ingress: made?.securityGroup === undefined ? [{ ...EVERYTHING, peer: { kind: 'security-group', id: group.id } }] : [],
    egress: made?.securityGroup === undefined ? [{ ...EVERYTHING, peer: { kind: 'cidr', cidr: ANY_IPV4 } }] : [],
  });
}

const EVERYTHING = { protocol: ANY_PROTOCOL, ports: ALL_PORTS } as const;

const openEntry = (ruleNumber: number, block: Cidr, egress: boolean): NetworkAclEntry => ({
  ...EVERYTHING,
  ruleNumber,
  egress,
  allow: true,
  cidr: block,
});

/** Another block of a VPC that exists: every table gets its local route; the first IPv6 block opens what AWS makes by default (facts:G7). */
export function addVpcBlock(draft: Draft, vpcId: string, block: Cidr): void {
  const vpc = draft.vpcs.get(vpcId);
  if (vpc === undefined) return;
  const firstIpv6 = typeof block.base === 'bigint' && !hasIpv6(vpc.cidrs);
  vpc.cidrs.push(block);
  draft.routeTables.get(vpc.mainRouteTable)?.routes.push(localRoute(block));
  if (!firstIpv6 || draft.described !== undefined) return;
  draft.networkAcls.get(vpc.defaultNetworkAcl)?.entries.push(...[false, true].map((egress) => openEntry(101, ANY_IPV6, egress)));
  draft.securityGroups.get(vpc.defaultSecurityGroup)?.egress.push({ ...EVERYTHING, peer: { kind: 'cidr', cidr: ANY_IPV6 } });
}

/** Whether one of the blocks is IPv6. */
export const hasIpv6 = (blocks: readonly Cidr[]): boolean => blocks.some((block) => typeof block.base === 'bigint');

/** The /56 that AWS gives a VPC that asks for one; the same for the same VPC. */
export function amazonIpv6Block(vpcId: string): string {
  const digits = derivedId('', `${vpcId}/ipv6`);
  return `2600:1f18:${digits.slice(1, 5)}:${digits.slice(5, 7)}00::/56`;
}

/** The route that every table of a VPC has for each of its blocks. */
export const localRoute = (block: Cidr) =>
  ({
    destination: { text: formatCidr(block), cidrs: [block] },
    target: { kind: 'local', id: 'local' },
    origin: 'local',
    state: 'active',
  }) as const;
