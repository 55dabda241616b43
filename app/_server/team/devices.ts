import { database } from '../db.ts';
import type { LearnerId } from '../learner-rows.ts';

/** Whose a browser is by the hash of its cookie: of a learner that it was linked to, or of the one whom it made; undefined for neither. */
export async function learnerOfDevice(hash: string): Promise<LearnerId | undefined> {
  const prisma = database();
  const device = await prisma.device.findUnique({ where: { id: hash }, select: { learnerId: true } });
  if (device !== null) return device.learnerId;
  return (await prisma.learner.findUnique({ where: { id: hash }, select: { id: true } }))?.id;
}

/** Makes the browser of `hash` another one of the learner. */
export async function linkDevice(hash: string, learnerId: LearnerId): Promise<void> {
  await database().device.upsert({ where: { id: hash }, create: { id: hash, learnerId }, update: { learnerId } });
}

/** Makes the browser of `hash` nobody's. */
export async function unlinkDevice(hash: string): Promise<void> {
  await database().device.deleteMany({ where: { id: hash } });
}
