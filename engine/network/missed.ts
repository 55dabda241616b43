import { type NamedService, serviceOfName } from '../catalogue/service-names.ts';
import { familyOf } from '../ip/address.ts';
import type { Sender } from './connect.ts';
import { lookupsOf } from './lookups.ts';
import type { Id, Network, Origin, Vpc, VpcEndpoint } from './model.ts';
import { longest, normalName, type Resolution } from './resolve.ts';
import { type Asker, askerOfHost } from './resolvers.ts';
import type { Facts } from './trace.ts';
import { known, nameOf } from './walk.ts';
import { visibleZones } from './zone-answers.ts';
import { privateNames, type Zone } from './zones.ts';

/** Why a private way that exists was not the answer, as a code of facts:H.3 with the prefix `SIM_`. */
export interface Miss {
  readonly code: string;
  readonly facts: Facts;
  /** The thing that would have answered: a hosted zone, or the endpoint whose private DNS it is. */
  readonly origin?: Origin;
}

/**
 * What kept `name` from leading to a private address that somebody may have counted on: private DNS that is off or does not cover the
 * name, another resolver, a zone of another VPC, a record of the other family. Undefined where the public answer is as it should be.
 */
export function missOf(network: Network, sender: Sender, asker: Asker, text: string, resolution: Resolution): Miss | undefined {
  if (resolution.authority === 'private' || resolution.status === 'TIMEOUT') return undefined;
  const name = normalName(text);
  const last = lastAsked(network, asker);
  if (last.kind === 'vpc') return inVpc(network, last, name, resolution);
  const holder = vpcsAt(network, sender).find((vpc) => holds(network, vpc, name, sender.kind === 'on-premises'));
  return holder === undefined
    ? undefined
    : { code: 'SIM_DNS_CUSTOM_RESOLVER_BYPASS', facts: { name, vpc: nameOf(holder.origin) } };
}

/** Whom the question is put to in the end: servers pass it on to their own resolvers. */
function lastAsked(network: Network, asker: Asker): Asker {
  const passed = new Set<string>();
  let last = asker;
  while (last.kind === 'server' && !passed.has(last.host.name)) {
    passed.add(last.host.name);
    last = askerOfHost(network, last.host);
  }
  return last;
}

type AskedVpc = Extract<Asker, { kind: 'vpc' }>;

function inVpc(network: Network, { vpc, inbound, amazon }: AskedVpc, name: string, resolution: Resolution): Miss | undefined {
  const facts = { name, vpc: nameOf(vpc.origin) };
  const outside = inbound === true;
  if (!outside && amazon !== true && vpc.dnsServers !== undefined && holds(network, vpc, name, false))
    return { code: 'SIM_DNS_CUSTOM_RESOLVER_BYPASS', facts };
  if (!vpc.enableDnsHostnames && holds(network, { ...vpc, enableDnsHostnames: true }, name, outside))
    return { code: 'SIM_DNS_HOSTNAMES_DISABLED', facts };
  const called = serviceOfName(name);
  const endpoint =
    called === undefined ? undefined : missedEndpoint(network, { vpc, inbound: outside }, called, name, resolution);
  if (endpoint !== undefined) return endpoint;
  for (const other of holders(network, name)) {
    if (!connected(network, vpc.origin.id, other.origin.id)) continue;
    const zone = zoneHeld(network, other, name, false);
    if (zone === undefined) continue;
    const { origin } = zone.kind === 'hosted' ? zone.zone : zone.endpoint;
    return { code: 'SIM_DNS_PRIVATE_ZONE_NOT_VISIBLE', facts: { ...facts, otherVpc: nameOf(other.origin) }, origin };
  }
  return undefined;
}

/**
 * An endpoint of the VPC for the service that is called, and why its names do not answer. A question from outside the VPC counts on no
 * gateway endpoint (facts:B10).
 */
function missedEndpoint(
  network: Network,
  { vpc, inbound }: { readonly vpc: Vpc; readonly inbound: boolean },
  called: NamedService,
  name: string,
  resolution: Resolution,
): Miss | undefined {
  const endpoints = lookupsOf(network)
    .endpointsOf(vpc.origin.id)
    .filter((each) => each.service === called.entry.service);
  const gateway = inbound ? undefined : endpoints.find((each) => each.type === 'Gateway' && each.region === called.region);
  if (gateway !== undefined) {
    const [address] = resolution.addresses;
    const other = address !== undefined && (gateway.ipAddressType ?? 'ipv4') === (familyOf(address) === 6 ? 'ipv4' : 'ipv6');
    return other ? { code: 'SIM_DNS_RECORD_FAMILY_MISMATCH', facts: { name, endpoint: nameOf(gateway.origin) } } : undefined;
  }
  const endpoint = endpoints.find((each) => each.type === 'Interface' && !each.privateDnsOnlyForInboundResolver);
  if (endpoint === undefined) return undefined;
  const covered = privateNames(endpoint).some((each) => each === name || (each.startsWith('*.') && name.endsWith(each.slice(1))));
  return {
    code: covered && !endpoint.privateDns ? 'SIM_DNS_PRIVATE_NAME_NOT_ENABLED' : 'SIM_DNS_NAME_NOT_COVERED',
    facts: { name, endpoint: nameOf(endpoint.origin), privateNames: namesShown(endpoint) },
  };
}

const namesShown = (endpoint: VpcEndpoint): readonly string[] => (endpoint.privateDns ? privateNames(endpoint) : []);

/** The private zone that the VPC's resolver sees and that answers for the name, or undefined. */
const zoneHeld = (network: Network, vpc: Vpc, name: string, inbound: boolean): Zone | undefined =>
  longest(visibleZones(network, vpc, inbound), name);

const holds = (network: Network, vpc: Vpc, name: string, inbound: boolean): boolean =>
  zoneHeld(network, vpc, name, inbound) !== undefined;

/** VPCs that a private zone for the name is tied to; few, however many VPCs there are. */
function holders(network: Network, name: string): readonly Vpc[] {
  const zones = [...network.privateZones.values()].filter((zone) => name === zone.name || name.endsWith(`.${zone.name}`));
  const called = serviceOfName(name)?.entry.service;
  const endpoints = [...network.vpcEndpoints.values()].filter(
    (each) => each.privateDns && (each.service === called || each.privateNames !== undefined),
  );
  const ids = [...zones.flatMap((zone) => zone.vpcs), ...endpoints.map((each) => each.vpc)];
  return [...new Set(ids)].flatMap((id) => network.vpcs.get(id) ?? []);
}

/** Peered, or at one transit gateway. */
function connected(network: Network, a: Id, b: Id): boolean {
  if (a === b) return false;
  const lookups = lookupsOf(network);
  const gatewaysOf = (vpc: Id) => lookups.attachmentsOf(vpc).map((each) => each.transitGateway);
  return (
    lookups.peeringsOf(a).some((each) => each.requesterVpc === b || each.accepterVpc === b) ||
    gatewaysOf(a).some((gateway) => gatewaysOf(b).includes(gateway))
  );
}

/** VPCs whose zones a sender may count on: its own, or those at its gateway. */
function vpcsAt(network: Network, sender: Sender): readonly Vpc[] {
  if (sender.kind === 'on-premises') return vpcsBehind(network, sender.gateway);
  return sender.kind === 'interface' ? [known(network.vpcs, known(network.subnets, sender.networkInterface.subnet).vpc)] : [];
}

function vpcsBehind(network: Network, gateway: Id): readonly Vpc[] {
  const own = network.vpnGateways.get(gateway)?.vpc;
  const attached = [...network.transitAttachments.values()].flatMap((each) =>
    each.transitGateway === gateway ? (each.vpc ?? []) : [],
  );
  return [...(own === undefined ? [] : [own]), ...attached].flatMap((id) => network.vpcs.get(id) ?? []);
}
