import {
  type EvaluationResult,
  evaluate,
  LAYERS,
  type Layer,
  type LayerEvaluation,
  type LayerMatch,
  type PolicySet,
  rcpSupports,
} from '../evaluate.ts';
import { isOwnersRoot, needsNoPermission } from '../grant.ts';
import type { RequestFacts } from '../keys/index.ts';
import type { Statement } from '../policy.ts';
import { hasIdentity } from '../principal.ts';
import type { AuthorizationRequest, PrincipalReading } from '../statement.ts';
import { editOf } from './edit.ts';
import type { ExplainedGate, ExplainedStatement, Explanation, Silence } from './explanation.ts';
import { absencesOf, failuresOf } from './failures.ts';
import { type PlacedPolicy, placedPolicies, readingOf } from './placed.ts';
import { refusalOf } from './refusal.ts';

/** The layers in the order in which a person would walk them: from the caller outwards, through the network, to the resource. */
export const WALK: readonly Layer[] = ['identity', 'boundary', 'session', 'scp', 'endpoint', 'rcp', 'resource'];

/** Why this request is decided as it is. `result` is what `evaluate` said; every gate is judged, also those behind one that denies. */
export function explain(
  request: AuthorizationRequest,
  policies: PolicySet,
  facts: RequestFacts,
  result: EvaluationResult = evaluate(request, policies),
): Explanation {
  const explanation: Writable<Explanation> = {
    evalDecision: result.evalDecision,
    gates: WALK.map((layer) => explainGate(layer, request, policies, facts, result)),
  };
  const exception = exceptionOf(request, result);
  if (exception !== undefined) explanation.exception = exception;
  const refusal = refusalOf(request, result);
  if (refusal !== undefined) explanation.refusal = refusal;
  return explanation;
}

function exceptionOf(request: AuthorizationRequest, { evalDecision, layers }: EvaluationResult): Explanation['exception'] {
  if (evalDecision !== 'allowed') return undefined;
  if (needsNoPermission(request)) return 'E.3';
  return layers[PLACE.resource]?.decision === 'explicitDeny' && isOwnersRoot(request) ? 'E101' : undefined;
}

/** Where each layer stands in an evaluation. */
const PLACE = Object.fromEntries(LAYERS.map((layer, place) => [layer, place])) as Readonly<Record<Layer, number>>;

function explainGate(
  layer: Layer,
  request: AuthorizationRequest,
  policies: PolicySet,
  facts: RequestFacts,
  { evalDecision, layers, deniedBy }: EvaluationResult,
): ExplainedGate {
  const evaluation = layers[PLACE[layer]];
  const mustChange = deniedBy.length > 0 && deniedBy.includes(layer);
  if (evaluation === undefined || evaluation.decision === 'notApplicable') {
    const gate = silentGate(layer, silenceOf(layer, request, policies));
    if (!mustChange) return gate;
    const edit = editOf(layer, request, policies, NOTHING, layers);
    return { ...gate, mustChange, mayBeNamed: evalDecision === 'implicitDeny', edit };
  }
  const { decision } = evaluation;
  const placed = placedPolicies(layer, policies);
  const gate: Writable<ExplainedGate> = {
    layer,
    decision,
    mustChange,
    mayBeNamed: mustChange && (evalDecision === 'explicitDeny') === (decision === 'explicitDeny'),
    statements: statementsOf(layer, request, policies, facts, placed, evaluation),
    undecided: layer === 'endpoint' ? undecidedOf(request, policies, placed) : NOTHING,
  };
  if (mustChange) gate.edit = editOf(layer, request, policies, placed, layers);
  return gate;
}

/** Built step by step: copies of copies are what an explanation's time would go to. */
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
const NOTHING: readonly never[] = [];

/** Most gates of most requests are silent, and all that are for one reason look the same: each is made once. */
const SILENT_GATES = new Map<Layer, Map<Silence, ExplainedGate>>(LAYERS.map((layer) => [layer, new Map()]));

function silentGate(layer: Layer, silence: Silence): ExplainedGate {
  const made = SILENT_GATES.get(layer);
  const before = made?.get(silence);
  if (before !== undefined) return before;
  const gate: ExplainedGate = {
    layer,
    decision: 'notApplicable',
    mustChange: false,
    mayBeNamed: false,
    statements: NOTHING,
    undecided: NOTHING,
    silence,
  };
  made?.set(silence, gate);
  return gate;
}

function statementsOf(
  layer: Layer,
  request: AuthorizationRequest,
  policies: PolicySet,
  facts: RequestFacts,
  placed: readonly PlacedPolicy[],
  { matches }: LayerEvaluation,
): readonly ExplainedStatement[] {
  const reading = readingOf(layer, policies);
  const explained: ExplainedStatement[] = [];
  let next = 0;
  for (const place of placed)
    for (const statement of place.document.statements) {
      // Matches stand in the order of the documents.
      const match = matches[next]?.statement === statement ? matches[next++] : undefined;
      explained.push(explainStatement(statement, place, match, request, reading, facts));
    }
  return explained;
}

function explainStatement(
  statement: Statement,
  { policy, orgIdentifier }: PlacedPolicy,
  match: LayerMatch | undefined,
  request: AuthorizationRequest,
  reading: PrincipalReading,
  facts: RequestFacts,
): ExplainedStatement {
  const { index, sid, effect, pointer } = statement;
  const failed = match === undefined ? failuresOf(statement, request, reading, 1)[0] : undefined;
  const asked = failed === undefined || failed.element === 'Condition' || failed.element === 'Resource';
  const explained: Writable<ExplainedStatement> = {
    policy,
    statement: index,
    effect,
    pointer,
    matched: match !== undefined,
    dependsOn: asked ? absencesOf(statement, request, facts) : NOTHING,
  };
  if (orgIdentifier !== undefined) explained.orgIdentifier = orgIdentifier;
  if (sid !== undefined) explained.sid = sid;
  if (match?.namedAs !== undefined) explained.namedAs = match.namedAs;
  if (failed !== undefined) explained.failed = failed;
  return explained;
}

function silenceOf(layer: Layer, request: AuthorizationRequest, policies: PolicySet): Silence {
  const { caller, managementAccounts = [] } = request;
  if (layer === 'endpoint') return 'noEndpoint';
  if (layer === 'resource') return 'notAttached';
  if (layer === 'rcp') {
    if (policies.rcp.length === 0) return 'notAttached';
    if (caller.serviceLinked) return 'serviceLinkedRole';
    return managementAccounts.includes(request.resourceAccount ?? '') || rcpSupports(request.action)
      ? 'managementAccount'
      : 'serviceNotSupported';
  }
  if (!hasIdentity(caller)) return 'noIdentity';
  if (layer !== 'scp' || policies.scp.length === 0) return 'notAttached';
  return caller.serviceLinked ? 'serviceLinkedRole' : 'managementAccount';
}

/** What AWS's pages leave open and this gate touches: the engine follows the row's advice and says so. */
function undecidedOf(
  { caller }: AuthorizationRequest,
  { endpointType }: PolicySet,
  placed: readonly PlacedPolicy[],
): readonly string[] {
  const rows: string[] = [];
  for (const { document } of placed)
    for (const { principal } of document.statements) {
      if (principal?.not === true) rows.push('M21');
      if (principal === undefined || principal.element.kind === 'everybody') continue;
      if (endpointType === 'Gateway') rows.push('M5');
      else if (principal.element.entries.some(({ account }) => account !== undefined && account === caller.account))
        rows.push('M4');
    }
  return rows.length < 2 ? rows : [...new Set(rows)];
}
