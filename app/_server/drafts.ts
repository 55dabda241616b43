import { isDeepStrictEqual } from 'node:util';
import type { SourceFile } from '#engine';
import type { Draft } from '../../prisma/generated/client.ts';
import { database, fromJson } from './db.ts';
import { keepVersion } from './draft-versions.ts';
import type { LearnerId } from './learner-rows.ts';

/** A lab's text as it was last saved. `revision` counts the saves from 1; `at` is in milliseconds. */
export interface DraftRecord {
  readonly labId: string;
  readonly files: readonly SourceFile[];
  readonly revision: number;
  readonly at: number;
  /** The lab's given text that it grew from; absent in drafts that are older than this note. */
  readonly start?: readonly SourceFile[];
}

/** A save that was kept, or the text that somebody else saved since `base`: then nothing was overwritten. */
export type DraftSave =
  | { readonly kind: 'saved'; readonly revision: number; readonly at: number }
  | { readonly kind: 'conflict'; readonly theirs: DraftRecord };

/**
 * Saves `files` if the stored text is still the one of revision `base` (0: none was stored). A save that comes again, because its
 * answer was lost, finds its own text and is no conflict; nor is one whose stored text was deleted meanwhile. `start` is the lab's given
 * text as it is now, where it is known; it is noted with the first save and stays until `settleStart`. The learner must exist.
 */
export async function saveDraft(
  learnerId: LearnerId,
  labId: string,
  files: readonly SourceFile[],
  base: number,
  start?: readonly SourceFile[],
): Promise<DraftSave> {
  const now = new Date();
  const text = JSON.stringify(files);
  const given = start === undefined ? null : JSON.stringify(start);
  // One statement, so that of two saves from the same revision exactly one goes through.
  const saved = await database().$queryRaw<readonly { readonly revision: number | bigint }[]>`
    INSERT INTO "Draft" ("learnerId", "labId", "files", "start", "revision", "updatedAt")
    VALUES (${learnerId}, ${labId}, ${text}, ${given}, ${base + 1}, ${now})
    ON CONFLICT ("learnerId", "labId") DO UPDATE
      SET "files" = excluded."files", "revision" = excluded."revision", "updatedAt" = excluded."updatedAt",
        "start" = COALESCE("Draft"."start", excluded."start")
      WHERE "Draft"."revision" = ${base}
    RETURNING "revision"`;
  if (saved.length > 0) {
    await keepVersion(learnerId, labId, files, now);
    return { kind: 'saved', revision: base + 1, at: now.getTime() };
  }
  const theirs = await draftOf(learnerId, labId);
  if (theirs === undefined) return saveDraft(learnerId, labId, files, base, start);
  if (isDeepStrictEqual(theirs.files, files)) return { kind: 'saved', revision: theirs.revision, at: theirs.at };
  return { kind: 'conflict', theirs };
}

/** Notes that somebody has chosen what becomes of his text under the lab's given text as it is now. */
export async function settleStart(learnerId: LearnerId, labId: string, start: readonly SourceFile[]): Promise<void> {
  const given = JSON.stringify(start);
  await database().$executeRaw`UPDATE "Draft" SET "start" = ${given} WHERE "learnerId" = ${learnerId} AND "labId" = ${labId}`;
}

/** The learner's text of the lab as it was last saved. */
export async function draftOf(learnerId: LearnerId | undefined, labId: string): Promise<DraftRecord | undefined> {
  if (learnerId === undefined) return undefined;
  const row = await database().draft.findUnique({ where: { learnerId_labId: { learnerId, labId } } });
  return row === null ? undefined : recordOf(row);
}

/** All of the learner's texts, by lab. */
export async function listDrafts(learnerId: LearnerId | undefined): Promise<readonly DraftRecord[]> {
  if (learnerId === undefined) return [];
  return (await database().draft.findMany({ where: { learnerId }, orderBy: { labId: 'asc' } })).map(recordOf);
}

const recordOf = (row: Draft): DraftRecord => ({
  labId: row.labId,
  files: fromJson<readonly SourceFile[]>(row.files),
  revision: row.revision,
  at: row.updatedAt.getTime(),
  ...(row.start === null ? {} : { start: fromJson<readonly SourceFile[]>(row.start) }),
});
