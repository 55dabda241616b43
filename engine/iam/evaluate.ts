import { spelledOnce } from './condition.ts';
import { conclude } from './grant.ts';
import type { Policy } from './policy.ts';
import { hasIdentity } from './principal.ts';
import { RCP_EXEMPT_ACTIONS, RCP_SERVICES } from './rcp-services.ts';
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
  const layers = LAYERS.map((layer) => judgeLayer(layer, request, policies, missing));
  const { evalDecision, deniedBy } = conclude(request, layers);
  return { evalDecision, layers, deniedBy, missingContextKeys: missing.size === 0 ? [] : spelledOnce(missing) };
}

/** What one layer says alone; keys that it asks for and the request lacks are added to `missing`. */
export function judgeLayer(
  layer: Layer,
  request: AuthorizationRequest,
  policies: PolicySet,
  missing: Set<string>,
): LayerEvaluation {
  if (!applies(layer, request, policies)) return NOT_APPLICABLE[layer];
  switch (layer) {
    case 'scp':
      return gate(layer, policies.scp, 'none', request, missing);
    case 'rcp':
      return gate(layer, policies.rcp, 'resource', request, missing);
    case 'endpoint':
      return endpointGate(policies, request, missing);
    case 'boundary':
      return union(layer, policies.boundary ?? [], 'none', request, missing);
    case 'session':
      return union(layer, policies.session === null ? [] : [policies.session], 'none', request, missing);
    case 'identity':
      return union(layer, policies.identity, 'none', request, missing);
    case 'resource':
      return union(layer, policies.resource === null ? [] : [policies.resource], 'resource', request, missing);
  }
}

const silent = (layer: Layer): LayerEvaluation => ({ layer, decision: 'notApplicable', matches: [] });
const NOT_APPLICABLE: Readonly<Record<Layer, LayerEvaluation>> = {
  scp: silent('scp'),
  rcp: silent('rcp'),
  boundary: silent('boundary'),
  session: silent('session'),
  identity: silent('identity'),
  resource: silent('resource'),
  endpoint: silent('endpoint'),
};

/** Whether a layer has a say at all: something is attached, and it binds this caller (facts:E39, E42). */
function applies(layer: Layer, request: AuthorizationRequest, policies: PolicySet): boolean {
  const { caller } = request;
  switch (layer) {
    case 'scp':
      return policies.scp.length > 0 && hasIdentity(caller) && !caller.serviceLinked && !manages(request, caller.account);
    case 'rcp':
      return (
        policies.rcp.length > 0 &&
        !caller.serviceLinked &&
        !manages(request, request.resourceAccount) &&
        rcpSupports(request.action)
      );
    case 'boundary':
      return policies.boundary !== null && hasIdentity(caller);
    case 'session':
      return policies.session !== null && hasIdentity(caller);
    case 'identity':
      return hasIdentity(caller);
    case 'resource':
      return policies.resource !== null;
    case 'endpoint':
      return policies.endpoints.length > 0;
  }
}

const manages = ({ managementAccounts }: AuthorizationRequest, account: string | undefined): boolean =>
  account !== undefined && (managementAccounts ?? NOBODY).includes(account);

const NOBODY: readonly string[] = [];

/** Whether RCPs protect the resources of this action (facts:E40). */
export function rcpSupports(action: string): boolean {
  const name = action.toLowerCase();
  return RCP_SERVICES.has(name.slice(0, name.indexOf(':'))) && !RCP_EXEMPT_ACTIONS.has(name);
}

function decisionOf(matches: readonly LayerMatch[], allowed: boolean): EvalDecision {
  for (const { statement } of matches) if (statement.effect === 'Deny') return 'explicitDeny';
  return allowed ? 'allowed' : 'implicitDeny';
}

/** Adds the policy's matches to `into` and returns how many they are. */
function collect(
  into: LayerMatch[],
  document: Policy,
  policy: number,
  orgIdentifier: string | undefined,
  reading: PrincipalReading,
  request: AuthorizationRequest,
  missing: Set<string>,
): number {
  const found = matchesOf(document, request, reading, missing);
  for (const { statement, namedAs } of found)
    into.push(orgIdentifier === undefined ? { statement, namedAs, policy } : { statement, namedAs, policy, orgIdentifier });
  return found.length;
}

function union(
  layer: Layer,
  policies: readonly Policy[],
  reading: PrincipalReading,
  request: AuthorizationRequest,
  missing: Set<string>,
): LayerEvaluation {
  const matches: LayerMatch[] = [];
  let policy = 0;
  for (const each of policies) collect(matches, each, policy++, undefined, reading, request, missing);
  return { layer, decision: decisionOf(matches, matches.length > 0), matches };
}

/** Every level must allow; RCPFullAWSAccess always does, so that only denials count there (facts:E39). */
function gate(
  layer: 'scp' | 'rcp',
  chain: readonly PolicyLevel[],
  reading: PrincipalReading,
  request: AuthorizationRequest,
  missing: Set<string>,
): LayerEvaluation {
  const matches: LayerMatch[] = [];
  let all = true;
  for (const { orgIdentifier, policies } of chain) {
    const before = matches.length;
    let policy = 0;
    for (const each of policies) collect(matches, each, policy++, orgIdentifier, reading, request, missing);
    if (matches.length === before) all = false;
  }
  return { layer, decision: decisionOf(matches, all || layer === 'rcp'), matches };
}

/** Each endpoint on the way is one more gate; a default policy lets everything pass (facts:E3, E31). */
function endpointGate(policies: PolicySet, request: AuthorizationRequest, missing: Set<string>): LayerEvaluation {
  const matches: LayerMatch[] = [];
  let all = true;
  let policy = 0;
  for (const each of policies.endpoints) {
    if (each !== null && collect(matches, each, policy, undefined, policies.endpointType, request, missing) === 0) all = false;
    policy += 1;
  }
  return { layer: 'endpoint', decision: decisionOf(matches, all), matches };
}
