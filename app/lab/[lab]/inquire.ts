import {
  type Attempt,
  answerProbes,
  attack,
  describeBlock,
  factsOf,
  type Judgement,
  type Probe,
  type PublicLab,
  type World,
} from '#engine';
import type { CheckUnder, Circumstances, Inquiry, Replies, TryView } from '../../_ui/levers/view.ts';
import { kindWords } from '../../_ui/trace/kind-words.ts';
import { hostOf } from '../../_ui/trace/probe-words.ts';
import { traceOf } from '../../_ui/trace/trace-of.ts';
import type { TraceView } from '../../_ui/trace/view.ts';
import { VERDICT_WORDS, verdictOf } from '../../_ui/verdict/words.ts';
import { closerOf } from './closer.ts';
import { lootOf, menusOf } from './menus.ts';
import { flowsIn, priceWith } from './price.ts';

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
      return priceWith(configuration, flowsIn(judgement.asked, inquiry.gbPerMonth));
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
    const before = traceOf(usual, describeBlock);
    const summary = answer.blockedBy === undefined ? '' : describeBlock(answer.blockedBy).summary;
    return { id: check.id, title: check.title, verdict, word, usual: before.verdict, usualWord: before.word, summary };
  });
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
