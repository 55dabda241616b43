import type { SourceFile } from '#engine';
import { database, fromJson, toJson } from './db.ts';
import type { LearnerId } from './learner-rows.ts';

/** A text that a draft once was. `at` is in milliseconds, when it began to be so. */
export interface DraftVersionRecord {
  readonly id: number;
  readonly labId: string;
  readonly files: readonly SourceFile[];
  readonly at: number;
}

/** Saves within this time of a version's first belong to it: a history of every pause would be one of single letters. */
const SITTING = 60_000;
/** So many versions of a lab are kept, the newest; older ones go. */
export const MOST_VERSIONS = 40;

/** Notes `files` in the history: as a version of its own, or in the place of one that is less than a minute old. */
export async function keepVersion(learnerId: LearnerId, labId: string, files: readonly SourceFile[], now: Date): Promise<void> {
  const { draftVersion } = database();
  const newest = await draftVersion.findFirst({ where: { learnerId, labId }, orderBy: { id: 'desc' } });
  if (newest !== null && now.getTime() - newest.savedAt.getTime() < SITTING) {
    await draftVersion.update({ where: { id: newest.id }, data: { files: toJson(files) } });
    return;
  }
  await draftVersion.create({ data: { learnerId, labId, files: toJson(files), savedAt: now } });
  const kept = await draftVersion.findMany({
    where: { learnerId, labId },
    orderBy: { id: 'desc' },
    skip: MOST_VERSIONS,
    select: { id: true },
  });
  if (kept.length > 0) await draftVersion.deleteMany({ where: { id: { in: kept.map((each) => each.id) } } });
}

/** What the learner's texts were before, of one lab if `labId` is given; the newest first. */
export async function listVersions(learnerId: LearnerId | undefined, labId?: string): Promise<readonly DraftVersionRecord[]> {
  if (learnerId === undefined) return [];
  const where = { learnerId, ...(labId === undefined ? {} : { labId }) };
  const rows = await database().draftVersion.findMany({ where, orderBy: { id: 'desc' } });
  return rows.map((row) => ({
    ...{ id: row.id, labId: row.labId, files: fromJson<readonly SourceFile[]>(row.files) },
    at: row.savedAt.getTime(),
  }));
}
