import { formatAddress } from '../ip/address.ts';
import { contains } from '../ip/cidr.ts';
import type { Json } from '../json.ts';
import { deliver } from './deliver.ts';
import type { Id, Route, RouteTable, Subnet, TargetKind } from './model.ts';
import { passBorder, passGroups, passZone } from './pass-filters.ts';
import { shownAs } from './places.ts';
import { type RoutesTo, targetName } from './routes.ts';
import { type Onward, toTarget } from './targets.ts';
import { block, isIpv4, known, nameOf, type Packet, type Walk } from './walk.ts';

/** Sends a packet from an interface as far as it gets (facts:G.2): group, own subnet, ACL, table, target. Replies skip groups. */
export function sendFrom(walk: Walk, start: Onward): void {
  let senders: readonly Id[] = [];
  let next = sendOnce(walk, start);
  for (let last = start; next !== undefined; last = next, next = sendOnce(walk, next)) {
    senders = [...senders, last.networkInterface.origin.id];
    // Two NAT gateways whose tables name each other would pass a packet to and fro for ever.
    if (!senders.includes(next.networkInterface.origin.id)) continue;
    block(walk, { kind: 'route-table', origin: next.networkInterface.origin, code: 'SIM_ROUTING_LOOP', facts: {} });
    return;
  }
}

function sendOnce(
  walk: Walk,
  { networkInterface: nic, packet, from = { kind: 'interface', networkInterface: nic } }: Onward,
): Onward | undefined {
  const place = walk.lookups.placeOf(nic);
  const { home } = place;
  const { subnet, table } = home;
  if (walk.records) walk.components.push(shownAs(place, packet.source));
  if (!passZone(walk, subnet, nic.origin)) return undefined;
  if (walk.direction === 'forward') passGroups(walk, nic, place, 'egress', packet);
  if (
    home.only === undefined
      ? subnet.cidrs.some((cidr) => contains(cidr, packet.destination))
      : contains(home.only, packet.destination)
  ) {
    const neighbour = home.neighbourAt(packet.destination);
    if (neighbour === undefined) nobodyThere(walk, subnet, packet);
    else deliver(walk, neighbour, packet, false, from);
    return undefined;
  }
  const found = home.routesTo(packet.destination);
  if (!staysInSubnet(walk, found.taken, subnet)) passBorder(walk, home, 'egress', packet);
  const route = chooseRoute(walk, table, found, packet);
  return route === undefined ? undefined : toTarget(walk, { nic, home, route, packet, from });
}

/** A NAT gateway in the sender's own subnet is reached without crossing the subnet's border. */
function staysInSubnet(walk: Walk, route: Route | undefined, subnet: Subnet): boolean {
  if (route?.target.kind !== 'nat-gateway') return false;
  const nat = walk.network.natGateways.get(route.target.id);
  return (
    nat !== undefined &&
    nat.regional !== true &&
    known(walk.network.networkInterfaces, nat.networkInterface).subnet === subnet.origin.id
  );
}

function chooseRoute(walk: Walk, table: RouteTable, found: RoutesTo, packet: Packet): Route | undefined {
  const chosen = found.taken;
  if (walk.records) walk.components.push(found.shown);
  if (chosen === undefined) return blockWithoutRoute(walk, table, found, packet);
  const state = stateOf(walk, chosen);
  return state === undefined ? chosen : blockByState(walk, table, found, packet, chosen, state);
}

function blockWithoutRoute(walk: Walk, table: RouteTable, { lines: routes }: RoutesTo, packet: Packet): undefined {
  const destination = formatAddress(packet.destination);
  block(walk, {
    kind: 'route-table',
    origin: table.origin,
    code: 'NO_ROUTE_TO_DESTINATION',
    ...absence(walk, table, packet),
    facts: () => ({ destination, routes, ...unusedEndpoint(walk, table, packet) }),
  });
}

function blockByState(
  walk: Walk,
  table: RouteTable,
  { lines: routes }: RoutesTo,
  packet: Packet,
  route: Route,
  state: string,
): undefined {
  const span = route.span ?? table.origin.span;
  const destination = formatAddress(packet.destination);
  block(walk, {
    kind: 'route-table',
    origin: table.origin,
    code: 'BAD_STATE_ROUTE',
    ...(span === undefined ? {} : { span }),
    facts: () => ({ destination, routes, target: targetName(walk.network, route), state }),
  });
}

const WITH_STATE: readonly TargetKind[] = ['nat-gateway', 'network-interface', 'peering-connection', 'transit-gateway'];

/** Why the line is a blackhole, or undefined: its target is gone, or in a state that carries nothing (facts:G12). */
function stateOf(walk: Walk, { state, target }: Route): string | undefined {
  if (state === 'blackhole') return state;
  if (walk.circumstances.endpointStates.size === 0) return undefined;
  const stated = WITH_STATE.includes(target.kind) ? walk.circumstances.endpointStates.get(target.id) : undefined;
  return stated === undefined || ['available', 'active', 'running', 'in-use'].includes(stated) ? undefined : stated;
}

/** Why a gateway endpoint that the learner may have counted on does not carry this packet. */
function absence(walk: Walk, table: RouteTable, packet: Packet): { readonly detail?: string } {
  const service = walk.lookups.serviceAt(packet.destination);
  if (service === undefined) return {};
  const endpoints = gatewayEndpointsOf(walk, table.vpc).filter((endpoint) => endpoint.service === service.service);
  if (endpoints.length === 0) return {};
  const wrongFamily = endpoints.some(
    ({ routeTables, ipAddressType }) =>
      routeTables.includes(table.origin.id) && ipAddressType === (isIpv4(packet) ? 'ipv6' : 'ipv4'),
  );
  if (wrongFamily) return { detail: 'SIM_DNS_RECORD_FAMILY_MISMATCH' };
  return {
    detail: endpoints.some((endpoint) => endpoint.region === service.region)
      ? 'SIM_VPCE_ROUTE_TABLE_NOT_ASSOCIATED'
      : 'SIM_VPCE_REGION_MISMATCH',
  };
}

function unusedEndpoint(walk: Walk, table: RouteTable, packet: Packet): Record<string, Json> {
  const service = walk.lookups.serviceAt(packet.destination);
  const endpoint = gatewayEndpointsOf(walk, table.vpc).find((each) => each.service === service?.service);
  if (service === undefined || endpoint === undefined)
    return service === undefined ? {} : { service: service.service, serviceRegion: service.region };
  return {
    service: service.service,
    serviceRegion: service.region,
    endpoint: nameOf(endpoint.origin),
    endpointRegion: endpoint.region,
    endpointRouteTables: endpoint.routeTables.map((id) => nameOf(known(walk.network.routeTables, id).origin)),
  };
}

const gatewayEndpointsOf = (walk: Walk, vpc: Id) => walk.lookups.endpointsOf(vpc).filter((each) => each.type === 'Gateway');

function nobodyThere(walk: Walk, subnet: Subnet, packet: Packet): void {
  block(walk, {
    kind: 'network-interface',
    origin: { id: formatAddress(packet.destination) },
    code: 'NO_POSSIBLE_DESTINATION',
    facts: { destination: formatAddress(packet.destination), subnet: nameOf(subnet.origin) },
  });
}
