import type { AttemptRow, Grade, SourceFile } from '#engine';
import type { Attempt } from '../../prisma/generated/client.ts';
import { database, fromJson, momentOf, once, toJson } from './db.ts';
import type { LearnerId } from './learner-rows.ts';

/** A submission as it is to be recorded. The grade is the server's own, never one that a browser sent. */
export interface NewAttempt {
  readonly clientKey: string;
  readonly labId: string;
  readonly files: readonly SourceFile[];
  readonly grade: Grade;
  /** When it was made, in milliseconds; now when absent. */
  readonly createdAt?: number;
}

/** A submission as it was recorded. `createdAt` is in milliseconds. */
export interface AttemptRecord extends NewAttempt {
  readonly createdAt: number;
}

/** The recorded submission: this one, or the one that was recorded under the same key before, whatever it held. The learner must exist. */
export async function recordAttempt(learnerId: LearnerId, attempt: NewAttempt): Promise<AttemptRecord> {
  const { clientKey, labId, files, grade } = attempt;
  const prisma = database();
  const data = {
    ...{ learnerId, clientKey, labId, files: toJson(files), grade: toJson(grade) },
    contentHash: grade.contentHash,
    engineVersion: grade.engineVersion,
    class: grade.class,
    passed: grade.class === 'passed',
    ...momentOf(attempt.createdAt),
  };
  const row = await once(
    () => prisma.attempt.create({ data }),
    () => prisma.attempt.findUnique({ where: { learnerId_clientKey: { learnerId, clientKey } } }),
  );
  return recordOf(row);
}

/** The learner's submissions, of one lab if `labId` is given, in the order in which they were made. */
export async function listAttempts(learnerId: LearnerId | undefined, labId?: string): Promise<readonly AttemptRecord[]> {
  if (learnerId === undefined) return [];
  const where = { learnerId, ...(labId === undefined ? {} : { labId }) };
  return (await database().attempt.findMany({ where, orderBy: { id: 'asc' } })).map(recordOf);
}

/** The learner's last submission to the lab. */
export async function latestAttempt(learnerId: LearnerId | undefined, labId: string): Promise<AttemptRecord | undefined> {
  if (learnerId === undefined) return undefined;
  const row = await database().attempt.findFirst({ where: { learnerId, labId }, orderBy: { id: 'desc' } });
  return row === null ? undefined : recordOf(row);
}

/** The learner's submission with this key: whether one that may have been sent before has arrived. */
export async function attemptWithKey(learnerId: LearnerId | undefined, clientKey: string): Promise<AttemptRecord | undefined> {
  if (learnerId === undefined) return undefined;
  const row = await database().attempt.findUnique({ where: { learnerId_clientKey: { learnerId, clientKey } } });
  return row === null ? undefined : recordOf(row);
}

/** The learner's submissions as progress is folded from them. */
export async function attemptRows(learnerId: LearnerId | undefined): Promise<readonly AttemptRow[]> {
  if (learnerId === undefined) return [];
  const select = { clientKey: true, labId: true, grade: true, createdAt: true } as const;
  const rows = await database().attempt.findMany({ where: { learnerId }, orderBy: { id: 'asc' }, select });
  return rows.map((row) => {
    const grade = fromJson<Grade>(row.grade);
    const misconceptions = [grade, ...grade.checks].flatMap((each) => each.misconception ?? []);
    return {
      ...{ key: row.clientKey, lab: row.labId, class: grade.class, score: grade.score },
      misconceptions: [...new Set(misconceptions)],
      at: row.createdAt.getTime(),
    };
  });
}

const recordOf = (row: Attempt): AttemptRecord => ({
  clientKey: row.clientKey,
  labId: row.labId,
  files: fromJson<readonly SourceFile[]>(row.files),
  grade: fromJson<Grade>(row.grade),
  createdAt: row.createdAt.getTime(),
});
