import { parseServiceName, plain, type ServiceEntry, serviceNamed } from '../../catalogue/services.ts';
import { warningAt } from '../../diagnostic.ts';
import { endpointPlace } from '../../iam/review/place.ts';
import type { AttachedPolicy, VpcEndpoint } from '../../network/model.ts';
import { ownSuffix } from '../../network/public-names.ts';
import { privateNames } from '../../network/zones.ts';
import { derivedId } from '../ids.ts';
import { type AttributeContext, advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { isSecond } from '../order.ts';
import { attachedPolicy } from '../policy.ts';
import { flag, has, propertyText, referenced, spanOf, text } from '../read.ts';
import { type AskedService, inboundOnly } from './asked.ts';
import { type Families, familiesOf } from './families.ts';
import { connectRouteTables, gatewayAdvisories, gatewayRefusals } from './gateway.ts';
import { appliancePlacement, applianceRefusals } from './gateway-load-balancer.ts';
import { conflicting, interfacePlacement, interfaceRefusals } from './interface.ts';
import { addLatticeEndpoint } from './lattice.ts';
import { offeredService, refuseReach, refuseUnverified } from './offered.ts';
import { refusesQuota } from './quotas.ts';

/** Endpoints of every type but Tunnel (facts:A.1, A.2, B, C, D). Without a type AWS takes `Gateway` (facts:A2). */
export const vpcEndpoint: ResourceKind = {
  type: 'AWS::EC2::VPCEndpoint',
  charge: 'priced',
  role: 'endpoint',
  idPrefix: 'vpce-',
  properties: {
    DnsOptions: 'map',
    IpAddressType: 'text',
    PolicyDocument: 'json',
    PrivateDnsEnabled: 'boolean',
    ResourceConfigurationArn: 'text',
    RouteTableIds: 'list',
    SecurityGroupIds: 'list',
    ServiceName: 'text',
    ServiceNetworkArn: 'text',
    ServiceRegion: 'text',
    SubnetConfigurations: 'list',
    SubnetIds: 'list',
    Tags: 'list',
    VpcEndpointType: 'text',
    VpcId: 'text!',
  },
  chosen: { within: 'SubnetConfigurations', named: ['Ipv4', 'Ipv6'] },
  attributes: {
    Id: ({ physicalId }) => physicalId,
    CreationTimestamp: () => undefined,
    DnsEntries: regionalEntry,
    NetworkInterfaceIds: () => undefined,
  },
  compile,
};

/** Asked of the same resources once every record is there. */
export const vpcEndpointPrivateNames = {
  type: vpcEndpoint.type,
  compile: (resource: Declared, draft: Draft): void => {
    refuseUnverified(resource, draft);
    refuseTakenName(resource, draft);
  },
};

/** A private zone of that name that the endpoint waits for has taken it (facts:A53); else the zone is what is refused (facts:A54). */
function refuseTakenName(resource: Declared, draft: Draft): void {
  const endpoint = draft.vpcEndpoints.get(resource.physicalId);
  if (endpoint?.privateDns !== true) return;
  const names = privateNames(endpoint).map((each) => each.replace(/^\*\./, ''));
  for (const { origin, name, vpcs } of draft.privateZones.values()) {
    if (!names.includes(name) || !vpcs.includes(endpoint.vpc) || origin.logicalId === undefined) continue;
    if (isSecond(draft, resource.logicalId, origin.logicalId))
      reject(draft, resource, 'InvalidParameter', conflicting(name, endpoint.vpc), spanOf(resource, 'PrivateDnsEnabled'));
  }
}

const dnsLabel = (id: string): string => `${id}-${derivedId('', id).slice(1, 9)}`;
const labelOf = ({ physicalId }: Declared, draft: Draft): string =>
  draft.described?.names.get(physicalId) ?? dnsLabel(physicalId);

/** The first entry, the Regional name, as `hosted zone id:name` (facts:C20, C23); the zonal ones follow from the subnets and are not given. */
function regionalEntry({ physicalId, properties }: AttributeContext): readonly string[] | undefined {
  const name = propertyText(properties, 'ServiceName') ?? '';
  const called = customersService(name) ?? parseServiceName(name);
  if (called === undefined || propertyText(properties, 'VpcEndpointType') !== 'Interface') return undefined;
  const wildcard = called.service === 's3' ? '*.' : '';
  return [`Z7HUB22UULQXV:${wildcard}${dnsLabel(physicalId)}.${ownSuffix(called)}`];
}

/** The Region and the label of a service that is a customer's, by its name (facts:D2). */
function customersService(name: string): { readonly region: string; readonly service: string } | undefined {
  const [, region, service] = /^com\.amazonaws\.vpce\.([a-z\d-]+)\.(vpce-svc-[^.]+)$/.exec(name) ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}

type Home = NonNullable<ReturnType<Draft['vpcs']['get']>>;
type ServiceType = 'Gateway' | 'Interface' | 'GatewayLoadBalancer';

function compile(resource: Declared, draft: Draft): void {
  const home = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcId.NotFound', 'vpc ID');
  const type = text(resource, 'VpcEndpointType') ?? 'Gateway';
  if (home === undefined || refusesForeignVpc(resource, draft, home)) return;
  if (type === 'Resource' || type === 'ServiceNetwork') {
    if (!refusesQuota(resource, draft, home.origin.id, type))
      addLatticeEndpoint(resource, draft, home, type, labelOf(resource, draft));
    return;
  }
  if (type !== 'Gateway' && type !== 'Interface' && type !== 'GatewayLoadBalancer') {
    otherType(resource, draft, type);
    return;
  }
  if (!refusesQuota(resource, draft, home.origin.id, type)) addServiceEndpoint(resource, draft, home, type);
}

/** Adds an endpoint to a service, AWS's own or another account's. */
function addServiceEndpoint(resource: Declared, draft: Draft, home: Home, type: ServiceType): void {
  for (const name of ['ResourceConfigurationArn', 'ServiceNetworkArn'])
    if (has(resource, name)) {
      const message = `${name} is for endpoints of another type than ${type}; AWS's pages do not say whether it is refused or passed over here.`;
      advise(draft, resource, 'PROPERTY_OF_OTHER_TYPE', message, spanOf(resource, name));
    }
  const service = serviceOf(resource, draft);
  if (service === undefined || refusesType(resource, draft, service, type)) return;
  const policy = policyOf(resource, draft, service, type);
  const before = draft.rejections.length;
  const families = familiesOf(resource, draft, type === 'Gateway' ? 'Gateway' : 'Interface', service);
  if (type === 'Gateway') gatewayRefusals(resource, draft);
  else if (type === 'Interface') interfaceRefusals(resource, draft, home, service);
  else applianceRefusals(resource, draft, home);
  if (type === 'GatewayLoadBalancer') refuseReach(resource, draft, service);
  if (draft.rejections.length > before || policy === undefined || families === undefined) return;
  if (type === 'Gateway') gatewayAdvisories(resource, draft, home);
  const placement = placementOf(resource, draft, home, type, families);
  const routeTables = type === 'Gateway' ? connectRouteTables(resource, draft, home.origin.id, service, families) : [];
  draft.vpcEndpoints.set(resource.physicalId, {
    origin: resource.origin,
    type,
    serviceName: service.name,
    service: service.entry.service,
    region: service.region,
    vpc: home.origin.id,
    account: draft.account,
    routeTables,
    ...placement,
    policy,
    ...families,
    ...dnsOf(resource, service.entry),
    dnsLabel: labelOf(resource, draft),
    ...(service.offered === undefined ? {} : { leadsTo: service.name, privateNames: service.entry.privateNames }),
    ...(service.offered === undefined && service.region !== draft.region ? { zonalNames: false } : {}),
  } satisfies VpcEndpoint);
}

/** Endpoints are made by the VPC's owner, in its Region (facts:A18). */
function refusesForeignVpc(resource: Declared, draft: Draft, home: Home): boolean {
  if (home.account === draft.account && home.region === draft.region) return false;
  reject(draft, resource, 'InvalidVpcId.NotFound', `The vpc ID '${home.origin.id}' does not exist`, spanOf(resource, 'VpcId'));
  return true;
}

/** A service has endpoints of one type or two; AWS names those that it has. */
function refusesType(resource: Declared, draft: Draft, { offered, entry }: AskedService, type: ServiceType): boolean {
  const types: readonly string[] = offered === undefined ? entry.endpointTypes : [offered.type];
  if (types.includes(type)) return false;
  const message = `Endpoint type (${type}) does not match available service types ([${types.join(', ')}]).`;
  const property = has(resource, 'VpcEndpointType') ? 'VpcEndpointType' : 'ServiceName';
  reject(draft, resource, 'InvalidParameter', message, spanOf(resource, property));
  return true;
}

function placementOf(
  resource: Declared,
  draft: Draft,
  home: Home,
  type: ServiceType,
  families: Families,
): ReturnType<typeof interfacePlacement> {
  if (type === 'Interface') return interfacePlacement(resource, draft, home, families);
  return type === 'Gateway' ? { networkInterfaces: [], securityGroups: [] } : appliancePlacement(resource, draft);
}

function serviceOf(resource: Declared, draft: Draft): AskedService | undefined {
  const name = text(resource, 'ServiceName');
  if (name === undefined) {
    if (!has(resource, 'ServiceName'))
      reject(draft, resource, 'MissingParameter', 'The request must contain the parameter ServiceName');
    return undefined;
  }
  const parsed = parseServiceName(name);
  const isOffered = draft.endpointServices.has(name) && serviceNamed(parsed?.service ?? '') === undefined;
  if (name.startsWith('com.amazonaws.vpce.') || isOffered) return offeredService(resource, draft, name);
  if (
    parsed === undefined ||
    parsed.region !== (text(resource, 'ServiceRegion') ?? draft.region) ||
    !reaches(resource, draft, parsed)
  ) {
    reject(
      draft,
      resource,
      'InvalidServiceName',
      `The Vpc Endpoint Service '${name}' does not exist`,
      spanOf(resource, 'ServiceName'),
    );
    return undefined;
  }
  const entry = serviceNamed(parsed.service);
  if (entry !== undefined) return { name, region: parsed.region, entry };
  draft.diagnostics.push(
    warningAt(
      'UNKNOWN_SERVICE',
      `The catalogue does not hold ${name}; it is taken for an interface service that exists.`,
      spanOf(resource, 'ServiceName'),
    ),
  );
  const { service } = parsed;
  return {
    name,
    region: parsed.region,
    entry: plain(service),
  };
}

/** The AWS services that can be reached from another Region (facts:C54). */
const CROSS_REGION = [
  's3',
  'ecr.api',
  'ecr.dkr',
  'kms',
  'kms-fips',
  'ecs',
  'lambda',
  'kinesis-firehose',
  'firehose',
  'kinesisanalytics',
  'iam',
  'route53',
];

/** A service of the endpoint's own Region, or one that interface endpoints alone reach in another (facts:B9, C54). */
const reaches = (resource: Declared, draft: Draft, called: { readonly region: string; readonly service: string }): boolean =>
  called.region === draft.region || (CROSS_REGION.includes(called.service) && text(resource, 'VpcEndpointType') === 'Interface');

function otherType(resource: Declared, draft: Draft, type: string): void {
  if (type === 'Tunnel') {
    const message = 'Endpoints of type Tunnel are drawn and not simulated.';
    draft.diagnostics.push(warningAt('NOT_SIMULATED', message, spanOf(resource, 'VpcEndpointType')));
    return;
  }
  reject(
    draft,
    resource,
    'InvalidVpcEndpointType',
    `The endpoint type '${type}' does not exist; it is Gateway, Interface, GatewayLoadBalancer, Resource, ServiceNetwork or Tunnel.`,
    spanOf(resource, 'VpcEndpointType'),
  );
}

/** null is the default policy; undefined a document that AWS would refuse. */
function policyOf(resource: Declared, draft: Draft, service: AskedService, type: ServiceType): AttachedPolicy | null | undefined {
  const policy = attachedPolicy(
    resource,
    draft,
    'PolicyDocument',
    endpointPlace(type === 'Gateway' ? 'Gateway' : 'Interface', service.entry.actionPrefix),
  );
  if (policy !== null && policy !== undefined && !service.entry.endpointPolicy) {
    reject(
      draft,
      resource,
      'InvalidParameter',
      `Service ${service.name} only supports the full-access endpoint policy.`,
      spanOf(resource, 'PolicyDocument'),
    );
    return undefined;
  }
  return policy;
}

/** Private DNS is off when CloudFormation is not told (facts:C26); S3's answers only inbound Resolver queries unless told (facts:C63). */
function dnsOf(resource: Declared, entry: ServiceEntry): Pick<VpcEndpoint, 'privateDns' | 'privateDnsOnlyForInboundResolver'> {
  const privateDns = flag(resource, 'PrivateDnsEnabled') ?? false;
  return { privateDns, privateDnsOnlyForInboundResolver: privateDns && entry.service === 's3' && inboundOnly(resource) };
}
