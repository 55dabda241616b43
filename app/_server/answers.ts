import type { AnswerRow, Certainty, QuestionAnswer } from '#engine';
import type { QuizAnswer } from '../../prisma/generated/client.ts';
import { database, fromJson, momentOf, once, toJson } from './db.ts';
import type { LearnerId } from './learner-rows.ts';

/** An answer to a quiz question as it is to be recorded, marked by the server. */
export interface NewQuizAnswer {
  readonly clientKey: string;
  readonly lessonId: string;
  readonly questionId: string;
  /** Of the question as it was asked: tells an answer to an older wording. */
  readonly questionHash: string;
  /** What decided the order in which the options were shown; absent where they stood as written. */
  readonly seed?: string;
  readonly answer: QuestionAnswer;
  readonly correct: boolean;
  readonly misconceptions: readonly string[];
  readonly certainty?: Certainty;
  readonly seconds?: number;
  /** When it was given, in milliseconds; now when absent. */
  readonly createdAt?: number;
}

/** An answer as it was recorded. `createdAt` is in milliseconds. */
export interface QuizAnswerRecord extends NewQuizAnswer {
  readonly createdAt: number;
}

/** The recorded answer: this one, or the one that was recorded under the same key before. The learner must exist. */
export async function recordAnswer(learnerId: LearnerId, answer: NewQuizAnswer): Promise<QuizAnswerRecord> {
  const { clientKey, lessonId, questionId, questionHash, correct } = answer;
  const prisma = database();
  const data = {
    ...{ learnerId, clientKey, lessonId, questionId, questionHash, correct },
    seed: answer.seed ?? null,
    answer: toJson(answer.answer),
    misconceptions: toJson(answer.misconceptions),
    certainty: answer.certainty ?? null,
    seconds: answer.seconds ?? null,
    ...momentOf(answer.createdAt),
  };
  const row = await once(
    () => prisma.quizAnswer.create({ data }),
    () => prisma.quizAnswer.findUnique({ where: { learnerId_clientKey: { learnerId, clientKey } } }),
  );
  return recordOf(row);
}

/** The learner's answers, of one lesson if `lessonId` is given, in the order in which they were given. */
export async function listAnswers(learnerId: LearnerId | undefined, lessonId?: string): Promise<readonly QuizAnswerRecord[]> {
  if (learnerId === undefined) return [];
  const where = { learnerId, ...(lessonId === undefined ? {} : { lessonId }) };
  return (await database().quizAnswer.findMany({ where, orderBy: { id: 'asc' } })).map(recordOf);
}

/** The learner's answers as progress is folded from them. */
export async function answerRows(learnerId: LearnerId | undefined): Promise<readonly AnswerRow[]> {
  return (await listAnswers(learnerId)).map(({ clientKey, questionId, correct, misconceptions, createdAt }) => ({
    ...{ key: clientKey, question: questionId, correct, misconceptions, at: createdAt },
  }));
}

const recordOf = (row: QuizAnswer): QuizAnswerRecord => ({
  clientKey: row.clientKey,
  lessonId: row.lessonId,
  questionId: row.questionId,
  questionHash: row.questionHash,
  ...(row.seed === null ? {} : { seed: row.seed }),
  answer: fromJson<QuestionAnswer>(row.answer),
  correct: row.correct,
  misconceptions: fromJson<readonly string[]>(row.misconceptions),
  ...(row.certainty === null ? {} : { certainty: row.certainty as Certainty }),
  ...(row.seconds === null ? {} : { seconds: row.seconds }),
  createdAt: row.createdAt.getTime(),
});
