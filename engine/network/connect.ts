import { formatAddress } from '../ip/address.ts';
import { contains, isPrivateAddress } from '../ip/cidr.ts';
import type { Host, Network, NetworkInterface } from './model.ts';
import { sendFrom } from './send.ts';
import type { Block, Crossing, PathComponent } from './trace.ts';
import { throughTable } from './transit.ts';
import {
  arrive,
  block,
  type Circumstances,
  enterVpc,
  known,
  type Leg,
  nameOf,
  newWalk,
  type Packet,
  pass,
  publicServiceAt,
  type Station,
  type Walk,
} from './walk.ts';

/** There and back: the reply is judged whenever the packet arrived, really or supposedly. */
export interface Connection {
  readonly forwardPathComponents: readonly PathComponent[];
  readonly returnPathComponents: readonly PathComponent[];
  readonly via: readonly Crossing[];
  readonly blocks: readonly Block[];
  /** Where the packet would be if no filter had dropped it; absent where the way itself ended. */
  readonly arrival?: Station;
  /** The last stretch: its packet is what the far end sees. */
  readonly lastLeg?: Leg;
  readonly forward: 'delivered' | 'blocked';
  readonly connection: 'established' | 'fails';
}

/** Where a packet starts. */
export type Sender =
  | { readonly kind: 'interface'; readonly networkInterface: NetworkInterface }
  | Extract<Host, { kind: 'on-premises' | 'internet' }>;

/** Carries `packet` from `sender` to its destination and the reply back (facts:G.2; G21, G22). */
export function connect(network: Network, sender: Sender, packet: Packet, circumstances: Circumstances): Connection {
  const there = newWalk(network, circumstances, 'forward');
  start(there, sender, packet);
  const back = newWalk(network, circumstances, 'return');
  if (there.arrival !== undefined) for (const leg of there.legs.toReversed()) reply(back, leg);
  const lastLeg = there.arrival === undefined ? undefined : there.legs.at(-1);
  const forward = there.blocks.length === 0 && there.arrival !== undefined ? 'delivered' : 'blocked';
  return {
    forwardPathComponents: there.components,
    returnPathComponents: back.components,
    via: there.via,
    blocks: [...there.blocks, ...back.blocks],
    ...(there.arrival === undefined ? {} : { arrival: there.arrival }),
    ...(lastLeg === undefined ? {} : { lastLeg }),
    forward,
    connection: forward === 'delivered' && back.blocks.length === 0 ? 'established' : 'fails',
  };
}

function start(walk: Walk, sender: Sender, packet: Packet): void {
  if (sender.kind === 'interface')
    sendFrom(walk, {
      networkInterface: sender.networkInterface,
      packet: { ...packet, sourceGroups: sender.networkInterface.securityGroups },
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
    walk.via.push({ kind: 'vpn-gateway', id: nameOf(gateway.origin), vpc: nameOf(vpc.origin) });
    enterVpc(walk, vpc, packet, { kind: 'on-premises', gateway: gateway.origin.id, address: host.address });
    return;
  }
  const service = publicServiceAt(walk.network, packet.destination);
  const endpoint = [...walk.network.vpcEndpoints.values()].find(
    (each) => each.type === 'Gateway' && each.vpc === vpc?.origin.id && each.service === service?.service,
  );
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

function fromTransitGateway(walk: Walk, host: Extract<Host, { kind: 'on-premises' }>, packet: Packet): void {
  const gateway = known(walk.network.transitGateways, host.gateway);
  pass(walk, 'transit-gateway', gateway.origin);
  const came = [...walk.network.transitAttachments.values()].find(
    (each) => each.transitGateway === host.gateway && each.kind === 'vpn',
  );
  if (came === undefined) {
    block(walk, {
      kind: 'transit-gateway',
      origin: gateway.origin,
      code: 'NO_POSSIBLE_DESTINATION',
      facts: { destination: formatAddress(packet.destination) },
    });
    return;
  }
  walk.via.push({ kind: 'transit-gateway', id: nameOf(gateway.origin) });
  const onward = throughTable(
    walk,
    came,
    packet,
    { kind: 'on-premises', gateway: host.gateway, address: host.address },
    undefined,
  );
  if (onward !== undefined) sendFrom(walk, onward);
}

function fromInternet(walk: Walk, host: Extract<Host, { kind: 'internet' }>, packet: Packet): void {
  pass(walk, 'internet', { id: host.name });
  const target = [...walk.network.networkInterfaces.values()].find((nic) => nic.publicAddress === packet.destination);
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
  const gateway = [...walk.network.internetGateways.values()].find((each) => each.vpc === vpc.origin.id);
  const destination = target.addresses[0];
  if (gateway === undefined || destination === undefined) {
    block(walk, {
      kind: 'internet-gateway',
      origin: vpc.origin,
      code: 'NO_POSSIBLE_DESTINATION',
      facts: { vpc: nameOf(vpc.origin) },
    });
    return;
  }
  pass(walk, 'internet-gateway', gateway.origin);
  walk.via.push({ kind: 'internet-gateway', id: nameOf(gateway.origin), vpc: nameOf(vpc.origin) });
  enterVpc(walk, vpc, { ...packet, destination }, { kind: 'internet', gateway: gateway.origin.id });
}

/** Walks one leg backwards: groups are skipped, ACLs and routes are not (facts:G22). */
function reply(walk: Walk, leg: Leg): void {
  const { packet } = leg;
  const answer: Packet = {
    ...packet,
    source: packet.destination,
    destination: packet.source,
    sourcePorts: packet.destinationPorts,
    destinationPorts: packet.sourcePorts,
    sourceGroups: [],
    ...(packet.icmp === undefined ? {} : { icmp: { type: packet.icmp.type === 128 ? 129 : 0, code: 0 } }),
  };
  if (leg.to.kind === 'interface') replyFromInterface(walk, leg, leg.to.networkInterface, answer);
  else if (leg.from.kind === 'interface') replyThroughGateway(walk, leg.from.networkInterface, answer, leg.to);
}

function replyThroughGateway(walk: Walk, client: NetworkInterface, answer: Packet, gateway: Station): void {
  const vpc = known(walk.network.vpcs, known(walk.network.subnets, client.subnet).vpc);
  enterVpc(walk, vpc, answer, gateway);
}

function replyFromInterface(walk: Walk, leg: Leg, nic: NetworkInterface, answer: Packet): void {
  walk.arrival = undefined;
  const before = walk.blocks.length;
  const crossed = walk.via.length;
  sendFrom(walk, { networkInterface: nic, packet: answer });
  if (walk.blocks.length > before && walk.arrival === undefined) return;
  if (sameStation(walk.arrival, leg.from) && !walk.via.slice(crossed).some((each) => each.kind === 'nat-gateway')) return;
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
