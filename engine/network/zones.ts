import { privateNamesOf } from '../catalogue/service-names.ts';
import { serviceNamed } from '../catalogue/services.ts';
import type { Address } from '../ip/address.ts';
import type { Network, Vpc, VpcEndpoint } from './model.ts';
import type { PrivateZone, ZoneRecord } from './model-names.ts';
import { healthyAddresses, ofFamilies, recordFamilies } from './public-names.ts';
import type { Facts } from './trace.ts';
import { type Circumstances, nameOf } from './walk.ts';

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

/** The zones visible to `vpc`; none unless both DNS attributes are on. S3's inbound-only names are seen by inbound queries alone (facts:C63). */
export function visibleZones(network: Network, vpc: Vpc, inbound: boolean): readonly Zone[] {
  if (!vpc.enableDnsHostnames) return [];
  const hosted = [...network.privateZones.values()].filter((zone) => zone.vpcs.includes(vpc.origin.id));
  const endpoints = [...network.vpcEndpoints.values()].filter(
    (endpoint) =>
      endpoint.privateDns &&
      (endpoint.vpc === vpc.origin.id || (endpoint.profileVpcs ?? []).includes(vpc.origin.id)) &&
      (inbound || !endpoint.privateDnsOnlyForInboundResolver),
  );
  return [...hosted.map((zone): Zone => ({ name: zone.name, kind: 'hosted', zone })), ...endpoints.flatMap(hiddenZones)];
}

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

type Found = { readonly addresses: readonly Address[]; readonly facts: Facts } | { readonly target: string } | 'NXDOMAIN';

/** What `zone` says for `name`. A name that exists with other types only has no addresses. */
export function zoneAnswer(network: Network, zone: Zone, name: string, type: 'A' | 'AAAA', circumstances: Circumstances): Found {
  if (zone.kind === 'hidden') {
    if (name !== zone.name && !zone.wildcard) return 'NXDOMAIN';
    if (name === zone.name && !zone.apex) return { addresses: [], facts: {} };
    // A service's dual-stack names have both families in any case; `service-defined` is about the others.
    const families = name.includes('.dualstack.')
      ? recordFamilies(zone.endpoint, 'own')
      : recordFamilies(zone.endpoint, 'private');
    return {
      addresses: ofFamilies(healthyAddresses(network, zone.endpoint, circumstances), families),
      facts: { endpoint: nameOf(zone.endpoint.origin) },
    };
  }
  const records = recordsFor(zone.zone, name);
  if (records.length === 0) return name === zone.name ? { addresses: [], facts: {} } : 'NXDOMAIN';
  const fitting = records.filter((record) => record.type === type || record.type === 'CNAME');
  const followed = fitting.find((record) => record.target !== undefined);
  if (followed?.target !== undefined) return { target: followed.target };
  return { addresses: fitting.flatMap((record) => record.addresses), facts: { hostedZone: nameOf(zone.zone.origin) } };
}

/** The records of the name, else of the nearest wildcard above it. */
function recordsFor(zone: PrivateZone, name: string): readonly ZoneRecord[] {
  const exact = zone.records.filter((record) => record.name === name);
  if (exact.length > 0) return exact;
  let parent = name;
  while (parent !== zone.name && parent.includes('.')) {
    parent = parent.slice(parent.indexOf('.') + 1);
    const wild = zone.records.filter((record) => record.name === `*.${parent}`);
    if (wild.length > 0) return wild;
  }
  return [];
}
