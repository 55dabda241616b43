import { contextFrom } from '../context.ts';
import { type EvalDecision, evaluate, type Layer, type PolicySet } from '../evaluate.ts';
import { type Policy, parsePolicy } from '../policy.ts';
import { parseCaller } from '../principal.ts';
import type { AuthorizationRequest, PrincipalReading } from '../statement.ts';
import type { DrawnCaller } from './callers.ts';

/** A request as the contract writes it. */
export interface DrawnRequest {
  readonly principal: DrawnCaller;
  readonly action: string;
  readonly resource: { readonly arn: string; readonly accountId: string };
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** Where the two policies would stand. */
export interface Standing {
  readonly layer: Layer;
  readonly endpointType: 'Gateway' | 'Interface';
}

/**
 * The decisions on `request` with `policy` in its layer. Every other layer allows everything, so that the policy alone decides; a
 * resource's policy is also tried beside an identity that allows nothing, where it matters whom it names (facts:E32–E35).
 */
export function decisionsWith(policy: Policy, standing: Standing, request: AuthorizationRequest): readonly EvalDecision[] {
  return surroundingsOf(policy, standing).map((set) => evaluate(request, set).evalDecision);
}

/** The request as every layer sees it; undefined for a caller that is none. */
export function authorizationRequest({ principal, action, resource, context }: DrawnRequest): AuthorizationRequest | undefined {
  const caller = parseCaller(principal);
  if (caller === undefined) return undefined;
  const { arn, accountId } = resource;
  return {
    caller,
    action,
    resource: arn,
    resourceAccount: accountId,
    context: contextFrom(context, { action, caller, resourceAccount: accountId }),
    hasBoundary: false,
  };
}

/** How the layer reads principals. */
export function readingOf({ layer, endpointType }: Standing): PrincipalReading {
  if (layer === 'endpoint') return endpointType;
  return layer === 'resource' || layer === 'rcp' ? 'resource' : 'none';
}

const FULL = policyOf({ Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } });

function policyOf(document: Parameters<typeof parsePolicy>[0]): Policy {
  const parsed = parsePolicy(document);
  if (!parsed.ok) throw new Error('the policy of full access does not parse');
  return parsed.value;
}

function surroundingsOf(policy: Policy, { layer, endpointType }: Standing): readonly PolicySet[] {
  const open: PolicySet = {
    identity: [FULL],
    resource: FULL,
    endpoints: [],
    endpointType,
    scp: [],
    rcp: [],
    boundary: null,
    session: null,
  };
  const level = [{ orgIdentifier: 'r-root', policies: [policy] }];
  switch (layer) {
    case 'scp':
      return [{ ...open, scp: level }];
    case 'rcp':
      return [{ ...open, rcp: level }];
    case 'boundary':
      return [{ ...open, resource: null, boundary: [policy] }];
    case 'session':
      return [{ ...open, resource: null, session: policy }];
    case 'identity':
      return [{ ...open, resource: null, identity: [policy] }];
    case 'resource':
      return [
        { ...open, resource: policy },
        { ...open, resource: policy, identity: [] },
      ];
    case 'endpoint':
      return [{ ...open, endpoints: [policy] }];
  }
}
