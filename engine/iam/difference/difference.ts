import type { ActionCatalogue } from '../../catalogue/actions/actions.ts';
import type { Json } from '../../json.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { EvalDecision } from '../evaluate.ts';
import { type Policy, type PolicyFault, parsePolicy } from '../policy.ts';
import { writtenStatements } from '../review/written.ts';
import { type Point, pointsOf, requestAt, type Space, spaceOf } from './draw.ts';
import { mentionsOf } from './mentions.ts';
import { authorizationRequest, type DrawnRequest, decisionsWith, type Standing } from './surroundings.ts';

/** A request on which two policies decide differently. It may be asked of `decide` as it stands. */
export interface Witness {
  readonly request: DrawnRequest;
  readonly before: EvalDecision;
  readonly after: EvalDecision;
}

/** What was found: the smallest requests first; none found is said with how many were tried. */
export interface Difference {
  readonly witnesses: readonly Witness[];
  /** How many different requests were decided by both policies. */
  readonly tried: number;
  /** Whether these were all that can be drawn from what the policies say. */
  readonly exhausted: boolean;
}

export interface DifferenceOptions extends Partial<Standing> {
  readonly catalogue?: ActionCatalogue;
  /** The most requests to decide; 6,000 unless told. */
  readonly most?: number;
}

/**
 * The requests on which `before` and `after` decide differently in the layer that they would stand in (a resource's policy unless
 * told), at most ten, each as small as it can be made: few keys, a plain caller, a short name. The smallest come first, those that tell
 * allowed from denied before those that tell two kinds of denial apart. Requests are drawn from what both
 * policies say: names at the edges of their wildcards, values of conditions and their neighbours, keys absent. A pair for which none is
 * found is the same for all that was tried, and not proved to be.
 */
export function policyDifference(before: Json, after: Json, options: DifferenceOptions = {}): Result<Difference, PolicyFault> {
  const [a, b] = [parsePolicy(before), parsePolicy(after)];
  if (!a.ok || !b.ok) return fail([...(a.ok ? [] : a.errors), ...(b.ok ? [] : b.errors)]);
  const standing: Standing = { layer: options.layer ?? 'resource', endpointType: options.endpointType ?? 'Interface' };
  const mentions = mentionsOf([...writtenStatements(before, a.value), ...writtenStatements(after, b.value)]);
  const space = spaceOf(mentions, standing, options.catalogue);
  return ok(search(space, a.value, b.value, options.most ?? 6_000));
}

const SHOWN = 10;
/** More differences than this are not made smaller: the smallest are among the first. */
const SHRUNK = 120;

function search(space: Space, before: Policy, after: Policy, most: number): Difference {
  const decided = new Map<string, Found | undefined>();
  const witnessAt = (point: Point): Found | undefined => {
    const request = requestAt(space, point);
    if (request === undefined) return undefined;
    const key = JSON.stringify(request);
    if (!decided.has(key)) decided.set(key, compared(space, point, request, before, after));
    return decided.get(key);
  };
  const found: Found[] = [];
  let exhausted = true;
  let looked = 0;
  for (const point of pointsOf(space, [before, after])) {
    // Most points of a large space are no request at all: they cost too.
    looked += 1;
    if (decided.size >= most || looked > most * 20) {
      exhausted = false;
      break;
    }
    const witness = witnessAt(point);
    if (witness !== undefined && found.length < SHRUNK && !found.includes(witness)) found.push(witness);
  }
  const tried = decided.size;
  const small = new Map(found.map((each) => smaller(each, witnessAt)).map((each) => [JSON.stringify(each.witness), each]));
  const sorted = [...small.values()].toSorted((x, y) => order(x.size, y.size));
  return { witnesses: sorted.slice(0, SHOWN).map(({ witness }) => witness), tried, exhausted };
}

interface Found {
  readonly point: Point;
  readonly witness: Witness;
  /** Compared from left to right. */
  readonly size: readonly number[];
}

function compared(space: Space, point: Point, drawn: DrawnRequest, before: Policy, after: Policy): Found | undefined {
  const request = authorizationRequest(drawn);
  if (request === undefined) return undefined;
  const earlier = decisionsWith(before, space.standing, request);
  const later = decisionsWith(after, space.standing, request);
  const at = earlier.findIndex((decision, index) => decision !== later[index]);
  const [was, is] = [earlier[at], later[at]];
  if (was === undefined || is === undefined) return undefined;
  const kind = was === 'allowed' || is === 'allowed' ? 0 : 1;
  return { point, witness: { request: drawn, before: was, after: is }, size: [kind, ...sizeOf(point, drawn)] };
}

/** A name that holds a variable's own text is nobody's choice. */
const sizeOf = (point: Point, { resource, context }: DrawnRequest): readonly number[] => [
  resource.arn.includes('${') ? 1 : 0,
  Object.keys(context).length,
  point.slice(4).reduce((sum, place) => sum + place, 0),
  point[0] ?? 0,
  point[2] ?? 0,
  point[1] ?? 0,
];

const order = (a: readonly number[], b: readonly number[]): number =>
  a.map((each, index) => each - (b[index] ?? 0)).find((each) => each !== 0) ?? 0;

/** The same difference with each part as simple as it goes: keys first, then who, what and where. */
function smaller(found: Found, witnessAt: (point: Point) => Found | undefined): Found {
  let best = found;
  for (const part of [...found.point.keys()].toReversed())
    for (let place = 0; place < (best.point[part] ?? 0); place += 1) {
      const candidate = witnessAt(best.point.with(part, place));
      if (candidate === undefined || !sameDifference(candidate, found) || order(candidate.size, best.size) >= 0) continue;
      best = candidate;
      break;
    }
  return best;
}

const sameDifference = (a: Found, b: Found): boolean =>
  a.witness.before === b.witness.before && a.witness.after === b.witness.after;
