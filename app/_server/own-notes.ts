import { database } from './db.ts';
import type { LearnerId } from './learner-rows.ts';

/** What a learner wrote beside a lesson or a lab, which `subject` names. `revision` counts the saves from 1; `at` is in milliseconds. */
export interface OwnNoteRecord {
  readonly subject: string;
  readonly text: string;
  readonly bookmarked: boolean;
  readonly revision: number;
  readonly at: number;
}

export type OwnNoteSave =
  | { readonly kind: 'saved'; readonly revision: number; readonly at: number }
  | { readonly kind: 'conflict'; readonly theirs: OwnNoteRecord };

/**
 * Saves a note if the stored one is still that of revision `base` (0: none was stored). One that comes again finds its own text and is no
 * conflict. The learner must exist.
 */
export async function saveOwnNote(
  learnerId: LearnerId,
  subject: string,
  { text, bookmarked }: Pick<OwnNoteRecord, 'text' | 'bookmarked'>,
  base: number,
): Promise<OwnNoteSave> {
  const now = new Date();
  // One statement, so that of two saves from the same revision exactly one goes through.
  const saved = await database().$queryRaw<readonly unknown[]>`
    INSERT INTO "OwnNote" ("learnerId", "subject", "text", "bookmarked", "revision", "updatedAt")
    VALUES (${learnerId}, ${subject}, ${text}, ${bookmarked}, ${base + 1}, ${now})
    ON CONFLICT ("learnerId", "subject") DO UPDATE
      SET "text" = excluded."text", "bookmarked" = excluded."bookmarked",
        "revision" = excluded."revision", "updatedAt" = excluded."updatedAt"
      WHERE "OwnNote"."revision" = ${base}
    RETURNING "revision"`;
  if (saved.length > 0) return { kind: 'saved', revision: base + 1, at: now.getTime() };
  const theirs = await ownNoteOf(learnerId, subject);
  if (theirs === undefined) return saveOwnNote(learnerId, subject, { text, bookmarked }, base);
  if (theirs.text === text && theirs.bookmarked === bookmarked)
    return { kind: 'saved', revision: theirs.revision, at: theirs.at };
  return { kind: 'conflict', theirs };
}

/** The learner's note of a lesson or a lab as it was last saved. */
export async function ownNoteOf(learnerId: LearnerId | undefined, subject: string): Promise<OwnNoteRecord | undefined> {
  if (learnerId === undefined) return undefined;
  const row = await database().ownNote.findUnique({ where: { learnerId_subject: { learnerId, subject } } });
  return row === null ? undefined : recordOf(row);
}

/** All of the learner's notes and bookmarks, the newest first; one that was emptied again is none. */
export async function listOwnNotes(learnerId: LearnerId | undefined): Promise<readonly OwnNoteRecord[]> {
  if (learnerId === undefined) return [];
  const rows = await database().ownNote.findMany({ where: { learnerId }, orderBy: { updatedAt: 'desc' } });
  return rows.map(recordOf).filter((each) => each.bookmarked || each.text.trim() !== '');
}

const recordOf = (row: Omit<OwnNoteRecord, 'at'> & { readonly updatedAt: Date }): OwnNoteRecord => ({
  ...{ subject: row.subject, text: row.text, bookmarked: row.bookmarked, revision: row.revision },
  at: row.updatedAt.getTime(),
});
