import { isS3Control, s3ControlName } from '../catalogue/s3-api.ts';
import { defaultNameOf } from '../catalogue/service-names.ts';
import { serviceOfAction } from '../catalogue/services.ts';
import { formatAddress } from '../ip/address.ts';
import { onePort } from '../ip/ports.ts';
import { type Asked, misdirected } from '../network/misdirected.ts';
import type { Miss } from '../network/missed.ts';
import { TCP } from '../network/model.ts';
import { normalName, type Resolution } from '../network/resolve.ts';
import type { ProtectedResource } from '../resources/kind.ts';
import { bucketName, bucketOf } from '../stack/compile.ts';
import { accessPointOf } from './access-point.ts';
import type { Block, Evaluation, Outcome, ProbeAnswer } from './answer.ts';
import { type Authorization, authorize, authorizer } from './authorize.ts';
import { type Ground, Unanswerable } from './loaded.ts';
import { lookUp, missFor, nameBlock, nameError, withMiss } from './names.ts';
import type { RequestProbe } from './probe.ts';
import { merge, uniqueBlocks, type Walked, walk } from './reachability.ts';
import { type Call, rememberedCall } from './remembered-calls.ts';
import { pathAfter, type RequestPath, requestPathOf } from './request-path.ts';
import { hostNamed, nameOfEndpoint, type Source, sourceOf } from './things.ts';
import { withRemarks } from './undecided.ts';

const HTTPS = { protocol: TCP, destinationPorts: onePort(443), sourcePort: undefined } as const;

/** Does this principal's call get through: name, packet, reply, and every policy? */
export function answerRequest(ground: Ground, probe: RequestProbe, id: string): ProbeAnswer {
  if (probe.from === undefined || probe.from === null) return { id, ...withoutNetwork(ground, probe, targetOf(ground, probe)) };
  if ('host' in probe.from) {
    const host = hostNamed(ground, probe.from.host);
    if (host.kind === 'elsewhere') {
      const { endpoint, address } = host;
      const sourceAddress = address === undefined ? {} : { sourceAddress: formatAddress(address) };
      const path = pathAfter({ kind: 'elsewhere', endpoint, ...sourceAddress }, probe);
      return { id, ...decided(authorize(ground, probe, targetOf(ground, probe), path)) };
    }
  }
  const source = sourceOf(ground, probe.from);
  const make = () => callOf(ground, probe, targetOf(ground, probe), source);
  const call = isCommon(probe)
    ? rememberedCall(ground, source, probe, resourceFor(ground, probe.resource), () => sameForSame(make()))
    : make();
  return call(probe, id);
}

/** The call, which remembers its last answer: of many a resource there is only itself, such as a queue. */
function sameForSame(call: Call): Call {
  let last: { readonly resource: string; readonly answer: ReturnType<Call> } | undefined;
  return (asked, id) => {
    if (last?.resource !== asked.resource) last = { resource: asked.resource, answer: call(asked, id) };
    return { ...last.answer, id };
  };
}

/** Whether the call may be like an earlier one. */
const isCommon = ({ endpointName, calledVia, sourcePort, explain }: RequestProbe): boolean =>
  (endpointName === undefined || endpointName === null) &&
  calledVia === undefined &&
  sourcePort === undefined &&
  explain === undefined;

/** The answer to this call, and to others that differ from it in nothing but which of the target's resources they name. */
function callOf(ground: Ground, probe: RequestProbe, target: RequestTarget, source: Source): Call {
  const resolution = lookUp(ground, source, target.name);
  const miss = missFor(ground, source, target.name, resolution);
  if (resolution.addresses.length === 0) {
    const answer = nameError(resolution, miss);
    return (_, id) => ({ id, ...answer });
  }
  const ways = waysOf(ground, probe, target, source, resolution);
  const [only, another] = ways;
  if (only !== undefined && another === undefined) return oneWay(only, resolution, miss);
  return (asked, id) => {
    const judged = ways.map((way) => judge(way, asked));
    const walked = judged.map((each) => each.walked);
    return { id, ...withRemarks(withMiss(combine(judged), resolution, miss), walked, resolution) };
  };
}

/** As below for calls that have one way to go, which is put together once. */
function oneWay({ walked, unserved, authorize }: CallWay, resolution: Resolution, miss: Miss | undefined): Call {
  const way = refusedBy(withRemarks(withMiss(merge([walked]), resolution, miss), [walked], resolution), unserved);
  if (authorize === undefined) return (_, id) => ({ id, ...way });
  // What has all its fields is copied many times as fast as what gets another.
  const granted = { id: '', ...way, evaluation: UNASKED };
  return (asked, id) => {
    const { evaluation, blocks: denials } = authorize(asked);
    if (evaluation.evalDecision === 'allowed') return { ...granted, id, evaluation };
    const blocks = uniqueBlocks([...(way.blocks ?? []), ...denials]);
    const [blockedBy] = blocks;
    const outcome = way.outcome === 'allowed' ? ({ outcome: 'accessDenied' } as const) : {};
    return { id, ...way, ...outcome, blocks, ...(blockedBy === undefined ? {} : { blockedBy }), evaluation };
  };
}

/** Stands where the evaluation of a call will. */
const UNASKED: Evaluation = { evalDecision: 'implicitDeny', layers: [], missingContextKeys: [] };

/** One address that a call may go to: the walk, and what policies say to whoever comes that way. */
interface CallWay {
  readonly walked: Walked;
  /** What the name leads to does not serve this call: it answers with an error, and no policy of what was meant is asked. */
  readonly unserved: Block | undefined;
  /** Absent where the walk ended before anything that has policies. */
  readonly authorize: ((asked: RequestProbe) => Authorization) | undefined;
}

function waysOf(
  ground: Ground,
  probe: RequestProbe,
  target: RequestTarget,
  source: Source,
  resolution: Resolution,
): readonly CallWay[] {
  const flow = { ...HTTPS, sourcePort: probe.sourcePort };
  return resolution.addresses.map((address) => {
    const walked = walk(ground, source, address, flow);
    // Policies are asked whenever the walk arrives, really or supposedly (contract: all faults).
    const path = walked.connection.arrival === undefined ? undefined : requestPathOf(ground, probe, walked);
    const unserved = path === undefined ? undefined : unservedBy(probe, target, path);
    const judged = path !== undefined && unserved === undefined;
    return { walked, unserved, authorize: judged ? authorizer(ground, probe, target, path) : undefined };
  });
}

/** The fault of a call whose name leads to what does not serve it. On somebody's behalf the service itself chooses what it calls. */
function unservedBy(probe: RequestProbe, target: RequestTarget, path: RequestPath): Block | undefined {
  if ((probe.calledVia ?? []).length > 0) return undefined;
  const endpoint = path.kind === 'endpoint' && path.endpoint.type !== 'Gateway' ? path.endpoint : undefined;
  const miss = misdirected(normalName(target.name), endpoint, askedOf(probe, target));
  return miss === undefined ? undefined : nameBlock(miss);
}

/** A bucket's ARN names no Region, and what is in no Region is served by each. */
function askedOf({ action, resource: arn }: RequestProbe, { resource }: RequestTarget): Asked {
  const prefix = action.slice(0, action.indexOf(':')).toLowerCase();
  const region = bucketOf(arn) === undefined ? arn.split(':')[3] || undefined : resource?.region;
  if (prefix !== 's3') return { prefix, region };
  return { prefix, region, api: isS3Control(action) ? 'control' : (accessPointOf(arn)?.api ?? 'bucket') };
}

/** Every address that the call may go to, walked and judged; none where no packet is sent or the name has no answer. */
export function walkedRequest(ground: Ground, probe: RequestProbe): readonly Walked[] {
  const { from } = probe;
  if (from === undefined || from === null) return [];
  if ('host' in from && hostNamed(ground, from.host).kind === 'elsewhere') return [];
  const target = targetOf(ground, probe);
  const source = sourceOf(ground, from);
  const ways = waysOf(ground, probe, target, source, lookUp(ground, source, target.name));
  return ways.map((way) => judge(way, probe).walked);
}

/** The Region of what is called. */
export const regionCalled = (ground: Ground, { resource }: RequestProbe): string =>
  resourceFor(ground, resource)?.region ?? (resource.split(':')[3] || ground.world.region);

/** What is called: its name, and the resource with its policy. */
export interface RequestTarget {
  readonly name: string;
  readonly arn: string;
  readonly resource: ProtectedResource | undefined;
}

function targetOf(ground: Ground, probe: RequestProbe): RequestTarget {
  const resource = resourceFor(ground, probe.resource);
  return { name: nameCalled(ground, probe), arn: probe.resource, resource };
}

/** The resource with this ARN; a bucket covers its objects. */
function resourceFor(ground: Ground, arn: string): ProtectedResource | undefined {
  const exact = ground.compiled.resources.get(arn);
  if (exact !== undefined) return exact;
  const point = accessPointOf(arn);
  if (point !== undefined) return ground.compiled.resources.get(point.arn);
  const bucket = bucketOf(arn);
  return bucket === undefined ? undefined : ground.compiled.resources.get(arn.slice(0, arn.indexOf(bucket) + bucket.length));
}

function nameCalled(ground: Ground, probe: RequestProbe): string {
  if (typeof probe.endpointName === 'string') return probe.endpointName;
  if (probe.endpointName !== undefined && probe.endpointName !== null) return nameOfEndpoint(ground, probe.endpointName);
  const region = regionCalled(ground, probe);
  if (isS3Control(probe.action)) return s3ControlName(probe.resource.split(':')[4] || ground.world.account, region);
  const point = accessPointOf(probe.resource);
  if (point !== undefined) return point.name;
  const bucket = bucketOf(probe.resource);
  if (bucket !== undefined) return bucketName(bucket, region);
  const service = serviceOfAction(probe.action);
  if (service === undefined)
    throw new Unanswerable('UNKNOWN_SERVICE', `The catalogue does not hold the service of ${probe.action}.`);
  return defaultNameOf(service, region);
}

interface Judged {
  readonly walked: Walked;
  readonly unserved: Block | undefined;
  readonly authorization: Authorization | undefined;
}

function judge({ walked, unserved, authorize }: CallWay, asked: RequestProbe): Judged {
  const authorization = authorize?.(asked);
  const denied = unserved !== undefined || (authorization !== undefined && authorization.evaluation.evalDecision !== 'allowed');
  if (walked.outcome !== 'allowed' || !denied) return { walked, unserved, authorization };
  return { walked: { ...walked, outcome: 'accessDenied' }, unserved, authorization };
}

/** The answer with one more fault, for which a service that was reached refuses the call. */
function refusedBy(answer: Omit<ProbeAnswer, 'id'>, fault: Block | undefined): Omit<ProbeAnswer, 'id'> {
  if (fault === undefined) return answer;
  const blocks = [...(answer.blocks ?? []), fault];
  const outcome = answer.outcome === 'allowed' ? ({ outcome: 'accessDenied' } as const) : {};
  return { ...answer, ...outcome, blocks, blockedBy: blocks[0] ?? fault };
}

function combine(judged: readonly Judged[]): Omit<ProbeAnswer, 'id'> {
  const answer = merge(judged.map((each) => each.walked));
  const denials = judged.flatMap((each) => [
    ...(each.unserved === undefined ? [] : [each.unserved]),
    ...(each.authorization?.blocks ?? []),
  ]);
  const blocks = uniqueBlocks([...(answer.blocks ?? []), ...denials]);
  const evaluation = worstEvaluation(judged);
  const [blockedBy] = blocks;
  return {
    ...answer,
    blocks,
    ...(blockedBy === undefined ? {} : { blockedBy }),
    ...(evaluation === undefined ? {} : { evaluation }),
  };
}

/** The evaluation of an address that is denied, else of the first. */
function worstEvaluation(judged: readonly Judged[]): Evaluation | undefined {
  const evaluations = judged.flatMap((each) => each.authorization?.evaluation ?? []);
  return evaluations.find((each) => each.evalDecision !== 'allowed') ?? evaluations[0];
}

/** A call that crosses no VPC: from a service, on somebody's behalf, or from the console's address (contract: without `from`). */
function withoutNetwork(ground: Ground, probe: RequestProbe, target: RequestTarget): Omit<ProbeAnswer, 'id'> {
  const principal = ground.world.principals[probe.principal];
  const service = principal?.service !== undefined || (probe.calledVia ?? []).length > 0;
  return decided(authorize(ground, probe, target, service ? { kind: 'service' } : { kind: 'console' }));
}

/** The answer of a call that no packet walk belongs to. */
function decided({ evaluation, blocks }: Authorization): Omit<ProbeAnswer, 'id'> {
  const [blockedBy] = blocks;
  const path = {
    forward: 'delivered',
    connection: 'established',
    forwardPathComponents: [],
    returnPathComponents: [],
    via: [],
  } as const;
  const outcome: Outcome = evaluation.evalDecision === 'allowed' ? 'allowed' : 'accessDenied';
  return { ...path, blocks, ...(blockedBy === undefined ? {} : { blockedBy }), evaluation, outcome };
}
