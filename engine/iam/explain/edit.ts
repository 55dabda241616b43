import type { JsonObject } from '../../json.ts';
import type { Layer, LayerEvaluation, LayerMatch, PolicySet } from '../evaluate.ts';
import { conclude, isCeiling } from '../grant.ts';
import type { Statement } from '../policy.ts';
import type { AuthorizationRequest, PrincipalReading } from '../statement.ts';
import type { Change } from './explanation.ts';
import { failuresOf } from './failures.ts';
import { type PlacedPolicy, readingOf } from './placed.ts';

type Place = Pick<Change, 'policy' | 'orgIdentifier'>;

/** Changes that together make the layer let this request pass: its denials spare it, and each of its documents that must allow does. */
export function editOf(
  layer: Layer,
  request: AuthorizationRequest,
  policies: PolicySet,
  placed: readonly PlacedPolicy[],
  layers: readonly LayerEvaluation[],
): readonly Change[] {
  const matches = layers.find((each) => each.layer === layer)?.matches ?? [];
  const spared = matches.filter((match) => match.statement.effect === 'Deny').map((match) => spare(match, request));
  const allowed = (needsAllow(layer, request, layers) ? placesThatMustAllow(layer, policies, matches) : []).map((place) =>
    allow(layer, place, request, policies, placed),
  );
  // From the last statement to the first, so that no removal moves the next one.
  return [...allowed, ...spared.toReversed()];
}

/** Whether the layer would still deny if no document denied anything: a grant of the resource's may make an identity's needless. */
function needsAllow(layer: Layer, request: AuthorizationRequest, layers: readonly LayerEvaluation[]): boolean {
  const undenied = layers.map((each): LayerEvaluation => {
    if (each.decision !== 'explicitDeny') return each;
    const matches = each.matches.filter((match) => match.statement.effect === 'Allow');
    return { ...each, matches, decision: matches.length > 0 ? 'allowed' : 'implicitDeny' };
  });
  return isCeiling(layer) || conclude(request, undenied).deniedBy.includes(layer);
}

const placeOf = ({ policy, orgIdentifier }: Place): Place =>
  orgIdentifier === undefined ? { policy } : { policy, orgIdentifier };

/** Spares the request from a denial: by one more value of a negated condition, by asking for the key that it lacks, or by taking it away. */
function spare(match: LayerMatch, { context }: AuthorizationRequest): Change {
  const { conditions, pointer } = match.statement;
  const place = placeOf(match);
  const negated = conditions.find(({ operator }) => operator.negated);
  if (negated === undefined) return { kind: 'remove-statement', ...place, pointer };
  const actual = context.get(negated.key) ?? [];
  if (actual.length > 0 && actual.every((value) => value !== '' && !value.includes('${')))
    return { kind: 'add-values', ...place, pointer: negated.pointer, values: actual };
  const asked = conditions.some((each) => each.operator.compares === 'presence' && each.key === negated.key);
  if (actual.length > 0 || asked) return { kind: 'remove-statement', ...place, pointer };
  return {
    kind: 'add-condition',
    ...place,
    pointer: `${pointer}/Condition/Null/${escaped(negated.writtenKey)}`,
    values: ['false'],
  };
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Where an Allow is missing: every level of an organization and every endpoint needs one of its own, the other layers one at all. */
function placesThatMustAllow(layer: Layer, policies: PolicySet, matches: readonly LayerMatch[]): readonly Place[] {
  const allows = matches.filter((match) => match.statement.effect === 'Allow');
  switch (layer) {
    case 'rcp':
      return [];
    case 'scp':
      return policies.scp
        .filter(({ orgIdentifier }) => !allows.some((match) => match.orgIdentifier === orgIdentifier))
        .map(({ orgIdentifier }) => ({ policy: 0, orgIdentifier }));
    case 'endpoint':
      return policies.endpoints.flatMap((document, policy) =>
        document === null || allows.some((match) => match.policy === policy) ? [] : [{ policy }],
      );
    case 'boundary':
    case 'session':
    case 'identity':
    case 'resource':
      return allows.length > 0 ? [] : [{ policy: 0 }];
  }
}

/** Lets the request pass at this place: by widening the Allow that misses it by one element, else by an Allow of its own. */
function allow(
  layer: Layer,
  place: Place,
  request: AuthorizationRequest,
  policies: PolicySet,
  placed: readonly PlacedPolicy[],
): Change {
  const reading = readingOf(layer, policies);
  const here = placed.filter(
    ({ policy, orgIdentifier }) => orgIdentifier === place.orgIdentifier && (layer !== 'endpoint' || policy === place.policy),
  );
  for (const each of here)
    for (const statement of each.document.statements) {
      const widened = statement.effect === 'Allow' ? widen(statement, request, reading) : undefined;
      if (widened !== undefined) return { kind: 'add-values', ...placeOf(each), ...widened };
    }
  const document = statementFor(layer, request);
  const [first] = here;
  if (first === undefined)
    return { kind: 'attach-policy', ...place, pointer: '', document: { Version: '2012-10-17', Statement: [document] } };
  return { kind: 'add-statement', ...placeOf(first), pointer: '/Statement/-', document };
}

function widen(
  statement: Statement,
  request: AuthorizationRequest,
  reading: PrincipalReading,
): Pick<Change, 'pointer' | 'values'> | undefined {
  const [failure, another] = failuresOf(statement, request, reading, 2);
  if (failure === undefined || another !== undefined) return undefined;
  const { element, pointer, requestValues } = failure;
  if (requestValues.length === 0 || requestValues.some((value) => value === '' || value.includes('${'))) return undefined;
  if (element === 'Action' || element === 'Resource') return { pointer, values: requestValues };
  if (element !== 'Condition') return undefined;
  const condition = statement.conditions.find((each) => each.pointer === pointer);
  const grows = condition?.operator.equality === true && !condition.operator.negated;
  return grows ? { pointer, values: requestValues } : undefined;
}

const TRUST = /^sts:(assumerole|tagsession|setsourceidentity)/i;

/** An Allow for exactly this request. */
function statementFor(layer: Layer, request: AuthorizationRequest): JsonObject {
  const named = layer === 'endpoint' ? { Principal: '*' } : layer === 'resource' ? { Principal: principalFor(request) } : {};
  const trust = layer === 'resource' && TRUST.test(request.action);
  const resource = request.resource.replaceAll('${', '${$}{');
  return { Effect: 'Allow', ...named, Action: request.action, ...(trust ? {} : { Resource: resource }) };
}

function principalFor({ caller }: AuthorizationRequest): '*' | JsonObject {
  switch (caller.kind) {
    case 'anonymous':
      return '*';
    case 'service':
      return { Service: caller.service ?? '' };
    case 'web-identity':
      return { Federated: caller.arn ?? '' };
    case 'canonical':
      return { CanonicalUser: caller.arn ?? '' };
    case 'root':
    case 'user':
    case 'role':
    case 'session':
    case 'federated':
      return { AWS: caller.roleArn ?? caller.arn ?? '' };
  }
}
