import { type Address, parseAddress } from '../ip/address.ts';
import { addressAt } from '../ip/cidr.ts';
import { onePort } from '../ip/ports.ts';
import { connect, type Sender } from './connect.ts';
import { lookupsOf } from './lookups.ts';
import { type Id, type Network, type NetworkInterface, UDP, type Vpc } from './model.ts';
import type { Host } from './model-hosts.ts';
import type { ResolverRule } from './model-names.ts';
import type { Block } from './trace.ts';
import { type Circumstances, known } from './walk.ts';

/**
 * Whom a question is put to: a VPC's resolver (`inbound` where it came in through an inbound Resolver endpoint, `amazon` where the
 * VPC's own DNS servers have been passed), a server of somebody's own, or public DNS. `client` is who sends the question; `at` are the
 * addresses that it is sent to, where whether it gets to one of them is still to be seen.
 */
export type Asker =
  | {
      readonly kind: 'vpc';
      readonly vpc: Vpc;
      readonly inbound?: true;
      readonly amazon?: true;
      readonly client?: Sender;
      readonly at?: readonly Address[];
    }
  | { readonly kind: 'server'; readonly host: DnsServer; readonly client?: Sender; readonly at?: readonly Address[] }
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
 * a server, or public DNS. Between two hosts that are both on-premises the way is not the configuration's.
 */
export function askerOfHost(network: Network, host: DnsServer): Asker {
  const wanted = host.resolver ?? 'public';
  const client = senderOf(network, host);
  const endpoint = network.resolverEndpoints.get(wanted);
  if (endpoint?.direction === 'INBOUND') {
    const at = endpoint.networkInterfaces.flatMap((id) => known(network.networkInterfaces, id).addresses);
    return { kind: 'vpc', vpc: known(network.vpcs, endpoint.vpc), inbound: true, client, at };
  }
  const other = network.hosts.get(wanted);
  if (other?.kind === 'on-premises' || other?.kind === 'interface') {
    const outside = host.kind === 'on-premises' && other.kind === 'on-premises';
    return { kind: 'server', host: other, ...(outside ? {} : { client, at: addressesOf(network, other) }) };
  }
  return wanted === 'vpc' && host.kind === 'interface'
    ? { kind: 'vpc', vpc: vpcOf(network, host.networkInterface), amazon: true }
    : { kind: 'public' };
}

/** Whom a machine behind an interface asks: what the world says of the host that it is, else what DHCP has told it (facts:G33). */
export function askerOfInterface(network: Network, nic: NetworkInterface): Asker {
  const host = nic.kind === 'host' ? network.hosts.get(nic.owner) : undefined;
  if (host?.kind === 'interface' && host.resolver !== undefined) return askerOfHost(network, host);
  return { kind: 'vpc', vpc: vpcOf(network, nic.origin.id), client: { kind: 'interface', networkInterface: nic } };
}

const senderOf = (network: Network, host: DnsServer): Sender =>
  host.kind === 'interface'
    ? { kind: 'interface', networkInterface: known(network.networkInterfaces, host.networkInterface) }
    : host;

const addressesOf = (network: Network, host: DnsServer): readonly Address[] =>
  host.kind === 'interface' ? known(network.networkInterfaces, host.networkInterface).addresses : [host.address];

const vpcOf = (network: Network, networkInterface: Id): Vpc =>
  known(network.vpcs, known(network.subnets, known(network.networkInterfaces, networkInterface).subnet).vpc);

/** The outbound endpoint's interfaces by which a rule's questions leave: those in zones that work, where there are some. */
export function ruleSenders(network: Network, rule: ResolverRule, circumstances: Circumstances): readonly Sender[] {
  const endpoint = network.resolverEndpoints.get(rule.resolverEndpoint ?? '');
  const interfaces = (endpoint?.networkInterfaces ?? []).map((id) => known(network.networkInterfaces, id));
  const working = interfaces.filter((nic) => !circumstances.failedZoneIds.has(known(network.subnets, nic.subnet).zoneId));
  return (working.length > 0 ? working : interfaces).map((networkInterface) => ({ kind: 'interface', networkInterface }));
}

/**
 * What keeps a question from a server, or its answer from coming back: routes, groups and ACLs apply as to any packet (facts:G9), but
 * not on the way to a VPC's own resolver. Nothing keeps it where the server or the sender is not known here.
 */
function hindrances(
  network: Network,
  client: Sender | undefined,
  server: Address,
  circumstances: Circumstances,
): 'none' | readonly Block[] {
  if (client === undefined || AMAZON.includes(server) || !isKnown(network, server)) return 'none';
  const address =
    client.kind === 'interface'
      ? client.networkInterface.addresses.find((each) => typeof each === typeof server)
      : client.address;
  if (address === undefined) return [];
  if (client.kind === 'interface' && isAmazon(vpcOf(network, client.networkInterface.origin.id), server)) return 'none';
  const sourcePorts = client.kind === 'interface' ? client.networkInterface.ephemeralPorts : client.ephemeralPorts;
  const packet = { source: address, destination: server, protocol: UDP, sourcePorts, destinationPorts: onePort(53) };
  const { connection, blocks } = connect(network, client, packet, circumstances);
  return connection === 'established' ? 'none' : blocks;
}

/** The first of the servers that one of the senders gets a question to, or what keeps the first sender from the first server. */
export function serverReached(
  network: Network,
  senders: readonly Sender[],
  servers: readonly Address[],
  circumstances: Circumstances,
): { readonly server: Address } | { readonly blocks: readonly Block[] } {
  let blocks: readonly Block[] | undefined;
  for (const server of servers) {
    for (const sender of senders.length === 0 ? [undefined] : senders) {
      const hindered = hindrances(network, sender, server, circumstances);
      if (hindered === 'none') return { server };
      blocks ??= hindered;
    }
  }
  return { blocks: blocks ?? [] };
}

const isKnown = (network: Network, address: Address): boolean =>
  serverAt(network, address) !== undefined || lookupsOf(network).interfaceWith(address) !== undefined;
