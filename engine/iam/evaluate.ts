import type { Policy } from './policy.ts';
import { type AuthorizationRequest, type Match, matchesOf, type PrincipalReading } from './statement.ts';

export const LAYERS = ['scp', 'rcp', 'boundary', 'session', 'identity', 'resource', 'endpoint'] as const;
export type Layer = (typeof LAYERS)[number];
export type EvalDecision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** One level of an organization with its policies. */
export interface PolicyLevel {
  readonly orgIdentifier: string;
  readonly policies: readonly Policy[];
}

/** Every policy that has a say; null is "none attached", an empty list is "attached and empty". */
export interface PolicySet {
  readonly identity: readonly Policy[];
  readonly resource: Policy | null;
  /** One for each endpoint passed; null is its default policy. */
  readonly endpoints: readonly (Policy | null)[];
  readonly endpointType: 'Gateway' | 'Interface';
  readonly scp: readonly PolicyLevel[];
  readonly rcp: readonly PolicyLevel[];
  readonly boundary: readonly Policy[] | null;
  readonly session: Policy | null;
}

export interface LayerMatch extends Match {
  readonly policy: number;
  readonly orgIdentifier?: string;
}

export interface LayerEvaluation {
  readonly layer: Layer;
  readonly decision: EvalDecision | 'notApplicable';
  readonly matches: readonly LayerMatch[];
}

export interface EvaluationResult {
  readonly evalDecision: EvalDecision;
  /** All of them, in the order of `LAYERS`. */
  readonly layers: readonly LayerEvaluation[];
  /** The layers that would have to change for the request to be allowed. */
  readonly deniedBy: readonly Layer[];
  readonly missingContextKeys: readonly string[];
}

/** The decision of facts:E.3. Every layer is judged, also when an earlier one already denies. */
export function evaluate(request: AuthorizationRequest, policies: PolicySet): EvaluationResult {
  const missing = new Set<string>();
  const exempt = exemptions(request);
  const layers: readonly LayerEvaluation[] = [
    exempt.organization ? none('scp') : levels('scp', policies.scp, request, missing, false),
    exempt.organization ? none('rcp') : levels('rcp', rcpApplies(request) ? policies.rcp : [], request, missing, true),
    policies.boundary === null || !hasIdentity(request)
      ? none('boundary')
      : union('boundary', policies.boundary, 'none', request, missing),
    policies.session === null ? none('session') : union('session', [policies.session], 'none', request, missing),
    hasIdentity(request) ? union('identity', policies.identity, 'none', request, missing) : none('identity'),
    policies.resource === null ? none('resource') : union('resource', [policies.resource], 'resource', request, missing),
    endpointLayer(policies, request, missing),
  ];
  return { ...conclude(request, layers), layers, missingContextKeys: [...missing] };
}

const none = (layer: Layer): LayerEvaluation => ({ layer, decision: 'notApplicable', matches: [] });

/** Organization policies do not bind service-linked roles (facts:E39) nor services themselves. */
const exemptions = ({ caller }: AuthorizationRequest) => ({ organization: caller.serviceLinked });

const hasIdentity = ({ caller }: AuthorizationRequest): boolean => caller.kind !== 'anonymous' && caller.kind !== 'service';

/** Services whose resources RCPs protect (facts:E40), the course's among them. */
const RCP_SERVICES: ReadonlySet<string> = new Set(
  's3 kms sts sqs secretsmanager dynamodb ecr logs events firehose codeartifact codebuild autoscaling xray transfer wafv2'.split(
    ' ',
  ),
);
const rcpApplies = (request: AuthorizationRequest): boolean =>
  RCP_SERVICES.has(request.action.split(':')[0]?.toLowerCase() ?? '');

function union(
  layer: Layer,
  policies: readonly Policy[],
  reading: PrincipalReading,
  request: AuthorizationRequest,
  missing: Set<string>,
): LayerEvaluation {
  const matches = policies.flatMap((policy, index) =>
    matchesOf(policy, request, reading, missing).map((match): LayerMatch => ({ ...match, policy: index })),
  );
  return { layer, decision: decisionOf(matches), matches };
}

const denies = (match: LayerMatch): boolean => match.statement.effect === 'Deny';

function decisionOf(matches: readonly LayerMatch[]): EvalDecision {
  if (matches.some(denies)) return 'explicitDeny';
  return matches.length > 0 ? 'allowed' : 'implicitDeny';
}

/** Every level must allow; RCPFullAWSAccess always does, so that only denials count there (facts:E39). */
function levels(
  layer: 'scp' | 'rcp',
  chain: readonly PolicyLevel[],
  request: AuthorizationRequest,
  missing: Set<string>,
  allowedByDefault: boolean,
): LayerEvaluation {
  if (chain.length === 0 || (layer === 'scp' && !hasIdentity(request))) return none(layer);
  const reading: PrincipalReading = layer === 'rcp' ? 'resource' : 'none';
  const judged = chain.map((level) =>
    level.policies.flatMap((policy, index) =>
      matchesOf(policy, request, reading, missing).map(
        (match): LayerMatch => ({ ...match, policy: index, orgIdentifier: level.orgIdentifier }),
      ),
    ),
  );
  const matches = judged.flat();
  if (matches.some(denies)) return { layer, decision: 'explicitDeny', matches };
  const allowed = allowedByDefault || judged.every((each) => each.length > 0);
  return { layer, decision: allowed ? 'allowed' : 'implicitDeny', matches };
}

/** Each endpoint on the way is one more gate; a default policy lets everything pass (facts:E3, E31). */
function endpointLayer(policies: PolicySet, request: AuthorizationRequest, missing: Set<string>): LayerEvaluation {
  if (policies.endpoints.length === 0) return none('endpoint');
  const judged = policies.endpoints.map((policy, index) =>
    policy === null
      ? null
      : matchesOf(policy, request, policies.endpointType, missing).map((match): LayerMatch => ({ ...match, policy: index })),
  );
  const matches = judged.flatMap((each) => each ?? []);
  if (matches.some(denies)) return { layer: 'endpoint', decision: 'explicitDeny', matches };
  return {
    layer: 'endpoint',
    decision: judged.every((each) => each === null || each.length > 0) ? 'allowed' : 'implicitDeny',
    matches,
  };
}

type Conclusion = Pick<EvaluationResult, 'evalDecision' | 'deniedBy'>;

function conclude(request: AuthorizationRequest, layers: readonly LayerEvaluation[]): Conclusion {
  // The caller's own identity needs no permission at all, not even against a Deny (facts:E.3, step 1).
  if (request.action.toLowerCase() === 'sts:getcalleridentity') return { evalDecision: 'allowed', deniedBy: [] };
  const explicit = layers
    .filter((each) => each.decision === 'explicitDeny' && !ownersRoot(request, each))
    .map((each) => each.layer);
  const gates = layers
    .filter((each) => ['scp', 'rcp', 'endpoint'].includes(each.layer) && each.decision === 'implicitDeny')
    .map((each) => each.layer);
  const ungranted = lacking(request, layers);
  const deniedBy = LAYERS.filter((layer) => explicit.includes(layer) || gates.includes(layer) || ungranted.includes(layer));
  if (deniedBy.length === 0) return { evalDecision: 'allowed', deniedBy };
  return { evalDecision: explicit.length > 0 ? 'explicitDeny' : 'implicitDeny', deniedBy };
}

const BUCKET_POLICY = ['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy'];

/** The root user of the owning account may always reach its bucket's policy, whatever that policy denies (facts:E101). */
const ownersRoot = (request: AuthorizationRequest, layer: LayerEvaluation): boolean =>
  layer.layer === 'resource' &&
  request.caller.kind === 'root' &&
  request.caller.account === request.resourceAccount &&
  BUCKET_POLICY.includes(request.action.toLowerCase());

/** The layers whose Allow is missing for a grant; empty where the request is granted (facts:E32–E38, E41, E42). */
function lacking(request: AuthorizationRequest, layers: readonly LayerEvaluation[]): readonly Layer[] {
  const decision = (layer: Layer) => layers.find((each) => each.layer === layer)?.decision ?? 'notApplicable';
  const resourceWays = (layers.find((each) => each.layer === 'resource')?.matches ?? [])
    .filter((match) => !denies(match))
    .map((match) => match.namedAs);
  const { caller } = request;
  if (!hasIdentity(request)) return resourceWays.length > 0 ? [] : ['resource'];
  const bounded: readonly Layer[] = (['boundary', 'session'] as const).filter((layer) => decision(layer) === 'implicitDeny');
  const identity: readonly Layer[] =
    caller.kind === 'root' || decision('identity') !== 'implicitDeny' ? bounded : ['identity', ...bounded];
  const sameAccount = request.resourceAccount === undefined || caller.account === request.resourceAccount;
  if (!sameAccount) return resourceWays.length > 0 ? identity : [...identity, 'resource'];
  if (needsResourceSide(request)) return keyPolicy(resourceWays, identity);
  const direct = resourceWays.some((way) => way === 'everybody' || way === 'session' || way === 'user' || way === 'root');
  if (direct || identity.length === 0) return [];
  if (resourceWays.includes('role')) return bounded;
  return identity;
}

/** Role trust policies and KMS key policies must say yes themselves (facts:E32). */
const needsResourceSide = (request: AuthorizationRequest): boolean =>
  /^(kms:|sts:assumerole)/i.test(request.action) && request.resource !== '*';

/** A key policy that names the account hands the decision to identity policies; one that names nobody grants nobody. */
function keyPolicy(ways: readonly (string | undefined)[], identity: readonly Layer[]): readonly Layer[] {
  if (ways.some((way) => way === 'everybody' || way === 'session' || way === 'user' || way === 'role' || way === 'root'))
    return [];
  return ways.includes('account') ? identity : [...identity, 'resource'];
}
