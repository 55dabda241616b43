import { warningAt } from '../../diagnostic.ts';
import { IP_ADDRESS_TYPES, type VpcEndpoint } from '../../network/model.ts';
import type { ResourceConfiguration } from '../../network/model-provider.ts';
import { asString } from '../../template/tree.ts';
import { type Declared, type Draft, reject } from '../kind.ts';
import { flag, items, spanOf, text } from '../read.ts';
import { interfacePlacement, refuseGroups, refuseSubnets } from './interface.ts';

type Home = NonNullable<ReturnType<Draft['vpcs']['get']>>;

/** Adds an endpoint to one shared resource, or to everything of a service network (facts:A6, A7, D23). */
export function addLatticeEndpoint(
  resource: Declared,
  draft: Draft,
  home: Home,
  type: 'Resource' | 'ServiceNetwork',
  label: string,
): void {
  const property = type === 'Resource' ? 'ResourceConfigurationArn' : 'ServiceNetworkArn';
  const arn = text(resource, property);
  if (arn === undefined) {
    reject(draft, resource, 'MissingParameter', `The request must contain the parameter ${property}`);
    return;
  }
  const found = type === 'Resource' ? configurationWith(draft, arn) : draft.serviceNetworks.get(arn);
  if (found === undefined || !mayUse(draft, found)) {
    reject(
      draft,
      resource,
      'InvalidParameter',
      `The resource '${arn}' does not exist or is not shared with ${draft.account}.`,
      spanOf(resource, property),
    );
    return;
  }
  const before = draft.rejections.length;
  refuseSubnets(resource, draft, home);
  refuseGroups(resource, draft, home);
  if ('kind' in found) refuseConfiguration(resource, draft, found);
  refuseOthers(resource, draft, type);
  if (draft.rejections.length > before) return;
  draft.vpcEndpoints.set(resource.physicalId, {
    origin: resource.origin,
    type,
    serviceName: arn,
    service: arn.split('/').at(-1) ?? arn,
    region: draft.region,
    vpc: home.origin.id,
    account: draft.account,
    routeTables: [],
    ...interfacePlacement(resource, draft, home, { ipAddressType: 'ipv4', dnsRecordIpType: 'ipv4' }),
    policy: null,
    privateDns: false,
    privateDnsOnlyForInboundResolver: false,
    dnsLabel: label,
    leadsTo: 'kind' in found ? found.origin.id : found.arn,
  } satisfies VpcEndpoint);
}

/** What such an endpoint has not (facts:A.2), and what of it is drawn and not simulated. */
function refuseOthers(resource: Declared, draft: Draft, type: string): void {
  const family = text(resource, 'IpAddressType') ?? 'ipv4';
  const refuse = (property: string, message: string) =>
    reject(draft, resource, 'InvalidParameter', message, spanOf(resource, property));
  if (items(resource, 'RouteTableIds').length > 0)
    refuse('RouteTableIds', 'Route table IDs are only supported for Gateway type VPC Endpoint.');
  if (!IP_ADDRESS_TYPES.some((each) => each === family))
    refuse('IpAddressType', `Value (${family}) for parameter IpAddressType is invalid.`);
  else if (family !== 'ipv4' || flag(resource, 'PrivateDnsEnabled') === true) {
    const message = `Private DNS and IPv6 of endpoints of type ${type} are drawn and not simulated.`;
    draft.diagnostics.push(warningAt('NOT_SIMULATED', message, spanOf(resource, 'VpcEndpointType')));
  }
}

const configurationWith = (draft: Draft, arn: string): ResourceConfiguration | undefined =>
  [...draft.resourceConfigurations.values()].find((each) => each.arn === arn);

/** Its owner, and whom AWS RAM shares it with. */
const mayUse = (draft: Draft, { account, arn }: { readonly account: string; readonly arn: string }): boolean =>
  account === draft.account || (draft.shares.get(arn) ?? []).some((each) => each === draft.account || holds(draft, each));

/** A share with an organization reaches its accounts. */
const holds = (draft: Draft, principal: string): boolean => {
  const organization = /organization\/(o-[a-z0-9]+)$/.exec(principal)?.[1];
  const members = organization === undefined ? undefined : draft.world.organizations[organization];
  return Array.isArray(members) && members.includes(draft.account);
};

/** A child is reached through its group; an endpoint's zones must be zones of the resource gateway (facts:A7, D23). */
function refuseConfiguration(resource: Declared, draft: Draft, configuration: ResourceConfiguration): void {
  if (configuration.kind === 'CHILD') {
    const message = 'A child resource configuration is reached through its group: name the group.';
    reject(draft, resource, 'InvalidParameter', message, spanOf(resource, 'ResourceConfigurationArn'));
    return;
  }
  const gateway = draft.resourceGateways.get(configuration.gateway ?? '');
  const zones = (gateway?.networkInterfaces ?? []).map(
    (id) => draft.subnets.get(draft.networkInterfaces.get(id)?.subnet ?? '')?.zoneId,
  );
  for (const node of items(resource, 'SubnetIds')) {
    const id = asString(node) ?? '';
    const subnet = draft.subnets.get(id);
    if (subnet === undefined || zones.includes(subnet.zoneId)) continue;
    const message = `The resource configuration does not support the availability zone of the subnet: ${id}.`;
    reject(draft, resource, 'InvalidParameter', message, node.span);
  }
}
