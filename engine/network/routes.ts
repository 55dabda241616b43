import type { Address } from '../ip/address.ts';
import { type Cidr, contains, formatCidr } from '../ip/cidr.ts';
import type { Prefix } from '../ip/prefixes.ts';
import type { JsonObject } from '../json.ts';
import { nameOf } from './known.ts';
import { type Network, ROUTE_ORIGINS, type Route, type RouteTable } from './model.ts';
import { component } from './places.ts';
import type { PathComponent } from './trace.ts';

/** A line of a table that covers a destination, and the block of it that does. */
export interface Candidate {
  readonly route: Route;
  readonly matched: Cidr;
}

/** Where a table leads a destination: the lines that cover it, in AWS's order, and every line in words. */
export interface RoutesTo {
  readonly candidates: readonly Candidate[];
  /** The line that is taken: the first of the candidates. */
  readonly taken: Route | undefined;
  readonly lines: readonly JsonObject[];
  /** The table as a thing on the way. */
  readonly shown: PathComponent;
}

/** What the table does with an address that these of its lines cover. */
export function routesBy(network: Network, table: RouteTable, candidates: readonly Candidate[]): RoutesTo {
  const lines = wordsOf(network, table, candidates);
  return { candidates, taken: candidates[0]?.route, lines, shown: component('route-table', table.origin, { routes: lines }) };
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
  return ranked(candidates);
}

/** A line of a table and its place there. */
export interface Line {
  readonly route: Route;
  readonly index: number;
}

/** Each line of the table at each of its blocks. */
export const linesOf = (table: RouteTable): readonly Prefix<Line>[] =>
  table.routes.flatMap((route, index) => route.destination.cidrs.map((cidr) => ({ cidr, value: { route, index } })));

/** The candidates of an address, of which `holding` are the lines with their blocks that hold it, the longest first. */
export function candidatesBy(holding: readonly Prefix<Line>[]): readonly Candidate[] {
  const longest = holding.filter(({ value }, at) => holding.findIndex((each) => each.value.index === value.index) === at);
  // A line's place in the text decides nothing but the order of equals.
  const candidates = longest.toSorted((a, b) => a.value.index - b.value.index);
  return ranked(candidates.map(({ cidr, value }) => ({ route: value.route, matched: cidr })));
}

/** `candidates`, which have the order of the table, in the order in which AWS takes them. */
export function ranked(candidates: readonly Candidate[]): readonly Candidate[] {
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

/** Every line of the table, whether it covers the destination, and which one was taken; passed-over lines with AWS's reason. */
const wordsOf = (network: Network, table: RouteTable, candidates: readonly Candidate[]): readonly JsonObject[] =>
  table.routes.map((route) => {
    const [chosen] = candidates;
    const candidate = candidates.find((each) => each.route === route);
    return {
      destination: route.destination.text,
      target: targetName(network, route),
      origin: route.origin,
      matched: candidate === undefined ? null : formatCidr(candidate.matched),
      taken: candidate !== undefined && candidate === chosen,
      ...(candidate !== undefined && candidate !== chosen && chosen !== undefined
        ? { passedOver: reasonOf(candidate, chosen) }
        : {}),
    };
  });

const reasonOf = (lost: Candidate, won: Candidate): string =>
  won.matched.length > lost.matched.length ? 'MORE_SPECIFIC_ROUTE' : 'HIGHER_PRIORITY_ROUTE';

/** The learner's name of a route's target; `local` for local. */
export function targetName(network: Network, route: Route): string {
  if (route.target.kind === 'local') return 'local';
  const thing =
    network.vpcEndpoints.get(route.target.id) ??
    network.natGateways.get(route.target.id) ??
    network.internetGateways.get(route.target.id) ??
    network.egressOnlyInternetGateways.get(route.target.id) ??
    network.vpnGateways.get(route.target.id) ??
    network.peeringConnections.get(route.target.id) ??
    network.transitGateways.get(route.target.id) ??
    network.networkInterfaces.get(route.target.id);
  return thing === undefined ? route.target.id : nameOf(thing.origin);
}
