import { decideRequest } from '../iam/decide.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { LayerDecision } from './answer.ts';
import type { Ground } from './loaded.ts';
import type { RequestProbe } from './probe.ts';
import type { RequestTarget } from './request.ts';
import type { RequestPath } from './request-path.ts';

/** What stands behind an access point and refuses a request: the layers that do, and the resource that they were asked about. */
export interface BehindAccessPoint {
  readonly resource: string;
  readonly layers: readonly LayerDecision[];
}

const POINT = /^(arn:aws[a-z-]*:s3:([a-z0-9-]*):(\d{12}):accesspoint\/([a-z0-9.-]+))(?:\/object\/(.*))?$/;

export interface AccessPoint {
  readonly arn: string;
  /** The name that it is called by. */
  readonly name: string;
  readonly api: 'accesspoint' | 'multi-region';
  /** Of one of its objects. */
  readonly key?: string;
}

/** The access point that an ARN names, also one of its objects; undefined for any other ARN. One of several Regions has none in its ARN (facts:E105). */
export function accessPointOf(arn: string): AccessPoint | undefined {
  const [, point, region = '', account, name, key] = POINT.exec(arn) ?? [];
  if (point === undefined) return undefined;
  const object = key === undefined ? {} : { key };
  return region === ''
    ? { arn: point, name: `${name}.accesspoint.s3-global.amazonaws.com`, api: 'multi-region', ...object }
    : { arn: point, name: `${name}-${account}.s3-accesspoint.${region}.amazonaws.com`, api: 'accesspoint', ...object };
}

const ALL = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }];

/**
 * What the bucket behind an access point, and the endpoint on the way to it, say to a call; undefined where no access point of the world is called.
 * The endpoint must let the bucket's ARN through as well, a Deny of the bucket's own policy holds, and a point of one VPC refuses what comes from
 * elsewhere (facts:E104). Whose the call is was judged at the point itself.
 */
export function behindAccessPoint(
  ground: Ground,
  { resource }: RequestTarget,
  path: RequestPath,
  asJudged: Json,
): ((asked: RequestProbe) => BehindAccessPoint) | undefined {
  const bucket = resource?.bucket === undefined ? undefined : ground.compiled.resources.get(resource.bucket);
  if (resource === undefined || bucket === undefined || !isJsonObject(asJudged) || !isJsonObject(asJudged.request ?? null))
    return undefined;
  const { request, endpointPolicies = [] } = asJudged;
  const outside = resource.vpc !== undefined && !comesFrom(ground, path, resource.vpc);
  const shut: readonly LayerDecision[] = outside ? [{ layer: 'resource', decision: 'explicitDeny', matchedStatements: [] }] : [];
  return (asked) => {
    const key = accessPointOf(asked.resource)?.key;
    const arn = key === undefined ? bucket.arn : `${bucket.arn}/${key}`;
    const answer = decideRequest({
      request: { ...(request as JsonObject), resource: { arn, accountId: bucket.account } },
      identityPolicies: ALL,
      resourcePolicy: bucket.policy?.document ?? null,
      endpointPolicies,
    });
    const layers = 'error' in answer ? [] : answer.decision.layers.filter(refuses);
    return { resource: arn, layers: [...shut, ...layers.filter(({ layer }) => shut.every((each) => each.layer !== layer))] };
  };
}

/** An endpoint that does not allow, or anything that denies outright. */
const refuses = ({ layer, decision }: LayerDecision): boolean =>
  layer === 'endpoint' ? decision === 'implicitDeny' || decision === 'explicitDeny' : decision === 'explicitDeny';

function comesFrom(ground: Ground, path: RequestPath, vpc: string): boolean {
  const wanted = ground.idOf(vpc) ?? vpc;
  if (path.kind === 'endpoint') return path.endpoint.vpc === wanted;
  return path.kind === 'elsewhere' && path.endpoint.vpc === wanted;
}
