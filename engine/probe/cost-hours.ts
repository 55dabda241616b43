import { HOURS_PER_MONTH, PRICES, type Price } from '../catalogue/prices.ts';
import type { Network, NetworkInterface, VpcEndpoint } from '../network/model.ts';
import { known, nameOf } from '../network/walk.ts';
import { kindOf } from '../resources/index.ts';
import type { HourlyCharge, Unpriced } from './answer.ts';
import type { Ground } from './loaded.ts';

/** What is charged by the hour whatever is sent, in the order of the kinds below; endpoints that were deleted cost nothing (facts:J3). */
export function hourlyCharges({ network, circumstances }: Ground): readonly HourlyCharge[] {
  const endpoints = [...network.vpcEndpoints.values()].filter(
    ({ origin }) => circumstances.endpointStates.get(origin.id) !== 'deleted',
  );
  return [
    ...endpoints.flatMap(endpointCharge),
    ...natGateways(network),
    ...publicAddresses(network),
    ...idleAddresses(network),
    ...transitAttachments(network),
    ...vpnConnections(network),
    ...[...network.resolverEndpoints.values()].map(({ origin, networkInterfaces }) =>
      charge('resolver-endpoint', nameOf(origin), networkInterfaces.length, PRICES.resolverEndpointInterface),
    ),
    ...remoteRegions(network, endpoints),
  ];
}

/** Things that AWS charges for and whose price no row of the facts has. */
export function unpriced({ network, resources }: Ground): readonly Unpriced[] {
  const named = (kind: string, things: Iterable<{ readonly origin: NetworkInterface['origin'] }>): readonly Unpriced[] =>
    [...things].map(({ origin }) => ({ kind, id: nameOf(origin) }));
  return [
    ...named(
      'vpc-endpoint',
      [...network.vpcEndpoints.values()].filter(({ type }) => type === 'Resource'),
    ),
    ...named(
      'nat-gateway',
      [...network.natGateways.values()].filter(({ regional }) => regional === true),
    ),
    ...resources.flatMap(({ type, logicalId }) => {
      const cost = kindOf(type)?.charge;
      return typeof cost === 'object' ? [{ kind: cost.unpriced, id: logicalId }] : [];
    }),
  ];
}

/** Dollars of a month, to the cent; half a cent is rounded up although a product in binary may fall just short of it. */
export const cents = (usd: number): number => Math.round(usd * 100 + 1e-6) / 100;

function charge(kind: string, id: string, count: number, price: Price): HourlyCharge {
  const { usd, fact, unverified } = price;
  const whole = { kind, id, count, usdPerHour: usd, usd: cents(count * usd * HOURS_PER_MONTH), fact };
  return unverified === true ? { ...whole, unverified } : whole;
}

/** One price for each zone in which it has an interface; a gateway endpoint has none and costs nothing. */
function endpointCharge({ type, origin, networkInterfaces }: VpcEndpoint): readonly HourlyCharge[] {
  const zones = (price: Price) => [charge('vpc-endpoint', nameOf(origin), networkInterfaces.length, price)];
  switch (type) {
    case 'Interface':
      return zones(PRICES.interfaceEndpointZone);
    case 'GatewayLoadBalancer':
      return zones(PRICES.gatewayLoadBalancerEndpointZone);
    case 'Gateway':
      return [charge('vpc-endpoint', nameOf(origin), 1, PRICES.gatewayEndpoint)];
    case 'ServiceNetwork':
      return [charge('vpc-endpoint', nameOf(origin), 1, PRICES.serviceNetworkEndpoint)];
    case 'Resource':
      return [];
  }
}

const natGateways = (network: Network): readonly HourlyCharge[] =>
  [...network.natGateways.values()]
    .filter(({ regional }) => regional !== true)
    .map(({ origin }) => charge('nat-gateway', nameOf(origin), 1, PRICES.natGateway));

/** A NAT gateway's address apart from the gateway; hosts of the world are not the configuration's to pay for. */
const publicAddresses = (network: Network): readonly HourlyCharge[] =>
  [...new Set(network.networkInterfaces.values())]
    .filter(({ kind, publicAddress }) => publicAddress !== undefined && kind !== 'host')
    .map(({ origin }) => charge('public-ipv4', nameOf(origin), 1, PRICES.publicIpv4));

/** An Elastic IP address that nothing wears costs what one in use does. */
function idleAddresses(network: Network): readonly HourlyCharge[] {
  const worn = new Set([...network.networkInterfaces.values()].map(({ publicAddress }) => publicAddress));
  return [...network.elasticAddresses.values()]
    .filter(({ address }) => !worn.has(address))
    .map(({ origin }) => charge('public-ipv4', nameOf(origin), 1, PRICES.publicIpv4));
}

/** A peering is an attachment of each of the gateways that are the configuration's own. */
const transitAttachments = (network: Network): readonly HourlyCharge[] =>
  [...network.transitAttachments.values()].map(({ origin, peer }) => {
    const ends = peer !== undefined && network.transitGateways.has(peer) ? 2 : 1;
    return charge('transit-gateway-attachment', nameOf(origin), ends, PRICES.transitGatewayAttachment);
  });

/** A connection at a transit gateway is paid for besides its attachment; the public addresses of its tunnels are AWS's, and charged for like others. */
const vpnConnections = (network: Network): readonly HourlyCharge[] =>
  [...network.vpnConnections.values()].flatMap(({ origin, publicTunnels }) => [
    charge('vpn-connection', nameOf(origin), 1, PRICES.vpnConnection),
    ...(publicTunnels === 0 ? [] : [charge('public-ipv4', nameOf(origin), publicTunnels, PRICES.vpnTunnelAddress)]),
  ]);

/** The provider pays for each other Region from which its service is reached (facts:J15). */
function remoteRegions(network: Network, endpoints: readonly VpcEndpoint[]): readonly HourlyCharge[] {
  return [...network.endpointServices.values()].flatMap((service) => {
    const callers = endpoints.filter(({ leadsTo }) => leadsTo === service.name).map(({ vpc }) => known(network.vpcs, vpc).region);
    const remote = new Set(callers.filter((region) => region !== service.region));
    const own = service.loadBalancers.length > 0 && remote.size > 0;
    return own ? [charge('vpc-endpoint-service', nameOf(service.origin), remote.size, PRICES.endpointServiceRegion)] : [];
  });
}
