import 'server-only';
import { randomBytes } from 'node:crypto';
import {
  type Course,
  DAY,
  drawForm,
  drawLabs,
  type Exam,
  examPool,
  type FormLength,
  type LabExam,
  type Paper,
  type Place,
  type Result,
} from '#engine';
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
 * A form for this learner, or in words what the course lacks for one. What stood in his earlier forms of the paper is taken only where
 * nothing else makes a form, and what he saw within a day only where that does not help.
 */
export async function drawnFor(learner: LearnerId | undefined, exam: Exam, length: FormLength): Promise<Result<Drawn, string>> {
  const now = Date.now();
  const seed = randomBytes(6).toString('hex');
  const [tries, sittings] = await Promise.all([triesOf(learner, now), listSittings(learner)]);
  const today = new Set(tries.filter((each) => each.at >= now - DAY).map((each) => each.item));
  const before = new Set(
    sittings.filter(({ examId }) => examId.startsWith(`${exam.id}/`)).flatMap(({ places }) => places.map(({ item }) => item)),
  );
  return exam.kind === 'labs'
    ? labsDrawn(exam, seed, new Set([...today, ...before]))
    : paperDrawn(exam, length, seed, [today, before]);
}

const lacking = new WeakMap<Course, Map<string, readonly string[]>>();

/** What the course lacks for a form of this length; empty where one can be drawn. */
export function lackingFor(exam: Exam, length: FormLength): readonly string[] {
  const course = courseNow();
  const known = lacking.get(course) ?? new Map<string, readonly string[]>();
  lacking.set(course, known);
  const found = known.get(`${exam.id}/${length}`) ?? lackingNow(exam, length);
  known.set(`${exam.id}/${length}`, found);
  return found;
}

function lackingNow(exam: Exam, length: FormLength): readonly string[] {
  const drawn = exam.kind === 'labs' ? drawLabs(exam, courseNow(), 'any') : drawForm(exam, length, examPool(courseNow()), 'any');
  return drawn.ok ? [] : drawn.errors;
}

function paperDrawn(exam: Paper, length: FormLength, seed: string, avoid: readonly ReadonlySet<string>[]): Result<Drawn, string> {
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

function labsDrawn(exam: LabExam, seed: string, avoid: ReadonlySet<string>): Result<Drawn, string> {
  const drawn = drawLabs(exam, courseNow(), seed, avoid);
  if (!drawn.ok) return drawn;
  const places = drawn.value.map((item): Place => ({ item, domain: 'Labs', scored: true }));
  return { ok: true, value: { seed, places, minutes: exam.minutes } };
}
