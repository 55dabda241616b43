import { type Address, familyOf } from '../ip/address.ts';
import { contains, isPrivateAddress } from '../ip/cidr.ts';
import { admittingRule, entriesFor } from './filters.ts';
import { known } from './known.ts';
import type { Lookups } from './lookups.ts';
import type { Id, Network, NetworkInterface, PublicService, RouteTable, SecurityGroupRule, Subnet } from './model.ts';
import type { TransitAttachment } from './model-transit.ts';
import { homeOf, placeOf } from './places.ts';
import { candidatesFor, routesBy } from './routes.ts';
import { doorOf, exitsOf, type TransitWays, wayBy } from './transit-places.ts';
import { type RuleSet, wornGroups } from './worn.ts';
import { seesZone, zonesIn } from './zones.ts';

/** Lookups that read the whole network each time. */
export function plainLookups(network: Network): Lookups {
  const interfaces = () => [...network.networkInterfaces.values()];
  const endpoints = () => [...network.vpcEndpoints.values()];
  const attachments = () => [...network.transitAttachments.values()];
  const attachmentsOf = (vpc: Id) => attachments().filter((each) => each.vpc === vpc);
  const exits = (attachment: TransitAttachment) => exitsOf(network, attachment);
  const transitWaysOf = (gateway: Id, attachment: Id): TransitWays | undefined => {
    for (const table of network.transitRouteTables.values())
      if (table.transitGateway === gateway && table.associations.includes(attachment))
        return (destination) =>
          wayBy(
            network,
            table,
            table.routes.filter((route) => contains(route.cidr, destination)),
            exits,
          );
    return undefined;
  };
  const interfaceAt = (vpc: Id, address: Address) =>
    interfaces().find((nic) => nic.addresses.includes(address) && vpcOf(nic) === vpc);
  const routesTo = (table: RouteTable, destination: Address) => routesBy(network, table, candidatesFor(table, destination));
  const home = (subnet: Subnet) =>
    homeOf(network, subnet, {
      entriesOf: (acl) => ({
        egress: (peer) => entriesFor(acl, true).filter((entry) => contains(entry.cidr, peer)),
        ingress: (peer) => entriesFor(acl, false).filter((entry) => contains(entry.cidr, peer)),
      }),
      routesOf: (table) => (destination) => routesTo(table, destination),
      interfacesOf: (vpc) => (address) => interfaceAt(vpc, address),
      doorsOf: (subnet) => (gateway) => doorOf(network, gateway, subnet, attachmentsOf(subnet.vpc), transitWaysOf),
    });
  const vpcOf = (nic: NetworkInterface): Id => known(network.subnets, nic.subnet).vpc;
  return {
    interfaceAt,
    interfaceWith: (address) => interfaces().find((nic) => nic.addresses.includes(address)),
    interfaceOnInternet: (address) => interfaces().find((nic) => publicly(nic).includes(address)),
    interfacesOwnedBy: (owner) => interfaces().filter((nic) => nic.owner === owner),
    placeOf: (nic) => placeOf(nic, home(known(network.subnets, nic.subnet)), wornGroups(network, nic.securityGroups, plainRules)),
    homeOf: home,
    routesTo,
    peeringsOf: (vpc) =>
      [...network.peeringConnections.values()].filter((each) => each.requesterVpc === vpc || each.accepterVpc === vpc),
    endpointsOf: (vpc) => endpoints().filter((each) => each.vpc === vpc),
    internetGatewayOf: (vpc) => [...network.internetGateways.values()].find((each) => each.vpc === vpc),
    egressOnlyGatewayOf: (vpc) => [...network.egressOnlyInternetGateways.values()].find((each) => each.vpc === vpc),
    attachmentsOf,
    attachmentsAt: (gateway) => attachments().filter((each) => each.transitGateway === gateway),
    transitWaysOf,
    onPremisesHostAt: (gateway, address) => {
      for (const host of network.hosts.values())
        if (host.kind === 'on-premises' && host.gateway === gateway && host.address === address) return host;
      return undefined;
    },
    serviceAt: (address) => {
      for (const list of network.prefixLists.values()) {
        const service = serviceOfList(list.name);
        if (service !== undefined && list.cidrs.some((cidr) => contains(cidr, address))) return service;
      }
      return undefined;
    },
    zonesOf: (vpc, inbound) =>
      zonesIn(
        [...network.privateZones.values()].filter((zone) => zone.vpcs.includes(vpc)),
        endpoints().filter((endpoint) => seesZone(endpoint, vpc, inbound)),
      ),
    resolverRulesOf: (vpc) => [...network.resolverRules.values()].filter((rule) => rule.vpcs.includes(vpc)),
  };
}

const plainRules =
  (rules: readonly SecurityGroupRule[]): RuleSet['admits'] =>
  (flow, securityGroups) =>
    admittingRule(rules, flow, securityGroups === undefined ? {} : { securityGroups }) !== undefined;

/** Addresses under which the internet knows the interface: its public IPv4, and every IPv6 that is not unique local. */
export const publicly = (nic: NetworkInterface): readonly Address[] => [
  ...(nic.publicAddress === undefined ? [] : [nic.publicAddress]),
  ...nic.addresses.filter((address) => familyOf(address) === 6 && !isPrivateAddress(address)),
];

/** The service and Region whose prefix list has this name, or undefined for other lists. */
export function serviceOfList(name: string): Pick<PublicService, 'service' | 'region'> | undefined {
  const match = /^com\.amazonaws\.([a-z0-9-]+)\.(?:ipv6\.)?(s3|dynamodb|s3express)$/.exec(name);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { region: match[1], service: match[2] };
}
