import type { ActionCatalogue } from '../../catalogue/actions/actions.ts';
import { holds } from '../condition.ts';
import type { Policy, Statement } from '../policy.ts';
import { matchesOf } from '../statement.ts';
import { type DrawnCaller, drawnCallers } from './callers.ts';
import { type DrawnValue, drawnKeys } from './keys-drawn.ts';
import { HOME, type Mentions } from './mentions.ts';
import { drawnActions, drawnResources } from './names-drawn.ts';
import { fits, wayIsPossible } from './possible.ts';
import { authorizationRequest, type DrawnRequest, readingOf, type Standing } from './surroundings.ts';

/** Everything that a request may be made of; a point names one of each by its place: caller, action, resource, owner, then the keys. */
export interface Space {
  readonly callers: readonly DrawnCaller[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly owners: readonly string[];
  /** In lower case, and as a policy writes them. */
  readonly keys: readonly string[];
  readonly writtenKeys: readonly string[];
  readonly values: readonly (readonly DrawnValue[])[];
  readonly sizes: readonly number[];
  readonly standing: Standing;
  /** Whether that action acts on that resource. */
  readonly fits: (action: string, arn: string) => boolean;
}

export type Point = readonly number[];

export function spaceOf(mentions: Mentions, standing: Standing, catalogue: ActionCatalogue | undefined): Space {
  const keys = drawnKeys(mentions);
  const callers = drawnCallers(mentions, standing.layer);
  const actions = drawnActions(mentions, catalogue);
  const resources = drawnResources(mentions);
  const owners = mentions.conditions.has('aws:resourceaccount') ? mentions.accounts : [HOME];
  const values = [...keys.values()];
  const sizes = [callers, actions, resources, owners, ...values].map((each) => each.length);
  const writtenKeys = [...keys.keys()].map((key) => mentions.conditions.get(key)?.[0]?.writtenKey ?? key);
  return {
    callers,
    actions,
    resources,
    owners,
    keys: [...keys.keys()],
    writtenKeys,
    values,
    sizes,
    standing,
    fits: remembered(catalogue),
  };
}

/** Each pair is looked up in the catalogue once. */
function remembered(catalogue: ActionCatalogue | undefined): Space['fits'] {
  const known = new Map<string, boolean>();
  return (action, arn) => {
    const pair = `${action} ${arn}`;
    const before = known.get(pair);
    if (before !== undefined) return before;
    const answer = fits(action, arn, catalogue);
    known.set(pair, answer);
    return answer;
  };
}

/** The request at a point, or undefined where AWS could see none. */
export function requestAt(space: Space, point: Point): DrawnRequest | undefined {
  const [caller = 0, action = 0, resource = 0, owner = 0, ...places] = point;
  const arn = space.resources[resource] ?? '*';
  const name = space.actions[action] ?? 's3:GetObject';
  const principal = space.callers[caller];
  if (principal === undefined || !space.fits(name, arn)) return undefined;
  const context = Object.fromEntries(
    space.writtenKeys.flatMap((key, index) => {
      const value = space.values[index]?.[places[index] ?? 0];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const accountId = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] ?? space.owners[owner] ?? HOME;
  const request = { principal, action: name, resource: { arn, accountId }, context };
  return wayIsPossible(request, space.keys, space.standing) ? request : undefined;
}

/** Points in the order in which they are worth trying: what each statement wants, then near it, then everything from the simplest on. */
export function* pointsOf(space: Space, policies: readonly Policy[]): Generator<Point> {
  const wanted = policies.flatMap((policy) => policy.statements.flatMap((statement) => wantedBy(space, policy, statement)));
  const origin = space.sizes.map(() => 0);
  yield origin;
  yield* wanted;
  for (const base of [origin, ...wanted]) yield* near(space, base);
  yield* all(space);
}

/** Points at which the statement matches: its conditions hold, and the first caller, action and resource that it names. */
function wantedBy(space: Space, policy: Policy, statement: Statement): readonly Point[] {
  const places = space.keys.map((key, index) => {
    const asked = statement.conditions.filter((each) => each.key === key);
    const fitting = space.values[index]?.findIndex((value) => {
      const context = new Map(value === undefined ? [] : [[key, typeof value === 'string' ? [value] : value]]);
      return asked.every((each) => holds(each, context, new Set()));
    });
    return Math.max(0, fitting ?? 0);
  });
  const alone = { ...policy, statements: [statement] };
  const reading = readingOf(space.standing);
  for (const [caller] of space.callers.entries())
    for (const [action] of space.actions.entries())
      for (const [resource] of space.resources.entries()) {
        const point = [caller, action, resource, 0, ...places];
        const drawn = requestAt(space, point);
        const request = drawn === undefined ? undefined : authorizationRequest(drawn);
        if (request !== undefined && matchesOf(alone, request, reading, new Set()).length > 0) return [point];
      }
  return [];
}

/** Points that differ from `base` in one part, then in two. */
function* near(space: Space, base: Point): Generator<Point> {
  for (const [part, size] of space.sizes.entries()) for (let at = 0; at < size; at += 1) yield base.with(part, at);
  for (const [part, size] of space.sizes.entries())
    for (let other = part + 1; other < space.sizes.length; other += 1)
      for (let at = 0; at < size; at += 1)
        for (let there = 0; there < (space.sizes[other] ?? 0); there += 1) yield base.with(part, at).with(other, there);
}

/** Every point, by the sum of its places. */
function* all(space: Space): Generator<Point> {
  const most = space.sizes.reduce((sum, size) => sum + size - 1, 0);
  for (let sum = 0; sum <= most; sum += 1) yield* summing(space.sizes, sum);
}

function* summing(sizes: readonly number[], sum: number): Generator<Point> {
  const [size, ...rest] = sizes;
  if (size === undefined) {
    if (sum === 0) yield [];
    return;
  }
  const room = rest.reduce((total, each) => total + each - 1, 0);
  for (let at = Math.max(0, sum - room); at < size && at <= sum; at += 1)
    for (const tail of summing(rest, sum - at)) yield [at, ...tail];
}
