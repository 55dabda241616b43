/** The policy layers, in the order of `decide`'s answer. */
export const LAYER_NAMES = ['scp', 'rcp', 'boundary', 'session', 'identity', 'resource', 'endpoint'] as const;
export type LayerName = (typeof LAYER_NAMES)[number];
export const STATES = ['allowed', 'implicitDeny', 'explicitDeny'] as const;
type State = (typeof STATES)[number];

const NAMES_ANYBODY: readonly LayerName[] = ['rcp', 'resource', 'endpoint'];

/** A document of the layer that is in this state for `s3:GetObject`. */
function documentOf(layer: LayerName, state: State): object {
  const named = NAMES_ANYBODY.includes(layer) ? { Principal: '*' } : {};
  const allow = { Effect: 'Allow', ...named, Action: state === 'implicitDeny' ? 'sqs:*' : '*', Resource: '*' };
  const deny = { Sid: 'No', Effect: 'Deny', ...named, Action: 's3:*', Resource: '*' };
  return { Version: '2012-10-17', Statement: state === 'explicitDeny' ? [allow, deny] : [allow] };
}

const ALL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** A role session's request to another account's bucket through an endpoint, with every layer in the state given (left out: allowed). */
export function caseOfLayers(states: Partial<Record<LayerName, State | undefined>>, evalDecision: State) {
  const of = (layer: LayerName) => documentOf(layer, states[layer] ?? 'allowed');
  const input = {
    request: {
      principal: 'arn:aws:sts::111122223333:assumed-role/App/i-0abc',
      action: 's3:GetObject',
      resource: { arn: 'arn:aws:s3:::claims-data/x', accountId: '222233334444' },
    },
    identityPolicies: [of('identity')],
    resourcePolicy: of('resource'),
    endpointPolicies: [of('endpoint')],
    serviceControlPolicies: [
      { orgIdentifier: 'r-root', policies: [ALL] },
      { orgIdentifier: '111122223333', policies: [of('scp')] },
    ],
    resourceControlPolicies: [{ orgIdentifier: '222233334444', policies: [of('rcp')] }],
    permissionBoundaries: [of('boundary')],
    sessionPolicy: of('session'),
  };
  // RCPFullAWSAccess is always attached, so that an RCP's silence allows (facts:E39).
  const decisions = LAYER_NAMES.map((layer) => {
    const state = states[layer] ?? 'allowed';
    return { layer, decision: layer === 'rcp' && state === 'implicitDeny' ? 'allowed' : state };
  });
  return { input, expected: { evalDecision, layers: decisions } };
}
