import { type Address, familyOf, parseAddress } from '../ip/address.ts';
import { lookupsOf } from './lookups.ts';
import type { Id, Network, NetworkInterface, Subnet } from './model.ts';
import { TCP, UDP } from './model.ts';
import type { Listener, LoadBalancer, Target, TargetGroup } from './model-provider.ts';
import { passNetworkAcl, passSecurityGroups } from './pass-filters.ts';
import { type Circumstances, known, newWalk, type Packet } from './walk.ts';

/** A registered target and where it is: an interface of the configuration, another load balancer, or an address outside of both. */
export interface PlacedTarget {
  readonly target: Target;
  readonly group: TargetGroup;
  readonly networkInterface?: NetworkInterface;
  readonly balancer?: LoadBalancer;
  readonly address?: Address;
  /** Absent for what counts as one of every zone. */
  readonly zoneId?: string;
}

/** The listener that takes a packet of this protocol and port, or undefined. A gateway load balancer's takes everything. */
export const listenerFor = (balancer: LoadBalancer, protocol: number, port: number): Listener | undefined =>
  balancer.listeners.find((each) => each.protocol === 'GENEVE' || (speaks(each, protocol) && each.port === port));

/** Whether the listener's protocol rides on this one. */
export function speaks({ protocol }: Pick<Listener, 'protocol'>, ipProtocol: number): boolean {
  if (protocol === 'TCP_UDP') return ipProtocol === TCP || ipProtocol === UDP;
  return protocol === 'UDP' ? ipProtocol === UDP : ipProtocol === TCP;
}

/** Everything that is registered behind the listener. */
export const targetsOf = (network: Network, listener: Listener): readonly PlacedTarget[] =>
  listener.targetGroups.flatMap((id) => {
    const group = network.targetGroups.get(id);
    return group === undefined ? [] : group.targets.map((target) => placed(network, group, target));
  });

function placed(network: Network, group: TargetGroup, target: Target): PlacedTarget {
  const balancer = network.loadBalancers.get(target.id);
  if (balancer !== undefined) return { target, group, balancer };
  const address = parseAddress(target.id);
  const nic = address === undefined ? instanceNamed(network, target.id) : nearest(network, group.vpc, address);
  if (nic === undefined) return { target, group, ...(address === undefined ? {} : { address }) };
  const { zoneId } = known(network.subnets, nic.subnet);
  const found = { target, group, networkInterface: nic, ...addressOf(nic, address, group) };
  return target.everyZone ? found : { ...found, zoneId };
}

/** The interface of an instance, by the instance's id. */
const instanceNamed = (network: Network, id: Id): NetworkInterface | undefined =>
  network.networkInterfaces.get(id) ?? lookupsOf(network).interfacesOwnedBy(id)[0];

const addressOf = (nic: NetworkInterface, wanted: Address | undefined, { ipv6 }: TargetGroup): { readonly address?: Address } => {
  const family = ipv6 === true ? 6 : 4;
  const address = wanted ?? nic.addresses.find((each) => familyOf(each) === family) ?? nic.addresses[0];
  return address === undefined ? {} : { address };
};

/** The interface with this address in the group's own VPC, else in a VPC that is peered with it. */
function nearest(network: Network, vpc: Id, address: Address): NetworkInterface | undefined {
  const lookups = lookupsOf(network);
  const peers = lookups.peeringsOf(vpc).map((each) => (each.requesterVpc === vpc ? each.accepterVpc : each.requesterVpc));
  for (const each of [vpc, ...peers]) {
    const nic = lookups.interfaceAt(each, address);
    if (nic !== undefined) return nic;
  }
  return undefined;
}

/** Whether the node of `zoneId` may send to the target: its own zone, or any where load is balanced across zones (facts:D11). */
export function inReach(balancer: LoadBalancer, zoneId: string, placedTarget: PlacedTarget): boolean {
  if (placedTarget.zoneId === undefined || placedTarget.zoneId === zoneId) return true;
  return placedTarget.group.crossZone ?? balancer.crossZone;
}

/** Zones that are enabled for the load balancer: a target elsewhere receives nothing. */
export const enabledZones = (
  network: Pick<Network, 'subnets' | 'networkInterfaces'>,
  balancer: LoadBalancer,
): readonly string[] =>
  balancer.networkInterfaces.map((id) => known(network.subnets, known(network.networkInterfaces, id).subnet).zoneId);

/** Why the load balancer does not count a target as healthy, or undefined where it does. The check takes the traffic's port unless the group says another. */
export function healthFault(
  network: Network,
  circumstances: Circumstances,
  node: NetworkInterface,
  placedTarget: PlacedTarget,
): 'state' | 'zone' | 'port' | 'filter' | 'absent' | undefined {
  const { target, group, networkInterface: nic, balancer, address } = placedTarget;
  if (isOut(circumstances, target)) return 'state';
  if (balancer !== undefined) return balancerFault(network, circumstances, node, balancer, group.healthPort ?? target.port);
  if (nic === undefined) return address === undefined && group.type !== 'lambda' ? 'absent' : undefined;
  const subnet = known(network.subnets, nic.subnet);
  if (circumstances.failedZoneIds.has(subnet.zoneId)) return 'zone';
  const port = group.healthPort ?? target.port;
  if (nic.listens !== undefined && !nic.listens.includes(port)) return 'port';
  return checkPasses(network, circumstances, node, nic, port) ? undefined : 'filter';
}

/** Another load balancer is healthy where it listens on the port that is asked and one of its nodes lets the question in. */
function balancerFault(
  network: Network,
  circumstances: Circumstances,
  node: NetworkInterface,
  target: LoadBalancer,
  port: number,
) {
  if (listenerFor(target, TCP, port) === undefined) return 'port';
  const nodes = target.networkInterfaces.map((id) => known(network.networkInterfaces, id));
  const working = nodes.filter((nic) => !circumstances.failedZoneIds.has(known(network.subnets, nic.subnet).zoneId));
  if (working.length === 0) return 'zone';
  return working.some((nic) => checkPasses(network, circumstances, node, nic, port)) ? undefined : 'filter';
}

/** A target that a probe puts out of service, such as `states: {Target: unhealthy}`. */
export const isOut = ({ endpointStates }: Circumstances, { id }: Target): boolean =>
  ['unhealthy', 'draining', 'stopped', 'terminated'].includes(endpointStates.get(id) ?? '');

/** The health check's way: both subnets' ACLs there and back, the groups of both. */
function checkPasses(
  network: Network,
  circumstances: Circumstances,
  node: NetworkInterface,
  nic: NetworkInterface,
  port: number,
): boolean {
  const [source, destination] = [node.addresses[0], nic.addresses[0]];
  if (source === undefined || destination === undefined) return false;
  const trial = newWalk(network, circumstances, 'forward', false);
  const check: Packet = {
    source,
    destination,
    protocol: TCP,
    sourcePorts: node.ephemeralPorts,
    destinationPorts: { from: port, to: port },
    sourceGroups: node.securityGroups,
  };
  const answer: Packet = {
    ...check,
    source: destination,
    destination: source,
    sourcePorts: check.destinationPorts,
    destinationPorts: check.sourcePorts,
  };
  const [home, away] = [known(network.subnets, node.subnet), known(network.subnets, nic.subnet)];
  passSecurityGroups(trial, node, 'egress', check);
  passSecurityGroups(trial, nic, 'ingress', check);
  if (home.origin.id !== away.origin.id)
    for (const [subnet, filter, packet] of border(home, away, check, answer)) passNetworkAcl(trial, subnet, filter, packet);
  return trial.blocks.length === 0;
}

const border = (home: Subnet, away: Subnet, check: Packet, answer: Packet) =>
  [
    [home, 'egress', check],
    [away, 'ingress', check],
    [away, 'egress', answer],
    [home, 'ingress', answer],
  ] as const;
