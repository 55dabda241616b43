import { database } from './db.ts';
import type { LearnerId } from './learner-rows.ts';

/** What a learner wishes of review. `examAt` is in milliseconds. */
export interface PreferenceRecord {
  readonly examAt?: number;
  readonly dailyLimit?: number;
}

/** Keeps the wishes in place of those before. The learner must exist. */
export async function savePreference(learnerId: LearnerId, wish: PreferenceRecord): Promise<void> {
  const examAt = wish.examAt === undefined ? null : new Date(wish.examAt);
  await database().$executeRaw`
    INSERT INTO "Preference" ("learnerId", "examAt", "dailyLimit", "updatedAt")
    VALUES (${learnerId}, ${examAt}, ${wish.dailyLimit ?? null}, ${new Date()})
    ON CONFLICT ("learnerId") DO UPDATE
      SET "examAt" = excluded."examAt", "dailyLimit" = excluded."dailyLimit", "updatedAt" = excluded."updatedAt"`;
}

/** The learner's wishes; none for somebody who said nothing. */
export async function preferenceOf(learnerId: LearnerId | undefined): Promise<PreferenceRecord> {
  if (learnerId === undefined) return {};
  const row = await database().preference.findUnique({ where: { learnerId } });
  return {
    ...(row?.examAt == null ? {} : { examAt: row.examAt.getTime() }),
    ...(row?.dailyLimit == null ? {} : { dailyLimit: row.dailyLimit }),
  };
}
