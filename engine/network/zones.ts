import { privateNamesOf } from '../catalogue/service-names.ts';
import { serviceNamed } from '../catalogue/services.ts';
import type { Id, VpcEndpoint } from './model.ts';
import type { PrivateZone } from './model-names.ts';

/** A zone that a VPC's resolver sees: one that a person made, or the hidden one of an endpoint's private DNS (facts:C24). */
export type Zone =
  | { readonly name: string; readonly kind: 'hosted'; readonly zone: PrivateZone }
  | {
      readonly name: string;
      readonly kind: 'hidden';
      readonly endpoint: VpcEndpoint;
      readonly apex: boolean;
      readonly wildcard: boolean;
    };

/** Zones of these hosted zones and endpoints, in their order. */
export const zonesIn = (hosted: readonly PrivateZone[], endpoints: readonly VpcEndpoint[]): readonly Zone[] => [
  ...hosted.map((zone): Zone => ({ name: zone.name, kind: 'hosted', zone })),
  ...endpoints.flatMap(hiddenZones),
];

/** Whether the resolver of `vpc` sees the endpoint's private names. S3's inbound-only names are seen by inbound queries alone (facts:C63). */
export const seesZone = (endpoint: VpcEndpoint, vpc: Id, inbound: boolean): boolean =>
  endpoint.privateDns &&
  (endpoint.vpc === vpc || (endpoint.profileVpcs ?? []).includes(vpc)) &&
  (inbound || !endpoint.privateDnsOnlyForInboundResolver);

/** One zone for each private name of the service; `*.name` answers everything below and nothing at the apex unless that is listed too. */
function hiddenZones(endpoint: VpcEndpoint): readonly Zone[] {
  const zones = new Map<string, Zone>();
  for (const text of privateNames(endpoint)) {
    const wildcard = text.startsWith('*.');
    const name = wildcard ? text.slice(2) : text;
    const before = zones.get(name);
    const [apex, below] = before?.kind === 'hidden' ? [before.apex, before.wildcard] : [false, false];
    zones.set(name, { name, kind: 'hidden', endpoint, apex: apex || !wildcard, wildcard: below || wildcard });
  }
  return [...zones.values()];
}

/** The names that the endpoint's private DNS answers, in full; `*.` is every name below (facts:C27, C28). */
export function privateNames(endpoint: VpcEndpoint): readonly string[] {
  if (endpoint.privateNames !== undefined) return endpoint.privateNames;
  const entry = serviceNamed(endpoint.service);
  const ipv6 = (endpoint.ipAddressType ?? 'ipv4') !== 'ipv4';
  return entry === undefined
    ? [`${endpoint.service}.${endpoint.region}.amazonaws.com`]
    : privateNamesOf(entry, endpoint.region, ipv6);
}
