import { type Address, familyOf, spokenTo } from '../ip/address.ts';
import { onePort } from '../ip/ports.ts';
import { classesOf } from './classes.ts';
import { type Verdict, verdictOf } from './connect.ts';
import type { Network, NetworkInterface } from './model.ts';
import { TCP } from './model.ts';
import type { Circumstances } from './walk.ts';

/** A packet of TCP or UDP from an interface, as its programs send it. */
export interface Attempt {
  readonly from: NetworkInterface;
  readonly to: Address;
  readonly protocol: number;
  readonly port: number;
}

/** Verdicts on many attempts in one network under the same circumstances. */
export type Judge = (attempt: Attempt) => Verdict;

/**
 * A judge who walks once for each class of attempts and remembers the verdict: right because nothing in the network tells the attempts
 * of one class apart. `arrival` is that of the first of its class. States of single things tell them apart, so with any the judge walks
 * for each attempt.
 */
export function judgeOf(network: Network, circumstances: Circumstances): Judge {
  const walk = walkerOf(network, circumstances);
  if (circumstances.endpointStates.size > 0 || network.networkInterfaces.size > MOST_INTERFACES) return walk;
  const classes = classesOf(network);
  const remembered = memory();
  return (attempt) => {
    const { from, to, protocol, port } = attempt;
    // It reaches itself as it reaches nobody like it.
    const target = classes.ofAddress(to) * 2 + Number(from.addresses.includes(to));
    const verdicts = remembered(classes.ofInterface(from), target);
    const flow = classes.ofPort(port) * 256 + protocol;
    const before = verdicts.get(flow);
    if (before !== undefined) return before;
    const verdict = walk(attempt);
    verdicts.set(flow, verdict);
    return verdict;
  };
}

/** Of more than these hardly two attempts that anybody makes are of one class. */
const MOST_INTERFACES = 2_000;

/** A judge who walks for each attempt and remembers none. */
export const walkerOf =
  (network: Network, circumstances: Circumstances): Judge =>
  ({ from, to, protocol, port }) => {
    const source = from.addresses.find((each) => familyOf(each) === familyOf(to)) ?? from.addresses[0];
    if (source === undefined) return { forward: 'blocked', connection: 'fails', arrival: undefined };
    const ports = { sourcePorts: from.ephemeralPorts, destinationPorts: onePort(port) };
    const sender = { kind: 'interface', networkInterface: from } as const;
    return verdictOf(network, sender, { source, destination: to, protocol, ...ports }, circumstances);
  };

/** A place for the verdicts of each pair of classes. */
function memory(): (source: number, target: number) => Map<number, Verdict> {
  const sources: Map<number, Map<number, Verdict>>[] = [];
  return (source, target) => {
    sources[source] ??= new Map();
    const targets = sources[source];
    let verdicts = targets.get(target);
    if (verdicts === undefined) {
      verdicts = new Map();
      targets.set(target, verdicts);
    }
    return verdicts;
  };
}

/** Who may open a TCP connection to whom: for each sender, for each destination, whether it is established on each of `ports`. */
export function matrixOf(
  network: Network,
  circumstances: Circumstances,
  interfaces: readonly NetworkInterface[],
  ports: readonly number[],
): readonly (readonly (readonly boolean[])[])[] {
  const judge = judgeOf(network, circumstances);
  return interfaces.map((from) =>
    interfaces.map((other) => {
      const to = spokenTo(from.addresses, other.addresses);
      return ports.map((port) => to !== undefined && judge({ from, to, protocol: TCP, port }).connection === 'established');
    }),
  );
}
