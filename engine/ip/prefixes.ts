import type { Address } from './address.ts';
import { type Cidr, contains, familyOfCidr } from './cidr.ts';

/** A block, and what it stands for. */
export interface Prefix<T> {
  readonly cidr: Cidr;
  readonly value: T;
}

/** One block with everything that stands for it, inside the next larger block that is in the set. */
interface Node<T> {
  readonly cidr: Cidr;
  readonly last: Address;
  readonly values: T[];
  readonly parent: Node<T> | undefined;
}

/** Stretches of addresses that lie in the same blocks: each from its address to the next one's, ascending. */
interface Stretches<T, R> {
  readonly from: Address[];
  readonly node: (Node<T> | undefined)[];
  readonly result: (R | typeof UNMADE)[];
}

/** Stands for what has not been derived yet. */
const UNMADE = Symbol('unmade');

/**
 * A function from an address to `derive` of the prefixes that hold it, the longest first, equal ones in the order of `prefixes`. Blocks
 * lie in each other or apart, so that n of them make 2n + 1 stretches at most: an address costs the logarithm of their number, and
 * `derive` is asked once for each block that anybody asks for.
 */
export function prefixLookup<T, R>(
  prefixes: readonly Prefix<T>[],
  derive: (holding: readonly Prefix<T>[]) => R,
): (address: Address) => R {
  const nowhere = derive([]);
  const made = new Map<Node<T>, R>();
  const ofNode = (node: Node<T> | undefined): R => {
    if (node === undefined) return nowhere;
    if (!made.has(node)) made.set(node, derive(chainOf(node)));
    return made.get(node) as R;
  };
  const [four, six] = [stretchesOf<T, R>(prefixes, 4), stretchesOf<T, R>(prefixes, 6)];
  // Numbers side by side in memory: a search touches a cache line or two.
  const from4 = Float64Array.from(four.from, Number);
  const results4 = four.result;
  const resultOf = (stretches: Stretches<T, R>, at: number): R => {
    const before = at < 0 ? nowhere : stretches.result[at];
    if (before !== UNMADE) return before as R;
    const result = ofNode(stretches.node[at]);
    stretches.result[at] = result;
    return result;
  };
  return (address) => {
    if (typeof address !== 'number') return resultOf(six, lastUpTo6(six.from, address));
    const at = lastUpTo(from4, address);
    const before = at < 0 ? nowhere : results4[at];
    return before === UNMADE ? resultOf(four, at) : (before as R);
  };
}

/**
 * The stretches of IPv4 addresses that lie in the same prefixes, ascending from 0.0.0.0 on: for each its first address, and `derive` of the
 * prefixes that hold it, the longest first, and of an address in it. Stretches side by side have different values.
 */
export function stretchValues<T>(
  prefixes: readonly Prefix<T>[],
  derive: (holding: readonly Prefix<T>[], address: number) => number,
): readonly number[] {
  const { from, node } = stretchesOf<T, never>(prefixes, 4);
  const values = new Map<Node<T> | undefined, number>();
  const pairs: number[] = [];
  const begin = (address: number, inside: Node<T> | undefined) => {
    const value = values.get(inside) ?? derive(chainOf(inside), address);
    values.set(inside, value);
    if (pairs.length === 0 || pairs.at(-1) !== value) pairs.push(address, value);
  };
  if (from[0] !== 0) begin(0, undefined);
  for (const [index, address] of from.entries())
    if (typeof address === 'number' && address < 2 ** 32) begin(address, node[index]);
  return pairs;
}

/** The index of the last of the ascending numbers that is no more than `address`; -1 where all are more. */
function lastUpTo(from: Float64Array, address: number): number {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((from[middle] as number) <= address) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The same for IPv6, a function of its own so that the one for IPv4 only ever sees numbers. */
function lastUpTo6(from: readonly Address[], address: bigint): number {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((from[middle] ?? 0n) <= address) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Every prefix that holds the node's block, the longest first. */
function chainOf<T>(node: Node<T> | undefined): readonly Prefix<T>[] {
  const chain: Prefix<T>[] = [];
  for (let each: Node<T> | undefined = node; each !== undefined; each = each.parent)
    for (const value of each.values) chain.push({ cidr: each.cidr, value });
  return chain;
}

function stretchesOf<T, R>(prefixes: readonly Prefix<T>[], family: 4 | 6): Stretches<T, R> {
  const own = prefixes.filter(({ cidr }) => familyOfCidr(cidr) === family);
  const sorted = own.toSorted((a, b) =>
    a.cidr.base < b.cidr.base ? -1 : a.cidr.base > b.cidr.base ? 1 : a.cidr.length - b.cidr.length,
  );
  const stretches: Stretches<T, R> = { from: [], node: [], result: [] };
  let inside: Node<T> | undefined;
  for (const { cidr, value } of sorted) {
    inside = leave(stretches, inside, (node) => !contains(node.cidr, cidr.base));
    if (inside !== undefined && inside.cidr.base === cidr.base && inside.cidr.length === cidr.length) {
      inside.values.push(value);
      continue;
    }
    inside = { cidr, last: lastOf(cidr), values: [value], parent: inside };
    begin(stretches, cidr.base, inside);
  }
  leave(stretches, inside, () => true);
  for (const _ of stretches.node) stretches.result.push(UNMADE);
  return stretches;
}

/** The innermost node that is not left; behind each that is, its parent's addresses go on. */
function leave<T, R>(
  stretches: Stretches<T, R>,
  node: Node<T> | undefined,
  isLeft: (node: Node<T>) => boolean,
): Node<T> | undefined {
  let inside = node;
  while (inside !== undefined && isLeft(inside)) {
    const next = typeof inside.last === 'number' ? inside.last + 1 : inside.last + 1n;
    inside = inside.parent;
    begin(stretches, next, inside);
  }
  return inside;
}

/** A stretch of no addresses is replaced by the one that begins where it did. */
function begin<T, R>({ from, node }: Stretches<T, R>, at: Address, inside: Node<T> | undefined): void {
  if (from.at(-1) === at) {
    node[node.length - 1] = inside;
    return;
  }
  from.push(at);
  node.push(inside);
}

/** The block's last address. */
const lastOf = ({ base, length }: Cidr): Address =>
  typeof base === 'number' ? base + 2 ** (32 - length) - 1 : base + (1n << BigInt(128 - length)) - 1n;
