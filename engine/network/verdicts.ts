import { familyOf } from '../ip/address.ts';
import type { PortRange } from '../ip/ports.ts';
import { onceFor } from '../remember.ts';
import { classOf } from './classes.ts';
import { type Verdict, wayOf } from './connect.ts';
import { type EstateTables, NONE } from './estate-tables.ts';
import { leavingOf, stationAt } from './leaving.ts';
import type { Attempt, Judge } from './matrix.ts';
import { ARRIVES, DROPPED, ENDED, type Passenger, passageOf, UNTOLD } from './passage.ts';
import type { Station, UnaskedFilter } from './walk.ts';

/** What a connection may come to, where it is clear where it gets to: blocked, delivered without a reply, established. */
type Outcomes = readonly [Verdict, Verdict, Verdict];

const outcomesAt = (arrival: Station | undefined): Outcomes => [
  { forward: 'blocked', connection: 'fails', arrival },
  { forward: 'delivered', connection: 'fails', arrival },
  { forward: 'delivered', connection: 'established', arrival },
];

/** A judge of what the tables tell; undefined for the rest. */
export function tabled(tables: EstateTables): (attempt: Attempt) => Verdict | undefined {
  const { machines, sieves } = tables;
  const outcomes: Outcomes[] = machines.all.map((networkInterface) => outcomesAt({ kind: 'interface', networkInterface }));
  const [nowhere] = outcomesAt(undefined);
  const outside = onceFor((hop: number) => outcomesAt(stationAt(tables, hop)));
  const leaving = (packet: Passenger, range: number) => {
    const { comes, hop } = leavingOf(tables, packet, range);
    if (comes === UNTOLD || comes === ENDED) return comes === ENDED ? nowhere : undefined;
    return outside(hop)[comes - DROPPED];
  };
  return ({ from: sender, to: destination, port }) => {
    const from = machines.numbers.get(sender);
    const wearer = machines.at.get(destination);
    if (from === undefined || wearer === NONE || typeof destination !== 'number') return undefined;
    const to = wearer ?? NONE;
    const source = machines.address[from] as number;
    const range = machines.range[from] as number;
    const packet: Passenger = { from, to, source, destination, column: sieves.columnOf(port), isReply: false };
    const there = passageOf(tables, packet);
    if (there === ENDED) return nowhere;
    if (there === UNTOLD) return to === NONE ? leaving(packet, range) : undefined;
    const [blocked, delivered, established] = outcomes[to] as Outcomes;
    if (there === DROPPED) return blocked;
    const answer: Passenger = { from: to, to: from, source: destination, destination: source, column: range, isReply: true };
    const back = passageOf(tables, answer);
    if (back === UNTOLD) return undefined;
    return back === ARRIVES ? established : delivered;
  };
}

/** More ways than these are walked each time. */
const MOST = 200_000;

/** A judge who remembers for each class of senders and addresses what comes of each column. */
export function walkedOnce(tables: EstateTables, walk: Judge): Judge {
  const { network, sieves } = tables;
  const known = new Map<string, Judged>();
  return (attempt) => {
    const key = classOf(network, attempt.from, attempt.to);
    const column = sieves.columnOf(attempt.port);
    const before = known.get(key);
    if (before !== undefined) return before(column, attempt);
    if (known.size >= MOST) return walk(attempt);
    const made = pastFilters(tables, attempt) ?? oneByOne(walk);
    known.set(key, made);
    return made(column, attempt);
  };
}

/** The verdict on a column, and on an attempt of the class that is of this column. */
type Judged = (column: number, attempt: Attempt) => Verdict;

/** Walks once for each column. */
function oneByOne(walk: Judge): Judged {
  const verdicts: Verdict[] = [];
  return (column, attempt) => {
    verdicts[column] ??= walk(attempt);
    return verdicts[column];
  };
}

/** Walks past the filters and asks them about every column; undefined where something besides them looked at the port. */
function pastFilters({ network, circumstances, sieves }: EstateTables, attempt: Attempt): Judged | undefined {
  const { from, to, protocol, port } = attempt;
  const source = from.addresses.find((each) => familyOf(each) === familyOf(to)) ?? from.addresses[0];
  if (source === undefined) return undefined;
  const asked = watched(port);
  const packet = { source, destination: to, protocol, sourcePorts: from.ephemeralPorts, destinationPorts: asked.ports };
  const way = wayOf(network, { kind: 'interface', networkInterface: from }, packet, circumstances);
  if (asked.wasRead()) return undefined;
  const [blocked, delivered, established] = outcomesAt(way.arrival);
  const sieve = (isOpen: boolean, filters: readonly UnaskedFilter[]) =>
    sieves.sieveOf((ports) => isOpen && filters.every((each) => each.passes(each.ports === asked.ports ? ports : each.ports)));
  const there = sieve(way.isOpen.there, way.filters.there);
  const back = sieve(way.isOpen.back, way.filters.back);
  return (column) => {
    if (!sieves.passes(there, column)) return blocked;
    return sieves.passes(back, column) ? established : delivered;
  };
}

/** A port that remembers whether somebody looked at it: what nobody did holds for every port. */
function watched(port: number): { readonly ports: PortRange; readonly wasRead: () => boolean } {
  let read = false;
  const look = (): number => {
    read = true;
    return port;
  };
  const ports = {
    get from() {
      return look();
    },
    get to() {
      return look();
    },
  };
  return { ports, wasRead: () => read };
}
