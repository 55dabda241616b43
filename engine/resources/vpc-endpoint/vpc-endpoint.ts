import { parseServiceName, type ServiceEntry, serviceNamed } from '../../catalogue/services.ts';
import { warningAt } from '../../diagnostic.ts';
import { endpointPlace } from '../../iam/review/place.ts';
import type { AttachedPolicy, VpcEndpoint } from '../../network/model.ts';
import { derivedId } from '../ids.ts';
import { type AttributeContext, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { attachedPolicy } from '../policy.ts';
import { flag, has, propertyText, referenced, spanOf, text } from '../read.ts';
import { type AskedService, inboundOnly } from './asked.ts';
import { connectRouteTables, gatewayRefusals } from './gateway.ts';
import { interfacePlacement, interfaceRefusals } from './interface.ts';

/** Gateway and interface endpoints (facts:A.1, A.2, B, C). Without a type AWS takes `Gateway` (facts:A2). */
export const vpcEndpoint: ResourceKind = {
  type: 'AWS::EC2::VPCEndpoint',
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
    SubnetIds: 'list',
    Tags: 'list',
    VpcEndpointType: 'text',
    VpcId: 'text!',
  },
  attributes: {
    Id: ({ physicalId }) => physicalId,
    CreationTimestamp: () => undefined,
    DnsEntries: regionalEntry,
    NetworkInterfaceIds: () => undefined,
  },
  compile,
};

const dnsLabel = (id: string): string => `${id}-${derivedId('', id).slice(1, 9)}`;

/** The first entry, the Regional name, as `hosted zone id:name` (facts:C20, C23); the zonal ones follow from the subnets and are not given. */
function regionalEntry({ physicalId, properties }: AttributeContext): readonly string[] | undefined {
  const parsed = parseServiceName(propertyText(properties, 'ServiceName'));
  if (parsed === undefined || propertyText(properties, 'VpcEndpointType') !== 'Interface') return undefined;
  const wildcard = parsed.service === 's3' ? '*.' : '';
  return [`Z7HUB22UULQXV:${wildcard}${dnsLabel(physicalId)}.${parsed.service}.${parsed.region}.vpce.amazonaws.com`];
}

function compile(resource: Declared, draft: Draft): void {
  const home = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcId.NotFound', 'vpc ID');
  const service = serviceOf(resource, draft);
  if (home === undefined || service === undefined) return;
  const type = text(resource, 'VpcEndpointType') ?? 'Gateway';
  if (type !== 'Gateway' && type !== 'Interface') {
    otherType(resource, draft, type);
    return;
  }
  if (!service.entry.endpointTypes.includes(type)) {
    const available = service.entry.endpointTypes.join(', ');
    reject(
      draft,
      resource,
      'InvalidParameter',
      `Endpoint type (${type}) does not match available service types ([${available}]).`,
      spanOf(resource, has(resource, 'VpcEndpointType') ? 'VpcEndpointType' : 'ServiceName'),
    );
    return;
  }
  const policy = policyOf(resource, draft, service, type);
  const before = draft.rejections.length;
  if (type === 'Gateway') gatewayRefusals(resource, draft);
  else interfaceRefusals(resource, draft, home, service);
  if (draft.rejections.length > before || policy === undefined) return;
  const placement =
    type === 'Interface' ? interfacePlacement(resource, draft, home) : { networkInterfaces: [], securityGroups: [] };
  const routeTables = type === 'Gateway' ? connectRouteTables(resource, draft, home.origin.id, service.name) : [];
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
    ...dnsOf(resource, service.entry),
    dnsLabel: dnsLabel(resource.physicalId),
  } satisfies VpcEndpoint);
}

function serviceOf(resource: Declared, draft: Draft): AskedService | undefined {
  const name = text(resource, 'ServiceName');
  if (name === undefined) {
    if (!has(resource, 'ServiceName'))
      reject(draft, resource, 'MissingParameter', 'The request must contain the parameter ServiceName');
    return undefined;
  }
  const parsed = parseServiceName(name);
  if (parsed === undefined && name.startsWith('com.amazonaws.vpce.')) {
    draft.diagnostics.push(
      warningAt(
        'NOT_SIMULATED',
        `Endpoints to other accounts' services are not simulated yet: ${name}.`,
        spanOf(resource, 'ServiceName'),
      ),
    );
    return undefined;
  }
  if (parsed === undefined || parsed.region !== (text(resource, 'ServiceRegion') ?? draft.region)) {
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
    entry: {
      service,
      endpointTypes: ['Interface'],
      names: [service],
      privateNames: [service],
      endpointPolicy: true,
      actionPrefix: service,
    },
  };
}

function otherType(resource: Declared, draft: Draft, type: string): void {
  if (['GatewayLoadBalancer', 'Resource', 'ServiceNetwork', 'Tunnel'].includes(type)) {
    draft.diagnostics.push(
      warningAt(
        'NOT_SIMULATED',
        `Endpoints of type ${type} are drawn and not simulated yet.`,
        spanOf(resource, 'VpcEndpointType'),
      ),
    );
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
function policyOf(
  resource: Declared,
  draft: Draft,
  service: AskedService,
  type: 'Gateway' | 'Interface',
): AttachedPolicy | null | undefined {
  const policy = attachedPolicy(resource, draft, 'PolicyDocument', endpointPlace(type, service.entry.actionPrefix));
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
