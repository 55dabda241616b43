import { randomBytes } from 'node:crypto';
import { database } from '../db.ts';
import { type LearnerId, touchLearner } from '../learner-rows.ts';

/** The learner whose progress is the account's, made now where there is none yet. */
export async function learnerOfAccount(userId: string): Promise<LearnerId> {
  const prisma = database();
  const row = await prisma.user.findUniqueOrThrow({ where: { id: userId }, select: { learnerId: true } });
  if (row.learnerId !== null) return row.learnerId;
  const id = randomBytes(32).toString('hex');
  await touchLearner(id);
  await prisma.user.updateMany({ where: { id: userId, learnerId: null }, data: { learnerId: id } });
  const { learnerId } = await prisma.user.findUniqueOrThrow({ where: { id: userId }, select: { learnerId: true } });
  return learnerId ?? id;
}

/** Whether the learner has an account already. */
export const hasAccount = async (learnerId: LearnerId): Promise<boolean> =>
  (await database().user.findUnique({ where: { learnerId }, select: { id: true } })) !== null;
