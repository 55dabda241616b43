import type { Address } from '../ip/address.ts';
import { prefixLookup } from '../ip/prefixes.ts';
import { once, onceFor } from '../remember.ts';
import { alike, entryKey, ruleKey } from './alike.ts';
import { carries, entriesFor } from './filters.ts';
import { known } from './known.ts';
import type { Lookups } from './lookups.ts';
import { publicly, serviceOfList } from './lookups-plain.ts';
import type { Id, Network, NetworkAcl, NetworkAclEntry, PublicService, RouteTable, SecurityGroupRule, Subnet } from './model.ts';
import type { TransitAttachment, TransitRouteTable } from './model-transit.ts';
import { type Border, homeOf, placeOf, type Surroundings } from './places.ts';
import { candidatesBy, linesOf, type RoutesTo, routesBy } from './routes.ts';
import { doorOf, exitsOf, wayBy } from './transit-places.ts';
import { prefixesOf, type RuleSet, wornGroups } from './worn.ts';
import { seesZone, type Zone, zonesIn } from './zones.ts';

/**
 * Lookups by tables. Each table is made when it is first asked for, in a time that grows with the size of what it holds (times its
 * logarithm where it holds blocks of addresses).
 */
export function indexedLookups(network: Network): Lookups {
  const endpointsByVpc = once(() => grouped(network.vpcEndpoints.values(), (each) => [each.vpc]));
  const routesOf = routeLookup(network);
  const { interfacesOf, ...interfaces } = interfaceLookups(network);
  const { doorsOf, ...transit } = transitLookups(network);
  return {
    ...interfaces,
    ...placeLookups(network, { routesOf, interfacesOf, doorsOf }),
    ...transit,
    ...zoneLookups(network),
    routesTo: (table, destination) => routesOf(table)(destination),
    peeringsOf: byKey(() => grouped(network.peeringConnections.values(), (each) => [each.requesterVpc, each.accepterVpc])),
    endpointsOf: byKey(endpointsByVpc),
    internetGatewayOf: firstByKey(() =>
      grouped(network.internetGateways.values(), ({ vpc }) => (vpc === undefined ? [] : [vpc])),
    ),
    egressOnlyGatewayOf: firstByKey(() => grouped(network.egressOnlyInternetGateways.values(), (each) => [each.vpc])),
    serviceAt: serviceLookup(network),
  };
}

/** The values under each of their keys, in their order, once under each. */
function grouped<K, T>(values: Iterable<T>, keysOf: (value: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values)
    for (const key of keysOf(value)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [value]);
      else if (group.at(-1) !== value) group.push(value);
    }
  return groups;
}

const NOTHING: readonly never[] = [];

function byKey<K, T>(make: () => ReadonlyMap<K, readonly T[]>): (key: K) => readonly T[] {
  const groups = once(make);
  return (key) => groups().get(key) ?? NOTHING;
}

function firstByKey<K, T>(make: () => ReadonlyMap<K, readonly T[]>): (key: K) => T | undefined {
  const groups = once(make);
  return (key) => groups().get(key)?.[0];
}

function interfaceLookups(
  network: Network,
): Pick<Lookups, 'interfaceAt' | 'interfaceWith' | 'interfaceOnInternet' | 'interfacesOwnedBy'> &
  Pick<Surroundings, 'interfacesOf'> {
  const all = () => network.networkInterfaces.values();
  const inVpc = once(() => {
    const vpcs = grouped(all(), (nic) => [known(network.subnets, nic.subnet).vpc]);
    return new Map([...vpcs].map(([vpc, nics]) => [vpc, firstBy(nics, (nic) => nic.addresses)]));
  });
  const anywhere = once(() => firstBy(all(), (nic) => nic.addresses));
  const outside = once(() => firstBy(all(), publicly));
  return {
    interfaceAt: (vpc, address) => inVpc().get(vpc)?.get(address),
    interfacesOf: (vpc) => {
      const own = inVpc().get(vpc);
      return (address) => own?.get(address);
    },
    interfaceWith: (address) => anywhere().get(address),
    interfaceOnInternet: (address) => outside().get(address),
    interfacesOwnedBy: byKey(() => groupedAll(all(), (nic) => nic.owner)),
  };
}

/** The first of the values for each of their keys. */
function firstBy<K, T>(values: Iterable<T>, keysOf: (value: T) => readonly K[]): Map<K, T> {
  const first = new Map<K, T>();
  for (const value of values) for (const key of keysOf(value)) if (!first.has(key)) first.set(key, value);
  return first;
}

/** The values under their key, in their order, each as often as it is there. */
function groupedAll<K, T>(values: Iterable<T>, keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

function placeLookups(network: Network, ways: Omit<Surroundings, 'entriesOf'>): Pick<Lookups, 'placeOf' | 'homeOf'> {
  const rulesAt = alike(ruleKey, (rules) =>
    prefixLookup(rules.flatMap(prefixesOf), (holding) => holding.map(({ value }) => value)),
  );
  const worn = onceFor((key: string) =>
    wornGroups(network, key === '' ? [] : key.split(' '), (rules) => indexedRules(rules, rulesAt(rules))),
  );
  const entriesAt = alike(entryKey, entryLookup);
  const entriesOf = onceFor((acl: NetworkAcl) => ({
    egress: entriesAt(entriesFor(acl, true)),
    ingress: entriesAt(entriesFor(acl, false)),
  }));
  const home = onceFor((subnet: Subnet) => homeOf(network, subnet, { entriesOf, ...ways }));
  return {
    placeOf: onceFor((nic) => placeOf(nic, home(known(network.subnets, nic.subnet)), worn(nic.securityGroups.join(' ')))),
    homeOf: home,
  };
}

/** Entries by the address of the other end. */
function entryLookup(entries: readonly NetworkAclEntry[]): Border['entriesFor'] {
  const ordered = entries.map((entry, index) => ({ cidr: entry.cidr, value: { entry, index } }));
  return prefixLookup(ordered, (holding) =>
    holding
      .map(({ value }) => value)
      .toSorted((a, b) => a.index - b.index)
      .map(({ entry }) => entry),
  );
}

/** Rules by the address of the other end; those that name a group are apart. */
function indexedRules(
  rules: readonly SecurityGroupRule[],
  rulesAt: (peer: Address) => readonly SecurityGroupRule[],
): RuleSet['admits'] {
  const naming = rules.flatMap((rule) => (rule.peer.kind === 'security-group' ? [{ rule, id: rule.peer.id }] : []));
  return (flow, securityGroups) => {
    for (const rule of rulesAt(flow.peer)) if (carries(rule, flow)) return true;
    if (securityGroups === undefined || securityGroups.length === 0) return false;
    for (const { rule, id } of naming) if (securityGroups.includes(id) && carries(rule, flow)) return true;
    return false;
  };
}

/** Lines of a table differ only by which of their blocks hold the destination: they are ranked once for each stretch of addresses. */
const routeLookup = (network: Network): Surroundings['routesOf'] =>
  onceFor((table: RouteTable) =>
    prefixLookup(linesOf(table), (holding): RoutesTo => routesBy(network, table, candidatesBy(holding))),
  );

function transitLookups(
  network: Network,
): Pick<Lookups, 'attachmentsOf' | 'attachmentsAt' | 'transitWaysOf' | 'onPremisesHostAt'> & Pick<Surroundings, 'doorsOf'> {
  const attachments = () => network.transitAttachments.values();
  const attachmentsOf = byKey(() => grouped(attachments(), ({ vpc }) => (vpc === undefined ? [] : [vpc])));
  const tables = once(() => {
    const byGateway = grouped(network.transitRouteTables.values(), (table) => [table.transitGateway]);
    return new Map([...byGateway].map(([gateway, each]) => [gateway, firstBy(each, (table) => table.associations)]));
  });
  const ways = onceFor((table: TransitRouteTable) =>
    prefixLookup(
      table.routes.map((route, index) => ({ cidr: route.cidr, value: { route, index } })),
      (holding) =>
        wayBy(
          network,
          table,
          holding
            .map(({ value }) => value)
            .toSorted((a, b) => a.index - b.index)
            .map(({ route }) => route),
          exits,
        ),
    ),
  );
  const exits = onceFor((attachment: TransitAttachment) => exitsOf(network, attachment));
  const transitWaysOf = (gateway: Id, attachment: Id) => {
    const table = tables().get(gateway)?.get(attachment);
    return table === undefined ? undefined : ways(table);
  };
  const hosts = once(() => {
    const onPremises = [...network.hosts.values()].flatMap((host) => (host.kind === 'on-premises' ? [host] : []));
    const byGateway = grouped(onPremises, (host) => [host.gateway]);
    return new Map([...byGateway].map(([gateway, each]) => [gateway, firstBy(each, (host) => [host.address])]));
  });
  return {
    attachmentsOf,
    attachmentsAt: byKey(() => grouped(attachments(), (each) => [each.transitGateway])),
    doorsOf: (subnet) => onceFor((gateway: Id) => doorOf(network, gateway, subnet, attachmentsOf(subnet.vpc), transitWaysOf)),
    transitWaysOf,
    onPremisesHostAt: (gateway, address) => hosts().get(gateway)?.get(address),
  };
}

function serviceLookup(network: Network): Lookups['serviceAt'] {
  const lookUp = once(() => {
    const lists = [...network.prefixLists.values()].flatMap((list, index) => {
      const service = serviceOfList(list.name);
      return service === undefined ? [] : list.cidrs.map((cidr) => ({ cidr, value: { service, index } }));
    });
    return prefixLookup(
      lists,
      (holding): Pick<PublicService, 'service' | 'region'> | undefined =>
        holding.toSorted((a, b) => a.value.index - b.value.index)[0]?.value.service,
    );
  });
  return (address) => lookUp()(address);
}

function zoneLookups(network: Network): Pick<Lookups, 'zonesOf' | 'resolverRulesOf'> {
  const hosted = byKey(() => grouped(network.privateZones.values(), (zone) => zone.vpcs));
  const private_ = byKey(() =>
    grouped(network.vpcEndpoints.values(), (each) => (each.privateDns ? [each.vpc, ...(each.profileVpcs ?? [])] : [])),
  );
  const zones = { true: new Map<Id, readonly Zone[]>(), false: new Map<Id, readonly Zone[]>() };
  return {
    zonesOf: (vpc, inbound) => {
      const before = zones[`${inbound}`].get(vpc);
      if (before !== undefined) return before;
      const made = zonesIn(
        hosted(vpc),
        private_(vpc).filter((endpoint) => seesZone(endpoint, vpc, inbound)),
      );
      zones[`${inbound}`].set(vpc, made);
      return made;
    },
    resolverRulesOf: byKey(() => grouped(network.resolverRules.values(), (rule) => rule.vpcs)),
  };
}
