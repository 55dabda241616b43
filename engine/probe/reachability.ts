import { type Address, familyOf, formatAddress } from '../ip/address.ts';
import { ALL_PORTS, onePort, type PortRange } from '../ip/ports.ts';
import { type Connection, connect } from '../network/connect.ts';
import type { Miss } from '../network/missed.ts';
import { type IcmpKind, TCP, UDP } from '../network/model.ts';
import type { Resolution } from '../network/resolve.ts';
import type { Packet } from '../network/walk.ts';
import { protocolNumber } from '../resources/rules.ts';
import type { AddressAnswer, Block, Crossing, Outcome, ProbeAnswer } from './answer.ts';
import { type Ground, Unanswerable } from './loaded.ts';
import { lookUp, missFor, nameError, withMiss } from './names.ts';
import type { ReachabilityProbe } from './probe.ts';
import { addressesOfOwner, addressesOfThing, nameOfEndpoint, ownAddresses, type Source, sourceOf } from './things.ts';
import { withRemarks } from './undecided.ts';

/** What the caller's program sees, from worst to best (contract: a name with several answers). */
const WORST_FIRST: readonly Outcome[] = ['nameError', 'timeout', 'connectionRefused', 'accessDenied', 'allowed'];

/** One address walked: the connection, and what a program would see of it before any policy. */
export interface Walked {
  readonly address: Address;
  readonly connection: Connection;
  readonly outcome: Outcome;
}

/** Does a packet get there and its reply back? */
export function answerReachability(ground: Ground, probe: ReachabilityProbe, id: string): ProbeAnswer {
  const source = sourceOf(ground, probe.from);
  const target = targetOf(ground, source, probe);
  if ('failed' in target) return { id, ...target.failed };
  const flow = flowOf(probe);
  const walked = target.addresses.map((each) => walk(ground, source, each, flow));
  const [only, another] = walked;
  if (only !== undefined && another === undefined && target.found === undefined) return withRemarks(alone(only, id), walked);
  const answer = merge(walked, target.bestCounts);
  const named = target.found === undefined ? answer : withMiss(answer, target.found.resolution, target.found.miss);
  return { id, ...withRemarks(named, walked, target.found?.resolution) };
}

/** Every address that the packet may go to, walked; none where a name has no answer. */
export function walkedPackets(ground: Ground, probe: ReachabilityProbe): readonly Walked[] {
  const source = sourceOf(ground, probe.from);
  const target = targetOf(ground, source, probe);
  const flow = flowOf(probe);
  return 'failed' in target ? [] : target.addresses.map((address) => walk(ground, source, address, flow));
}

interface ProbeFlow {
  readonly protocol: number;
  readonly destinationPorts: PortRange;
  readonly sourcePort: number | undefined;
  readonly icmp?: IcmpKind;
}

function flowOf(probe: ReachabilityProbe): ProbeFlow {
  const protocol = protocolNumber(String(probe.protocol ?? 'tcp'));
  if (protocol === undefined) throw new Unanswerable('INVALID_PROTOCOL', `${probe.protocol} is no protocol that AWS knows.`);
  const icmp = probe.icmpType === undefined ? {} : { icmp: { type: probe.icmpType, code: probe.icmpCode ?? 0 } };
  return {
    protocol,
    destinationPorts: hasPorts(protocol) ? onePort(probe.destinationPort ?? 443) : ALL_PORTS,
    sourcePort: probe.sourcePort,
    ...icmp,
  };
}

type Target =
  | {
      readonly addresses: readonly Address[];
      readonly bestCounts: boolean;
      readonly found?: { readonly resolution: Resolution; readonly miss: Miss | undefined };
    }
  | { readonly failed: Omit<ProbeAnswer, 'id'> };

function targetOf(ground: Ground, source: Source, probe: ReachabilityProbe): Target {
  const { to } = probe;
  if ('addressesOf' in to) return { addresses: addressesOfOwner(ground, to.addressesOf, ownAddresses(source)), bestCounts: true };
  if (!('endpoint' in to) && !('name' in to))
    return { addresses: addressesOfThing(ground, to, ownAddresses(source)), bestCounts: false };
  const name = 'name' in to ? to.name : nameOfEndpoint(ground, to);
  const resolution = lookUp(ground, source, name);
  const miss = missFor(ground, source, name, resolution);
  if (resolution.addresses.length === 0) return { failed: nameError(resolution, miss) };
  return { addresses: resolution.addresses, bestCounts: false, found: { resolution, miss } };
}

/** Carries one packet of the probe to `address`. */
export function walk(ground: Ground, source: Source, address: Address, flow: ProbeFlow): Walked {
  const own = familyOf(address) === familyOf(source.address) ? source.address : (ipv6Of(source) ?? source.address);
  const { protocol, destinationPorts, icmp } = flow;
  const sourcePorts = flow.sourcePort === undefined ? source.ports : onePort(flow.sourcePort);
  const plain: Packet = { source: own, destination: address, protocol, sourcePorts, destinationPorts };
  const packet = icmp === undefined ? plain : { ...plain, icmp };
  const connection = connect(ground.network, source.sender, packet, ground.circumstances);
  return { address, connection, outcome: outcomeOf(ground, connection, flow) };
}

const hasPorts = (protocol: number): boolean => protocol === TCP || protocol === UDP;

const ipv6Of = (source: Source): Address | undefined =>
  source.sender.kind === 'interface' ? source.sender.networkInterface.addresses.find((each) => familyOf(each) === 6) : undefined;

/** The ports on which a machine that was reached answers; undefined: on any. Hosts outside of every VPC are known by their address. */
function listensAt({ network }: Ground, { arrival, lastLeg }: Connection): readonly number[] | undefined {
  if (arrival === undefined || arrival.kind === 'gateway-endpoint') return undefined;
  if (arrival.kind === 'interface') return arrival.networkInterface.listens;
  const address = arrival.kind === 'on-premises' ? arrival.address : lastLeg?.packet.destination;
  for (const host of network.hosts.values()) if (host.kind === arrival.kind && host.address === address) return host.listens;
  return undefined;
}

function outcomeOf(ground: Ground, connection: Connection, flow: ProbeFlow): Outcome {
  if (connection.connection === 'fails') return 'timeout';
  const listens = listensAt(ground, connection);
  return listens === undefined || listens.includes(flow.destinationPorts.from) ? 'allowed' : 'connectionRefused';
}

/** Several addresses as one answer: `via` and `blocks` are the union, the outcome the worst (or the best), the connection holds only if it does for each. */
export function merge(walked: readonly Walked[], bestCounts = false): Omit<ProbeAnswer, 'id'> {
  const ranked = walked.toSorted((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome));
  const deciding = bestCounts ? ranked.at(-1) : ranked[0];
  if (deciding === undefined) throw new Unanswerable('NO_ADDRESS', 'There is no address to send to.');
  const counted = bestCounts ? [deciding] : walked;
  const blocks = uniqueBlocks(counted.flatMap((each) => each.connection.blocks));
  const [blockedBy] = blocks;
  return {
    forward: counted.every((each) => each.connection.forward === 'delivered') ? 'delivered' : 'blocked',
    connection: counted.every((each) => each.connection.connection === 'established') ? 'established' : 'fails',
    forwardPathComponents: deciding.connection.forwardPathComponents,
    returnPathComponents: deciding.connection.returnPathComponents,
    via: unique(counted.flatMap((each): readonly Crossing[] => each.connection.via)),
    blocks,
    ...(blockedBy === undefined ? {} : { blockedBy }),
    ...(walked.length > 1 ? { perAddress: walked.map(addressAnswer) } : {}),
    outcome: deciding.outcome,
  };
}

/** The answer where there is one address, as `merge` has it: a literal is made several times as fast as copies. */
function alone({ connection: walked, outcome }: Walked, id: string): ProbeAnswer {
  const { forward, connection, forwardPathComponents, returnPathComponents } = walked;
  const via = unique(walked.via);
  const blocks = uniqueBlocks(walked.blocks);
  const [blockedBy] = blocks;
  return blockedBy === undefined
    ? { id, forward, connection, forwardPathComponents, returnPathComponents, via, blocks, outcome }
    : { id, forward, connection, forwardPathComponents, returnPathComponents, via, blocks, blockedBy, outcome };
}

const addressAnswer = ({ address, connection, outcome }: Walked): AddressAnswer => ({
  address: formatAddress(address),
  forward: connection.forward,
  connection: connection.connection,
  outcome,
  via: connection.via,
  blocks: connection.blocks,
});

/** One block for each fault: the same component, code and direction for another address is the same fault. */
export const uniqueBlocks = (blocks: readonly Block[]): readonly Block[] => withoutTwins(blocks, sameFault);

/** Each crossing once. */
const unique = (via: readonly Crossing[]): readonly Crossing[] => withoutTwins(via, sameCrossing);

/** The first of those that are the same; the list itself where all differ, as almost always. There are a few of them. */
function withoutTwins<T>(list: readonly T[], same: (a: T, b: T) => boolean): readonly T[] {
  for (let index = 1; index < list.length; index += 1)
    for (let before = 0; before < index; before += 1)
      if (same(list[before] as T, list[index] as T))
        return list.filter((each, at) => list.findIndex((other) => same(each, other)) === at);
  return list;
}

const sameFault = (a: Block, b: Block): boolean =>
  a.id === b.id &&
  a.kind === b.kind &&
  a.explanationCode === b.explanationCode &&
  a.direction === b.direction &&
  a.filter === b.filter;

const sameCrossing = (a: Crossing, b: Crossing): boolean =>
  a.kind === b.kind &&
  a.id === b.id &&
  a.vpc === b.vpc &&
  a.endpointType === b.endpointType &&
  a.service === b.service &&
  a.zoneId === b.zoneId &&
  a.crossesZones === b.crossesZones;
