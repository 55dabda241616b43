import type { EvaluationResult, Layer } from '../evaluate.ts';
import type { AuthorizationRequest } from '../statement.ts';
import type { Refusal } from './explanation.ts';
import { callerName } from './failures.ts';

/** The order of facts:E.3 after the scan for denials: AWS names one failing gate, and this is the first (facts:E9, M18). */
const NAMED_FIRST: readonly Layer[] = ['rcp', 'scp', 'endpoint', 'resource', 'identity', 'boundary', 'session'];

/** What AWS would answer; undefined for a request that is allowed. */
export function refusalOf(
  request: AuthorizationRequest,
  { evalDecision, layers, deniedBy }: EvaluationResult,
): Refusal | undefined {
  if (deniedBy.length === 0) return undefined;
  const explicit = evalDecision === 'explicitDeny';
  const denying = layers.filter(({ layer, decision }) => deniedBy.includes(layer) && (decision === 'explicitDeny') === explicit);
  const layer = NAMED_FIRST.find((each) => denying.some((evaluation) => evaluation.layer === each));
  if (layer === undefined) return undefined;
  return {
    layer,
    kind: explicit ? 'explicit' : 'implicit',
    trustPolicy: layer === 'resource' && /^sts:assumerole/i.test(request.action),
    principal: callerName(request),
    action: request.action,
    resource: request.resource,
    visible: reasonVisible(request, layer),
  };
}

/** S3 explains itself to its own account, and inside its organization unless an endpoint policy decided (facts:E100). */
function reasonVisible({ action, caller, resourceAccount, context }: AuthorizationRequest, layer: Layer): boolean {
  if (!/^s3:/i.test(action)) return true;
  if (caller.account !== undefined && caller.account === resourceAccount) return true;
  const [mine] = context.get('aws:principalorgid') ?? [];
  const [theirs] = context.get('aws:resourceorgid') ?? [];
  return mine !== undefined && mine === theirs && layer !== 'endpoint';
}
