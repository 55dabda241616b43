import { enabledZones } from '../../network/load-balancing.ts';
import type { EndpointService, LoadBalancer } from '../../network/model-provider.ts';
import { asString } from '../../template/tree.ts';
import { derivedId } from '../ids.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { flag, items, spanOf, text, texts } from '../read.ts';

/** A service that others make endpoints to (facts:D1–D5, D8, D14). Requests wait for acceptance unless it is switched off. */
export const vpcEndpointService: ResourceKind = {
  type: 'AWS::EC2::VPCEndpointService',
  charge: 'priced',
  role: 'endpoint',
  idPrefix: 'vpce-svc-',
  properties: {
    AcceptanceRequired: 'boolean',
    ContributorInsightsEnabled: 'boolean',
    GatewayLoadBalancerArns: 'list',
    NetworkLoadBalancerArns: 'list',
    PayerResponsibility: 'text',
    PrivateDnsName: 'text',
    PrivateDnsNameConfiguration: 'map',
    SupportedIpAddressTypes: 'list',
    SupportedRegions: 'list',
    Tags: 'list',
  },
  words: { PayerResponsibility: ['ServiceOwner'] },
  attributes: {
    ServiceId: ({ physicalId }) => physicalId,
    'PrivateDnsNameConfiguration.Name': ({ physicalId }) => proofOf(physicalId).name,
    'PrivateDnsNameConfiguration.State': () => undefined,
    'PrivateDnsNameConfiguration.Type': () => 'TXT',
    'PrivateDnsNameConfiguration.Value': ({ physicalId }) => proofOf(physicalId).value,
  },
  compile,
};

/** The TXT record by which AWS lets a provider prove a domain: the label in front of it, and the value with its own case (facts:D8). */
const proofOf = (id: string) => ({
  name: `_${derivedId('', `${id}/name`).slice(1)}`,
  value: `vpce:${mixedCase(derivedId('', id).slice(1))}`,
});

const mixedCase = (text: string): string =>
  [...text].map((each, index) => (index % 2 === 0 ? each.toUpperCase() : each)).join('');

/** `com.amazonaws.vpce.<region>.vpce-svc-<id>` (facts:D2). */
export const serviceNameOf = (id: string, region: string): string => `com.amazonaws.vpce.${region}.${id}`;

function compile(resource: Declared, draft: Draft): void {
  const balancers = balancersOf(resource, draft);
  if (balancers === undefined) return;
  const type = balancers[0]?.type === 'gateway' ? 'GatewayLoadBalancer' : 'Interface';
  const named = texts(resource, 'SupportedIpAddressTypes');
  const ipAddressTypes = named.length > 0 ? named : ['ipv4'];
  if (refusesFamilies(resource, draft, balancers, ipAddressTypes) || refusesPrivateName(resource, draft, type)) return;
  if (refusesRegions(resource, draft)) return;
  const name = serviceNameOf(resource.physicalId, draft.region);
  const privateName = text(resource, 'PrivateDnsName');
  const service: EndpointService = {
    origin: resource.origin,
    name,
    label: resource.physicalId,
    type,
    account: draft.account,
    region: draft.region,
    loadBalancers: balancers.map((each) => each.origin.id),
    acceptanceRequired: flag(resource, 'AcceptanceRequired') ?? true,
    allowedPrincipals: [],
    supportedRegions: [draft.region, ...texts(resource, 'SupportedRegions')],
    ipAddressTypes,
    zoneIds: [...new Set(balancers.flatMap((each) => enabledZones(draft, each)))],
    ...(privateName === undefined ? {} : { privateName: { name: privateName, verified: false } }),
  };
  draft.endpointServices.set(name, service);
}

/** The service's load balancers, all of one type and none of another service's (facts:D3); undefined where AWS would refuse them. */
function balancersOf(resource: Declared, draft: Draft): readonly LoadBalancer[] | undefined {
  const [network, gateway] = [items(resource, 'NetworkLoadBalancerArns'), items(resource, 'GatewayLoadBalancerArns')];
  if ((network.length === 0) === (gateway.length === 0)) {
    const message = 'exactly one of network_load_balancer_arn or gateway_load_balancer_arn is a required member';
    return void reject(draft, resource, 'InvalidParameter', message);
  }
  const wanted = network.length > 0 ? 'network' : 'gateway';
  const word = wanted === 'network' ? 'NetworkLoadBalancer' : 'GatewayLoadBalancer';
  const found: LoadBalancer[] = [];
  for (const node of network.length > 0 ? network : gateway) {
    const arn = asString(node);
    if (arn === undefined) continue;
    const balancer = draft.loadBalancers.get(arn);
    const refuse = (code: string, message: string) => void reject(draft, resource, code, message, node.span);
    if (balancer !== undefined && balancer.type !== wanted)
      return refuse(`Invalid${word}Arn.Malformed`, `The ARN '${arn}' is not of a ${wanted} load balancer`);
    if (balancer === undefined && !arn.startsWith('arn:'))
      return refuse(`Invalid${word}Arn.Malformed`, `The ARN '${arn}' is malformed`);
    if (balancer === undefined || balancer.account !== draft.account || balancer.region !== draft.region)
      return refuse(`Invalid${word}Arn.NotFound`, `The load balancer '${arn}' does not exist`);
    const other = [...draft.endpointServices.values()].find((each) => each.loadBalancers.includes(arn));
    if (other !== undefined)
      return refuse(
        'InvalidParameter',
        `The load balancer '${arn}' is already associated with the endpoint service ${other.label}`,
      );
    found.push(balancer);
  }
  return found;
}

/** IPv6 consumers need a dual-stack load balancer (facts:D14). */
function refusesFamilies(
  resource: Declared,
  draft: Draft,
  balancers: readonly LoadBalancer[],
  types: readonly string[],
): boolean {
  const strange = types.find((each) => each !== 'ipv4' && each !== 'ipv6');
  const single = types.includes('ipv6') ? balancers.find((each) => !each.dualStack) : undefined;
  if (strange === undefined && single === undefined) return false;
  const message =
    strange === undefined
      ? `The load balancer '${single?.origin.id ?? ''}' does not support the IP address type ipv6: it must be dualstack.`
      : `The IP address type '${strange}' is not valid: it is ipv4 or ipv6.`;
  reject(draft, resource, 'InvalidParameter', message, spanOf(resource, 'SupportedIpAddressTypes'));
  return true;
}

/** A Region that has not the form of one; which of the others an account may use is its own affair (facts:C53). */
function refusesRegions(resource: Declared, draft: Draft): boolean {
  const strange = items(resource, 'SupportedRegions').find(
    (node) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(asString(node) ?? draft.region),
  );
  if (strange === undefined) return false;
  reject(draft, resource, 'InvalidParameter', `The Region '${asString(strange) ?? ''}' is not valid.`, strange.span);
  return true;
}

function refusesPrivateName(resource: Declared, draft: Draft, type: EndpointService['type']): boolean {
  const name = text(resource, 'PrivateDnsName');
  if (name === undefined) return false;
  const fault =
    type === 'GatewayLoadBalancer'
      ? 'Private DNS names are not supported for services of Gateway Load Balancers.'
      : /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/.test(name)
        ? undefined
        : `The private DNS name '${name}' is not valid: it is a domain name in lower case, with a wildcard at most in front.`;
  if (fault !== undefined) reject(draft, resource, 'InvalidParameter', fault, spanOf(resource, 'PrivateDnsName'));
  return fault !== undefined;
}

/**
 * Whether the provider has proved its domain, once every record is there: by a public TXT record with the value, case and all, on the
 * label in front of the domain or of one above it, or on that domain itself (facts:D8). A probe's `states` may say otherwise.
 */
export function verifyPrivateName(resource: Declared, draft: Draft): void {
  const name = serviceNameOf(resource.physicalId, draft.region);
  const service = draft.endpointServices.get(name);
  if (service?.privateName === undefined) return;
  const said = draft.states.get(resource.physicalId);
  const proof = proofOf(resource.physicalId);
  const domains = parentsOf(service.privateName.name.replace(/^\*\./, ''));
  const places = new Set(domains.flatMap((domain) => [domain, `${proof.name}.${domain}`]));
  const proved = draft.textRecords.some(
    (record) => places.has(record.name) && record.values.some((value) => value.replace(/^"(.*)"$/, '$1') === proof.value),
  );
  const verified = said === undefined ? proved : said === 'verified';
  draft.endpointServices.set(name, { ...service, privateName: { ...service.privateName, verified } });
  if (!verified) {
    const message = `The private name ${service.privateName.name} is not verified: consumers cannot use it until a public TXT record ${proof.name}.${domains[0] ?? ''} holds ${proof.value}.`;
    advise(draft, resource, 'PRIVATE_NAME_NOT_VERIFIED', message, spanOf(resource, 'PrivateDnsName'));
  }
}

/** The domain and those above it, down to two labels. */
function parentsOf(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
