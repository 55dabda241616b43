import { publicAddressOf, serviceOfName } from '../catalogue/service-names.ts';
import { type Address, type Family, familyOf } from '../ip/address.ts';
import type { Network, VpcEndpoint } from './model.ts';
import { latticeNameOf, providerAnswer } from './provider-names.ts';
import { type Circumstances, known } from './walk.ts';

/**
 * Addresses of the endpoint's interfaces in zones that work (facts:C22), or of one zone, whatever its health. When no zone works the
 * name still answers with all of them, as Route 53 does when every target is unhealthy: the caller's packets time out.
 */
export function healthyAddresses(
  network: Network,
  endpoint: VpcEndpoint,
  circumstances: Circumstances,
  zone?: string,
): readonly Address[] {
  const interfaces = endpoint.networkInterfaces.map((id) => known(network.networkInterfaces, id));
  const subnetOf = (nic: (typeof interfaces)[number]) => known(network.subnets, nic.subnet);
  if (zone !== undefined)
    return interfaces.filter((nic) => subnetOf(nic).availabilityZone === zone).flatMap((nic) => nic.addresses);
  const healthy = interfaces.filter((nic) => !circumstances.failedZoneIds.has(subnetOf(nic).zoneId));
  return (healthy.length > 0 ? healthy : interfaces).flatMap((nic) => nic.addresses);
}

/**
 * The families that an endpoint's records have: its `own` Regional and zonal names, or its `private` ones, which `service-defined`
 * keeps to IPv4 (facts:C31).
 */
export function recordFamilies(endpoint: VpcEndpoint, names: 'own' | 'private'): readonly Family[] {
  switch (endpoint.dnsRecordIpType ?? 'ipv4') {
    case 'ipv4':
      return [4];
    case 'ipv6':
      return [6];
    case 'dualstack':
      return [4, 6];
    case 'service-defined':
      return names === 'own' ? [4, 6] : [4];
  }
}

/** The addresses of some families. */
export const ofFamilies = (addresses: readonly Address[], families: readonly Family[]): readonly Address[] =>
  addresses.filter((address) => families.includes(familyOf(address)));

/**
 * What public DNS answers: endpoint names (facts:C21), service and resource names, names of the internet; undefined for an unknown
 * name. `families` are those that somebody chose for a service's records; left out, the name itself decides (facts:B19).
 */
export function publicAnswer(
  network: Network,
  name: string,
  circumstances: Circumstances,
  families?: readonly Family[],
): readonly Address[] | undefined {
  return (
    endpointAnswer(network, name, circumstances) ??
    providerAnswer(network, name, circumstances) ??
    network.internetNames.get(name) ??
    serviceAnswer(network, name, families)
  );
}

function endpointAnswer(network: Network, name: string, circumstances: Circumstances): readonly Address[] | undefined {
  if (!name.endsWith('.vpce.amazonaws.com')) return undefined;
  for (const endpoint of network.vpcEndpoints.values()) {
    const suffix = `.${ownSuffix(endpoint)}`;
    if (endpoint.type !== 'Interface' || !name.endsWith(suffix)) continue;
    const own = ownLabel(endpoint, name.slice(0, -suffix.length));
    const zone = own?.startsWith(`${endpoint.dnsLabel}-`) ? own.slice(endpoint.dnsLabel.length + 1) : undefined;
    if (own !== endpoint.dnsLabel && zone === undefined) continue;
    if (hasNoName(endpoint, zone, circumstances)) return undefined;
    const addresses = healthyAddresses(network, endpoint, circumstances, zone);
    // A zone where the endpoint has no interface has no name.
    return zone !== undefined && addresses.length === 0 ? undefined : ofFamilies(addresses, recordFamilies(endpoint, 'own'));
  }
  return undefined;
}

/** A deleted endpoint has no names, and one to an AWS service of another Region none for a zone (facts:A14, C55). */
const hasNoName = ({ origin, zonalNames }: VpcEndpoint, zone: string | undefined, { endpointStates }: Circumstances): boolean =>
  endpointStates.get(origin.id) === 'deleted' || (zone !== undefined && zonalNames === false);

/**
 * S3's names stand below `bucket.`, `accesspoint.` or `control.`, with the bucket's name before that; the bare name does not exist
 * (facts:C60). `*` is how AWS itself writes the name, and an alias to it has the endpoint's addresses.
 */
function ownLabel(endpoint: VpcEndpoint, label: string): string | undefined {
  if (endpoint.service !== 's3') return label;
  return /^(?:(?:.+\.)?(?:bucket|accesspoint|control)|\*)\.(vpce-[^.]+)$/.exec(label)?.[1];
}

/** What follows the label of an endpoint's names; the parts of a service's name stand in reverse there, as in `api.ecr`. */
export const ownSuffix = ({ service, region }: Pick<VpcEndpoint, 'service' | 'region'>): string =>
  `${service.split('.').toReversed().join('.')}.${region}.vpce.amazonaws.com`;

/** The Regional (or zonal) name of an interface endpoint, S3's with a leading `*.`; a gateway endpoint has none. */
export function endpointNameOf(endpoint: VpcEndpoint, zone: string | undefined): string | undefined {
  if (endpoint.type !== 'Interface' || (zone !== undefined && endpoint.zonalNames === false))
    return zone === undefined ? latticeNameOf(endpoint) : undefined;
  const label = zone === undefined ? endpoint.dnsLabel : `${endpoint.dnsLabel}-${zone}`;
  return `${endpoint.service === 's3' ? '*.' : ''}${label}.${ownSuffix(endpoint)}`;
}

/** The public answer for an AWS service's own names, and for the names below them where the service has such (buckets). */
function serviceAnswer(network: Network, name: string, chosen?: readonly Family[]): readonly Address[] | undefined {
  const called = serviceOfName(name);
  if (called === undefined) return network.serviceNames.get(name);
  const { entry, region, dualStack } = called;
  const fixed = network.serviceNames.get(name.replace('.dualstack.', '.')) ?? [];
  const families: readonly Family[] = chosen ?? (dualStack ? [4, 6] : [4]);
  return families.flatMap((family) => {
    const own = ofFamilies(fixed, [family]);
    return own.length > 0 ? own : [publicAddressOf(entry, region, family)];
  });
}
