import type { Block, ProbeAnswer } from '#engine';
import { VERDICT_WORDS, type VerdictKind, verdictOf } from '../verdict/words.ts';
import { candidatesOf } from './candidates.ts';
import type { Closer, Describe } from './closer.ts';
import { gatesOf } from './gates.ts';
import { kindWords } from './kind-words.ts';
import { placesOf } from './place-of.ts';
import { isPolicy, policySteps } from './policy-steps.ts';
import { blockView, type Told } from './told.ts';
import type { TraceStep, TraceView } from './view.ts';

/**
 * `answer` as steps: the name, the way there, the way back, then the policies; each fault stands at the thing that made it. With a
 * `closer` each step also says what was weighed and on which line it stands. `host` is who asked, where the answer does not say.
 */
export function traceOf(answer: ProbeAnswer, describe: Describe, closer?: Closer, host?: string): TraceView {
  const { verdict, word } = verdictOfAnswer(answer);
  const told: Told = { answer, describe, closer, host };
  const steps = [...nameSteps(told), ...waySteps(told, 'forward'), ...waySteps(told, 'return'), ...policySteps(told)];
  return { verdict, word, gates: gatesOf(answer), steps, remarks: remarksOf(answer) };
}

function verdictOfAnswer(answer: ProbeAnswer): { readonly verdict: VerdictKind; readonly word: string } {
  const say = (verdict: VerdictKind, word: string = VERDICT_WORDS[verdict]) => ({ verdict, word });
  if (answer.error !== undefined) return say('rejected', answer.error.code === 'REJECTED' ? VERDICT_WORDS.rejected : 'no answer');
  if (answer.outcome !== undefined) return say(verdictOf(answer.outcome));
  if (answer.connection !== undefined)
    return answer.connection === 'established' ? say('allowed', 'gets through') : say('timeout');
  if (answer.dns !== undefined) return answer.dns.status === 'NOERROR' ? say('allowed', 'resolved') : say('name-error');
  if (answer.deployment !== undefined) return answer.deployment === 'accepted' ? say('allowed', 'accepted') : say('rejected');
  return say('advisory', `$${(answer.monthlyFixedUsd ?? 0).toFixed(2)} a month`);
}

const NOTHING_WEIGHED = { candidates: [], changes: [] } as const;

/** The name that was looked up, where one was: what it answered, and who said so. */
function nameSteps({ answer, describe, host }: Told): readonly TraceStep[] {
  const blocks = (answer.blocks ?? []).filter((block) => block.kind === 'dns');
  const { dns } = answer;
  if (dns === undefined && blocks.length === 0) return [];
  const views = blocks.map((block) => blockView(block, describe));
  const span = views.find((view) => view.span !== undefined)?.span;
  const first = answer.forwardPathComponents?.[0];
  const from = host ?? first?.logicalId ?? first?.id;
  return [
    {
      ...NOTHING_WEIGHED,
      key: 'name',
      direction: 'forward',
      kind: 'name',
      name: blocks[0]?.id || dns?.name || dns?.answers[0] || dns?.status || 'name',
      note: dns === undefined ? '' : answerWords(dns),
      state: views.length > 0 ? 'blocked' : 'passed',
      blocks: views,
      ...(from === undefined ? {} : { place: { thing: from } }),
      ...(span === undefined ? {} : { span }),
    },
  ];
}

function answerWords({ status, answers, authority, zone }: NonNullable<ProbeAnswer['dns']>): string {
  if (answers.length === 0) return status;
  const who = authority === undefined ? '' : ` from ${authority} DNS${zone === undefined ? '' : `, zone ${zone}`}`;
  return `${answers.join(', ')}${who}`;
}

function waySteps({ answer, describe, closer }: Told, direction: 'forward' | 'return'): readonly TraceStep[] {
  const components = (direction === 'forward' ? answer.forwardPathComponents : answer.returnPathComponents) ?? [];
  const left = (answer.blocks ?? []).filter((block) => block.direction === direction && !isPolicy(block) && block.kind !== 'dns');
  const places = placesOf(components);
  const owner = (block: Block) =>
    components.findLastIndex((each) => each.id === block.id && sameFilter(each.facts?.filter, block));
  const steps = components.map((component, index): TraceStep => {
    const views = left.filter((block) => owner(block) === index).map((block) => blockView(block, describe));
    const candidates = candidatesOf(component, closer);
    const name = component.logicalId ?? component.id;
    const deciding = candidates.find((each) => each.taken)?.span;
    const span = views.find((view) => view.span !== undefined)?.span ?? deciding ?? closer?.spanOf(name);
    const place = places[index];
    return {
      key: `${direction}-${index}`,
      direction,
      kind: kindWords(component.kind),
      name,
      note: noteOf(component),
      state: views.length > 0 ? 'blocked' : 'passed',
      blocks: views,
      candidates,
      changes: [],
      ...(place === undefined ? {} : { place }),
      ...(span === undefined ? {} : { span }),
    };
  });
  const loose = left.filter((block) => owner(block) === -1);
  return [...steps, ...loose.map((block, index) => looseStep(block, `${direction}-loose-${index}`, describe, places.at(-1)))];
}

/** A group or an ACL may be met twice on one way: at its egress and at its ingress. */
const sameFilter = (filter: unknown, block: Block): boolean =>
  filter === undefined || block.filter === undefined || filter === block.filter;

function noteOf({
  id,
  logicalId,
  facts,
}: {
  readonly id: string;
  readonly logicalId?: string;
  readonly facts?: Block['facts'];
}): string {
  const filter = facts?.filter;
  const parts = [typeof filter === 'string' ? filter : '', logicalId === undefined || logicalId === id ? '' : id];
  return parts.filter(Boolean).join(', ');
}

/** A fault at something that the way did not come to: it is marked where the packet was last. */
function looseStep(block: Block, key: string, describe: Describe, last: TraceStep['place']): TraceStep {
  const subnet = block.facts.subnet;
  const own = typeof subnet === 'string' && block.kind === 'availability-zone' ? { thing: subnet } : undefined;
  const place = own ?? (block.logicalId === undefined ? last : { thing: block.logicalId });
  return {
    key,
    direction: block.direction,
    kind: kindWords(block.kind),
    name: block.logicalId ?? block.id,
    note: '',
    state: 'blocked',
    blocks: [blockView(block, describe)],
    candidates: candidatesOf(block),
    changes: [],
    ...(place === undefined ? {} : { place }),
    ...(block.span === undefined ? {} : { span: block.span }),
  };
}

function remarksOf(answer: ProbeAnswer): readonly string[] {
  const { error, rejections = [], monthlyByComponent = [], advisories = [] } = answer;
  return [
    ...(error === undefined ? [] : [error.message]),
    ...rejections.map((each) => `${each.code}: ${each.message}`),
    ...monthlyByComponent.map((each) => `\`${each.id}\` costs $${each.usd.toFixed(2)} a month.`),
    ...advisories.map((each) => each.message),
  ];
}
