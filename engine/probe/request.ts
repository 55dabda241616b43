import { defaultNameOf } from '../catalogue/service-names.ts';
import { serviceOfAction } from '../catalogue/services.ts';
import { onePort } from '../ip/ports.ts';
import { TCP } from '../network/model.ts';
import type { Resolution } from '../network/resolve.ts';
import type { ProtectedResource } from '../resources/kind.ts';
import { bucketName, bucketOf } from '../stack/compile.ts';
import type { Evaluation, Outcome, ProbeAnswer } from './answer.ts';
import { type Authorization, authorize } from './authorize.ts';
import { type Ground, Unanswerable } from './loaded.ts';
import { lookUp, missFor, nameError, withMiss } from './names.ts';
import type { RequestProbe } from './probe.ts';
import { merge, uniqueBlocks, walk } from './reachability.ts';
import type { Walked } from './remembered.ts';
import { requestPathOf } from './request-path.ts';
import { hostNamed, nameOfEndpoint, type Source, sourceOf } from './things.ts';
import { withRemarks } from './undecided.ts';

const HTTPS = { protocol: TCP, destinationPorts: onePort(443), sourcePort: undefined } as const;

/** Does this principal's call get through: name, packet, reply, and every policy? */
export function answerRequest(ground: Ground, probe: RequestProbe): Omit<ProbeAnswer, 'id'> {
  const target = targetOf(ground, probe);
  if (probe.from === undefined || probe.from === null) return withoutNetwork(ground, probe, target);
  if ('host' in probe.from) {
    const host = hostNamed(ground, probe.from.host);
    if (host.kind === 'elsewhere')
      return decided(authorize(ground, probe, target, { kind: 'elsewhere', endpoint: host.endpoint }));
  }
  const source = sourceOf(ground, probe.from);
  const resolution = lookUp(ground, source, target.name);
  const miss = missFor(ground, source, target.name, resolution);
  if (resolution.addresses.length === 0) return nameError(resolution, miss);
  const judged = judgedWays(ground, probe, target, source, resolution);
  const answer = withMiss(combine(judged), resolution, miss);
  return withRemarks(answer, resolution);
}

function judgedWays(
  ground: Ground,
  probe: RequestProbe,
  target: RequestTarget,
  source: Source,
  resolution: Resolution,
): readonly Judged[] {
  const flow = { ...HTTPS, sourcePort: probe.sourcePort };
  return resolution.addresses.map((address) => judge(ground, probe, target, walk(ground, source, address, flow)));
}

/** Every address that the call may go to, walked and judged; none where no packet is sent or the name has no answer. */
export function walkedRequest(ground: Ground, probe: RequestProbe): readonly Walked[] {
  const { from } = probe;
  if (from === undefined || from === null) return [];
  if ('host' in from && hostNamed(ground, from.host).kind === 'elsewhere') return [];
  const target = targetOf(ground, probe);
  const source = sourceOf(ground, from);
  return judgedWays(ground, probe, target, source, lookUp(ground, source, target.name)).map(({ walked }) => walked);
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
  const bucket = bucketOf(arn);
  return bucket === undefined ? undefined : ground.compiled.resources.get(arn.slice(0, arn.indexOf(bucket) + bucket.length));
}

function nameCalled(ground: Ground, probe: RequestProbe): string {
  if (typeof probe.endpointName === 'string') return probe.endpointName;
  if (probe.endpointName !== undefined && probe.endpointName !== null) return nameOfEndpoint(ground, probe.endpointName);
  const region = regionCalled(ground, probe);
  const bucket = bucketOf(probe.resource);
  if (bucket !== undefined) return bucketName(bucket, region);
  const service = serviceOfAction(probe.action);
  if (service === undefined)
    throw new Unanswerable('UNKNOWN_SERVICE', `The catalogue does not hold the service of ${probe.action}.`);
  return defaultNameOf(service, region);
}

interface Judged {
  readonly walked: Walked;
  readonly authorization: Authorization | undefined;
}

/** Policies are asked whenever the walk arrives, really or supposedly (contract: all faults). */
function judge(ground: Ground, probe: RequestProbe, target: RequestTarget, walked: Walked): Judged {
  const path = walked.connection.arrival === undefined ? undefined : requestPathOf(ground, probe, walked);
  if (path === undefined) return { walked, authorization: undefined };
  const authorization = authorize(ground, probe, target, path);
  const outcome: Outcome =
    walked.outcome === 'allowed' && authorization.evaluation.evalDecision !== 'allowed' ? 'accessDenied' : walked.outcome;
  return { walked: { ...walked, outcome }, authorization };
}

function combine(judged: readonly Judged[]): Omit<ProbeAnswer, 'id'> {
  const answer = merge(judged.map((each) => each.walked));
  const denials = judged.flatMap((each) => each.authorization?.blocks ?? []);
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
