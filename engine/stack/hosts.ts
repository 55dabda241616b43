import { zonesOf } from '../catalogue/regions.ts';
import { parseAddress } from '../ip/address.ts';
import { formatCidr, parseCidr } from '../ip/cidr.ts';
import type { PortRange } from '../ip/ports.ts';
import type { Id } from '../network/model.ts';
import type { Host } from '../network/model-hosts.ts';
import { normalName } from '../network/resolve.ts';
import { derivedId } from '../resources/ids.ts';
import type { Draft } from '../resources/kind.ts';
import { freeAddresses, zoneIdOf } from '../resources/place.ts';
import { isWearable } from '../resources/security-group/security-group-vpc-association.ts';
import { addVpc } from '../resources/vpc/vpc.ts';
import type { WorldHost } from '../world.ts';

/** Logical id or AWS id → AWS id, undefined for a name that the configuration does not hold. */
export type Lookup = (name: string) => Id | undefined;

/** Ports that a host's programs may choose: Linux unless the world says Windows (facts:G10). */
export const ephemeralPortsOf = (os: WorldHost['os']): PortRange =>
  os === 'windows' ? { from: 49_152, to: 65_535 } : { from: 32_768, to: 60_999 };

/** Puts the world's hosts into the draft, in the order of their names, those with an address of their own first. */
export function placeHosts(draft: Draft, idOf: Lookup): Map<string, Host> {
  const hosts = new Map<string, Host>();
  for (const [name, host] of Object.entries(draft.world.hosts).toSorted(fixedFirst))
    hosts.set(name, placeHost(draft, idOf, name, host));
  return hosts;
}

const fixedFirst = ([a, x]: [string, WorldHost], [b, y]: [string, WorldHost]): number =>
  Number(x.ip === undefined) - Number(y.ip === undefined) || a.localeCompare(b);

function placeHost(draft: Draft, idOf: Lookup, name: string, host: WorldHost): Host {
  const common = {
    name,
    ephemeralPorts: ephemeralPortsOf(host.os),
    ...(host.listens === undefined ? {} : { listens: host.listens }),
  };
  const address = host.ip === undefined ? undefined : parseAddress(host.ip);
  if (host.endpoint !== undefined)
    return { kind: 'elsewhere', name, endpoint: host.endpoint, ...(address === undefined ? {} : { address }) };
  if (host.internet === true) return address === undefined ? missing(name, 'ip') : { kind: 'internet', ...common, address };
  if (host.onPremises === true) {
    const gateway = idOf(host.gateway ?? '');
    if (gateway === undefined || !(draft.vpnGateways.has(gateway) || draft.transitGateways.has(gateway)))
      return missing(name, host.gateway ?? 'gateway');
    return address === undefined
      ? missing(name, 'ip')
      : { kind: 'on-premises', ...common, address, gateway, ...dnsOf(idOf, host), resolver: resolverOf(idOf, host) ?? 'public' };
  }
  if (typeof host.vpc === 'object') return placeInPeer(draft, idOf, name, host, host.vpc);
  return placeInSubnet(draft, idOf, name, host);
}

const missing = (name: string, what: string): Host => ({ kind: 'not-placed', name, missing: what });

function placeInSubnet(draft: Draft, idOf: Lookup, name: string, host: WorldHost): Host {
  const subnet = draft.subnets.get(idOf(host.subnet ?? '') ?? '');
  if (subnet === undefined) return missing(name, host.subnet ?? 'subnet');
  const groups: Id[] = [];
  for (const group of host.securityGroups ?? []) {
    const id = idOf(group);
    if (id === undefined || !draft.securityGroups.has(id)) return missing(name, group);
    if (!isWearable(draft, id, subnet.vpc)) return missing(name, `${group} in the VPC of ${host.subnet ?? 'its subnet'}`);
    groups.push(id);
  }
  const fallback = draft.vpcs.get(subnet.vpc)?.defaultSecurityGroup;
  return addHost(draft, idOf, name, host, subnet.origin.id, groups.length > 0 || fallback === undefined ? groups : [fallback]);
}

function addHost(draft: Draft, idOf: Lookup, name: string, host: WorldHost, subnetId: Id, securityGroups: readonly Id[]): Host {
  const subnet = draft.subnets.get(subnetId);
  if (subnet === undefined) return missing(name, subnetId);
  const id = derivedId('eni-', `host/${name}`);
  const publicAddress = host.publicIp === undefined ? undefined : parseAddress(host.publicIp);
  const addresses = freeAddresses(draft, subnet, {
    ipv4: host.ip,
    ipv6: host.ipv6 ?? (host.ip?.includes(':') ? host.ip : undefined),
  });
  draft.networkInterfaces.set(id, {
    origin: { id, logicalId: name },
    kind: 'host',
    owner: name,
    subnet: subnetId,
    addresses,
    ...(publicAddress === undefined ? {} : { publicAddress }),
    securityGroups,
    ephemeralPorts: ephemeralPortsOf(host.os),
    ...(host.listens === undefined ? {} : { listens: host.listens }),
  });
  return { kind: 'interface', name, networkInterface: id, ...dnsOf(idOf, host) };
}

/** Where the host is a DNS server: what it answers. */
const dnsOf = (idOf: Lookup, host: WorldHost) => {
  const resolver = resolverOf(idOf, host);
  const names = Object.entries(host.names ?? {}).map(
    ([name, texts]) => [normalName(name), texts.flatMap((text) => parseAddress(text) ?? [])] as const,
  );
  return { ...(names.length === 0 ? {} : { names: new Map(names) }), ...(resolver === undefined ? {} : { resolver }) };
};

/** The AWS id of a Resolver endpoint, or the word itself: a host's name, `vpc`, `public`. */
const resolverOf = (idOf: Lookup, { resolver }: WorldHost): string | undefined =>
  resolver === undefined ? undefined : (idOf(resolver) ?? resolver);

/** A VPC of somebody else's with one subnet, peered with one of the configuration's; its own table routes to the peer. */
function placeInPeer(
  draft: Draft,
  idOf: Lookup,
  name: string,
  host: WorldHost,
  vpc: { readonly cidr: string; readonly peeredWith?: string | undefined },
): Host {
  const block = parseCidr(vpc.cidr);
  if (block === undefined) return missing(name, vpc.cidr);
  const id = derivedId('vpc-', `world/${vpc.cidr}`);
  const subnetId = derivedId('subnet-', `world/${vpc.cidr}`);
  if (!draft.vpcs.has(id)) {
    addVpc(draft, { id, logicalId: `the VPC of ${name}` }, block, { support: true, hostnames: true });
    const created = draft.vpcs.get(id);
    const zone = zonesOf(draft.region)[0];
    if (created === undefined || zone === undefined) return missing(name, vpc.cidr);
    draft.subnets.set(subnetId, {
      origin: { id: subnetId },
      vpc: id,
      cidrs: [block],
      availabilityZone: zone,
      zoneId: zoneIdOf(draft.world, draft.account, zone),
      routeTable: created.mainRouteTable,
      networkAcl: created.defaultNetworkAcl,
      assignsIpv6: false,
      mapsPublicIp: false,
    });
    const peer = draft.vpcs.get(idOf(vpc.peeredWith ?? '') ?? '');
    if (peer !== undefined) peerWith(draft, id, peer.origin.id, vpc.cidr);
  }
  const group = draft.vpcs.get(id)?.defaultSecurityGroup;
  return addHost(draft, idOf, name, host, subnetId, group === undefined ? [] : [group]);
}

function peerWith(draft: Draft, id: Id, peer: Id, seed: string): void {
  const pcx = derivedId('pcx-', `world/${seed}`);
  draft.peeringConnections.set(pcx, { origin: { id: pcx }, requesterVpc: id, accepterVpc: peer, securityGroupReferencing: true });
  const table = draft.routeTables.get(draft.vpcs.get(id)?.mainRouteTable ?? '');
  for (const block of draft.vpcs.get(peer)?.cidrs ?? []) {
    table?.routes.push({
      destination: { text: formatCidr(block), cidrs: [block] },
      target: { kind: 'peering-connection', id: pcx },
      origin: 'static',
      state: 'active',
    });
  }
}
