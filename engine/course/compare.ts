import { policyDifference, type Witness } from '../iam/difference/difference.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { ProbeAnswer } from '../probe/answer.ts';
import type { Configuration, ConfigurationResource, SourceFile } from '../probe/configuration.ts';
import type { Probe } from '../probe/probe.ts';
import { type Asking, ENGINE } from './ask.ts';
import { askedBy, labInput } from './given.ts';
import type { PublicLab } from './lab.ts';

/** One question to which two designs answer differently. */
export interface BehaviourDifference {
  readonly probe: Probe;
  readonly mine: ProbeAnswer;
  readonly theirs: ProbeAnswer;
}

/** A policy of one name that stands in both designs and decides differently; `witnesses` are the smallest such requests. */
export interface PolicyBehaviour {
  readonly logicalId: string;
  readonly witnesses: readonly Witness[];
}

export interface Comparison {
  /** Where AWS would refuse one of the two, there is nothing to compare. */
  readonly refused?: 'mine' | 'theirs';
  readonly questions: readonly BehaviourDifference[];
  readonly policies: readonly PolicyBehaviour[];
  /** How many questions both were asked. */
  readonly asked: number;
}

const MOST_QUESTIONS = 240;

/** What two designs of one lab do differently: of what its checks ask, by every host and as every principal that they name. */
export function compareDesigns(
  lab: PublicLab,
  mine: readonly SourceFile[],
  theirs: readonly SourceFile[],
  asking: Asking = ENGINE,
): Comparison {
  const [a, b] = [asking.open(labInput(lab, mine)), asking.open(labInput(lab, theirs))];
  const nothing = { questions: [], policies: [], asked: 0 };
  if (isRefused(a)) return { ...nothing, refused: 'mine' };
  if (isRefused(b)) return { ...nothing, refused: 'theirs' };
  const probes = questionsOf(lab, mine);
  const [answersA, answersB] = [asking.answer(a, probes), asking.answer(b, probes)];
  const questions = probes.flatMap((probe, index): readonly BehaviourDifference[] => {
    const [one, two] = [answersA[index], answersB[index]];
    return one === undefined || two === undefined || sameBehaviour(one, two) ? [] : [{ probe, mine: one, theirs: two }];
  });
  return { questions, policies: policiesThatDiffer(a, b), asked: probes.length };
}

const isRefused = ({ report }: Configuration): boolean => !report.loaded || report.rejections.length > 0;

/** The questions of the checks, then the same by other hosts and as other principals; each once. */
function questionsOf(lab: PublicLab, files: readonly SourceFile[]): readonly Probe[] {
  const own = lab.checks.flatMap((check) => {
    const asked = askedBy(check, files);
    return 'error' in asked ? [] : asked.probes;
  });
  const hosts = Object.keys(lab.world.hosts);
  const principals = [...new Set(own.flatMap((probe) => (probe.kind === 'request' ? [probe.principal] : [])))];
  const all = [...own, ...own.flatMap((probe) => variantsOf(probe, hosts, principals))];
  const distinct = new Map(all.map(({ id: _id, ...probe }) => [JSON.stringify(probe), probe as Probe]));
  return [...distinct.values()].slice(0, MOST_QUESTIONS);
}

function variantsOf(probe: Probe, hosts: readonly string[], principals: readonly string[]): readonly Probe[] {
  switch (probe.kind) {
    case 'request':
      return hosts.flatMap((host) => principals.map((principal) => ({ ...probe, from: { host }, principal })));
    case 'reachability':
    case 'dns':
      return hosts.map((host) => ({ ...probe, from: { host } }));
    case 'cost':
    case 'deployment':
      return [];
  }
}

/** Whether a caller could tell the two apart: by the outcome, the way, the answer of a name or the bill. */
function sameBehaviour(a: ProbeAnswer, b: ProbeAnswer): boolean {
  return JSON.stringify(seen(a)) === JSON.stringify(seen(b));
}

const seen = (answer: ProbeAnswer): Json => ({
  error: answer.error?.code ?? null,
  outcome: answer.outcome ?? null,
  connection: answer.connection ?? null,
  via: (answer.via ?? []).map(({ kind, service, endpointType }) => [kind, service ?? '', endpointType ?? '']),
  authority: answer.dns?.authority ?? null,
  status: answer.dns?.status ?? null,
  fixed: answer.monthlyFixedUsd ?? null,
  traffic: answer.monthlyTrafficUsd ?? null,
  deployment: answer.deployment ?? null,
});

/** The layer in which a resource's policy stands, by its type; of an organization's policy by what type of policy it is. */
const LAYERS: Readonly<Record<string, 'endpoint' | 'resource' | 'scp' | 'rcp' | undefined>> = {
  'AWS::EC2::VPCEndpoint': 'endpoint',
  'AWS::S3::BucketPolicy': 'resource',
  'AWS::SQS::QueuePolicy': 'resource',
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
};

const layerOf = ({ type, properties }: ConfigurationResource) =>
  LAYERS[type] ?? (type === 'AWS::Organizations::Policy' ? LAYERS[String(propertyOf(properties, 'Type'))] : undefined);

const propertyOf = (properties: Json, name: string): Json | undefined =>
  isJsonObject(properties) ? properties[name] : undefined;

function policiesThatDiffer(a: Configuration, b: Configuration): readonly PolicyBehaviour[] {
  return a.resources.flatMap((one): readonly PolicyBehaviour[] => {
    const two = b.resources.find((each) => each.logicalId === one.logicalId && each.type === one.type);
    const layer = layerOf(one);
    const [before, after] = [documentOf(one.properties), documentOf(two?.properties ?? null)];
    if (layer === undefined || two === undefined || JSON.stringify(before) === JSON.stringify(after)) return [];
    const found = policyDifference(before ?? FULL_ACCESS, after ?? FULL_ACCESS, { layer, most: 1500 });
    return found.ok && found.value.witnesses.length > 0
      ? [{ logicalId: one.logicalId, witnesses: found.value.witnesses.slice(0, 3) }]
      : [];
  });
}

/** What an endpoint has where nobody gave it a policy. */
const FULL_ACCESS: Json = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };

const documentOf = (properties: Json): Json | undefined => {
  const held = propertyOf(properties, 'PolicyDocument') ?? propertyOf(properties, 'Content');
  return held === null ? undefined : held;
};
