import { onePort, type PortRange } from '../ip/ports.ts';
import type { Shelf } from '../ip/shelf.ts';
import { onceFor } from '../remember.ts';
import { alike, entryKey, ruleKey } from './alike.ts';
import { portClassesOf } from './classes.ts';
import { carries, judgeEntries } from './filters.ts';
import type { Network, NetworkAclEntry, SecurityGroupRule } from './model.ts';
import { prefixesOf } from './worn.ts';

/**
 * What the filters of a network let pass of one protocol. A column stands for packets that no filter tells apart by their ports, a sieve
 * for the columns that pass; filters that let the same pass are the same sieve, and a network has few.
 */
export interface Sieves {
  /** The column of packets to this port. */
  readonly columnOf: (port: number) => number;
  /** The column of packets to whichever port of a range from which machines of the network choose; -1 for other ranges. */
  readonly columnOfRange: (range: PortRange) => number;
  /** The ports of a packet of the column. */
  readonly portsOf: (column: number) => PortRange;
  readonly passes: (sieve: number, column: number) => boolean;
  /** The place on the shelf of what entries of an ACL, by ascending number, are to the address at the other end. */
  readonly ofEntries: (entries: readonly NetworkAclEntry[]) => number;
  /** The same of rules, without those that name a group. */
  readonly ofRules: (rules: readonly SecurityGroupRule[]) => number;
  /** The sieve that lets pass what `passing` says of the ports. */
  readonly sieveOf: (passing: (ports: PortRange) => boolean) => number;
}

export function sievesOf(network: Network, protocol: number, shelf: Shelf): Sieves {
  const firsts = portClassesOf(network);
  const ranges = rangesOf(network);
  const columns = [...firsts.map(onePort), ...ranges];
  // Every port at once: to search for one takes as long as all the filters on its way.
  const columnOfPort = new Uint16Array(65_536);
  for (const [column, first] of firsts.entries()) columnOfPort.fill(column, first);
  const { sieveOf, passes } = sievesOver(columns);
  return {
    columnOf: (port) => columnOfPort[port] as number,
    columnOfRange: onceFor((range: PortRange) => columns.findIndex((each, at) => at >= firsts.length && same(each, range))),
    portsOf: (column) => columns[column] as PortRange,
    passes,
    ofEntries: alike(entryKey, (entries) =>
      shelf.add(
        entries.map((entry, index) => ({ cidr: entry.cidr, value: { entry, index } })),
        (holding, peer) => {
          const own = holding.toSorted((a, b) => a.value.index - b.value.index).map(({ value }) => value.entry);
          return sieveOf((range) => judgeEntries(own, { protocol, peer, ports: range }).allowed);
        },
      ),
    ),
    ofRules: alike(ruleKey, (rules) =>
      shelf.add(rules.flatMap(prefixesOf), (holding, peer) =>
        sieveOf((range) => holding.some(({ value: rule }) => carries(rule, { protocol, peer, ports: range }))),
      ),
    ),
    sieveOf,
  };
}

const same = (a: PortRange, b: PortRange): boolean => a.from === b.from && a.to === b.to;

/** The ranges from which the network's machines choose, each once. */
function rangesOf(network: Network): readonly PortRange[] {
  const ranges: PortRange[] = [];
  for (const { ephemeralPorts: range } of network.networkInterfaces.values())
    if (!ranges.some((each) => same(each, range))) ranges.push(range);
  return ranges;
}

/** Sets of columns, each once: a byte for each column says whether it is in. */
function sievesOver(columns: readonly PortRange[]): Pick<Sieves, 'sieveOf' | 'passes'> {
  const width = columns.length;
  const known = new Map<string, number>();
  let bytes = new Uint8Array(64 * width);
  const sieveOf = (passing: (ports: PortRange) => boolean): number => {
    const own = columns.map((ports) => Number(passing(ports)));
    const key = own.join('');
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = known.size;
    if ((made + 1) * width > bytes.length) {
      const more = new Uint8Array(2 * bytes.length);
      more.set(bytes);
      bytes = more;
    }
    bytes.set(own, made * width);
    known.set(key, made);
    return made;
  };
  return { sieveOf, passes: (sieve, column) => bytes[sieve * width + column] === 1 };
}
