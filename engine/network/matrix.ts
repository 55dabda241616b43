import { type Address, familyOf, spokenTo } from '../ip/address.ts';
import { onePort } from '../ip/ports.ts';
import { onceFor } from '../remember.ts';
import { classOf } from './classes.ts';
import { type Verdict, verdictOf } from './connect.ts';
import { estateTables } from './estate-tables.ts';
import { type Network, type NetworkInterface, TCP, UDP } from './model.ts';
import { tabled, walkedOnce } from './verdicts.ts';
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
 * A judge who reads the verdict from tables where the way is one of those that they tell, and else walks once for each class of senders and
 * of addresses, and remembers what passes: right because nothing in the network tells the attempts of one class apart. There `arrival` is that
 * of the first of its class. States of single things tell them apart, so with any the judge walks for each attempt.
 */
export function judgeOf(network: Network, circumstances: Circumstances): Judge {
  const walk = walkerOf(network, circumstances);
  if (circumstances.endpointStates.size > 0) return walk;
  const judges = onceFor((protocol: number): Judge => {
    const tables = estateTables(network, circumstances, protocol);
    const byTables = tabled(tables);
    const byClass = walkedOnce(tables, walk);
    return (attempt) => byTables(attempt) ?? byClass(attempt);
  });
  return (attempt) => (attempt.protocol === TCP || attempt.protocol === UDP ? judges(attempt.protocol)(attempt) : walk(attempt));
}

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

/** Who may open a TCP connection to whom: for each sender, for each destination, whether it is established on each of `ports`. */
export function matrixOf(
  network: Network,
  circumstances: Circumstances,
  interfaces: readonly NetworkInterface[],
  ports: readonly number[],
): readonly (readonly (readonly boolean[])[])[] {
  const judge = judgeOf(network, circumstances);
  const isAlike = circumstances.endpointStates.size === 0;
  const rows = new Map<string, readonly boolean[]>();
  return interfaces.map((from) =>
    interfaces.map((other) => {
      const to = spokenTo(from.addresses, other.addresses);
      if (to === undefined) return ports.map(() => false);
      const key = isAlike ? classOf(network, from, to) : `${from.origin.id} ${to}`;
      const row = rows.get(key) ?? ports.map((port) => judge({ from, to, protocol: TCP, port }).connection === 'established');
      rows.set(key, row);
      return row;
    }),
  );
}
