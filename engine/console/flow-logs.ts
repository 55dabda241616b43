import { formatAddress } from '../ip/address.ts';
import { ICMP, ICMPV6, type Network, TCP, UDP } from '../network/model.ts';
import type { Direction } from '../network/trace.ts';
import type { Block, PathComponent, ProbeAnswer } from '../probe/answer.ts';
import type { Probe } from '../probe/probe.ts';

/** One line of a VPC flow log in its default format. */
export interface FlowLogLine {
  readonly interfaceId: string;
  /** The learner's name of what stands behind the interface. */
  readonly name: string;
  readonly action: 'ACCEPT' | 'REJECT';
  readonly direction: Direction;
  readonly text: string;
}

/** The port that a client chose, of those that it may choose: any will do, and the same each time. */
const CLIENT_PORT = 40_962;

/** What the packet is, as a flow log would write it. */
interface Flow {
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly port: number;
}

interface When {
  readonly direction: Direction;
  readonly epochSeconds: number;
  readonly flow: Flow;
}

/**
 * The lines that the packets of `answer` leave at the interfaces that they meet, in their order. A line says what groups and ACLs said
 * and knows nothing of routes; nothing is written behind the filter that dropped the packet.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html
 */
export function flowLogLines(network: Network, probe: Probe, answer: ProbeAnswer, epochSeconds: number): readonly FlowLogLine[] {
  const flow = flowOf(network, probe, answer);
  if (flow === undefined) return [];
  const there = linesOf(network, answer, { direction: 'forward', epochSeconds, flow });
  return answer.forward === 'delivered'
    ? [...there, ...linesOf(network, answer, { direction: 'return', epochSeconds, flow })]
    : there;
}

const PROTOCOLS: Readonly<Record<string, number>> = { tcp: TCP, udp: UDP, icmp: ICMP, icmpv6: ICMPV6 };

/** Who sends what to whom; undefined where nothing is sent from an address that is known. */
function flowOf(network: Network, probe: Probe, { forwardPathComponents = [], dns }: ProbeAnswer): Flow | undefined {
  if (probe.kind !== 'reachability' && probe.kind !== 'request') return undefined;
  const sender = forwardPathComponents.find(({ facts }) => typeof facts?.address === 'string');
  const last = forwardPathComponents.findLast(({ id }) => network.networkInterfaces.has(id));
  const named = probe.kind === 'reachability' && 'ip' in probe.to ? probe.to.ip : dns?.answers[0];
  const destination = named ?? addressAt(network, last?.id);
  if (sender === undefined || destination === undefined) return undefined;
  const protocol = probe.kind === 'reachability' ? String(probe.protocol ?? 'tcp') : 'tcp';
  const port = probe.kind === 'reachability' ? (probe.destinationPort ?? 443) : 443;
  return { source: String(sender.facts?.address), destination, protocol: PROTOCOLS[protocol] ?? Number(protocol), port };
}

function addressAt(network: Network, id: string | undefined): string | undefined {
  const [address] = network.networkInterfaces.get(id ?? '')?.addresses ?? [];
  return address === undefined ? undefined : formatAddress(address);
}

function linesOf(network: Network, answer: ProbeAnswer, when: When): readonly FlowLogLine[] {
  const { direction } = when;
  const components = (direction === 'forward' ? answer.forwardPathComponents : answer.returnPathComponents) ?? [];
  const blocks = (answer.blocks ?? []).filter((block) => block.direction === direction);
  const lines: FlowLogLine[] = [];
  for (const [at, component] of components.entries()) {
    if (network.networkInterfaces.has(component.id)) {
      lines.push(lineOf(network, component, 'ACCEPT', when));
      continue;
    }
    const filter = refusing(component, blocks);
    if (filter === 'egress') return closed(lines, network, components.slice(0, at), when);
    if (filter === 'ingress') return [...lines, ...refusedAt(network, components.slice(at), when)];
  }
  return lines;
}

/** Which way the component refused the packet, or undefined where it let it pass. */
function refusing(component: PathComponent, blocks: readonly Block[]): 'egress' | 'ingress' | undefined {
  if (component.kind !== 'security-group' && component.kind !== 'network-acl') return undefined;
  return blocks.find((block) => block.id === component.id && block.filter === component.facts?.filter)?.filter;
}

/** The interface that the packet wanted to leave is the last that wrote; it says REJECT, and nothing comes after. */
function closed(
  lines: readonly FlowLogLine[],
  network: Network,
  before: readonly PathComponent[],
  when: When,
): readonly FlowLogLine[] {
  const owner = before.findLast((each) => network.networkInterfaces.has(each.id));
  if (owner === undefined) return lines;
  const kept = lines.at(-1)?.interfaceId === owner.id ? lines.slice(0, -1) : lines;
  return [...kept, lineOf(network, owner, 'REJECT', when)];
}

/** The interface that the packet was about to enter says REJECT. */
function refusedAt(network: Network, ahead: readonly PathComponent[], when: When): readonly FlowLogLine[] {
  const target = ahead.find((each) => network.networkInterfaces.has(each.id));
  return target === undefined ? [] : [lineOf(network, target, 'REJECT', when)];
}

function lineOf(network: Network, component: PathComponent, action: FlowLogLine['action'], when: When): FlowLogLine {
  const { direction, epochSeconds, flow } = when;
  const nic = network.networkInterfaces.get(component.id);
  const vpc = network.vpcs.get(network.subnets.get(nic?.subnet ?? '')?.vpc ?? '');
  const hasPorts = flow.protocol === TCP || flow.protocol === UDP;
  const [client, service] = hasPorts ? [CLIENT_PORT, flow.port] : [0, 0];
  const ends =
    direction === 'forward' ? [flow.source, flow.destination, client, service] : [flow.destination, flow.source, service, client];
  const [packets, bytes] = action === 'ACCEPT' ? [14, 5210] : [7, 420];
  const fields = [2, vpc?.account ?? '-', component.id, ...ends, flow.protocol, packets, bytes];
  return {
    interfaceId: component.id,
    name: component.logicalId ?? component.id,
    action,
    direction,
    text: [...fields, epochSeconds, epochSeconds + 60, action, 'OK'].join(' '),
  };
}
