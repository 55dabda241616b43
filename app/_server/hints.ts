import { database } from './db.ts';
import type { LearnerId } from './learner-rows.ts';

/** That a learner took the hint at `rung` of a lab. `at` is in milliseconds. */
export interface HintRecord {
  readonly labId: string;
  readonly rung: number;
  readonly at: number;
}

/** Notes that the hint was taken; the first time counts. The learner must exist. */
export async function takeHint(learnerId: LearnerId, labId: string, rung: number): Promise<void> {
  await database().$executeRaw`
    INSERT INTO "HintTaken" ("learnerId", "labId", "rung", "createdAt") VALUES (${learnerId}, ${labId}, ${rung}, ${new Date()})
    ON CONFLICT DO NOTHING`;
}

/** The hints that the learner took, of one lab if `labId` is given, by lab and rung. */
export async function listHints(learnerId: LearnerId | undefined, labId?: string): Promise<readonly HintRecord[]> {
  if (learnerId === undefined) return [];
  const where = { learnerId, ...(labId === undefined ? {} : { labId }) };
  const rows = await database().hintTaken.findMany({ where, orderBy: [{ labId: 'asc' }, { rung: 'asc' }] });
  return rows.map((row) => ({ labId: row.labId, rung: row.rung, at: row.createdAt.getTime() }));
}
