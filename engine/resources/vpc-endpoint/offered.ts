import type { EndpointService } from '../../network/model-provider.ts';
import { asString } from '../../template/tree.ts';
import { advise, type Declared, type Draft, reject } from '../kind.ts';
import { items, spanOf, text } from '../read.ts';
import { admissionOf } from '../vpc-endpoint-service-permissions/vpc-endpoint-service-permissions.ts';
import type { AskedService } from './asked.ts';

/** Zones from which nobody reaches a service of another Region (facts:C55). */
const NOT_REMOTE = ['use1-az3', 'usw1-az2', 'apne1-az3', 'apne2-az2', 'apne2-az4'];

/** Whether the endpoint was there before this configuration: what AWS asks at creation is not asked again (facts:C53, D6, D8). */
export const isThereAlready = (resource: Declared, draft: Draft): boolean => draft.world.existing.includes(resource.logicalId);

/**
 * Another account's service as this account sees it; undefined, with AWS's refusal, where it does not exist, is not offered in this Region
 * or names nobody of the account among its principals: AWS answers all three alike (facts:D4, C53, A58).
 */
export function offeredService(resource: Declared, draft: Draft, name: string): AskedService | undefined {
  const service = draft.endpointServices.get(name);
  const wanted = text(resource, 'ServiceRegion') ?? draft.region;
  const found = service?.region === wanted ? service : undefined;
  const admission = found?.supportedRegions.includes(draft.region) ? admissionOf(found, draft.account, draft.world) : undefined;
  if (found === undefined || (admission === undefined && !isThereAlready(resource, draft))) {
    const message = `The Vpc Endpoint Service '${name}' does not exist`;
    return void reject(draft, resource, 'InvalidServiceName', message, spanOf(resource, 'ServiceName'));
  }
  if (admission?.kind === 'principals') remarkOnPrincipals(resource, draft, admission.principals);
  return { name, region: found.region, entry: entryOf(found), offered: found };
}

export const ADMITTED_BY_PRINCIPAL = 'ADMITTED_BY_PRINCIPAL';

/** A template does not say who deploys it; a probe does (`as`), and is judged by it (facts:D4). */
function remarkOnPrincipals(resource: Declared, draft: Draft, principals: readonly string[]): void {
  if (isThereAlready(resource, draft) || draft.described !== undefined) return;
  const message = `The service admits ${principals.join(', ')} and nobody else of this account: for any other who makes the endpoint it does not exist.`;
  advise(draft, resource, ADMITTED_BY_PRINCIPAL, message, spanOf(resource, 'ServiceName'));
}

/** The service in the catalogue's form: full access is its only endpoint policy (facts:D19). */
const entryOf = ({ label, privateName }: EndpointService): AskedService['entry'] => ({
  service: label,
  endpointTypes: ['Interface'],
  names: [label],
  privateNames: privateName === undefined ? [] : [privateName.name],
  dualStackNames: [],
  dualStackPrivateNames: [],
  endpointPolicy: false,
  actionPrefix: label,
});

/** What AWS refuses where the service does not reach the endpoint's zones or speak its family (facts:A51, A52, D14). */
export function refuseReach(resource: Declared, draft: Draft, { name, region, offered }: AskedService): void {
  for (const node of items(resource, 'SubnetIds')) {
    const id = asString(node) ?? '';
    const subnet = draft.subnets.get(id);
    if (subnet === undefined) continue;
    if (region !== draft.region && NOT_REMOTE.includes(subnet.zoneId)) {
      const message = `Only the following availability zones are supported for remote access: every zone of ${draft.region} but ${subnet.availabilityZone}.`;
      reject(draft, resource, 'InvalidParameter', message, node.span);
    }
    if (region === draft.region && offered?.zoneIds !== undefined && !offered.zoneIds.includes(subnet.zoneId)) {
      const message = `The VPC endpoint service ${name} does not support the availability zone of the subnet: ${id}.`;
      reject(draft, resource, 'InvalidParameter', message, node.span);
    }
  }
  const asked = text(resource, 'IpAddressType') ?? 'ipv4';
  const families = asked === 'dualstack' ? ['ipv4', 'ipv6'] : [asked];
  const lacking = offered === undefined ? undefined : families.find((each) => !offered.ipAddressTypes.includes(each));
  if (lacking === undefined) return;
  const message = `The VPC endpoint service ${name} does not support the IP address type ${lacking}.`;
  reject(draft, resource, 'InvalidParameter', message, spanOf(resource, 'IpAddressType'));
}

/**
 * A name switched on in the same breath as an endpoint that still has to be accepted: seen to be refused by some and taken from others, so that it
 * is a remark and nothing is decided by it (facts:D7, D9).
 */
export function remarkOnAcceptance(resource: Declared, draft: Draft, { offered }: AskedService): void {
  if (offered?.acceptanceRequired !== true || isThereAlready(resource, draft) || draft.described !== undefined) return;
  const message =
    'The provider has to accept this endpoint first. If AWS refuses the private name until then, make the endpoint without it and switch it on afterwards.';
  advise(draft, resource, 'PRIVATE_DNS_BEFORE_ACCEPTANCE', message, spanOf(resource, 'PrivateDnsEnabled'));
}

/** A provider's private name is usable once it is verified; asked when every record is there. Endpoints that have it already keep it. */
export function refuseUnverified(resource: Declared, draft: Draft): void {
  const endpoint = draft.vpcEndpoints.get(resource.physicalId);
  const service = draft.endpointServices.get(endpoint?.leadsTo ?? '');
  if (endpoint?.privateDns !== true || service?.privateName === undefined || service.privateName.verified) return;
  if (isThereAlready(resource, draft)) return;
  const message = `Private DNS can't be enabled because the service ${service.name} has not verified the private DNS name.`;
  reject(draft, resource, 'InvalidParameter', message, spanOf(resource, 'PrivateDnsEnabled'));
}
