import { serviceNamed } from '../catalogue/services.ts';
import { decideOwn } from '../iam/decide.ts';
import type { Explanation } from '../iam/explain/explanation.ts';
import { keysOf, type RequestFacts } from '../iam/keys/index.ts';
import { type Caller, parseCaller } from '../iam/principal.ts';
import type { Json } from '../json.ts';
import type { AttachedPolicy, VpcEndpoint } from '../network/model.ts';
import { nameOf } from '../network/walk.ts';
import { onceFor } from '../remember.ts';
import { asJson } from '../stack/draft.ts';
import type { WorldPrincipal } from '../world.ts';
import { type BehindAccessPoint, behindAccessPoint } from './access-point.ts';
import type { Block, Evaluation, LayerDecision, LocatedExplanation, MatchedStatement } from './answer.ts';
import { accountOf, factsOf } from './context.ts';
import { type ControlLevel, controlLevels, madeAt, shownLevels } from './control-policies.ts';
import { type Ground, Unanswerable } from './loaded.ts';
import type { RequestProbe } from './probe.ts';
import type { RequestTarget } from './request.ts';
import type { RequestPath } from './request-path.ts';

/** The decision of every policy, and a block for each layer that says no. */
export interface Authorization {
  readonly evaluation: Evaluation;
  readonly blocks: readonly Block[];
}

/** What all policies say to this call on this path (facts:E.3); spans lead to the learner's own statements. */
export const authorize = (ground: Ground, probe: RequestProbe, target: RequestTarget, path: RequestPath): Authorization =>
  authorizer(ground, probe, target, path)(probe);

/** What they say to this call and to others that differ from it in nothing but which resource of `target`'s they name. */
export function authorizer(
  ground: Ground,
  probe: RequestProbe,
  target: RequestTarget,
  path: RequestPath,
): (asked: RequestProbe) => Authorization {
  const principal = ground.world.principals[probe.principal];
  if (principal === undefined) throw new Unanswerable('UNKNOWN_PRINCIPAL', `The world has no principal ${probe.principal}.`);
  const account = target.resource?.account ?? (target.arn.split(':')[4] || ground.world.account);
  const facts = factsOf(ground, probe, path, principal, callerOf(probe, principal), {
    account,
    region: target.resource?.region,
    tags: target.resource?.tags ?? {},
  });
  const controls = controlsOf(ground, principal, account);
  const written = caseOf(ground, probe, target, path, principal, facts, controls);
  const about = decideOwn(written);
  if ('error' in about) throw new Unanswerable(about.error.code, about.error.message);
  const sources = sourcesOf(target, path, controls);
  const behind = behindAccessPoint(ground, target, path, written);
  return (asked) => {
    const answer = about(asked.resource);
    const layers = answer.decision.layers.map((layer) => located(layer, sources));
    const { evalDecision, missingContextKeys } = answer.decision;
    const decision = { evalDecision, layers, missingContextKeys };
    const denying =
      answer.deniedBy.length === 0 ? [] : layers.filter(({ layer }) => answer.deniedBy.some((each) => each === layer));
    const own: Authorization = {
      evaluation:
        probe.explain === true ? { ...decision, explanation: locatedExplanation(answer.explain(facts), sources) } : decision,
      blocks: denying.map((layer) => blockOf(layer, asked, { ...target, arn: asked.resource }, path, controls)),
    };
    return behind === undefined ? own : withAccessPoint(own, behind(asked), asked, target, path);
  };
}

/** The answer together with what stands behind an access point: its VPC, and the bucket that the endpoint must let through as well (facts:E104). */
function withAccessPoint(
  own: Authorization,
  { resource, layers }: BehindAccessPoint,
  asked: RequestProbe,
  target: RequestTarget,
  path: RequestPath,
): Authorization {
  const none: Controls = { scp: [], rcp: [] };
  const added = layers
    .filter(({ layer }) => !own.blocks.some(({ kind }) => kind === KINDS[layer]))
    .map((layer) => blockOf(layer, { ...asked, resource }, { ...target, arn: resource }, path, none));
  if (added.length === 0) return own;
  const { evaluation } = own;
  const explicit = evaluation.evalDecision === 'explicitDeny' || layers.some(({ decision }) => decision === 'explicitDeny');
  const stricter = (each: LayerDecision) => layers.find(({ layer }) => layer === each.layer) ?? each;
  return {
    evaluation: {
      ...evaluation,
      evalDecision: explicit ? 'explicitDeny' : 'implicitDeny',
      layers: evaluation.layers.map(stricter),
    },
    blocks: [...own.blocks, ...added],
  };
}

function callerOf(probe: RequestProbe, principal: WorldPrincipal): Caller {
  const caller = parseCaller(principalOf(principal));
  if (caller === undefined)
    throw new Unanswerable('INVALID_PRINCIPAL', `${probe.principal} has neither an ARN nor a service, and is not anonymous.`);
  return caller;
}

/** What organizations say of the caller and of the resource. */
type Controls = Readonly<Record<'scp' | 'rcp', readonly ControlLevel[]>>;

const controlsOf = ({ world, compiled }: Ground, principal: WorldPrincipal, account: string): Controls => ({
  scp: controlLevels(world, compiled.organizationPolicies, 'scp', accountOf(principal) ?? ''),
  rcp: controlLevels(world, compiled.organizationPolicies, 'rcp', account),
});

/** The request as `decide` takes it (contract 2). */
function caseOf(
  ground: Ground,
  probe: RequestProbe,
  target: RequestTarget,
  path: RequestPath,
  principal: WorldPrincipal,
  facts: RequestFacts,
  controls: Controls,
): Json {
  const accountId = facts.resourceAccount ?? ground.world.account;
  const boundary = principal.permissionsBoundary;
  return asJson({
    id: probe.id ?? '',
    request: {
      principal: principalOf(principal),
      action: probe.action,
      resource: { arn: target.arn, accountId },
      context: keysOf(facts),
      endpointType: path.kind === 'endpoint' ? path.endpoint.type : 'Interface',
    },
    identityPolicies: principal.policies ?? [],
    resourcePolicy: target.resource?.policy?.document ?? null,
    endpointPolicies: endpointPoliciesOf(path),
    serviceControlPolicies: shownLevels(controls.scp),
    resourceControlPolicies: shownLevels(controls.rcp),
    permissionBoundaries: boundary === null || boundary === undefined ? null : Array.isArray(boundary) ? boundary : [boundary],
    sessionPolicy: principal.sessionPolicy ?? null,
    managementAccounts: ground.world.managementAccounts,
    explain: false,
  });
}

/** A service that honours no endpoint policy lets everything pass (facts:E4, E5). */
function endpointPoliciesOf(path: RequestPath): readonly (Json | null)[] {
  if (path.kind === 'elsewhere') return [null];
  if (path.kind !== 'endpoint') return [];
  return [honoursPolicies(path.endpoint) ? (path.endpoint.policy?.document ?? null) : null];
}

const honoursPolicies = ({ service }: VpcEndpoint): boolean => serviceNamed(service)?.endpointPolicy !== false;

/** The ARN of the session where the world names one, so that policies see what AWS shows them. */
export function principalOf(principal: WorldPrincipal): unknown {
  if (principal.anonymous === true) return { type: 'Anonymous' };
  if (principal.service !== undefined) return principal.service;
  const role = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(principal.arn ?? '');
  if (role === null) return principal.arn;
  return `arn:${role[1]}:sts::${role[2]}:assumed-role/${role[3]}/${principal.session ?? 'session'}`;
}

type Place = { readonly policy: number; readonly orgIdentifier?: string };

/** The learner's own document at a place of a layer. */
type Sources = (layer: string, place: Place) => AttachedPolicy | null | undefined;

function sourcesOf(target: RequestTarget, path: RequestPath, controls: Controls): Sources {
  const resource = remembering(target.resource?.policy);
  const endpoint = path.kind === 'endpoint' ? remembering(path.endpoint.policy) : undefined;
  return (layer, place) => {
    if (layer === 'scp' || layer === 'rcp') return madeAt(controls[layer], place)?.policy;
    return layer === 'resource' ? resource : layer === 'endpoint' ? endpoint : undefined;
  };
}

/** The policy, which looks each of its lines up once. */
const remembering = (policy: AttachedPolicy | null | undefined): AttachedPolicy | null | undefined =>
  policy === null || policy === undefined ? policy : { ...policy, spanOf: onceFor(policy.spanOf) };

const isAbsent = (policy: AttachedPolicy | null | undefined): boolean => policy === null || policy === undefined;

/** Adds the learner's line to each statement that has one. */
function located(layer: LayerDecision, sources: Sources): LayerDecision {
  if (layer.matchedStatements.every((each) => isAbsent(sources(layer.layer, each)))) return layer;
  const matchedStatements = layer.matchedStatements.map((statement): MatchedStatement => {
    const span = sources(layer.layer, statement)?.spanOf(statement.pointer);
    return span === undefined ? statement : { ...statement, span };
  });
  return { layer: layer.layer, decision: layer.decision, matchedStatements };
}

/** Adds the learner's line to each statement and to the element of it that failed. */
function locatedExplanation(explanation: Explanation, sources: Sources): LocatedExplanation {
  const gates = explanation.gates.map((gate) => {
    const spanAt = (place: Place, pointer: string) => {
      const span = sources(gate.layer, place)?.spanOf(pointer);
      return span === undefined ? {} : { span };
    };
    const statements = gate.statements.map((statement) => ({
      ...statement,
      ...spanAt(statement, statement.pointer),
      ...(statement.failed === undefined
        ? {}
        : { failed: { ...statement.failed, ...spanAt(statement, statement.failed.pointer) } }),
    }));
    return { ...gate, statements };
  });
  return { ...explanation, gates };
}

const KINDS: Readonly<Record<string, string>> = {
  scp: 'service-control-policy',
  rcp: 'resource-control-policy',
  boundary: 'permission-boundary',
  session: 'session-policy',
  identity: 'identity-policy',
  resource: 'resource-policy',
  endpoint: 'endpoint-policy',
};

/** The block of a layer that says no. */
function blockOf(layer: LayerDecision, probe: RequestProbe, target: RequestTarget, path: RequestPath, controls: Controls): Block {
  const explicit = layer.decision === 'explicitDeny';
  const statement = layer.matchedStatements.find((each) => each.effect === 'Deny');
  const origin = policyOrigin(layer.layer, statement, controls) ?? originOf(layer.layer, probe, target, path);
  const span = statement?.span ?? origin.span;
  return {
    kind: KINDS[layer.layer] ?? layer.layer,
    id: origin.id,
    ...(origin.logicalId === undefined ? {} : { logicalId: origin.logicalId }),
    explanationCode: `SIM_AUTHZ_${layer.layer.toUpperCase()}_${explicit ? 'EXPLICIT' : 'IMPLICIT'}_DENY`,
    direction: 'forward',
    ...(span === undefined ? {} : { span }),
    facts: {
      action: probe.action,
      resource: probe.resource,
      principal: probe.principal,
      ...(statement === undefined ? {} : { statement: statement.statement, sid: statement.sid ?? null }),
    },
  };
}

/** The configuration's own policy of an organization, where it is what denies. */
function policyOrigin(layer: string, statement: MatchedStatement | undefined, controls: Controls) {
  if (statement === undefined || (layer !== 'scp' && layer !== 'rcp')) return undefined;
  const origin = madeAt(controls[layer], statement)?.origin;
  return origin === undefined ? undefined : { id: origin.id, logicalId: nameOf(origin), span: origin.span };
}

function originOf(layer: string, probe: RequestProbe, target: RequestTarget, path: RequestPath) {
  if (layer === 'endpoint' && path.kind === 'endpoint') {
    const span = path.endpoint.policy?.spanOf('') ?? path.endpoint.origin.span;
    return { id: path.endpoint.origin.id, logicalId: nameOf(path.endpoint.origin), span };
  }
  if (layer === 'resource')
    return {
      id: target.resource?.arn ?? target.arn,
      logicalId: target.resource?.logicalId,
      span: target.resource?.policy?.spanOf(''),
    };
  return { id: probe.principal, logicalId: undefined, span: undefined };
}
