import {
  answerProbes,
  type Configuration,
  describeBlock,
  describeRefusal,
  describeVerdict,
  openPoliciesOf,
  type Probe,
  type ProbeAnswer,
} from '#engine';
import { kindWords } from '../_ui/trace/kind-words.ts';
import { traceOf } from '../_ui/trace/trace-of.ts';
import { closerOf } from '../lab/[lab]/closer.ts';
import type { Answer, Bill, From, Question, ReachRow } from './asks.ts';

/** Opens the same text with imagined machines in it. */
type With = (hosts: readonly From[]) => Configuration;

const typeOf = ({ resources }: Configuration, name: string): string | undefined =>
  resources.find(({ logicalId }) => logicalId === name)?.type;

const isSubnet = (configuration: Configuration, { thing }: From): boolean => typeOf(configuration, thing) === 'AWS::EC2::Subnet';

/** The way of a packet or a call, with what stops it in words. */
export function answerTo(question: Question, configuration: Configuration, open: With): Answer {
  const { from } = question;
  const asked = isSubnet(configuration, from) ? open([from]) : configuration;
  const [answer = { id: '' }] = answerProbes(asked, [probeOf(question, configuration)], true);
  const refusal = answer.evaluation?.explanation?.refusal;
  return {
    trace: traceOf(answer, describeBlock, closerOf(asked), from.thing),
    said: describeVerdict(answer),
    denied: refusal === undefined ? '' : describeRefusal(refusal),
  };
}

const placeOf = (configuration: Configuration, from: From) =>
  isSubnet(configuration, from)
    ? { host: from.thing }
    : typeOf(configuration, from.thing) === 'AWS::EC2::NetworkInterface'
      ? { networkInterface: from.thing }
      : { instance: from.thing };

function probeOf(question: Question, configuration: Configuration): Probe {
  const from = placeOf(configuration, question.from);
  if (question.kind === 'send')
    return {
      kind: 'reachability',
      from,
      to: targetOf(question.to, configuration),
      protocol: 'tcp',
      destinationPort: question.port,
    };
  const { action, resource, as, by } = question;
  const probe: Probe = { kind: 'request', from, principal: as, action, resource, explain: true };
  return by === '' ? probe : { ...probe, endpointName: { endpoint: by } };
}

function targetOf(to: string, configuration: Configuration): Extract<Probe, { kind: 'reachability' }>['to'] {
  switch (typeOf(configuration, to)) {
    case 'AWS::EC2::VPCEndpoint':
      return { endpoint: to };
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
      return { addressesOf: to };
    case 'AWS::EC2::Instance':
      return { instance: to };
    case 'AWS::EC2::NetworkInterface':
      return { networkInterface: to };
  }
  return /^[\d.]+$/.test(to) || to.includes(':') ? { ip: to } : { name: to };
}

const CALLED: Readonly<Record<string, readonly [action: string, resource: string]>> = {
  s3: ['s3:GetObject', 'arn:aws:s3:::example/x'],
  dynamodb: ['dynamodb:GetItem', 'arn:aws:dynamodb:REGION:111122223333:table/orders'],
};

/** Every machine, and one imagined in each subnet with its VPC's default group: who gets to the endpoint. A gateway endpoint is crossed by a call. */
export function reachOf(endpoint: string, configuration: Configuration, open: With): readonly ReachRow[] {
  const names = (type: string) => configuration.resources.filter((each) => each.type === type).map(({ logicalId }) => logicalId);
  const subnets = names('AWS::EC2::Subnet').map((thing) => ({ thing, group: '' }));
  const machines = names('AWS::EC2::Instance').map((thing) => ({ thing, group: '' }));
  const asked = open(subnets);
  const service = openPoliciesOf(configuration).find(({ id }) => id === endpoint)?.service ?? '';
  const isGateway = asked.resources.some(({ logicalId, properties }) => logicalId === endpoint && isGatewayIn(properties));
  const [action = '', resource = ''] = CALLED[service] ?? [];
  const probes = [...machines, ...subnets].map((from): Probe => {
    const place = placeOf(configuration, from);
    return isGateway
      ? { kind: 'request', from: place, principal: 'everything', action, resource: resource.replace('REGION', regionOf(asked)) }
      : { kind: 'reachability', from: place, to: { endpoint }, protocol: 'tcp', destinationPort: 443 };
  });
  const answers = answerProbes(asked, probes);
  return [...machines, ...subnets].map(({ thing }, index) => {
    const answer = answers[index] ?? { id: '' };
    const from = index < machines.length ? thing : `a machine in ${thing}`;
    return rowOf(from, answer, isGateway ? endpoint : undefined);
  });
}

const regionOf = ({ resources }: Configuration): string =>
  /"AvailabilityZone":"([a-z-]+\d)[a-z]"/.exec(JSON.stringify(resources.map(({ properties }) => properties)))?.[1] ?? 'us-east-1';

const isGatewayIn = (properties: unknown): boolean => {
  const type = (properties as { readonly VpcEndpointType?: unknown } | null)?.VpcEndpointType;
  return type === undefined || type === 'Gateway';
};

function rowOf(from: string, answer: ProbeAnswer, gateway: string | undefined): ReachRow {
  const { verdict, word } = traceOf(answer, describeBlock);
  const why = answer.blockedBy === undefined ? '' : describeBlock(answer.blockedBy).summary;
  const crosses = gateway === undefined || (answer.via ?? []).some(({ id }) => id === gateway);
  if (crosses) return { from, verdict, word, why };
  const way = (answer.via ?? []).map(({ kind, id }) => `${kindWords(kind)} ${id}`).join(', ');
  return { from, verdict: 'advisory', word: 'goes another way', why: way === '' ? why : `It goes through ${way}.` };
}

/** What everything costs in a month by the hour; undefined where nothing can be priced. */
export function billOf(configuration: Configuration): Bill | undefined {
  const [answer] = answerProbes(configuration, [{ kind: 'cost', traffic: [] }]);
  if (answer?.error !== undefined || answer?.monthlyTotalUsd === undefined) return undefined;
  return {
    hourly: answer.monthlyHourly ?? [],
    totalUsd: answer.monthlyTotalUsd,
    unpriced: (answer.unpriced ?? []).map(({ kind, id }) => `${kindWords(kind)} ${id}`),
    dated: answer.pricesDated ?? '',
  };
}
