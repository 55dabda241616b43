import type { AnswerRow, QuestionAnswer } from '#engine';
import type { Prediction } from '../../prisma/generated/client.ts';
import { database, fromJson, momentOf, once, toJson } from './db.ts';
import type { LearnerId } from './learner-rows.ts';

/** An answer to a prediction or a check inside a lesson, marked by the server. */
export interface NewPrediction {
  readonly clientKey: string;
  readonly lessonId: string;
  /** Unique in its lesson. */
  readonly predictId: string;
  readonly answer: QuestionAnswer;
  readonly correct: boolean;
  readonly misconceptions: readonly string[];
  /** When it was made, in milliseconds; now when absent. */
  readonly createdAt?: number;
}

/** A prediction as it was recorded. `createdAt` is in milliseconds. */
export interface PredictionRecord extends NewPrediction {
  readonly createdAt: number;
}

/** The recorded prediction: this one, or the one that was recorded under the same key before. The learner must exist. */
export async function recordPrediction(learnerId: LearnerId, prediction: NewPrediction): Promise<PredictionRecord> {
  const { clientKey, lessonId, predictId, correct } = prediction;
  const prisma = database();
  const data = {
    ...{ learnerId, clientKey, lessonId, predictId, correct },
    answer: toJson(prediction.answer),
    misconceptions: toJson(prediction.misconceptions),
    ...momentOf(prediction.createdAt),
  };
  const row = await once(
    () => prisma.prediction.create({ data }),
    () => prisma.prediction.findUnique({ where: { learnerId_clientKey: { learnerId, clientKey } } }),
  );
  return recordOf(row);
}

/** The learner's predictions, of one lesson if `lessonId` is given, in the order in which they were made. */
export async function listPredictions(learnerId: LearnerId | undefined, lessonId?: string): Promise<readonly PredictionRecord[]> {
  if (learnerId === undefined) return [];
  const where = { learnerId, ...(lessonId === undefined ? {} : { lessonId }) };
  return (await database().prediction.findMany({ where, orderBy: { id: 'asc' } })).map(recordOf);
}

/** The learner's predictions as progress is folded from them: their ids have the lesson's before them. A note is no answer. */
export async function predictionRows(learnerId: LearnerId | undefined): Promise<readonly AnswerRow[]> {
  const given = (await listPredictions(learnerId)).filter((row) => !row.predictId.includes('#'));
  return given.map(({ clientKey, lessonId, predictId, correct, misconceptions, createdAt }) => ({
    ...{ key: clientKey, question: `${lessonId}/${predictId}`, correct, misconceptions, at: createdAt },
  }));
}

const recordOf = (row: Prediction): PredictionRecord => ({
  clientKey: row.clientKey,
  lessonId: row.lessonId,
  predictId: row.predictId,
  answer: fromJson<QuestionAnswer>(row.answer),
  correct: row.correct,
  misconceptions: fromJson<readonly string[]>(row.misconceptions),
  createdAt: row.createdAt.getTime(),
});
