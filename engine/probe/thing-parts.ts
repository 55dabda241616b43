import type { Span } from '../diagnostic.ts';
import type { Address } from '../ip/address.ts';
import { formatCidr } from '../ip/cidr.ts';
import { entriesFor } from '../network/filters.ts';
import type { Network, NetworkInterface, RouteTable } from '../network/model.ts';
import { targetName } from '../network/routes.ts';
import { known, nameOf } from '../network/walk.ts';
import { aclRule, groupRule, lastEntry, type RuleFact } from './rule-facts.ts';

/** A line of a route table by names. */
export interface RouteFact {
  readonly table: string;
  readonly destination: string;
  readonly target: string;
  readonly origin: string;
  readonly state: 'active' | 'blackhole';
  readonly span?: Span;
}

export const routesIn = (network: Network, table: RouteTable): readonly RouteFact[] =>
  table.routes.map((route) => ({
    table: nameOf(table.origin),
    destination: route.destination.text,
    target: targetName(network, route),
    origin: route.origin,
    state: route.state,
    ...(route.span === undefined ? {} : { span: route.span }),
  }));

export const transitRoutes = (network: Network, gateway: string): readonly RouteFact[] =>
  [...network.transitRouteTables.values()]
    .filter((table) => table.transitGateway === gateway)
    .flatMap((table) =>
      table.routes.map((route) => ({
        table: nameOf(table.origin),
        destination: formatCidr(route.cidr),
        target: attachmentName(network, route.attachment),
        origin: route.origin,
        state: route.attachment === undefined ? ('blackhole' as const) : ('active' as const),
        ...(route.span === undefined ? {} : { span: route.span }),
      })),
    );

export const attachmentName = (network: Network, id: string | undefined): string =>
  id === undefined ? 'blackhole' : nameOf(network.transitAttachments.get(id)?.origin ?? { id });

export function aclRules(network: Network, id: string): readonly RuleFact[] {
  const acl = known(network.networkAcls, id);
  return (['ingress', 'egress'] as const).flatMap((direction) => [
    ...entriesFor(acl, direction === 'egress').map((entry) => aclRule(acl, entry)),
    lastEntry(acl, direction),
  ]);
}

export const groupRules = (network: Network, ids: readonly string[]): readonly RuleFact[] =>
  ids.flatMap((id) => {
    const group = known(network.securityGroups, id);
    return (['ingress', 'egress'] as const).flatMap((direction) =>
      group[direction].map((rule) => groupRule(network, group, direction, rule)),
    );
  });

export const groupNames = (network: Network, ids: readonly string[]): readonly string[] =>
  ids.map((id) => nameOf(known(network.securityGroups, id).origin));
export const groupsOf = (network: Network, interfaces: readonly string[]): readonly string[] => [
  ...new Set(interfaces.flatMap((id) => known(network.networkInterfaces, id).securityGroups)),
];
export const addressesOf = (network: Network, interfaces: readonly string[]): readonly Address[] =>
  interfaces.flatMap((id) => known(network.networkInterfaces, id).addresses);
export const targetsIn = (network: Network, groups: readonly string[]): readonly string[] =>
  groups.flatMap((id) => network.targetGroups.get(id)?.targets.map((each) => `${each.id}:${each.port}`) ?? []);
export const subnetsWhere = (
  network: Network,
  is: (subnet: { routeTable: string; networkAcl: string }) => boolean,
): readonly string[] => [...network.subnets.values()].filter(is).map(({ origin }) => nameOf(origin));
export const vpcName = (network: Network, id: string): string => nameOf(network.vpcs.get(id)?.origin ?? { id });

/** Everybody whose interface carries the group: a host by its name, anything else by its own. */
export function wearersOf(network: Network, group: string): readonly string[] {
  const hosts = new Map(
    [...network.hosts.values()].flatMap((host) =>
      host.kind === 'interface' ? [[host.networkInterface, host.name] as const] : [],
    ),
  );
  const worn = [...new Set(network.networkInterfaces.values())].filter((nic) => nic.securityGroups.includes(group));
  return [...new Set(worn.map((nic) => hosts.get(nic.origin.id) ?? ownerName(network, nic)))];
}

export const ownerName = (network: Network, nic: NetworkInterface): string =>
  nameOf((network.vpcEndpoints.get(nic.owner) ?? network.loadBalancers.get(nic.owner) ?? nic).origin);
