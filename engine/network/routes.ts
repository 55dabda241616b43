import type { Address } from '../ip/address.ts';
import { type Cidr, contains } from '../ip/cidr.ts';
import { ROUTE_ORIGINS, type Route, type RouteTable } from './model.ts';

/** A line of a table that covers a destination, and the block of it that does. */
export interface Candidate {
  readonly route: Route;
  readonly matched: Cidr;
}

/**
 * Every line that covers `destination`, the one that AWS takes first: longest prefix, then `ROUTE_ORIGINS` order.
 * A propagated line never beats `local`, even if it is more specific (facts:B6, B8).
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export function candidatesFor(table: RouteTable, destination: Address): readonly Candidate[] {
  const candidates = table.routes.flatMap((route) => {
    const matched = longestMatch(route.destination.cidrs, destination);
    return matched === undefined ? [] : [{ route, matched }];
  });
  const local = candidates.some((each) => each.route.origin === 'local');
  return candidates.toSorted((a, b) => yields(a, local) - yields(b, local) || byPriority(a, b));
}

/** 1 for a propagated line where a local one covers the destination too: it comes after every other, however specific it is. */
const yields = ({ route }: Candidate, local: boolean): number => Number(local && route.origin.startsWith('propagated'));

function longestMatch(cidrs: readonly Cidr[], destination: Address): Cidr | undefined {
  let best: Cidr | undefined;
  for (const cidr of cidrs) if (contains(cidr, destination) && (best === undefined || cidr.length > best.length)) best = cidr;
  return best;
}

function byPriority(a: Candidate, b: Candidate): number {
  if (a.matched.length !== b.matched.length) return b.matched.length - a.matched.length;
  const rank = rankOf(a.route) - rankOf(b.route);
  // Two lists that overlap: AWS picks at random and stays; the order of the targets' ids makes ours the same each time (facts:B8).
  return rank !== 0 ? rank : a.route.target.id.localeCompare(b.route.target.id);
}

const rankOf = (route: Route): number => ROUTE_ORIGINS.indexOf(route.origin);
