import { z } from 'zod';
import type { Json } from '../json.ts';
import type { ProbeAnswer } from '../probe/answer.ts';
import type { ConfigurationInput } from '../probe/configuration.ts';
import type { Probe } from '../probe/probe.ts';
import { ask, ENGINE } from './ask.ts';
import { meets } from './expect.ts';
import { type HotspotQuestion, thingIn } from './hotspot.ts';
import type { PredictQuestion, Question } from './question.ts';

/** How a `predict` question finds its key: the engine, unless a test hands in another. */
export type Ask = (configuration: ConfigurationInput, probe: Probe) => ProbeAnswer;

/** The engine itself. */
export const askEngine: Ask = (configuration, probe) => ask(ENGINE, configuration, probe);

/** What makes an answer right: option ids, accepted texts, ids in order, or partners. */
export type QuestionKey =
  | { readonly kind: 'options'; readonly correct: readonly string[]; readonly answer?: ProbeAnswer }
  | { readonly kind: 'text'; readonly accepted: readonly string[] }
  | { readonly kind: 'order'; readonly order: readonly string[] }
  | { readonly kind: 'match'; readonly pairs: Readonly<Record<string, string>> };

/** What a learner sends; the kind of the question says which field counts. */
export const questionAnswerSchema = z.strictObject({
  chosen: z.array(z.string().max(200)).max(50).optional(),
  text: z.string().max(6000).optional(),
  order: z.array(z.string().max(200)).max(50).optional(),
  pairs: z.record(z.string().max(200), z.string().max(200)).optional(),
});
export type QuestionAnswer = z.infer<typeof questionAnswerSchema>;

/** One line of a marked question: whether it belongs to the right answer, whether the learner took it, and why it is so. */
export interface MarkedOption {
  readonly id: string;
  readonly text: string;
  readonly correct: boolean;
  readonly chosen: boolean;
  readonly reason: string;
  readonly misconception?: string;
  readonly source?: string;
  /** For `match`: the text of the right partner. */
  readonly partner?: string;
}

export interface QuestionMark {
  readonly id: string;
  readonly correct: boolean;
  /** The part of the question that was right, from 0 to 1. */
  readonly credit: number;
  readonly options: readonly MarkedOption[];
  /** The reason that belongs to the question as a whole, where its kind has one. */
  readonly reason?: string;
  readonly accepted?: readonly string[];
  /** What the engine answered, for `predict`. */
  readonly answer?: ProbeAnswer;
  readonly misconceptions: readonly string[];
  readonly facts: readonly string[];
}

/** The key of `question`; a `predict` key holds every option that matches what the engine answers, which must be exactly one. */
export function keyOf(question: Question, asking: Ask = askEngine): QuestionKey {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return { kind: 'options', correct: question.options.filter((each) => each.correct === true).map((each) => each.id) };
    case 'predict':
      return predictKey(question, asking);
    case 'hotspot':
      return hotspotKey(question, asking);
    case 'fill-in':
      return { kind: 'text', accepted: question.accepted };
    case 'order':
      return { kind: 'order', order: question.items.map((each) => each.id) };
    case 'match':
      return { kind: 'match', pairs: question.pairs };
  }
}

/** `answer` marked: whether it is right, how much of it is, and every option with its reason. Never throws for any answer. */
export function markAnswer(question: Question, answer: QuestionAnswer, asking: Ask = askEngine): QuestionMark {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'predict':
    case 'hotspot':
      return markOptions(question, answer.chosen ?? [], keyOf(question, asking));
    case 'fill-in':
      return markText(question, answer.text ?? '');
    case 'order':
      return markOrder(question, answer.order ?? []);
    case 'match':
      return markMatch(question, answer.pairs ?? {});
  }
}

/** `text` as fill-in answers are compared: trimmed, case folded, inner white space collapsed, one trailing dot dropped. */
export const normalised = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\s*\.$/, '');

function predictKey(question: PredictQuestion, asking: Ask): QuestionKey {
  const answer = asking(question.configuration, question.probe);
  const correct = question.options.filter((each) => meets(each.answer, answer as unknown as Json)).map((each) => each.id);
  return { kind: 'options', correct, answer };
}

/** The thing that was written down, or the one that the engine points at where it is among the options. */
function hotspotKey(question: HotspotQuestion, asking: Ask): QuestionKey {
  if (question.probe === undefined) return { kind: 'options', correct: question.answer === undefined ? [] : [question.answer] };
  const answer = asking(question.configuration, question.probe);
  const found = answer.error === undefined ? thingIn(question, answer) : undefined;
  return { kind: 'options', correct: question.options.filter((each) => each.id === found).map((each) => each.id), answer };
}

type Optional = Extract<Question, { options: unknown }>;

function markOptions(question: Optional, chosen: readonly string[], key: QuestionKey): QuestionMark {
  const right = key.kind === 'options' ? key.correct : [];
  const options = question.options.map(
    (option): MarkedOption => ({ ...lineOf(option), correct: right.includes(option.id), chosen: chosen.includes(option.id) }),
  );
  const taken = options.filter((option) => option.chosen);
  const hits = taken.filter((option) => option.correct).length;
  const credit =
    question.kind === 'multiple'
      ? Math.max(0, 2 * hits - taken.length) / Math.max(1, right.length)
      : Number(hits === 1 && taken.length === 1);
  const answer = key.kind === 'options' ? key.answer : undefined;
  return {
    ...verdict(question, credit),
    options,
    ...(answer === undefined ? {} : { answer }),
    misconceptions: misconceptionsOf(taken),
  };
}

function lineOf(option: Optional['options'][number]) {
  const { id, text, reason, misconception, source } = option;
  return {
    id,
    text,
    reason,
    ...(misconception === undefined ? {} : { misconception }),
    ...(source === undefined ? {} : { source }),
  };
}

function markText(question: Extract<Question, { kind: 'fill-in' }>, text: string): QuestionMark {
  const given = normalised(text);
  const correct = question.accepted.some((each) => normalised(each) === given);
  const near = correct ? undefined : question.nearMisses.find((each) => normalised(each.when) === given);
  const options =
    near === undefined
      ? []
      : [{ id: 'given', text, correct: false, chosen: true, reason: near.reason, ...misconceived(near.misconception) }];
  return {
    ...verdict(question, Number(correct)),
    options,
    reason: question.reason,
    accepted: question.accepted,
    misconceptions: misconceptionsOf(options),
  };
}

/** Credit counts what stands in the right order relative to the rest: one item moved costs one step, wherever it went. */
function markOrder(question: Extract<Question, { kind: 'order' }>, order: readonly string[]): QuestionMark {
  const places = order.map((id) => question.items.findIndex((item) => item.id === id));
  const complete =
    new Set(places).size === question.items.length && places.length === question.items.length && !places.includes(-1);
  const credit = complete ? (longestRise(places) - 1) / (question.items.length - 1) : 0;
  const options = question.items.map(({ id, text, reason }, index) => ({
    ...{ id, text, reason },
    correct: order[index] === id,
    chosen: order.includes(id),
  }));
  return { ...verdict(question, credit), options, misconceptions: [] };
}

function markMatch(question: Extract<Question, { kind: 'match' }>, pairs: Readonly<Record<string, string>>): QuestionMark {
  const options = question.left.map((left): MarkedOption => {
    const correct = Object.hasOwn(pairs, left.id) && pairs[left.id] === question.pairs[left.id];
    const partner = question.right.find((right) => right.id === question.pairs[left.id])?.text;
    const reason = question.reasons[left.id] ?? '';
    const wrong = correct ? undefined : question.misconceptions?.[left.id];
    return {
      ...left,
      correct,
      chosen: Object.hasOwn(pairs, left.id),
      reason,
      ...(partner === undefined ? {} : { partner }),
      ...misconceived(wrong),
    };
  });
  const credit = options.filter((option) => option.correct).length / options.length;
  return { ...verdict(question, credit), options, misconceptions: misconceptionsOf(options.filter((option) => option.chosen)) };
}

const verdict = (question: Question, credit: number) => ({
  id: question.id,
  correct: credit === 1,
  credit,
  facts: question.facts,
});

const misconceived = (name: string | undefined) => (name === undefined ? {} : { misconception: name });

const misconceptionsOf = (taken: readonly MarkedOption[]): readonly string[] => [
  ...new Set(taken.flatMap((option) => (option.correct || option.misconception === undefined ? [] : [option.misconception]))),
];

/** The length of the longest run, not necessarily adjacent, in which the numbers only rise. */
function longestRise(numbers: readonly number[]): number {
  const ends: number[] = [];
  for (const number of numbers) {
    const place = ends.findIndex((end) => end >= number);
    ends[place === -1 ? ends.length : place] = number;
  }
  return ends.length;
}
