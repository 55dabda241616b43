import type { EvalDecision, EvaluationResult, Layer, LayerEvaluation } from './evaluate.ts';
import { hasIdentity, NAMED_AS, type NamedAs } from './principal.ts';
import type { AuthorizationRequest } from './statement.ts';

type Conclusion = Pick<EvaluationResult, 'evalDecision' | 'deniedBy'>;

/** What all layers together say (facts:E.3); `layers` in the order of `LAYERS`. */
export function conclude(request: AuthorizationRequest, layers: readonly LayerEvaluation[]): Conclusion {
  if (needsNoPermission(request)) return { evalDecision: 'allowed', deniedBy: [] };
  const ungranted = lacking(request, layers);
  const deniedBy: Layer[] = [];
  let evalDecision: EvalDecision = 'allowed';
  for (const { layer, decision } of layers) {
    const explicit = decision === 'explicitDeny' && !(layer === 'resource' && isOwnersRoot(request));
    const implicit = (decision === 'implicitDeny' && isCeiling(layer)) || ungranted.includes(layer);
    if (explicit || implicit) deniedBy.push(layer);
    if (explicit) evalDecision = 'explicitDeny';
    else if (implicit && evalDecision === 'allowed') evalDecision = 'implicitDeny';
  }
  return { evalDecision, deniedBy };
}

/** Whether the layer only limits: it must let pass whatever grants. */
export const isCeiling = (layer: Layer): boolean => layer === 'scp' || layer === 'rcp' || layer === 'endpoint';

/** The caller's own identity needs no permission at all, not even against a Deny (facts:E.3, step 1); it does need a signature. */
export const needsNoPermission = ({ action, caller }: AuthorizationRequest): boolean =>
  action.length === 21 && action.toLowerCase() === 'sts:getcalleridentity' && hasIdentity(caller);

const BUCKET_POLICY: readonly string[] = ['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy'];

/** The root user of the owning account may always reach its bucket's policy, whatever that policy denies (facts:E101). */
export const isOwnersRoot = ({ caller, resourceAccount, action }: AuthorizationRequest): boolean =>
  caller.kind === 'root' && caller.account === resourceAccount && BUCKET_POLICY.includes(action.toLowerCase());

/** The layers whose Allow is missing for a grant; empty where the request is granted (facts:E32–E38, E41, E42). */
function lacking(request: AuthorizationRequest, layers: readonly LayerEvaluation[]): readonly Layer[] {
  const { caller } = request;
  const way = closestWay(layers);
  if (!hasIdentity(caller)) return way === undefined ? ['resource'] : NOTHING;
  const sameAccount = request.resourceAccount === undefined || caller.account === request.resourceAccount;
  if (sameAccount && way !== undefined && way !== 'role' && way !== 'account') return NOTHING;
  const bounded = implicitlyDenied(layers, BOUNDS);
  if (sameAccount && way === 'role') return bounded;
  // In its own account the root user needs no Allow (facts:E41).
  const identity = caller.kind === 'root' ? bounded : implicitlyDenied(layers, IDENTITY_SIDE);
  // A key or trust policy that names the account leaves it to identity policies; one that names nobody grants nobody (facts:E32).
  const needsResource = !sameAccount || needsResourceSide(request);
  return needsResource && way === undefined ? [...identity, 'resource'] : identity;
}

const NOTHING: readonly Layer[] = [];
const BOUNDS: readonly Layer[] = ['boundary', 'session'];
const IDENTITY_SIDE: readonly Layer[] = ['boundary', 'session', 'identity'];

/** The most direct way in which an Allow of the resource policy names the caller: but for the last two nothing except a Deny limits it. */
function closestWay(layers: readonly LayerEvaluation[]): NamedAs | undefined {
  let best: NamedAs | undefined;
  for (const { layer, matches } of layers) {
    if (layer !== 'resource') continue;
    for (const { statement, namedAs } of matches)
      if (statement.effect === 'Allow' && namedAs !== undefined)
        if (best === undefined || NAMED_AS.indexOf(namedAs) < NAMED_AS.indexOf(best)) best = namedAs;
  }
  return best;
}

function implicitlyDenied(layers: readonly LayerEvaluation[], of: readonly Layer[]): readonly Layer[] {
  const found: Layer[] = [];
  for (const { layer, decision } of layers) if (decision === 'implicitDeny' && of.includes(layer)) found.push(layer);
  return found;
}

/** Role trust policies and KMS key policies must say yes themselves (facts:E32). */
const needsResourceSide = ({ action, resource }: AuthorizationRequest): boolean =>
  /^(kms:|sts:(assumerole|tagsession|setsourceidentity))/i.test(action) && resource !== '*' && !resource.includes(':alias/');
