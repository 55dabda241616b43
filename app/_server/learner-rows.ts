import { database } from './db.ts';

/** Whose rows are meant: the hash of the token in the learner's cookie. */
export type LearnerId = string;

/** So old may be what is noted of a learner's last visit: it is no reason to write each time that he does something. */
const SEEN_MS = 60_000;

/** Makes the learner if there is none, and notes that he was here, to a minute. */
export async function touchLearner(id: LearnerId): Promise<void> {
  const now = new Date();
  const known = await learnerRow(id);
  if (known?.lastSeenAt != null && Math.abs(now.getTime() - known.lastSeenAt.getTime()) < SEEN_MS) return;
  await database().$executeRaw`
    INSERT INTO "Learner" ("id", "createdAt", "lastSeenAt") VALUES (${id}, ${now}, ${now})
    ON CONFLICT ("id") DO UPDATE SET "lastSeenAt" = excluded."lastSeenAt"`;
}

/** Deletes the learner and, through the foreign keys, every row that is his. */
export async function deleteLearner(id: LearnerId): Promise<void> {
  await database().learner.deleteMany({ where: { id } });
}

/** Deletes everything that the learner did, and keeps who he is: his browsers, his account, his seats in rooms. */
export async function resetProgress(id: LearnerId): Promise<void> {
  const prisma = database();
  const [devices, seats, account] = await Promise.all([
    prisma.device.findMany({ where: { learnerId: id } }),
    prisma.seat.findMany({ where: { learnerId: id } }),
    prisma.user.findUnique({ where: { learnerId: id }, select: { id: true } }),
  ]);
  await prisma.$transaction([
    prisma.learner.deleteMany({ where: { id } }),
    prisma.learner.create({ data: { id } }),
    prisma.device.createMany({ data: devices }),
    prisma.seat.createMany({ data: seats }),
    prisma.user.updateMany({ where: { id: account?.id ?? '' }, data: { learnerId: id } }),
  ]);
}

/** When the learner began and was last here; undefined when there is nothing of his. */
export async function learnerRow(
  id: LearnerId,
): Promise<{ readonly createdAt: Date; readonly lastSeenAt: Date | null } | undefined> {
  return (await database().learner.findUnique({ where: { id }, select: { createdAt: true, lastSeenAt: true } })) ?? undefined;
}
