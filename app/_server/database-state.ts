import { statSync } from 'node:fs';
import { databaseFile } from '../../prisma/database-url.ts';
import { type DatabaseFault, faultIn } from './database-fault.ts';
import { database } from './db.ts';

/** Undefined when the database answers and takes a write (one that changes nothing, but needs the lock and the log); else what is wrong. */
export async function databaseAnswers(): Promise<DatabaseFault | undefined> {
  try {
    const prisma = database();
    await prisma.$executeRaw`UPDATE "Invitation" SET "usedAt" = "usedAt" WHERE "id" = ''`;
    return undefined;
  } catch (error) {
    return faultIn(error) ?? 'does not answer';
  }
}

/** How large the database is, with its log, in bytes. */
export function databaseBytes(): number {
  const file = databaseFile(process.env.WORKBOOK_DATA ?? 'data');
  return [file, `${file}-wal`].reduce((sum, each) => sum + (statSync(each, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** How many rows there are of what grows. */
export async function rowCounts(): Promise<Readonly<Record<string, number>>> {
  const prisma = database();
  const [attempts, answers, drafts, learners, seats] = await Promise.all([
    prisma.attempt.count(),
    prisma.quizAnswer.count(),
    prisma.draft.count(),
    prisma.learner.count(),
    prisma.seat.count(),
  ]);
  return { attempts, answers, drafts, learners, seats };
}
