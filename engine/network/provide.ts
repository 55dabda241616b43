import { formatAddress } from '../ip/address.ts';
import { type AtNode, balance } from './balance.ts';
import { inReach, listenerFor, targetsOf } from './load-balancing.ts';
import { type NetworkInterface, TCP, UDP, type VpcEndpoint } from './model.ts';
import type { EndpointService, LoadBalancer } from './model-provider.ts';
import { passNetworkAcl, passSecurityGroups, passZone } from './pass-filters.ts';
import { passResource } from './resource-path.ts';
import { sendFrom } from './send.ts';
import type { Onward } from './targets.ts';
import { block, known, type Leg, nameOf, newWalk, type Packet, pass, type Walk } from './walk.ts';

/** More hand-overs than this are a loop: load balancers that are each other's targets. */
const MOST_HANDOVERS = 6;

/**
 * Carries a packet that arrived at something which only passes it on (the endpoint of a service, a load balancer) to what answers it. Of
 * several ways that AWS may choose from, one with faults is taken before one without: a design must hold for all of them.
 */
export function passOn(walk: Walk, handovers = 0): void {
  const packet = walk.legs.at(-1)?.packet;
  if (walk.arrival?.kind !== 'interface' || packet === undefined) return;
  const nic = walk.arrival.networkInterface;
  if (handovers > MOST_HANDOVERS) {
    block(walk, { kind: 'load-balancer', origin: nic.origin, code: 'SIM_ROUTING_LOOP', facts: {} });
    walk.arrival = undefined;
    return;
  }
  if (nic.kind === 'load-balancer') {
    const balancer = known(walk.network.loadBalancers, nic.owner);
    hand(walk, { balancer, node: nic, packet }, handovers);
  } else if (nic.kind === 'vpc-endpoint') passEndpoint(walk, known(walk.network.vpcEndpoints, nic.owner), nic, packet, handovers);
}

/** Balances at a node and goes on from there. */
function hand(walk: Walk, at: AtNode, handovers: number): void {
  const balanced = balance(walk, at);
  if (balanced.kind === 'answered') return;
  walk.arrival = undefined;
  if (balanced.kind === 'onward') sendOn(walk, worstOf(walk, balanced.onward, handovers), handovers);
}

function sendOn(walk: Walk, onward: Onward | undefined, handovers: number): void {
  if (onward === undefined) return;
  sendFrom(walk, onward);
  passOn(walk, handovers + 1);
}

/** The first way that meets a fault, else the first. */
function worstOf(walk: Walk, ways: readonly Onward[], handovers: number): Onward | undefined {
  if (ways.length < 2) return ways[0];
  const failing = ways.find((way) => {
    const trial = newWalk(walk.network, walk.circumstances, walk.direction, false);
    sendOn(trial, way, handovers);
    return trial.blocks.length > 0 || trial.arrival === undefined;
  });
  return failing ?? ways[0];
}

function passEndpoint(walk: Walk, endpoint: VpcEndpoint, nic: NetworkInterface, packet: Packet, handovers: number): void {
  if (endpoint.type === 'Resource' || endpoint.type === 'ServiceNetwork') {
    const onward = passResource(walk, endpoint, nic, packet);
    walk.arrival = undefined;
    sendOn(walk, onward, handovers);
    return;
  }
  const service = endpoint.leadsTo === undefined ? undefined : walk.network.endpointServices.get(endpoint.leadsTo);
  if (refusesProtocol(walk, endpoint, service, packet)) return;
  if (service === undefined || service.loadBalancers.length === 0) return;
  pass(walk, 'vpc-endpoint-service', service.origin, () => ({ serviceName: service.name, account: service.account }));
  const nodes = nodesFor(walk, endpoint, nic, service, packet);
  const [first] = nodes;
  walk.arrival = undefined;
  if (first === undefined) {
    const zoneId = known(walk.network.subnets, nic.subnet).zoneId;
    const facts = { zoneId, service: service.name, endpoint: nameOf(endpoint.origin) };
    block(walk, { kind: 'vpc-endpoint', origin: endpoint.origin, code: 'VPCE_SERVICE_NOT_INSTALLED_IN_AZ', facts });
    return;
  }
  enterNode(walk, worstNode(walk, nodes, handovers) ?? first, handovers);
}

/** AWS's own services speak TCP, endpoint services TCP and UDP; nothing answers a ping (facts:A37, C51). The way ends there. */
function refusesProtocol(walk: Walk, endpoint: VpcEndpoint, service: EndpointService | undefined, packet: Packet): boolean {
  const { protocol, destinationPorts } = packet;
  const spoken = service === undefined ? [TCP] : [TCP, UDP];
  const unanswered =
    service?.loadBalancers.length === 0 &&
    !(service.answers === undefined
      ? protocol === TCP
      : service.answers.some(
          (each) => (each.protocol === 'tcp' ? TCP : UDP) === protocol && each.port === destinationPorts.from,
        ));
  if (spoken.includes(protocol) && !unanswered) return false;
  const code = spoken.includes(protocol) ? 'ELBV2_LISTENERS_MISMATCH' : 'PROTOCOL_RESTRICTION';
  const kind = spoken.includes(protocol) ? 'load-balancer' : 'vpc-endpoint';
  const listeners = (service?.answers ?? []).map((each) => `${each.protocol.toUpperCase()}:${each.port}`);
  const facts = { protocol, port: destinationPorts.from, listeners, service: endpoint.serviceName };
  block(walk, { kind, origin: service !== undefined && unanswered ? service.origin : endpoint.origin, code, facts });
  walk.arrival = undefined;
  return true;
}

/** The node of each of the service's load balancers that an endpoint interface may be tied to: in its own zone, from another Region any that can serve (facts:D3, C44). */
function nodesFor(
  walk: Walk,
  endpoint: VpcEndpoint,
  nic: NetworkInterface,
  service: EndpointService,
  packet: Packet,
): readonly AtNode[] {
  const { network, circumstances } = walk;
  const zoneOf = (each: NetworkInterface) => known(network.subnets, each.subnet).zoneId;
  const remote = known(network.vpcs, endpoint.vpc).region !== service.region;
  return service.loadBalancers.flatMap((id): readonly AtNode[] => {
    const balancer = known(network.loadBalancers, id);
    const nodes = balancer.networkInterfaces.map((each) => known(network.networkInterfaces, each));
    const working = nodes.filter((each) => !circumstances.failedZoneIds.has(zoneOf(each)));
    const node = remote
      ? (working.find((each) => serves(walk, balancer, zoneOf(each), packet)) ?? working[0] ?? nodes[0])
      : nodes.find((each) => zoneOf(each) === zoneOf(nic));
    return node === undefined ? [] : [{ balancer, node, packet, through: endpoint }];
  });
}

/** Whether a node of `zoneId` has a target for the packet. */
function serves({ network }: Walk, balancer: LoadBalancer, zoneId: string, packet: Packet): boolean {
  const listener = listenerFor(balancer, packet.protocol, packet.destinationPorts.from);
  return listener !== undefined && targetsOf(network, listener).some((each) => inReach(balancer, zoneId, each));
}

function worstNode(walk: Walk, nodes: readonly AtNode[], handovers: number): AtNode | undefined {
  if (nodes.length < 2) return nodes[0];
  return nodes.find((at) => {
    const trial = newWalk(walk.network, walk.circumstances, walk.direction, false);
    enterNode(trial, at, handovers);
    return trial.blocks.length > 0 || trial.arrival === undefined;
  });
}

/** PrivateLink brings the packet to the node itself: no subnet border, and the group judges the client's own address where it judges at all (facts:D13). */
function enterNode(walk: Walk, at: AtNode, handovers: number): void {
  const { balancer, node, packet } = at;
  const address = node.addresses[0] ?? packet.destination;
  const subnet = known(walk.network.subnets, node.subnet);
  const facts = { address: formatAddress(address), subnet: nameOf(subnet.origin), zoneId: subnet.zoneId };
  pass(walk, 'load-balancer', balancer.origin, () => facts);
  if (!passZone(walk, subnet, balancer.origin)) return;
  if (balancer.judgesPrivateLink)
    passSecurityGroups(walk, node, 'ingress', { ...packet, destination: address, sourceGroups: [] });
  // The node answers for the client from here on; were nothing chosen, nothing has arrived.
  walk.arrival = { kind: 'interface', networkInterface: node };
  hand(walk, at, handovers);
}

/**
 * The reply of a target that sees the client's own address goes back through the node that the flow came by, whatever the tables say; the
 * ACLs of both subnets are asked.
 */
export function replyThroughBalancer(walk: Walk, leg: Leg, answer: Packet): boolean {
  if (leg.from.kind !== 'interface' || leg.to.kind !== 'interface') return false;
  const [node, target] = [leg.from.networkInterface, leg.to.networkInterface];
  if (node.kind !== 'load-balancer' || node.addresses.includes(leg.packet.source)) return false;
  if (node.subnet === target.subnet) return true;
  passNetworkAcl(walk, known(walk.network.subnets, target.subnet), 'egress', answer);
  passNetworkAcl(walk, known(walk.network.subnets, node.subnet), 'ingress', answer);
  return true;
}
