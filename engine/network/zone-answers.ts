import type { Address } from '../ip/address.ts';
import { nameOf } from './known.ts';
import { lookupsOf } from './lookups.ts';
import type { Network, Vpc } from './model.ts';
import type { PrivateZone, ZoneRecord } from './model-names.ts';
import { healthyAddresses, ofFamilies, recordFamilies } from './public-names.ts';
import type { Facts } from './trace.ts';
import type { Circumstances } from './walk.ts';
import type { Zone } from './zones.ts';

/** The zones visible to `vpc`; none unless both DNS attributes are on. */
export const visibleZones = (network: Network, vpc: Vpc, inbound: boolean): readonly Zone[] =>
  vpc.enableDnsHostnames ? lookupsOf(network).zonesOf(vpc.origin.id, inbound) : [];

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
  if (records.length === 0) return name === zone.name || exists(zone.zone, name) ? { addresses: [], facts: {} } : 'NXDOMAIN';
  const fitting = records.filter((record) => record.type === type || record.type === 'CNAME');
  const followed = fitting.find((record) => record.target !== undefined);
  if (followed?.target !== undefined) return { target: followed.target };
  return { addresses: fitting.flatMap((record) => record.addresses), facts: { hostedZone: nameOf(zone.zone.origin) } };
}

/**
 * The records of the name, or of the wildcard below its closest ancestor that exists: none where that has no wildcard. A name exists
 * where it has records or stands above one that has: no wildcard answers for it.
 * @see https://www.rfc-editor.org/rfc/rfc4592#section-2.2
 */
function recordsFor(zone: PrivateZone, name: string): readonly ZoneRecord[] {
  const exact = zone.records.filter((record) => record.name === name);
  if (exact.length > 0 || exists(zone, name)) return exact;
  let parent = name;
  while (parent !== zone.name && parent.includes('.')) {
    parent = parent.slice(parent.indexOf('.') + 1);
    if (parent === zone.name || exists(zone, parent)) return zone.records.filter((record) => record.name === `*.${parent}`);
  }
  return [];
}

const exists = (zone: PrivateZone, name: string): boolean =>
  zone.records.some((record) => record.name === name || record.name.endsWith(`.${name}`));
