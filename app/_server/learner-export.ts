import { endOf, type Place } from '#engine';
import { listAnswers, type QuizAnswerRecord } from './answers.ts';
import { type AttemptRecord, listAttempts } from './attempts.ts';
import { type DraftVersionRecord, listVersions } from './draft-versions.ts';
import { type DraftRecord, listDrafts } from './drafts.ts';
import { type HintRecord, listHints } from './hints.ts';
import { type LearnerId, learnerRow } from './learner-rows.ts';
import { listOwnNotes, type OwnNoteRecord } from './own-notes.ts';
import { listPredictions, type PredictionRecord } from './predictions.ts';
import { type PreferenceRecord, preferenceOf } from './preferences.ts';
import { type ExamAnswerRecord, examAnswers, listSittings, type SittingRecord } from './sittings.ts';
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
  readonly draftVersions: readonly DraftVersionRecord[];
  readonly hintsTaken: readonly HintRecord[];
  readonly visits: readonly VisitRecord[];
  readonly preference: PreferenceRecord;
  readonly notes: readonly OwnNoteRecord[];
  readonly exams: readonly ExamExport[];
}

/** One exam with every change of an answer. While it goes on its marks, and which questions count, are left out: they are told at its end. */
export interface ExamExport extends Omit<SittingRecord, 'places' | 'seed'> {
  readonly places: readonly Partial<Place>[];
  readonly answers: readonly Partial<ExamAnswerRecord>[];
}

/** All that the learner did, in the order in which he did it; empty lists for somebody unknown. Ready for `JSON.stringify`. */
export async function exportLearner(id: LearnerId | undefined): Promise<LearnerExport> {
  const row = id === undefined ? undefined : await learnerRow(id);
  const [attempts, quizAnswers, predictions, drafts, draftVersions, hintsTaken, visits, preference, notes, exams] =
    await Promise.all([
      listAttempts(id),
      listAnswers(id),
      listPredictions(id),
      listDrafts(id),
      listVersions(id),
      listHints(id),
      listVisits(id),
      preferenceOf(id),
      listOwnNotes(id),
      examsOf(id),
    ]);
  return {
    format: 'privatelink-workbook/1',
    exportedAt: new Date().toISOString(),
    createdAt: row?.createdAt.toISOString(),
    lastSeenAt: row?.lastSeenAt?.toISOString(),
    ...{ attempts, quizAnswers, predictions, drafts, draftVersions, hintsTaken, visits, preference, notes, exams },
  };
}

async function examsOf(id: LearnerId | undefined): Promise<readonly ExamExport[]> {
  const now = Date.now();
  return Promise.all(
    (await listSittings(id)).map(async (sitting) => {
      const answers = await examAnswers(sitting.id);
      if (endOf(sitting, now) !== undefined) return { ...sitting, answers };
      const { seed: _seed, places, ...open } = sitting;
      return {
        ...open,
        places: places.map(({ item }) => ({ item })),
        answers: answers.map(({ mark: _mark, misconceptions: _misconceptions, ...rest }) => rest),
      };
    }),
  );
}
