import { formatCidr } from '../ip/cidr.ts';
import { formatPorts, type PortRange } from '../ip/ports.ts';
import { nameOf } from '../network/known.ts';
import type { Network, NetworkAcl, Origin, RouteTable, SecurityGroup, SecurityGroupRule } from '../network/model.ts';
import { targetName } from '../network/routes.ts';
import type { Configuration } from './configuration.ts';
import type { Loaded } from './loaded.ts';

/** One line of a list: `RtA/2`, `SgEp/ingress/1`, `AclA/egress/100` (an entry of an ACL by its rule number). */
export interface ListRow {
  readonly id: string;
  readonly cells: readonly string[];
}

/** The lines of a route table, a security group or a network ACL, as its page in the console has them. */
export interface ThingList {
  readonly of: string;
  readonly head: readonly string[];
  readonly rows: readonly ListRow[];
}

/** The lines of the thing that the text calls `name`, those included that AWS adds; undefined where it is no list. */
export function listOf(configuration: Configuration, name: string): ThingList | undefined {
  // Configurations are made by `openConfiguration` alone, which returns nothing else.
  const network = (configuration as Loaded).deployed?.compiled.network;
  if (network === undefined) return undefined;
  const called = <T extends { readonly origin: Origin }>(things: ReadonlyMap<string, T>) =>
    [...things.values()].find((thing) => nameOf(thing.origin) === name);
  const table = called(network.routeTables);
  if (table !== undefined) return routesOf(network, name, table);
  const group = called(network.securityGroups);
  if (group !== undefined) return rulesOf(network, name, group);
  const acl = called(network.networkAcls);
  return acl === undefined ? undefined : entriesOf(name, acl);
}

const routesOf = (network: Network, name: string, table: RouteTable): ThingList => ({
  of: name,
  head: ['Destination', 'Target'],
  rows: table.routes.map((route, index) => ({
    id: `${name}/${index + 1}`,
    cells: [route.destination.text, targetName(network, route)],
  })),
});

function rulesOf(network: Network, name: string, group: SecurityGroup): ThingList {
  const rows = (way: 'ingress' | 'egress') =>
    group[way].map((rule, index) => ({
      id: `${name}/${way}/${index + 1}`,
      cells: [way, protocolWord(rule.protocol), portsWord(rule.ports), peerWord(network, rule)],
    }));
  return { of: name, head: ['Direction', 'Protocol', 'Port', 'From or to'], rows: [...rows('ingress'), ...rows('egress')] };
}

function entriesOf(name: string, acl: NetworkAcl): ThingList {
  const rows = (egress: boolean) =>
    acl.entries
      .filter((entry) => entry.egress === egress)
      .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
      .map((entry) => {
        const way = egress ? 'egress' : 'ingress';
        const { ruleNumber, protocol, ports, cidr, allow } = entry;
        const cells = [
          way,
          `${ruleNumber}`,
          protocolWord(protocol),
          portsWord(ports),
          formatCidr(cidr),
          allow ? 'allow' : 'deny',
        ];
        return { id: `${name}/${way}/${ruleNumber}`, cells };
      });
  const head = ['Direction', 'Rule', 'Protocol', 'Port', 'From or to', 'Action'];
  return { of: name, head, rows: [...rows(false), ...rows(true)] };
}

function peerWord(network: Network, { peer }: SecurityGroupRule): string {
  switch (peer.kind) {
    case 'cidr':
      return formatCidr(peer.cidr);
    case 'prefix-list':
      return peer.id;
    case 'security-group': {
      const group = network.securityGroups.get(peer.id);
      return group === undefined ? peer.id : nameOf(group.origin);
    }
  }
}

const PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [-1, 'all'],
  [1, 'icmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [58, 'icmpv6'],
]);

const protocolWord = (protocol: number): string => PROTOCOLS.get(protocol) ?? `${protocol}`;
const portsWord = (ports: PortRange): string => (ports.from === 0 && ports.to === 65535 ? 'all' : formatPorts(ports));
