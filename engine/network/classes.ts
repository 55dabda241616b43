import { type Address, parseAddress } from '../ip/address.ts';
import { type Cidr, PRIVATE_BLOCKS } from '../ip/cidr.ts';
import type { PortRange } from '../ip/ports.ts';
import { prefixLookup } from '../ip/prefixes.ts';
import { onceFor } from '../remember.ts';
import { lookupsOf } from './lookups.ts';
import type { Id, Network, NetworkInterface } from './model.ts';

/**
 * Which senders and destinations no part of the network tells apart: two of one class get the same verdict from or to anything
 * else. Numbers from 0; whatever is named anywhere by itself is alone in its class.
 */
interface Classes {
  readonly ofInterface: (nic: NetworkInterface) => number;
  readonly ofAddress: (address: Address) => number;
}

const CLASSES = new WeakMap<Network, Classes>();

/** The classes of `network`, found when they are first asked for. */
function classesOf(network: Network): Classes {
  const made = CLASSES.get(network) ?? findClasses(network);
  CLASSES.set(network, made);
  return made;
}

/** The class of the packets from an interface to an address: nothing in the network tells one of them from another but its port. */
export function classOf(network: Network, from: NetworkInterface, to: Address): string {
  const classes = classesOf(network);
  // It reaches itself as it reaches nobody like it.
  return `${classes.ofInterface(from)} ${classes.ofAddress(to)} ${from.addresses.includes(to)}`;
}

function findClasses(network: Network): Classes {
  const stretch = stretchOf(network);
  const alone = namedAddresses(network);
  const named = namedInterfaces(network);
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const before = numbers.get(key);
    if (before !== undefined) return before;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
  const ofInterface = onceFor((nic: NetworkInterface) =>
    numberOf(named.has(nic.origin.id) || !PLAIN.includes(nic.kind) ? `nic ${nic.origin.id}` : likeness(nic, stretch)),
  );
  const wearers = wearersOf(network);
  const ofAddress = onceFor((address: Address) => {
    const [only, ...others] = wearers.get(address) ?? [];
    if (alone.has(address) || others.length > 0) return numberOf(`address ${address}`);
    // A second address of an interface is not its first.
    if (only !== undefined) return numberOf(`to ${ofInterface(only)} ${only.addresses.indexOf(address)}`);
    return numberOf(`stretch ${stretch(address)} ${typeof address}`);
  });
  return { ofInterface, ofAddress };
}

/** Interfaces of these kinds are only where they are; the others do something for others. */
const PLAIN: readonly string[] = ['host', 'instance'];

/** Everything about a plain interface that a verdict may depend on. */
const likeness = (nic: NetworkInterface, stretch: (address: Address) => number): string =>
  JSON.stringify([
    nic.kind,
    nic.subnet,
    nic.addresses.map((address) => [typeof address, stretch(address)]),
    nic.publicAddress === undefined ? null : stretch(nic.publicAddress),
    nic.securityGroups,
    nic.ephemeralPorts,
    nic.listens ?? null,
    nic.forwards === true,
  ]);

/** Every block that a route, a rule, an entry, a list or a VPC names: addresses of one stretch lie in the same of them. */
function stretchOf(network: Network): (address: Address) => number {
  // Each once: half of all lines and rules name 0.0.0.0/0.
  const cidrs = new Map<string, Cidr>();
  const add = (more: readonly Cidr[]) => {
    for (const cidr of more) cidrs.set(`${cidr.base}/${cidr.length}/${typeof cidr.base}`, cidr);
  };
  add(PRIVATE_BLOCKS);
  for (const vpc of network.vpcs.values()) add(vpc.cidrs);
  for (const subnet of network.subnets.values()) add(subnet.cidrs);
  for (const table of network.routeTables.values()) for (const route of table.routes) add(route.destination.cidrs);
  for (const table of network.transitRouteTables.values()) add(table.routes.map((route) => route.cidr));
  for (const list of network.prefixLists.values()) add(list.cidrs);
  for (const acl of network.networkAcls.values()) add(acl.entries.map((entry) => entry.cidr));
  for (const group of network.securityGroups.values())
    for (const { peer } of [...group.ingress, ...group.egress]) {
      if (peer.kind === 'cidr') add([peer.cidr]);
      else if (peer.kind === 'prefix-list') add(peer.cidrs);
    }
  let stretches = 0;
  return prefixLookup(
    [...cidrs.values()].map((cidr) => ({ cidr, value: true })),
    () => stretches++,
  );
}

/** Addresses that something names by themselves. */
function namedAddresses(network: Network): ReadonlySet<Address> {
  const named = new Set<Address>();
  for (const host of network.hosts.values()) if (host.kind === 'on-premises' || host.kind === 'internet') named.add(host.address);
  for (const nic of network.networkInterfaces.values()) if (nic.publicAddress !== undefined) named.add(nic.publicAddress);
  for (const id of targetIds(network)) {
    const address = parseAddress(id);
    if (address !== undefined) named.add(address);
  }
  for (const { destination } of network.resourceConfigurations.values())
    if (destination !== undefined && 'address' in destination) named.add(destination.address);
  return named;
}

/** Interfaces that a route, a target group or a resource leads to, or that share an address with another. */
function namedInterfaces(network: Network): ReadonlySet<Id> {
  const named = new Set<Id>();
  const lookups = lookupsOf(network);
  const addNic = (nic: NetworkInterface | undefined) => nic !== undefined && named.add(nic.origin.id);
  for (const table of network.routeTables.values())
    for (const { target } of table.routes)
      if (target.kind === 'network-interface') addNic(network.networkInterfaces.get(target.id));
  for (const id of targetIds(network)) {
    addNic(network.networkInterfaces.get(id));
    for (const nic of lookups.interfacesOwnedBy(id)) addNic(nic);
  }
  const addresses = namedAddresses(network);
  // An address that two VPCs have in common means another interface in each.
  for (const [address, nics] of wearersOf(network))
    if (nics.length > 1 || addresses.has(address)) for (const nic of nics) addNic(nic);
  return named;
}

const targetIds = (network: Network): readonly string[] =>
  [...network.targetGroups.values()].flatMap((group) => group.targets.map((target) => target.id));

function wearersOf(network: Network): ReadonlyMap<Address, readonly NetworkInterface[]> {
  const wearers = new Map<Address, NetworkInterface[]>();
  for (const nic of new Set(network.networkInterfaces.values()))
    for (const address of nic.addresses) {
      const others = wearers.get(address);
      if (others === undefined) wearers.set(address, [nic]);
      else others.push(nic);
    }
  return wearers;
}

/** The first port of each class of ports that nothing in the network tells apart, ascending: those between the same borders of the ranges and ports that anything names. */
export function portClassesOf(network: Network): readonly number[] {
  const borders = new Set<number>([0]);
  const range = ({ from, to }: PortRange) => borders.add(from).add(to + 1);
  const one = (port: number) => borders.add(port).add(port + 1);
  for (const group of network.securityGroups.values()) for (const rule of [...group.ingress, ...group.egress]) range(rule.ports);
  for (const acl of network.networkAcls.values()) for (const entry of acl.entries) range(entry.ports);
  for (const balancer of network.loadBalancers.values()) for (const listener of balancer.listeners) one(listener.port);
  for (const nic of network.networkInterfaces.values()) for (const port of nic.listens ?? []) one(port);
  for (const host of network.hosts.values()) if ('listens' in host) for (const port of host.listens ?? []) one(port);
  for (const { ports } of network.resourceConfigurations.values()) for (const each of ports) range(each);
  for (const { answers } of network.endpointServices.values()) for (const { port } of answers ?? []) one(port);
  return [...borders].filter((port) => port >= 0 && port < 65_536).toSorted((a, b) => a - b);
}
