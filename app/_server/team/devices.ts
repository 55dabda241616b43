import { database } from '../db.ts';
import type { LearnerId } from '../learner-rows.ts';

/** Whose a browser is by the hash of its cookie: of a learner that it was linked to, or of the one whom it made; undefined for neither. */
export async function learnerOfDevice(hash: string): Promise<LearnerId | undefined> {
  // Asked with each request of a room: one question and not two.
  const found = await database().$queryRaw<readonly { readonly id: string }[]>`
    SELECT COALESCE((SELECT "learnerId" FROM "Device" WHERE "id" = ${hash}), (SELECT "id" FROM "Learner" WHERE "id" = ${hash})) AS "id"`;
  return found[0]?.id ?? undefined;
}

/** Makes the browser of `hash` another one of the learner. */
export async function linkDevice(hash: string, learnerId: LearnerId): Promise<void> {
  await database().device.upsert({ where: { id: hash }, create: { id: hash, learnerId }, update: { learnerId } });
}

/** Makes the browser of `hash` nobody's. */
export async function unlinkDevice(hash: string): Promise<void> {
  await database().device.deleteMany({ where: { id: hash } });
}
