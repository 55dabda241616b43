import { defaultNameOf, publicAddressOf, SERVICES, serviceNamed } from '../catalogue/services.ts';
import { type Address, familyOf, formatAddress } from '../ip/address.ts';
import type { Network, Vpc, VpcEndpoint } from './model.ts';
import type { Facts } from './trace.ts';
import { type Circumstances, known, nameOf } from './walk.ts';

export type RecordType = 'A' | 'AAAA';

/** What a name resolves to, and who said so. `addresses` ascend; the answer of a private zone names the zone. */
export interface Resolution {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'NODATA' | 'TIMEOUT';
  readonly addresses: readonly Address[];
  readonly authority?: 'public' | 'private';
  readonly zone?: string;
  /** Why there is no answer, as a code of facts:H.3 with the prefix `SIM_`. */
  readonly code?: string;
  readonly facts: Facts;
}

/** Who asks: a VPC's resolver, or a resolver of the internet. */
export type Asker = { readonly kind: 'vpc'; readonly vpc: Vpc } | { readonly kind: 'public' };

/** What `name` resolves to for `asker` (facts:G.3). Names compare without case and without a trailing dot. */
export function resolve(
  network: Network,
  asker: Asker,
  name: string,
  type: RecordType,
  circumstances: Circumstances,
): Resolution {
  const wanted = normalName(name);
  if (asker.kind === 'vpc') {
    if (!asker.vpc.enableDnsSupport) {
      return {
        status: 'TIMEOUT',
        addresses: [],
        code: 'SIM_DNS_SUPPORT_DISABLED',
        facts: { name: wanted, vpc: nameOf(asker.vpc.origin) },
      };
    }
    const hidden = privateAnswer(network, asker.vpc, wanted, circumstances);
    if (hidden !== undefined)
      return answer(
        hidden.addresses,
        type,
        { authority: 'private', zone: hidden.zone },
        { name: wanted, endpoint: hidden.endpoint },
      );
  }
  const addresses = publicAnswer(network, wanted, circumstances);
  if (addresses !== undefined) return answer(addresses, type, { authority: 'public' }, { name: wanted });
  return { status: 'NXDOMAIN', addresses: [], authority: 'public', code: 'SIM_DNS_NAME_NOT_FOUND', facts: { name: wanted } };
}

function answer(
  addresses: readonly Address[],
  type: RecordType,
  from: Pick<Resolution, 'authority' | 'zone'>,
  facts: Facts,
): Resolution {
  const family = type === 'A' ? 4 : 6;
  const fitting = addresses.filter((address) => familyOf(address) === family).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (fitting.length > 0)
    return { status: 'NOERROR', addresses: fitting, ...from, facts: { ...facts, addresses: fitting.map(formatAddress) } };
  return { status: 'NODATA', addresses: [], ...from, code: 'SIM_DNS_RECORD_FAMILY_MISMATCH', facts: { ...facts, type } };
}

/** Lower case, without the trailing dot of a fully qualified name. */
export const normalName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** The answer of an endpoint's hidden private zone in `vpc` (facts:C24, C29); undefined where no zone holds the name. */
function privateAnswer(network: Network, vpc: Vpc, name: string, circumstances: Circumstances) {
  if (!vpc.enableDnsHostnames) return undefined;
  for (const endpoint of network.vpcEndpoints.values()) {
    if (
      endpoint.vpc !== vpc.origin.id ||
      endpoint.type !== 'Interface' ||
      !endpoint.privateDns ||
      endpoint.privateDnsOnlyForInboundResolver
    )
      continue;
    const zone = zoneHolding(endpoint, name);
    if (zone !== undefined)
      return { zone, endpoint: nameOf(endpoint.origin), addresses: healthyAddresses(network, endpoint, circumstances) };
  }
  return undefined;
}

/** The private zone of `endpoint` that holds `name`: one label deep for `*.`, the name itself otherwise. */
function zoneHolding(endpoint: VpcEndpoint, name: string): string | undefined {
  for (const label of serviceNamed(endpoint.service)?.privateNames ?? []) {
    const full = `${label}.${endpoint.region}.amazonaws.com`;
    if (full === name) return full;
    if (full.startsWith('*.') && name.endsWith(full.slice(1))) return full.slice(2);
  }
  return undefined;
}

/**
 * Addresses of the endpoint's interfaces in zones that work (facts:C22), or of one zone, whatever its health. When no zone works the
 * name still answers with all of them, as Route 53 does when every target is unhealthy: the caller's packets time out.
 */
function healthyAddresses(
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
function publicAnswer(network: Network, name: string, circumstances: Circumstances): readonly Address[] | undefined {
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

/** The name that a client calls for a service when nothing is configured. */
export function defaultServiceName(service: string, region: string): string | undefined {
  const entry = serviceNamed(service);
  return entry === undefined ? undefined : defaultNameOf(entry, region);
}
