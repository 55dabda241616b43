import { familyOf, formatAddress } from '../ip/address.ts';
import { onePort } from '../ip/ports.ts';
import {
  enabledZones,
  healthFault,
  inReach,
  isOut,
  listenerFor,
  type PlacedTarget,
  speaks,
  targetsOf,
} from './load-balancing.ts';
import { type NetworkInterface, TCP, UDP, type VpcEndpoint } from './model.ts';
import type { Listener, LoadBalancer } from './model-provider.ts';
import type { Onward } from './targets.ts';
import type { Facts } from './trace.ts';
import { block, cross, known, nameOf, type Packet, pass, type Walk } from './walk.ts';

/** A packet at a node of a load balancer; `through` is the endpoint that brought it by PrivateLink. */
export interface AtNode {
  readonly balancer: LoadBalancer;
  readonly node: NetworkInterface;
  readonly packet: Packet;
  readonly through?: VpcEndpoint;
}

/** What becomes of a packet at a node: it goes on to one of `onward`, the balancer itself answers, or its way ends there (the fault is recorded). */
export type Balanced =
  | { readonly kind: 'onward'; readonly onward: readonly Onward[] }
  | { readonly kind: 'answered' }
  | { readonly kind: 'ended' };

const ENDED: Balanced = { kind: 'ended' };

/**
 * Listener, target group and targets for the packet: those that the load balancer may choose, the healthy ones where there are any, else
 * all of them (it fails open).
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
export function balance(walk: Walk, at: AtNode): Balanced {
  const listener = listenerOf(walk, at);
  if (listener === undefined) return ENDED;
  if (listener.answersItself) return { kind: 'answered' };
  const targets = targetsFor(walk, at, listener);
  if (targets === undefined) return ENDED;
  const [first] = targets;
  if (first?.group.type === 'lambda') return { kind: 'answered' };
  const onward = targets.flatMap((each) => onwardTo(walk, at, each) ?? []);
  if (onward.length > 0) return { kind: 'onward', onward };
  fault('SIM_TARGET_DOES_NOT_EXIST', walk, at, { targets: targets.map((each) => each.target.id) });
  return ENDED;
}

function fault(code: string, walk: Walk, at: AtNode, facts: Facts, detail?: string): void {
  const origin = at.balancer.origin;
  block(walk, { kind: 'load-balancer', origin, code, facts, ...(detail === undefined ? {} : { detail }) });
}

function listenerOf(walk: Walk, at: AtNode): Listener | undefined {
  const { balancer, packet } = at;
  const port = packet.destinationPorts.from;
  const listener = listenerFor(balancer, packet.protocol, port);
  const listeners = balancer.listeners.map((each) => `${each.protocol}:${each.port}`);
  const facts = { protocol: packet.protocol, port, listeners };
  if (listener === undefined) {
    const detail = balancer.listeners.some((each) => speaks(each, packet.protocol))
      ? 'ELBV2_LISTENER_PORT_RESTRICTION'
      : undefined;
    fault('ELBV2_LISTENERS_MISMATCH', walk, at, facts, detail);
  }
  return listener;
}

/** The targets that the node may choose; undefined, with the fault, where there is none. */
function targetsFor(walk: Walk, at: AtNode, listener: Listener): readonly PlacedTarget[] | undefined {
  const { network, circumstances } = walk;
  const all = targetsOf(network, listener);
  const groups = listener.targetGroups.map((id) => nameOf(known(network.targetGroups, id).origin));
  if (all.length === 0) return void fault('ELBV2_LISTENER_HAS_NO_TG', walk, at, { port: listener.port, targetGroups: groups });
  const zones = enabledZones(network, at.balancer);
  const installed = all.filter((each) => each.zoneId === undefined || zones.includes(each.zoneId));
  const zoneId = known(network.subnets, at.node.subnet).zoneId;
  const facts = { zoneId, targetGroups: groups, targetZones: [...new Set(all.flatMap((each) => each.zoneId ?? []))] };
  if (installed.length === 0) return void fault('ELB_INSTALLED_AZ_RESTRICTION', walk, at, { ...facts, enabledZones: zones });
  const near = installed.filter((each) => inReach(at.balancer, zoneId, each));
  if (near.length === 0) return void fault('ELBV2_NO_TARGETS_IN_AZ', walk, at, facts, 'ELB_NOT_CROSSZONE');
  const inService = near.filter((each) => !isOut(circumstances, each.target));
  if (inService.length === 0)
    return void fault('SIM_TARGETS_UNHEALTHY', walk, at, { ...facts, targets: near.map((each) => each.target.id) });
  const healthy = inService.filter((each) => healthFault(network, circumstances, at.node, each) === undefined);
  // A gateway load balancer's packets are no use to a target that does not answer: there is nothing to fail open to.
  if (healthy.length === 0 && at.balancer.type === 'gateway')
    return void fault('SIM_TARGETS_UNHEALTHY', walk, at, { ...facts, targets: near.map((each) => each.target.id) });
  const chosen = healthy.length > 0 ? healthy : inService;
  describeChoice(walk, at, chosen, { zoneId, healthy: healthy.length, registered: all.length });
  return chosen;
}

/** Adds the target group to the path: what the target will see as the sender (facts:D12), and whether bytes may leave the zone (D11). */
function describeChoice(walk: Walk, at: AtNode, chosen: readonly PlacedTarget[], counts: Record<string, string | number>): void {
  const { balancer, node, packet, through } = at;
  const [first] = chosen;
  const crossesZones = chosen.some((each) => each.zoneId !== undefined && each.zoneId !== counts.zoneId);
  const vpc = nameOf(known(walk.network.vpcs, balancer.vpc).origin);
  cross(walk, () => ({ kind: 'load-balancer', id: nameOf(balancer.origin), vpc, zoneId: String(counts.zoneId), crossesZones }));
  if (first === undefined) return;
  const client = { clientAddress: formatAddress(packet.source), vpcEndpointId: through?.origin.id ?? null };
  pass(walk, 'target-group', first.group.origin, () => ({
    ...counts,
    crossesZones,
    targetPort: first.target.port,
    sourceSeen: formatAddress(preservesClient(at, first) ? packet.source : (sourceFor(node, first) ?? packet.source)),
    proxyProtocol: first.group.proxyProtocol ? client : null,
  }));
}

/** The node's address in the target's family. */
const sourceFor = (node: NetworkInterface, { address }: PlacedTarget) =>
  node.addresses.find((each) => address === undefined || familyOf(each) === familyOf(address)) ?? node.addresses[0];

/**
 * Whether the target sees the client: never through PrivateLink and never behind an application load balancer; else as the group says,
 * by default for instances, for load balancers and for UDP.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 */
function preservesClient({ balancer, through }: AtNode, { group }: PlacedTarget): boolean {
  if (through !== undefined || balancer.type !== 'network') return false;
  return group.preservesClient ?? (group.type !== 'ip' || group.protocol === 'UDP' || group.protocol === 'TCP_UDP');
}

function onwardTo(walk: Walk, at: AtNode, to: PlacedTarget): Onward | undefined {
  const { node, packet } = at;
  const destination = to.balancer === undefined ? to.address : nodeAddress(walk, to.balancer, node);
  const source = sourceFor(node, { ...to, ...(destination === undefined ? {} : { address: destination }) });
  if (destination === undefined || source === undefined) return undefined;
  // A node that speaks another family to the target than to the client cannot keep the client's address.
  const kept = preservesClient(at, to) && familyOf(packet.source) === familyOf(destination);
  const forwarded: Packet = {
    source: kept ? packet.source : source,
    destination,
    protocol: packet.protocol === UDP ? UDP : TCP,
    sourcePorts: kept ? packet.sourcePorts : node.ephemeralPorts,
    destinationPorts: onePort(to.target.port),
    sourceGroups: [...(kept ? (packet.sourceGroups ?? []) : []), ...node.securityGroups],
  };
  return { networkInterface: node, packet: forwarded };
}

/** The address of another balancer's node: one of the same zone that works, else any that works, else the first. */
function nodeAddress(walk: Walk, balancer: LoadBalancer, from: NetworkInterface) {
  const zoneOf = (nic: NetworkInterface) => known(walk.network.subnets, nic.subnet).zoneId;
  const nodes = balancer.networkInterfaces.map((id) => known(walk.network.networkInterfaces, id));
  const working = nodes.filter((nic) => !walk.circumstances.failedZoneIds.has(zoneOf(nic)));
  const node = working.find((nic) => zoneOf(nic) === zoneOf(from)) ?? working[0] ?? nodes[0];
  return node?.addresses[0];
}
