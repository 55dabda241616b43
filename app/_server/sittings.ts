import { createHash } from 'node:crypto';
import type { Answered, Certainty, Place, QuestionAnswer, Sitting } from '#engine';
import type { ExamAnswer, ExamSitting } from '../../prisma/generated/client.ts';
import { windowOf } from '../_ui/client-key.ts';
import { database, fromJson, once, toJson } from './db.ts';
import type { LearnerId } from './learner-rows.ts';

/** One exam that a learner began. Moments are in milliseconds of the server's clock. */
export interface SittingRecord extends Sitting {
  readonly id: string;
  readonly examId: string;
  readonly seed: string;
}

/** One change of an answer as it was recorded; `order` tells changes of one moment apart. */
export interface ExamAnswerRecord extends Answered {
  readonly answer: QuestionAnswer;
  readonly flagged: boolean;
  readonly certainty?: Certainty;
  readonly misconceptions: readonly string[];
}

export interface NewSitting {
  readonly clientKey: string;
  readonly examId: string;
  readonly seed: string;
  readonly places: readonly Place[];
  readonly minutes: number;
}

/** The sitting that begins now, or the one that began under the same key before. The learner must exist. */
export async function beginSitting(learnerId: LearnerId, sitting: NewSitting): Promise<SittingRecord> {
  const { clientKey, examId, seed } = sitting;
  const prisma = database();
  const startedAt = new Date();
  const data = {
    ...{ learnerId, clientKey, examId, seed, startedAt },
    id: sittingIdOf(learnerId, clientKey),
    places: toJson(sitting.places),
    endsAt: new Date(startedAt.getTime() + sitting.minutes * 60_000),
  };
  const row = await once(
    () => prisma.examSitting.create({ data }),
    () => prisma.examSitting.findUnique({ where: { learnerId_clientKey: { learnerId, clientKey } } }),
  );
  return recordOf(row);
}

/** A name that nobody can guess from the key that a browser chose, and that is the same each time it is sent. */
const sittingIdOf = (learnerId: LearnerId, clientKey: string): string =>
  createHash('sha256').update(`${learnerId}/${clientKey}`).digest('hex').slice(0, 24);

/** The learner's sitting with this id; undefined when it is nobody's or somebody else's. */
export async function sittingOf(learnerId: LearnerId | undefined, id: string): Promise<SittingRecord | undefined> {
  if (learnerId === undefined) return undefined;
  const row = await database().examSitting.findFirst({ where: { id, learnerId } });
  return row === null ? undefined : recordOf(row);
}

/** The learner's sittings, the one that began first at the beginning. */
export async function listSittings(learnerId: LearnerId | undefined): Promise<readonly SittingRecord[]> {
  if (learnerId === undefined) return [];
  const rows = await database().examSitting.findMany({ where: { learnerId }, orderBy: { startedAt: 'asc' } });
  return rows.map(recordOf);
}

export interface NewExamAnswer {
  readonly clientKey: string;
  readonly place: number;
  readonly answer: QuestionAnswer;
  readonly flagged: boolean;
  readonly certainty?: Certainty;
  readonly mark: number;
  readonly misconceptions: readonly string[];
}

/** Records a change of an answer once for each key. Whether it came in time is told by its moment, which the server sets. */
export async function recordExamAnswer(sittingId: string, change: NewExamAnswer): Promise<ExamAnswerRecord> {
  const { clientKey } = change;
  const prisma = database();
  const data = { sittingId, ...columnsOf(change), createdAt: new Date() };
  const row = await once(
    () => prisma.examAnswer.create({ data }),
    () => prisma.examAnswer.findUnique({ where: { sittingId_clientKey: { sittingId, clientKey } } }),
  );
  return answerOf(row);
}

/** Whether another window's change came to the place after the one that was seen last (0 for none) and before the one of `order`, which has this key. */
export async function changedBetween(
  sittingId: string,
  { place, seen, order, key }: { readonly place: number; readonly seen: number; readonly order: number; readonly key: string },
): Promise<boolean> {
  const NOT = { clientKey: { startsWith: windowOf(key) } };
  return (await database().examAnswer.count({ where: { sittingId, place, id: { gt: seen, lt: order }, NOT } })) > 0;
}

/** Every change of an answer in the sitting, in the order in which they came. */
export async function examAnswers(sittingId: string): Promise<readonly ExamAnswerRecord[]> {
  return (await database().examAnswer.findMany({ where: { sittingId }, orderBy: { id: 'asc' } })).map(answerOf);
}

/** A sitting that is over, with its answers, as it was on another machine; taken in once for each key. */
export interface FinishedSittingCopy extends Omit<SittingRecord, 'id'> {
  readonly clientKey: string;
  readonly answers: readonly (NewExamAnswer & { readonly at: number })[];
}

/** Takes a finished sitting in, unless the learner has this one: the draw and the moment at which it began tell sittings apart. The learner must exist. */
export async function copySitting(learnerId: LearnerId, copy: FinishedSittingCopy): Promise<void> {
  const { clientKey, examId, seed, startedAt, endsAt, submittedAt } = copy;
  const isSame = (each: SittingRecord) => each.examId === examId && each.seed === seed && each.startedAt === startedAt;
  if ((await listSittings(learnerId)).some(isSame)) return;
  const data = {
    ...{ id: sittingIdOf(learnerId, clientKey), learnerId, clientKey, examId, seed, places: toJson(copy.places) },
    ...{ startedAt: new Date(startedAt), endsAt: new Date(endsAt) },
    submittedAt: submittedAt === undefined ? null : new Date(submittedAt),
    answers: { create: copy.answers.map(({ at, ...change }) => ({ ...columnsOf(change), createdAt: new Date(at) })) },
  };
  await once(
    () => database().examSitting.create({ data }),
    () => database().examSitting.findUnique({ where: { learnerId_clientKey: { learnerId, clientKey } } }),
  );
}

/** Hands the sitting in; the first time counts, and after its end nothing is handed in any more. */
export async function submitSitting(learnerId: LearnerId, id: string): Promise<void> {
  const now = new Date();
  await database().$executeRaw`
    UPDATE "ExamSitting" SET "submittedAt" = ${now}
    WHERE "id" = ${id} AND "learnerId" = ${learnerId} AND "submittedAt" IS NULL AND "endsAt" > ${now}`;
}

const columnsOf = ({ clientKey, place, answer, flagged, certainty, mark, misconceptions }: NewExamAnswer) => ({
  ...{ clientKey, place, flagged, certainty: certainty ?? null, mark },
  answer: toJson(answer),
  misconceptions: toJson(misconceptions),
});

const recordOf = (row: ExamSitting): SittingRecord => ({
  id: row.id,
  examId: row.examId,
  seed: row.seed,
  places: fromJson<readonly Place[]>(row.places),
  startedAt: row.startedAt.getTime(),
  endsAt: row.endsAt.getTime(),
  ...(row.submittedAt === null ? {} : { submittedAt: row.submittedAt.getTime() }),
});

const answerOf = (row: ExamAnswer): ExamAnswerRecord => ({
  place: row.place,
  at: row.createdAt.getTime(),
  order: row.id,
  mark: row.mark,
  answer: fromJson<QuestionAnswer>(row.answer),
  flagged: row.flagged,
  ...(row.certainty === null ? {} : { certainty: row.certainty as Certainty }),
  misconceptions: fromJson<readonly string[]>(row.misconceptions),
});
