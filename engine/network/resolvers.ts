import { type Address, parseAddress } from '../ip/address.ts';
import { addressAt } from '../ip/cidr.ts';
import { onePort } from '../ip/ports.ts';
import { connect, type Sender } from './connect.ts';
import { lookupsOf } from './lookups.ts';
import { type Id, type Network, UDP, type Vpc } from './model.ts';
import type { Host } from './model-hosts.ts';
import type { ResolverRule } from './model-names.ts';
import { type Circumstances, known } from './walk.ts';

/**
 * Whom a question is put to: a VPC's resolver (`inbound` where it came in through an inbound Resolver endpoint, `amazon` where the
 * VPC's own DNS servers have been passed), a server of somebody's own, or public DNS. `client` is who sends the question.
 */
export type Asker =
  | {
      readonly kind: 'vpc';
      readonly vpc: Vpc;
      readonly inbound?: true;
      readonly amazon?: true;
      readonly client?: Sender;
    }
  | { readonly kind: 'server'; readonly host: DnsServer }
  | { readonly kind: 'public' };

type DnsServer = Extract<Host, { kind: 'on-premises' | 'interface' }>;

/** Addresses at which every VPC finds its own resolver (facts:G30). */
const AMAZON: readonly (Address | undefined)[] = ['169.254.169.253', 'fd00:ec2::253'].map(parseAddress);

/** Who answers at `address`: the asking VPC's resolver, an inbound Resolver endpoint's, a server that the world names, or else public DNS. */
export function askerAt(network: Network, address: Address, from?: Vpc): Asker {
  if (from !== undefined && isAmazon(from, address)) return { kind: 'vpc', vpc: from, amazon: true };
  for (const endpoint of network.resolverEndpoints.values()) {
    if (endpoint.direction !== 'INBOUND') continue;
    const wears = endpoint.networkInterfaces.some((id) => known(network.networkInterfaces, id).addresses.includes(address));
    if (wears) return { kind: 'vpc', vpc: known(network.vpcs, endpoint.vpc), inbound: true };
  }
  const host = serverAt(network, address);
  return host === undefined ? { kind: 'public' } : { kind: 'server', host };
}

const isAmazon = (vpc: Vpc, address: Address): boolean => {
  const [first] = vpc.cidrs;
  return AMAZON.includes(address) || (first !== undefined && addressAt(first, 2) === address);
};

function serverAt(network: Network, address: Address): DnsServer | undefined {
  for (const host of network.hosts.values()) {
    if (host.kind === 'on-premises' && host.address === address) return host;
    if (host.kind === 'interface' && known(network.networkInterfaces, host.networkInterface).addresses.includes(address))
      return host;
  }
  return undefined;
}

/**
 * Whom a host of the world asks: the VPC of an inbound Resolver endpoint (facts:G34), the VPC that it stands in, another host that is
 * a server, or public DNS.
 */
export function askerOfHost(network: Network, host: DnsServer): Asker {
  const wanted = host.resolver ?? 'public';
  const endpoint = network.resolverEndpoints.get(wanted);
  if (endpoint?.direction === 'INBOUND') return { kind: 'vpc', vpc: known(network.vpcs, endpoint.vpc), inbound: true };
  const other = network.hosts.get(wanted);
  if (other?.kind === 'on-premises' || other?.kind === 'interface') return { kind: 'server', host: other };
  return wanted === 'vpc' && host.kind === 'interface'
    ? { kind: 'vpc', vpc: vpcOf(network, host.networkInterface), amazon: true }
    : { kind: 'public' };
}

const vpcOf = (network: Network, networkInterface: Id): Vpc =>
  known(network.vpcs, known(network.subnets, known(network.networkInterfaces, networkInterface).subnet).vpc);

/** The outbound endpoint's interface by which a rule's questions leave: one in a zone that works, where there is one. */
export function ruleSender(network: Network, rule: ResolverRule, circumstances: Circumstances): Sender | undefined {
  const endpoint = network.resolverEndpoints.get(rule.resolverEndpoint ?? '');
  const interfaces = (endpoint?.networkInterfaces ?? []).map((id) => known(network.networkInterfaces, id));
  const working = interfaces.find((nic) => !circumstances.failedZoneIds.has(known(network.subnets, nic.subnet).zoneId));
  const networkInterface = working ?? interfaces[0];
  return networkInterface === undefined ? undefined : { kind: 'interface', networkInterface };
}

/**
 * Whether a question gets to a server and its answer back: routes, groups and ACLs apply as to any packet (facts:G9), but not on the way
 * to a VPC's own resolver. A server that nobody here knows, or a sender that is not known, is taken to be reached.
 */
export function reaches(network: Network, client: Sender | undefined, server: Address, circumstances: Circumstances): boolean {
  if (client === undefined || AMAZON.includes(server) || !isKnown(network, server)) return true;
  const address =
    client.kind === 'interface'
      ? client.networkInterface.addresses.find((each) => typeof each === typeof server)
      : client.address;
  if (address === undefined) return false;
  if (client.kind === 'interface' && isAmazon(vpcOf(network, client.networkInterface.origin.id), server)) return true;
  const sourcePorts = client.kind === 'interface' ? client.networkInterface.ephemeralPorts : client.ephemeralPorts;
  const packet = { source: address, destination: server, protocol: UDP, sourcePorts, destinationPorts: onePort(53) };
  return connect(network, client, packet, circumstances).connection === 'established';
}

const isKnown = (network: Network, address: Address): boolean =>
  serverAt(network, address) !== undefined || lookupsOf(network).interfaceWith(address) !== undefined;
