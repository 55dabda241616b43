import 'server-only';
import { randomBytes } from 'node:crypto';
import { DAY, drawForm, drawLabs, type Exam, examPool, type FormLength, type ItemTry, type Place, type Result } from '#engine';
import type { LearnerId } from './learner-rows.ts';
import { courseNow } from './page-data.ts';
import { listSittings } from './sittings.ts';
import { triesOf } from './standing.ts';

/** A form that was drawn, as a sitting keeps it. */
export interface Drawn {
  readonly seed: string;
  readonly places: readonly Place[];
  readonly minutes: number;
}

/** The paper or lab exam with this id, or undefined. */
export const examWith = (id: string): Exam | undefined => courseNow().exams.find((each) => each.id === id);

/**
 * A form for this learner, or in words what the course lacks for one. What he saw within a day and what stood in his earlier forms of the
 * paper is taken only where nothing else is left.
 */
export async function drawnFor(learner: LearnerId | undefined, exam: Exam, length: FormLength): Promise<Result<Drawn, string>> {
  const now = Date.now();
  const seed = randomBytes(6).toString('hex');
  if (exam.kind === 'labs') return labsDrawn(exam, seed);
  const [tries, sittings] = await Promise.all([triesOf(learner, now), listSittings(learner)]);
  const before = sittings
    .filter(({ examId }) => examId.startsWith(`${exam.id}/`))
    .flatMap(({ places }) => places.map(({ item }) => item));
  const avoid = new Set([...seenSince(tries, now - DAY), ...before]);
  const form = drawForm(exam, length, examPool(courseNow()), seed, avoid);
  if (!form.ok) return form;
  const places = form.value.items.map(
    ({ question, seed: variant, domain, scored }): Place => ({
      ...{ item: question, domain, scored },
      ...(variant === undefined ? {} : { seed: variant }),
    }),
  );
  return { ok: true, value: { seed, places, minutes: form.value.minutes } };
}

/** What the course lacks for a form of this length; empty where one can be drawn. */
export function lackingFor(exam: Exam, length: FormLength): readonly string[] {
  const drawn = exam.kind === 'labs' ? drawLabs(exam, courseNow(), 'any') : drawForm(exam, length, examPool(courseNow()), 'any');
  return drawn.ok ? [] : drawn.errors;
}

function labsDrawn(exam: Extract<Exam, { kind: 'labs' }>, seed: string): Result<Drawn, string> {
  const drawn = drawLabs(exam, courseNow(), seed);
  if (!drawn.ok) return drawn;
  const places = drawn.value.map((item): Place => ({ item, domain: 'Labs', scored: true }));
  return { ok: true, value: { seed, places, minutes: exam.minutes } };
}

const seenSince = (tries: readonly ItemTry[], since: number): readonly string[] =>
  tries.filter((each) => each.at >= since).map((each) => each.item);
