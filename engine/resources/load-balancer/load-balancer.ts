import { familyOf } from '../../ip/address.ts';
import { familyOfCidr } from '../../ip/cidr.ts';
import type { Id } from '../../network/model.ts';
import { BALANCER_TYPES, type BalancerType } from '../../network/model-provider.ts';
import { asString, at, type Located } from '../../template/tree.ts';
import { interfaceMade } from '../described.ts';
import { derivedId } from '../ids.ts';
import { type AttributeContext, advise, type Declared, type Draft, type IdPlace, type ResourceKind, reject } from '../kind.ts';
import { freeAddresses, refusesAddress } from '../place.ts';
import { claimAddress } from '../public-addresses.ts';
import { has, items, itemsOf, propertyText, spanOf, text, texts } from '../read.ts';
import { isWearable } from '../security-group/security-group-vpc-association.ts';
import { hasGateway } from '../vpc-gateway-attachment/vpc-gateway-attachment.ts';

/** Network, gateway and application load balancers (facts:D1, D11, D13). They face the internet unless their scheme is `internal`. */
export const loadBalancer: ResourceKind = {
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  charge: { unpriced: 'load-balancer' },
  role: 'service',
  idPrefix: 'lb-',
  physicalId: arnOf,
  properties: {
    EnableCapacityReservationProvisionStabilize: 'boolean',
    EnablePrefixForIpv6SourceNat: 'text',
    EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'text',
    IpAddressType: 'text',
    Ipv4IpamPoolId: 'text',
    LoadBalancerAttributes: 'list',
    MinimumLoadBalancerCapacity: 'map',
    Name: 'text',
    Scheme: 'text',
    SecurityGroups: 'list',
    SubnetMappings: 'list',
    Subnets: 'list',
    Tags: 'list',
    Type: 'text',
  },
  words: {
    EnablePrefixForIpv6SourceNat: ['on', 'off'],
    EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: ['on', 'off'],
    IpAddressType: ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'],
    Scheme: ['internet-facing', 'internal'],
    Type: BALANCER_TYPES,
  },
  chosen: { within: 'SubnetMappings', named: ['PrivateIPv4Address'] },
  attributes: {
    CanonicalHostedZoneID: () => 'Z26RNL4JYFTOTI',
    DNSName: (context) => dnsNameOf(context.physicalId, context.region),
    LoadBalancerArn: ({ physicalId }) => physicalId,
    LoadBalancerFullName: ({ physicalId }) => physicalId.split(':loadbalancer/')[1],
    LoadBalancerName: ({ physicalId }) => physicalId.split('/')[2],
    SecurityGroups: ({ properties }: AttributeContext) =>
      itemsOf(at(properties, 'SecurityGroups')).flatMap((item) => asString(item) ?? []),
  },
  compile,
};

const WORDS: Readonly<Record<BalancerType, string>> = { network: 'net', gateway: 'gwy', application: 'app' };

const typeOf = (properties: Located | undefined): BalancerType => {
  const written = propertyText(properties, 'Type');
  return written === 'network' || written === 'gateway' ? written : 'application';
};

function arnOf(properties: Located | undefined, { seed, region, account }: IdPlace): string {
  const name = propertyText(properties, 'Name') || seed.replace('/', '-').slice(0, 32);
  const hash = derivedId('', seed).slice(1);
  return `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/${WORDS[typeOf(properties)]}/${name}/${hash}`;
}

/** The name in public DNS, in lower case: an internal balancer's leads to private addresses. */
function dnsNameOf(arn: string, region: string): string {
  const [, , name = '', hash = ''] = arn.split('/');
  const domain = arn.includes(':loadbalancer/app/') ? `${region}.elb` : `elb.${region}`;
  return `${name}-${hash}.${domain}.amazonaws.com`.toLowerCase();
}

function compile(resource: Declared, draft: Draft): void {
  const type = typeOf(resource.properties);
  const subnets = subnetsOf(resource, draft, type);
  const groups = groupsOf(resource, draft, type, subnets?.[0]?.subnet.vpc);
  const [first] = subnets ?? [];
  if (subnets === undefined || first === undefined || groups === undefined) return;
  const facesInternet = type !== 'gateway' && text(resource, 'Scheme') !== 'internal';
  if (facesInternet && !hasGateway(draft.internetGateways, first.subnet.vpc)) {
    const message = `VPC ${first.subnet.vpc} has no internet gateway`;
    reject(draft, resource, 'InvalidSubnet', message, spanOf(resource, has(resource, 'Scheme') ? 'Scheme' : 'Subnets'));
    return;
  }
  const dualStack = (text(resource, 'IpAddressType') ?? 'ipv4').startsWith('dualstack');
  if (dualStack && subnets.some(({ subnet }) => !subnet.cidrs.some((block) => familyOfCidr(block) === 6))) {
    const message = 'You must specify subnets with an associated IPv6 CIDR block.';
    reject(draft, resource, 'ValidationError', message, spanOf(resource, 'IpAddressType'));
    return;
  }
  remarkOnSwitches(resource, draft, type, groups);
  const networkInterfaces = subnets.map((each) => addNode(resource, draft, each, { groups, dualStack, facesInternet }));
  const crossZone = attribute(resource, 'LoadBalancerAttributes', CROSS_ZONE);
  draft.loadBalancers.set(resource.physicalId, {
    origin: resource.origin,
    type,
    vpc: first.subnet.vpc,
    account: draft.account,
    region: draft.region,
    dnsName: draft.described?.names.get(resource.physicalId) ?? dnsNameOf(resource.physicalId, draft.region),
    networkInterfaces,
    judgesPrivateLink: text(resource, ENFORCE) !== 'off',
    crossZone: type === 'application' || crossZone === 'true',
    dualStack,
    ipv6SourceNat: text(resource, 'EnablePrefixForIpv6SourceNat') === 'on',
    listeners: [],
  });
}

const ENFORCE = 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic';
const CROSS_ZONE = 'load_balancing.cross_zone.enabled';

/** What AWS's pages leave open: the switch where no group could judge (facts:D13), and a switch that is neither on nor off. */
function remarkOnSwitches(resource: Declared, draft: Draft, type: BalancerType, groups: readonly string[]): void {
  if (has(resource, ENFORCE) && (type !== 'network' || groups.length === 0)) {
    const message = 'It is for the groups of a network load balancer; this one has none that it could be about.';
    advise(draft, resource, 'PROPERTY_WITHOUT_EFFECT', message, spanOf(resource, ENFORCE));
  }
  const crossZone = attribute(resource, 'LoadBalancerAttributes', CROSS_ZONE);
  if (crossZone !== undefined && crossZone !== 'true' && crossZone !== 'false') {
    const message = `${CROSS_ZONE} is true or false; '${crossZone}' is taken for false here.`;
    advise(draft, resource, 'ATTRIBUTE_VALUE', message, spanOf(resource, 'LoadBalancerAttributes'));
  }
}

/** Adds the balancer's interface in one of its zones and returns its id. */
function addNode(
  resource: Declared,
  draft: Draft,
  { subnet, wanted }: Enabled,
  {
    groups,
    dualStack,
    facesInternet,
  }: { readonly groups: readonly Id[]; readonly dualStack: boolean; readonly facesInternet: boolean },
): Id {
  const made = interfaceMade(draft, resource.physicalId, subnet.origin.id, `${resource.physicalId}/${subnet.origin.id}`);
  const { id } = made;
  const addresses = freeAddresses(draft, subnet, { ipv4: made.ipv4 ?? wanted, ipv6: made.ipv6, assignIpv6: dualStack });
  draft.networkInterfaces.set(id, {
    origin: { ...resource.origin, id },
    kind: 'load-balancer',
    owner: resource.physicalId,
    subnet: subnet.origin.id,
    addresses: addresses.filter((address) => dualStack || familyOf(address) === 4),
    ...(facesInternet
      ? { publicAddress: made.publicAddress ?? claimAddress(draft.publicAddresses, draft.world, id, firstChoice(id)) }
      : {}),
    securityGroups: groups,
    ephemeralPorts: { from: 1024, to: 65_535 },
  });
  return id;
}

/** A public address of the range that documentation may use, the same each time for the same interface. */
const firstChoice = (eni: string): number => 0xcb007100 + 1 + (Number.parseInt(eni.slice(-4), 16) % 250);

type Subnet = NonNullable<ReturnType<Draft['subnets']['get']>>;
interface Enabled {
  readonly subnet: Subnet;
  readonly wanted: string | undefined;
}

/** One subnet for each zone; undefined where AWS would refuse what is written. */
function subnetsOf(resource: Declared, draft: Draft, type: BalancerType): readonly Enabled[] | undefined {
  const mapped = items(resource, 'SubnetMappings').map((node) => ({
    node: at(node, 'SubnetId') ?? node,
    wanted: at(node, 'PrivateIPv4Address'),
  }));
  const written = [...items(resource, 'Subnets').map((node) => ({ node, wanted: undefined })), ...mapped];
  const refuse = (code: string, message: string, span = spanOf(resource, mapped.length > 0 ? 'SubnetMappings' : 'Subnets')) =>
    void reject(draft, resource, code, message, span);
  if (written.length === 0) return refuse('ValidationError', 'At least one subnet must be specified');
  if (mapped.length > 0 && mapped.length < written.length)
    return refuse('ValidationError', 'You must specify either subnets or subnet mappings, not both');
  const found: Enabled[] = [];
  for (const { node, wanted } of written) {
    const id = asString(node);
    if (id === undefined) continue;
    const subnet = draft.subnets.get(id);
    if (subnet === undefined) return refuse('SubnetNotFound', `The subnet ID '${id}' is not valid`, node.span);
    if (found.some((each) => each.subnet.vpc !== subnet.vpc))
      return refuse('InvalidConfigurationRequest', 'All subnets must belong to the same VPC', node.span);
    if (found.some((each) => each.subnet.zoneId === subnet.zoneId)) {
      const message = 'A load balancer cannot be attached to multiple subnets in the same Availability Zone';
      return refuse('InvalidConfigurationRequest', message, node.span);
    }
    if (wanted !== undefined && refusesAddress(resource, draft, subnet, wanted, 'InvalidConfigurationRequest')) return undefined;
    found.push({ subnet, wanted: asString(wanted) });
  }
  if (type === 'application' && found.length < 2)
    return refuse('ValidationError', 'At least two subnets in two different Availability Zones must be specified');
  return found;
}

/** A network load balancer that is created without groups never gets any (facts:D13); an application one wears the VPC's default. */
function groupsOf(resource: Declared, draft: Draft, type: BalancerType, vpc: string | undefined): readonly string[] | undefined {
  const named = texts(resource, 'SecurityGroups');
  const span = spanOf(resource, 'SecurityGroups');
  if (type === 'gateway' && has(resource, 'SecurityGroups')) {
    const message = "Security groups are not supported for load balancers with type 'gateway'";
    return void reject(draft, resource, 'ValidationError', message, span);
  }
  const unknown = vpc === undefined ? undefined : named.find((id) => !isWearable(draft, id, vpc));
  if (unknown !== undefined)
    return void reject(draft, resource, 'InvalidSecurityGroup', `The security group '${unknown}' does not exist`, span);
  const fallback = draft.vpcs.get(vpc ?? '')?.defaultSecurityGroup;
  return named.length > 0 || type !== 'application' || fallback === undefined ? named : [fallback];
}

/** What is said of a number that is no port. */
export const notPort = (name: string, port: number): string =>
  `1 validation error detected: Value '${port}' at '${name}' failed to satisfy constraint: Member must have a value between 1 and 65535`;

/** The value of one of the `Key`/`Value` attributes of a load balancer or a target group. */
export const attribute = (resource: Declared, property: string, key: string): string | undefined =>
  asString(
    at(
      items(resource, property).find((item) => asString(at(item, 'Key')) === key),
      'Value',
    ),
  );
