import { listAnswers, type QuizAnswerRecord } from './answers.ts';
import { type AttemptRecord, listAttempts } from './attempts.ts';
import { type DraftRecord, listDrafts } from './drafts.ts';
import { type HintRecord, listHints } from './hints.ts';
import { type LearnerId, learnerRow } from './learner-rows.ts';
import { listPredictions, type PredictionRecord } from './predictions.ts';
import { listVisits, type VisitRecord } from './visits.ts';

/** Everything that is stored about a learner. Without his id: it is nobody's business and no use to him. */
export interface LearnerExport {
  readonly format: 'privatelink-workbook/1';
  readonly exportedAt: string;
  readonly createdAt: string | undefined;
  readonly lastSeenAt: string | undefined;
  readonly attempts: readonly AttemptRecord[];
  readonly quizAnswers: readonly QuizAnswerRecord[];
  readonly predictions: readonly PredictionRecord[];
  readonly drafts: readonly DraftRecord[];
  readonly hintsTaken: readonly HintRecord[];
  readonly visits: readonly VisitRecord[];
}

/** All that the learner did, in the order in which he did it; empty lists for somebody unknown. Ready for `JSON.stringify`. */
export async function exportLearner(id: LearnerId | undefined): Promise<LearnerExport> {
  const row = id === undefined ? undefined : await learnerRow(id);
  const [attempts, quizAnswers, predictions, drafts, hintsTaken, visits] = await Promise.all([
    listAttempts(id),
    listAnswers(id),
    listPredictions(id),
    listDrafts(id),
    listHints(id),
    listVisits(id),
  ]);
  return {
    format: 'privatelink-workbook/1',
    exportedAt: new Date().toISOString(),
    createdAt: row?.createdAt.toISOString(),
    lastSeenAt: row?.lastSeenAt?.toISOString(),
    ...{ attempts, quizAnswers, predictions, drafts, hintsTaken, visits },
  };
}
