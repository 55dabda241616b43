import {
  type Attempt,
  answerProbes,
  attack,
  describeBlock,
  factsOf,
  type Judgement,
  type Probe,
  type ProbeAnswer,
  type PublicLab,
  type World,
} from '#engine';
import type { CheckUnder, Circumstances, Inquiry, Price, Replies, TryView } from '../../_ui/levers/view.ts';
import { kindWords } from '../../_ui/trace/kind-words.ts';
import { hostOf } from '../../_ui/trace/probe-words.ts';
import { traceOf } from '../../_ui/trace/trace-of.ts';
import type { TraceView } from '../../_ui/trace/view.ts';
import { VERDICT_WORDS, verdictOf } from '../../_ui/verdict/words.ts';
import { closerOf } from './closer.ts';
import { lootOf, menusOf } from './menus.ts';

/** The answer to a question about the text that was judged last. */
export function inquire(lab: PublicLab, judgement: Judgement, inquiry: Inquiry): Replies[Inquiry['kind']] {
  const { configuration } = judgement;
  switch (inquiry.kind) {
    case 'menus':
      return menusOf(lab, configuration);
    case 'facts':
      return factsOf(configuration, inquiry.thing);
    case 'trace':
      return traceUnder(judgement, inquiry.probe, inquiry.under);
    case 'checks':
      return checksUnder(judgement, inquiry.under);
    case 'price':
      return priceOf(judgement, inquiry.gbPerMonth);
    case 'attack':
      return attack(configuration, { host: inquiry.host, principals: inquiry.principals, targets: lootOf(lab) }).map((each) =>
        tryView(each, lab.world),
      );
  }
}

/** `probe` with what is the case besides; the circumstances that its author wrote stay. */
function under(probe: Probe, { zones, states }: Circumstances): Probe {
  const faults = [...(probe.faults ?? []), ...zones.map((availabilityZone) => ({ availabilityZone }))];
  const all = { ...states, ...probe.states };
  return {
    ...probe,
    ...(faults.length === 0 ? {} : { faults }),
    ...(Object.keys(all).length === 0 ? {} : { states: all }),
  };
}

function traceUnder({ configuration }: Judgement, probe: Probe, circumstances: Circumstances): TraceView {
  const asked = under(probe.kind === 'request' ? { ...probe, explain: true } : probe, circumstances);
  const [answer] = answerProbes(configuration, [asked], true);
  return traceOf(answer ?? { id: '' }, describeBlock, closerOf(configuration), hostOf(probe));
}

function checksUnder({ grade, configuration, asked, answers }: Judgement, circumstances: Circumstances): readonly CheckUnder[] {
  const rows = grade.checks.flatMap((check, index) => {
    const [probe, usual] = [asked[index], answers[index]];
    return probe === undefined || usual === undefined || probe.kind === 'cost' || probe.kind === 'deployment'
      ? []
      : [{ check, probe: under(probe, circumstances), usual }];
  });
  const now = answerProbes(
    configuration,
    rows.map((row) => row.probe),
  );
  return rows.map(({ check, usual }, index): CheckUnder => {
    const answer = now[index] ?? usual;
    const { verdict, word } = traceOf(answer, describeBlock);
    const summary = answer.blockedBy === undefined ? '' : describeBlock(answer.blockedBy).summary;
    return { id: check.id, title: check.title, verdict, word, usual: traceOf(usual, describeBlock).verdict, summary };
  });
}

/** What a month costs when each call and each connection of the checks carries `gbPerMonth`; undefined where nothing can be priced. */
function priceOf({ configuration, asked }: Judgement, gbPerMonth: number): Price | undefined {
  const [answer] = answerProbes(configuration, [{ kind: 'cost', traffic: flowsIn(asked, gbPerMonth) }]);
  if (answer?.error !== undefined || answer?.monthlyTotalUsd === undefined) return undefined;
  return {
    gbPerMonth,
    hourly: answer.monthlyHourly ?? [],
    traffic: trafficOf(answer),
    totalUsd: answer.monthlyTotalUsd,
    unpriced: (answer.unpriced ?? []).map(({ kind, id }) => `${kindWords(kind)} ${id}`),
    dated: answer.pricesDated ?? '',
  };
}

type Flow = NonNullable<Extract<Probe, { kind: 'cost' }>['traffic']>[number];

/** Every call and connection of the checks once. */
function flowsIn(asked: Judgement['asked'], gbPerMonth: number): Flow[] {
  const flows = asked.flatMap((probe): readonly Flow[] => {
    if (probe?.kind === 'reachability') {
      const { from, to, protocol, destinationPort } = probe;
      return [
        {
          from,
          to,
          gbPerMonth,
          ...(protocol === undefined ? {} : { protocol }),
          ...(destinationPort === undefined ? {} : { destinationPort }),
        },
      ];
    }
    if (probe?.kind !== 'request' || probe.from === undefined || probe.from === null) return [];
    const { from, principal, action, resource, endpointName } = probe;
    return [{ from, principal, action, resource, gbPerMonth, ...(endpointName === undefined ? {} : { endpointName }) }];
  });
  const keys = flows.map((flow) => JSON.stringify(flow));
  return flows.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

/** Charges by the gigabyte, each thing once. A way carries its share of the flow. */
function trafficOf({ monthlyTraffic = [] }: ProbeAnswer): Price['traffic'] {
  const sums = new Map<string, { id: string; kind: string; usd: number }>();
  for (const { kind, id, usd } of monthlyTraffic.flatMap((flow) => flow.paths.flatMap((path) => path.charges))) {
    const before = sums.get(`${kind}/${id}`);
    sums.set(`${kind}/${id}`, { id, kind, usd: (before?.usd ?? 0) + usd });
  }
  return [...sums.values()].filter(({ usd }) => usd > 0);
}

function tryView({ probe, means, called, outcome, via, blockedBy }: Attempt, world: World): TryView {
  const verdict = verdictOf(outcome);
  const wanted =
    probe.kind === 'request' ? `${probe.action} ${probe.resource}` : `port ${probe.destinationPort ?? 443} of ${called}`;
  return {
    ...{ means, called, outcome, verdict, wanted, whose: whoseIs(probe, world) },
    principal: probe.kind === 'request' ? probe.principal : '',
    word: VERDICT_WORDS[verdict],
    through: via.map(({ kind, id }) => `${kindWords(kind)} ${id}`).join(', '),
    stopped: blockedBy === undefined ? '' : describeBlock(blockedBy).summary,
  };
}

function whoseIs(probe: Attempt['probe'], { resources, account }: World): TryView['whose'] {
  if (probe.kind !== 'request') return 'internet';
  const arn = Object.keys(resources).find((each) => probe.resource === each || probe.resource.startsWith(`${each}/`));
  const owner = arn === undefined ? undefined : resources[arn]?.account;
  return owner === undefined || owner === account ? 'own' : 'other account';
}
