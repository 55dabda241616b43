import 'server-only';
import { type Answered, countedAnswers, type Exam, type ExamResult, endOf, type Finished, isReady, resultOf } from '#engine';
import { listAttempts } from './attempts.ts';
import { examWith } from './exam-forms.ts';
import type { LearnerId } from './learner-rows.ts';
import { examAnswers, listSittings, type SittingRecord } from './sittings.ts';

/** A finished exam with the sitting that it was. */
export interface FinishedSitting extends Finished {
  readonly sitting: string;
}

/** The result of a sitting as it stands at `now`; of a lab exam each lab that was passed in its time is a right answer. */
export async function resultFor(learner: LearnerId | undefined, sitting: SittingRecord, now: number): Promise<ExamResult> {
  const exam = examWith(sitting.examId.split('/')[0] ?? '');
  const answers = exam?.kind === 'labs' ? await labAnswers(learner, sitting) : await examAnswers(sitting.id);
  return resultOf(sitting, answers, now, exam?.pass.percent ?? 75);
}

/** The places of a lab exam whose labs were passed in its time. */
export async function passedLabs(
  learner: LearnerId | undefined,
  sitting: SittingRecord,
  now: number,
): Promise<ReadonlySet<number>> {
  return new Set(countedAnswers(sitting, await labAnswers(learner, sitting), now).keys());
}

/** Every exam of the learner that is over, the earliest first. */
export async function resultsOf(learner: LearnerId | undefined, now: number): Promise<readonly FinishedSitting[]> {
  const over = (await listSittings(learner)).filter((sitting) => endOf(sitting, now) !== undefined);
  return Promise.all(
    over.map(async (sitting) => {
      const [exam = '', length] = sitting.examId.split('/');
      const { percent } = await resultFor(learner, sitting, now);
      const items = sitting.places.map(({ item, seed }) => (seed === undefined ? item : `${item}~${seed}`));
      return { sitting: sitting.id, exam, items, full: length === 'full', percent, at: sitting.startedAt };
    }),
  );
}

/** Whether the learner is ready for this paper, by the exams that are over. */
export const readinessOf = (exam: Exam, results: readonly FinishedSitting[]): boolean =>
  isReady(
    results.filter((result) => result.exam === exam.id),
    exam.pass.percent,
  );

async function labAnswers(learner: LearnerId | undefined, sitting: SittingRecord): Promise<readonly Answered[]> {
  const attempts = (await listAttempts(learner)).filter((attempt) => attempt.createdAt >= sitting.startedAt);
  return attempts.flatMap(({ labId, grade, createdAt }, order) => {
    const place = sitting.places.findIndex((each) => each.item === labId);
    // A lab that was passed stays passed: what is tried after it takes nothing away.
    return place === -1 || grade.class !== 'passed' ? [] : [{ place, at: createdAt, order, mark: 1 }];
  });
}
