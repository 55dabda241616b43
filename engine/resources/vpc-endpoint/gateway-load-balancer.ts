import type { Id } from '../../network/model.ts';
import { interfaceMade } from '../described.ts';
import { type Declared, type Draft, reject } from '../kind.ts';
import { freeAddress } from '../place.ts';
import { flag, has, items, spanOf, texts } from '../read.ts';
import { chosenIn, refuseChosen } from './chosen.ts';
import { refuseSubnets } from './interface.ts';

type Home = NonNullable<ReturnType<Draft['vpcs']['get']>>;

/** What AWS refuses on an endpoint to appliances (facts:A.2, D22): one subnet, no groups, no tables, no private DNS. */
export function applianceRefusals(resource: Declared, draft: Draft, home: Home): void {
  const refuse = (property: string, message: string) =>
    reject(draft, resource, 'InvalidParameter', message, spanOf(resource, property));
  if (items(resource, 'SubnetIds').length !== 1)
    refuse('SubnetIds', 'Exactly one subnet must be specified for a GatewayLoadBalancer type VPC Endpoint.');
  if (items(resource, 'RouteTableIds').length > 0)
    refuse('RouteTableIds', 'Route table IDs are only supported for Gateway type VPC Endpoint.');
  if (has(resource, 'SecurityGroupIds'))
    refuse('SecurityGroupIds', 'Security group IDs are only supported for Interface type VPC Endpoint.');
  if (flag(resource, 'PrivateDnsEnabled') === true)
    refuse('PrivateDnsEnabled', 'Private DNS is only supported for Interface type VPC Endpoints.');
  refuseSubnets(resource, draft, home);
  refuseChosen(resource, draft);
}

/** Adds its one interface; no group judges it. */
export function appliancePlacement(
  resource: Declared,
  draft: Draft,
): { networkInterfaces: readonly Id[]; securityGroups: readonly Id[] } {
  const [id] = texts(resource, 'SubnetIds');
  const subnet = draft.subnets.get(id ?? '');
  if (id === undefined || subnet === undefined) return { networkInterfaces: [], securityGroups: [] };
  const made = interfaceMade(draft, resource.physicalId, id, `${resource.physicalId}/${id}`);
  const eni = made.id;
  draft.networkInterfaces.set(eni, {
    origin: { ...resource.origin, id: eni },
    kind: 'vpc-endpoint',
    owner: resource.physicalId,
    subnet: id,
    addresses: [freeAddress(draft, subnet, made.ipv4 ?? chosenIn(resource, id).ipv4)],
    securityGroups: [],
    ephemeralPorts: { from: 1024, to: 65_535 },
  });
  return { networkInterfaces: [eni], securityGroups: [] };
}

/** Whether the id is of an endpoint that a route may lead to. */
export const leadsToAppliance = (draft: Draft, id: string): boolean => draft.vpcEndpoints.get(id)?.type === 'GatewayLoadBalancer';

/** A table's line to appliances must lead to an endpoint of its own VPC. */
export function refusesForeignEndpoint(resource: Declared, draft: Draft, id: string, vpc: string): boolean {
  const endpoint = draft.vpcEndpoints.get(id);
  if (endpoint === undefined || endpoint.vpc === vpc) return false;
  reject(draft, resource, 'InvalidVpcEndpointId.NotFound', `The Vpc Endpoint Id '${id}' does not exist`);
  return true;
}
