import type { VisitRow } from '#engine';
import type { LessonVisit } from '../../prisma/generated/client.ts';
import { database, fromJson } from './db.ts';
import type { LearnerId } from './learner-rows.ts';

/** A place in a lesson: the id of the heading in sight, '' above the first. */
export interface VisitPosition {
  readonly section: string;
}

/** Where a learner stopped reading a lesson, and when he first reached its end. Times are in milliseconds. */
export interface VisitRecord {
  readonly lessonId: string;
  readonly position: VisitPosition;
  readonly completedAt: number | undefined;
  readonly at: number;
}

/** Notes where the learner is in the lesson; the last note counts, and an end once reached stays reached. The learner must exist. */
export async function noteVisit(
  learnerId: LearnerId,
  lessonId: string,
  position: VisitPosition,
  completed: boolean,
): Promise<void> {
  const now = new Date();
  await database().$executeRaw`
    INSERT INTO "LessonVisit" ("learnerId", "lessonId", "position", "completedAt", "updatedAt")
    VALUES (${learnerId}, ${lessonId}, ${JSON.stringify(position)}, ${completed ? now : null}, ${now})
    ON CONFLICT ("learnerId", "lessonId") DO UPDATE
      SET "position" = excluded."position", "updatedAt" = excluded."updatedAt",
          "completedAt" = COALESCE("LessonVisit"."completedAt", excluded."completedAt")`;
}

/** Where the learner is in the lesson; undefined when he has not opened it. */
export async function visitOf(learnerId: LearnerId | undefined, lessonId: string): Promise<VisitRecord | undefined> {
  if (learnerId === undefined) return undefined;
  const row = await database().lessonVisit.findUnique({ where: { learnerId_lessonId: { learnerId, lessonId } } });
  return row === null ? undefined : recordOf(row);
}

/** Every lesson that the learner opened, the one that he read last at the end. */
export async function listVisits(learnerId: LearnerId | undefined): Promise<readonly VisitRecord[]> {
  if (learnerId === undefined) return [];
  return (await database().lessonVisit.findMany({ where: { learnerId }, orderBy: { updatedAt: 'asc' } })).map(recordOf);
}

/** The learner's visits as progress is folded from them. */
export async function visitRows(learnerId: LearnerId | undefined): Promise<readonly VisitRow[]> {
  return (await listVisits(learnerId)).map(({ lessonId, completedAt, at }) => ({
    ...{ key: lessonId, lesson: lessonId, finished: completedAt !== undefined, at },
  }));
}

const recordOf = (row: LessonVisit): VisitRecord => ({
  lessonId: row.lessonId,
  position: fromJson<VisitPosition>(row.position),
  completedAt: row.completedAt?.getTime(),
  at: row.updatedAt.getTime(),
});
