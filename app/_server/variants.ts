import 'server-only';
import { createHash } from 'node:crypto';
import { type CourseLab, drawLab, drawQuestion, FIRST_SEED, publicLabOf, type Question } from '#engine';
import type { LearnerId } from './learner-rows.ts';
import { type LabPlace, labWith } from './page-data.ts';
import { listPredictions, recordPrediction } from './predictions.ts';

const seedOf = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 12);

/** A question under the id that a page knows it by: of a template, the id with the seed behind it, so that an answer finds its variant. */
export interface AskedQuestion {
  readonly question: Question;
  readonly shownId: string;
  /** Kept with the answer; undefined where the question has no variants. */
  readonly seed: string | undefined;
}

/** `question` as `seed` draws it; itself where it is no template, or where nothing can be drawn, which the proof of the content says. */
export function askedWith(question: Question, seed: string): AskedQuestion {
  if (question.template === undefined) return { question, shownId: question.id, seed: undefined };
  const drawn = drawQuestion(question, seed);
  return { question: drawn.ok ? drawn.value : question, shownId: `${question.id}~${seed}`, seed };
}

/** The variant that this learner gets when it was answered `times` before: another one each time. */
export const askedNext = (question: Question, learner: LearnerId | undefined, times: number): AskedQuestion =>
  askedWith(question, seedOf(learner ?? '', question.id, times));

/** The id of the question and the seed in an id that a page sent. */
export function partsOfShownId(id: string): { readonly id: string; readonly seed: string | undefined } {
  const match = /^(.+)~([0-9a-f]{12})$/.exec(id);
  return match === null ? { id, seed: undefined } : { id: match[1] ?? id, seed: match[2] };
}

const drawnLabs = new WeakMap<CourseLab, Map<string, CourseLab>>();

function labAs(lab: CourseLab, seed: string): CourseLab {
  const held = drawnLabs.get(lab) ?? new Map<string, CourseLab>();
  drawnLabs.set(lab, held);
  const drawn = held.get(seed) ?? drawLab(lab, seed);
  held.set(seed, drawn);
  return drawn;
}

/**
 * The lab as this learner has it, or undefined where there is none. Of a template everybody has a variant of his own: it is chosen when he
 * first opens the page; somebody who was not known then has the first one, and keeps it when he becomes known by what he does.
 */
export async function labFor(
  learner: LearnerId | undefined,
  id: string,
  reason: 'page' | 'action',
): Promise<LabPlace | undefined> {
  const place = labWith(id);
  if (place?.lab.template === undefined || learner === undefined) return place;
  const seed = await seedFor(learner, place, reason);
  const lab = labAs(place.lab, seed);
  return { ...place, lab, shown: publicLabOf(lab) };
}

async function seedFor(learner: LearnerId, { lab, lesson }: LabPlace, reason: 'page' | 'action'): Promise<string> {
  const predictId = `${lab.id}#variant`;
  const before = (await listPredictions(learner, lesson.id)).find((row) => row.predictId === predictId);
  if (before?.answer.text !== undefined) return before.answer.text;
  const text = reason === 'page' ? seedOf(learner, lab.id) : FIRST_SEED;
  const row = {
    clientKey: `variant-${lab.id}`,
    lessonId: lesson.id,
    predictId,
    answer: { text },
    correct: true,
    misconceptions: [],
  };
  // A cookie may outlive its rows; whoever has none is a newcomer.
  const kept = await recordPrediction(learner, row).catch(() => undefined);
  return kept?.answer.text ?? FIRST_SEED;
}
