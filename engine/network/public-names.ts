import { publicAddressOf, SERVICES } from '../catalogue/services.ts';
import type { Address } from '../ip/address.ts';
import type { Network, VpcEndpoint } from './model.ts';
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
  const zoneOf = (nic: (typeof interfaces)[number]): string => known(network.subnets, nic.subnet).availabilityZone;
  if (zone !== undefined) return interfaces.filter((nic) => zoneOf(nic) === zone).flatMap((nic) => nic.addresses);
  const healthy = interfaces.filter((nic) => !circumstances.failedZones.has(zoneOf(nic)));
  return (healthy.length > 0 ? healthy : interfaces).flatMap((nic) => nic.addresses);
}

/** What public DNS answers: endpoint names (facts:C21), service and resource names, names of the internet; undefined for an unknown name. */
export function publicAnswer(network: Network, name: string, circumstances: Circumstances): readonly Address[] | undefined {
  return (
    endpointAnswer(network, name, circumstances) ??
    network.serviceNames.get(name) ??
    network.internetNames.get(name) ??
    serviceAnswer(name)
  );
}

function endpointAnswer(network: Network, name: string, circumstances: Circumstances): readonly Address[] | undefined {
  if (!name.endsWith('.vpce.amazonaws.com')) return undefined;
  for (const endpoint of network.vpcEndpoints.values()) {
    if (endpoint.type !== 'Interface') continue;
    const suffix = `.${endpoint.service}.${endpoint.region}.vpce.amazonaws.com`;
    if (!name.endsWith(suffix)) continue;
    const label = name.slice(0, -suffix.length);
    const own = endpoint.service === 's3' ? label.replace(/^.*\.(?=vpce-)/, '') : label;
    if (own === endpoint.dnsLabel) return healthyAddresses(network, endpoint, circumstances);
    const zone = own.startsWith(`${endpoint.dnsLabel}-`) ? own.slice(endpoint.dnsLabel.length + 1) : undefined;
    if (zone !== undefined) return healthyAddresses(network, endpoint, circumstances, zone);
  }
  return undefined;
}

/** The Regional (or zonal) name of an interface endpoint; a gateway endpoint has none. */
export function endpointNameOf(endpoint: VpcEndpoint, zone: string | undefined): string | undefined {
  if (endpoint.type !== 'Interface') return undefined;
  const label = zone === undefined ? endpoint.dnsLabel : `${endpoint.dnsLabel}-${zone}`;
  return `${endpoint.service === 's3' ? '*.' : ''}${label}.${endpoint.service}.${endpoint.region}.vpce.amazonaws.com`;
}

/** The public answer for an AWS service's own names, and for the names below them where the service has such (buckets). */
function serviceAnswer(name: string): readonly Address[] | undefined {
  const match = /^(.+)\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com$/.exec(name);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const [, label, region] = match;
  const entry = SERVICES.find(
    (each) =>
      each.names.includes(label) ||
      (each.service === 's3' && (label.endsWith('.s3') || /(^|\.)s3-(control|accesspoint)$/.test(label))),
  );
  if (entry === undefined) return undefined;
  return [publicAddressOf(entry, region)];
}
