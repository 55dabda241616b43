import { familyOf, formatAddress } from '../ip/address.ts';
import { contains, isPrivateAddress } from '../ip/cidr.ts';
import { throughAppliance } from './appliance.ts';
import { enterVpc } from './deliver.ts';
import type { InternetGateway, Network, NetworkInterface, Vpc, VpnGateway } from './model.ts';
import type { Host } from './model-hosts.ts';
import { passOn, replyThroughBalancer } from './provide.ts';
import { sendFrom } from './send.ts';
import { throughInterface } from './targets.ts';
import type { Block, Crossing, PathComponent } from './trace.ts';
import { throughTable } from './transit.ts';
import {
  arrive,
  block,
  type Circumstances,
  cross,
  known,
  type Leg,
  NO_GROUPS,
  nameOf,
  newWalk,
  type Packet,
  pass,
  readdressed,
  type Station,
  type UnaskedFilter,
  type Walk,
} from './walk.ts';

/** There and back: the reply is judged whenever the packet arrived, really or supposedly. */
export interface Connection {
  readonly forwardPathComponents: readonly PathComponent[];
  readonly returnPathComponents: readonly PathComponent[];
  readonly via: readonly Crossing[];
  readonly blocks: readonly Block[];
  /** Where the packet would be if no filter had dropped it; undefined where the way itself ended. */
  readonly arrival: Station | undefined;
  /** The last stretch: its packet is what the far end sees. */
  readonly lastLeg: Leg | undefined;
  readonly forward: 'delivered' | 'blocked';
  readonly connection: 'established' | 'fails';
  /** Whether the endpoint of an appliance is on the way there or back. */
  readonly meetsAppliance: boolean;
}

/** Where a packet starts. */
export type Sender =
  | { readonly kind: 'interface'; readonly networkInterface: NetworkInterface }
  | Extract<Host, { kind: 'on-premises' | 'internet' }>;

/** Carries `packet` from `sender` to its destination and the reply back (facts:G.2; G21, G22). */
export function connect(network: Network, sender: Sender, packet: Packet, circumstances: Circumstances): Connection {
  const { there, back, forward, connection } = thereAndBack(network, sender, packet, circumstances, true);
  return {
    forwardPathComponents: there.components,
    returnPathComponents: back.components,
    via: there.via,
    blocks: back.blocks.length === 0 ? there.blocks : [...there.blocks, ...back.blocks],
    arrival: there.arrival,
    lastLeg: there.arrival === undefined ? undefined : there.legs.at(-1),
    forward,
    connection,
    meetsAppliance: there.meetsAppliance || back.meetsAppliance,
  };
}

/** What a connection comes to, without its way and without reasons. */
export type Verdict = Pick<Connection, 'forward' | 'connection' | 'arrival'>;

/** The same walk as `connect`, of which nothing is written down: several times as fast. */
export function verdictOf(network: Network, sender: Sender, packet: Packet, circumstances: Circumstances): Verdict {
  const { there, forward, connection } = thereAndBack(network, sender, packet, circumstances, false);
  return { forward, connection, arrival: there.arrival };
}

/** The way of a packet by itself: no filter decides where it goes. */
export interface Way {
  readonly arrival: Station | undefined;
  /** Whether nothing but filters can stop the packet, and its reply. */
  readonly isOpen: { readonly there: boolean; readonly back: boolean };
  /** The filters on it, of which none was asked. */
  readonly filters: { readonly there: readonly UnaskedFilter[]; readonly back: readonly UnaskedFilter[] };
}

/** The same walk as `connect` past every filter. */
export function wayOf(network: Network, sender: Sender, packet: Packet, circumstances: Circumstances): Way {
  const filters = { there: [], back: [] };
  const { there, back } = thereAndBack(network, sender, packet, circumstances, false, filters);
  const arrives = there.arrival !== undefined && there.blocks.length === 0;
  return { arrival: there.arrival, isOpen: { there: arrives, back: back.blocks.length === 0 }, filters };
}

function thereAndBack(
  network: Network,
  sender: Sender,
  packet: Packet,
  circumstances: Circumstances,
  records: boolean,
  unasked?: { readonly there: UnaskedFilter[]; readonly back: UnaskedFilter[] },
) {
  const there = newWalk(network, circumstances, 'forward', records, unasked?.there);
  start(there, sender, packet);
  passOn(there);
  const back = newWalk(network, circumstances, 'return', records, unasked?.back);
  if (there.arrival !== undefined)
    for (let index = there.legs.length - 1; index >= 0; index -= 1) {
      const leg = there.legs[index];
      if (leg !== undefined) reply(back, leg);
    }
  const forward = there.blocks.length === 0 && there.arrival !== undefined ? ('delivered' as const) : ('blocked' as const);
  const connection = forward === 'delivered' && back.blocks.length === 0 ? ('established' as const) : ('fails' as const);
  return { there, back, forward, connection };
}

function start(walk: Walk, sender: Sender, packet: Packet): void {
  if (sender.kind === 'interface' && sender.networkInterface.kind === 'vpc-endpoint') {
    // An endpoint answers and never calls (facts:B24, C7).
    const { origin } = sender.networkInterface;
    block(walk, {
      kind: 'vpc-endpoint',
      origin,
      code: 'VPCE_INTRA_VPC_TRAFFIC',
      facts: { destination: formatAddress(packet.destination) },
    });
    return;
  }
  if (familyOf(packet.source) !== familyOf(packet.destination)) {
    // Nobody sends a packet of a family of which he has no address (facts:C31).
    const origin = sender.kind === 'interface' ? sender.networkInterface.origin : { id: sender.name };
    const facts = { source: formatAddress(packet.source), destination: formatAddress(packet.destination) };
    const kind = sender.kind === 'interface' ? 'network-interface' : sender.kind;
    if (sender.kind !== 'interface') pass(walk, sender.kind, origin);
    else if (walk.records) walk.components.push(walk.lookups.placeOf(sender.networkInterface).shownAs(packet.source));
    block(walk, { kind, origin, code: 'SIM_ADDRESS_FAMILY_MISMATCH', facts });
    return;
  }
  if (sender.kind === 'interface')
    sendFrom(walk, {
      networkInterface: sender.networkInterface,
      packet: readdressed(packet, packet.source, packet.destination, sender.networkInterface.securityGroups, undefined),
    });
  else if (sender.kind === 'on-premises') fromOnPremises(walk, sender, packet);
  else fromInternet(walk, sender, packet);
}

function fromOnPremises(walk: Walk, host: Extract<Host, { kind: 'on-premises' }>, packet: Packet): void {
  pass(walk, 'on-premises', { id: host.name });
  if (walk.network.transitGateways.has(host.gateway)) {
    fromTransitGateway(walk, host, packet);
    return;
  }
  const gateway = known(walk.network.vpnGateways, host.gateway);
  pass(walk, 'vpn-gateway', gateway.origin);
  const vpc = gateway.vpc === undefined ? undefined : known(walk.network.vpcs, gateway.vpc);
  if (vpc?.cidrs.some((cidr) => contains(cidr, packet.destination))) {
    cross(walk, () => ({ kind: 'vpn-gateway', id: nameOf(gateway.origin), vpc: nameOf(vpc.origin) }));
    enterByGateway(walk, gateway, vpc, packet, { kind: 'on-premises', gateway: gateway.origin.id, address: host.address });
    return;
  }
  const service = walk.lookups.serviceAt(packet.destination);
  const endpoint = walk.lookups
    .endpointsOf(vpc?.origin.id ?? '')
    .find((each) => each.type === 'Gateway' && each.service === service?.service);
  block(walk, {
    kind: 'vpn-gateway',
    origin: gateway.origin,
    code: 'VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
    ...(endpoint === undefined ? {} : { detail: 'SIM_VPCE_NOT_TRANSITIVE' }),
    facts: {
      destination: formatAddress(packet.destination),
      ...(endpoint === undefined ? {} : { endpoint: nameOf(endpoint.origin) }),
    },
  });
}

function fromTransitGateway(
  walk: Walk,
  host: Pick<Extract<Host, { kind: 'on-premises' }>, 'gateway' | 'address'>,
  packet: Packet,
): void {
  const gateway = known(walk.network.transitGateways, host.gateway);
  pass(walk, 'transit-gateway', gateway.origin);
  const came = walk.lookups.attachmentsAt(host.gateway).find((each) => each.kind === 'vpn');
  if (came === undefined) {
    block(walk, {
      kind: 'transit-gateway',
      origin: gateway.origin,
      code: 'NO_POSSIBLE_DESTINATION',
      facts: { destination: formatAddress(packet.destination) },
    });
    return;
  }
  cross(walk, () => ({ kind: 'transit-gateway', id: nameOf(gateway.origin) }));
  const from = { kind: 'on-premises', gateway: host.gateway, address: host.address } as const;
  const onward = throughTable(walk, { attachment: came, gateway: host.gateway, packet, from });
  if (onward !== undefined) sendFrom(walk, onward);
}

function fromInternet(walk: Walk, host: Extract<Host, { kind: 'internet' }>, packet: Packet): void {
  pass(walk, 'internet', { id: host.name });
  const target = walk.lookups.interfaceOnInternet(packet.destination);
  if (target === undefined) {
    const gone = isPrivateAddress(packet.destination);
    if (gone)
      block(walk, {
        kind: 'internet',
        origin: { id: host.name },
        code: 'NO_POSSIBLE_DESTINATION',
        facts: { destination: formatAddress(packet.destination) },
      });
    else arrive(walk, { from: { kind: 'internet' }, to: { kind: 'internet' }, packet });
    return;
  }
  const vpc = known(walk.network.vpcs, known(walk.network.subnets, target.subnet).vpc);
  const gateway = walk.lookups.internetGatewayOf(vpc.origin.id);
  const destination = familyOf(packet.destination) === 6 ? packet.destination : target.addresses[0];
  const facts = { destination: formatAddress(packet.destination), vpc: nameOf(vpc.origin), interface: nameOf(target.origin) };
  if (gateway === undefined || destination === undefined) {
    const outward = walk.lookups.egressOnlyGatewayOf(vpc.origin.id);
    if (outward === undefined)
      block(walk, { kind: 'internet-gateway', origin: vpc.origin, code: 'NO_POSSIBLE_DESTINATION', facts });
    else
      block(walk, {
        kind: 'egress-only-internet-gateway',
        origin: outward.origin,
        code: 'SIM_EGRESS_ONLY_GATEWAY_INGRESS',
        facts,
      });
    return;
  }
  // AWS's own interfaces refuse everything from an internet gateway, whatever their IPv6 address (facts:A17).
  if (target.kind === 'vpc-endpoint')
    block(walk, { kind: 'network-interface', origin: target.origin, code: 'SIM_DENY_ALL_IGW_TRAFFIC', facts });
  pass(walk, 'internet-gateway', gateway.origin);
  cross(walk, () => ({ kind: 'internet-gateway', id: nameOf(gateway.origin), vpc: nameOf(vpc.origin) }));
  enterByGateway(walk, gateway, vpc, { ...packet, destination }, { kind: 'internet', gateway: gateway.origin.id });
}

/** What comes in by a gateway goes where the gateway's own table says, where it has one: to a machine that passes it on, or straight in. */
function enterByGateway(walk: Walk, gateway: InternetGateway | VpnGateway, vpc: Vpc, packet: Packet, from: Station): void {
  const table = gateway.routeTable === undefined ? undefined : known(walk.network.routeTables, gateway.routeTable);
  const chosen = table === undefined ? undefined : walk.lookups.routesTo(table, packet.destination).taken;
  if (table === undefined || chosen === undefined || chosen.target.kind === 'local') {
    enterVpc(walk, vpc, packet, from);
    return;
  }
  pass(walk, 'route-table', table.origin, () => ({ destination: formatAddress(packet.destination) }));
  const { kind, id } = chosen.target;
  const machine = walk.network.networkInterfaces.get(id);
  const endpoint = walk.network.vpcEndpoints.get(id);
  const onward =
    machine !== undefined
      ? throughInterface(walk, machine, packet, from)
      : endpoint?.type === 'GatewayLoadBalancer'
        ? throughAppliance(walk, endpoint, packet, from)
        : undefined;
  if (onward !== undefined) sendFrom(walk, onward);
  else if (machine === undefined && endpoint === undefined)
    block(walk, { kind, origin: table.origin, code: 'UNSUPPORTED_COMPONENT', facts: { target: id } });
}

/** Walks one leg backwards: groups are skipped, ACLs and routes are not (facts:G22). */
function reply(walk: Walk, leg: Leg): void {
  const { packet } = leg;
  const { source, destination, protocol, sourcePorts, destinationPorts, icmp } = packet;
  const answer: Packet = {
    source: destination,
    destination: source,
    protocol,
    sourcePorts: destinationPorts,
    destinationPorts: sourcePorts,
    icmp: icmp === undefined ? undefined : { type: icmp.type === 128 ? 129 : 0, code: 0 },
    sourceGroups: NO_GROUPS,
    hiddenGroups: packet.hiddenGroups,
  };
  if (replyThroughBalancer(walk, leg, answer)) return;
  if (leg.to.kind === 'interface') replyFromInterface(walk, leg, leg.to.networkInterface, answer);
  else if (leg.to.kind === 'on-premises' && walk.network.transitGateways.has(leg.to.gateway))
    replyFromOnPremises(walk, leg, leg.to, answer);
  else if (leg.from.kind === 'interface') replyThroughGateway(walk, leg.from.networkInterface, answer, leg.to);
}

function replyThroughGateway(walk: Walk, client: NetworkInterface, answer: Packet, gateway: Station): void {
  const vpc = known(walk.network.vpcs, known(walk.network.subnets, client.subnet).vpc);
  const id = gateway.kind === 'internet' || gateway.kind === 'on-premises' ? (gateway.gateway ?? '') : '';
  const door = walk.network.internetGateways.get(id) ?? walk.network.vpnGateways.get(id);
  if (door === undefined) enterVpc(walk, vpc, answer, gateway);
  else enterByGateway(walk, door, vpc, answer, gateway);
}

/** Behind a transit gateway the reply needs the gateway's tables as the packet did. */
function replyFromOnPremises(walk: Walk, leg: Leg, host: Extract<Station, { kind: 'on-premises' }>, answer: Packet): void {
  walk.arrival = undefined;
  fromTransitGateway(walk, host, answer);
  if (walk.arrival === undefined || sameStation(walk.arrival, leg.from)) return;
  const gateway = known(walk.network.transitGateways, host.gateway);
  const facts = { destination: formatAddress(answer.destination) };
  block(walk, { kind: 'transit-gateway', origin: gateway.origin, code: 'NO_POSSIBLE_DESTINATION', facts });
}

function replyFromInterface(walk: Walk, leg: Leg, nic: NetworkInterface, answer: Packet): void {
  walk.arrival = undefined;
  const before = walk.blocks.length;
  const translated = walk.translations;
  sendFrom(walk, { networkInterface: nic, packet: answer });
  if (walk.blocks.length > before && walk.arrival === undefined) return;
  if (sameStation(walk.arrival, leg.from) && walk.translations === translated) return;
  const table = known(walk.network.routeTables, known(walk.network.subnets, nic.subnet).routeTable);
  const facts = { destination: formatAddress(answer.destination), table: nameOf(table.origin) };
  block(walk, {
    kind: 'route-table',
    origin: table.origin,
    code: 'NO_ROUTE_TO_DESTINATION',
    detail: 'SIM_REPLY_TAKES_ANOTHER_WAY',
    facts,
  });
}

function sameStation(a: Station | undefined, b: Station): boolean {
  if (a?.kind === 'interface' && b.kind === 'interface') return a.networkInterface.origin.id === b.networkInterface.origin.id;
  if (a?.kind === 'on-premises' && b.kind === 'on-premises') return a.gateway === b.gateway && a.address === b.address;
  return a?.kind === 'internet' && b.kind === 'internet' && a.gateway === b.gateway;
}
