import { statSync } from 'node:fs';
import { databaseFile } from '../../prisma/database-url.ts';
import { database } from './db.ts';

/** What a server can do about its database, in words without a row of it. */
export type DatabaseFault = 'busy' | 'full' | 'damaged' | 'cannot be written' | 'does not answer';

const FAULTS: readonly (readonly [RegExp, DatabaseFault])[] = [
  [/SQLITE_BUSY|database is locked|timed? ?out/i, 'busy'],
  [/SQLITE_FULL|disk is full|ENOSPC/i, 'full'],
  [/SQLITE_(?:CORRUPT|NOTADB)|malformed|not a database/i, 'damaged'],
  [/SQLITE_(?:READONLY|CANTOPEN|IOERR|PERM)|readonly/i, 'cannot be written'],
];

/** Which fault an error of the driver tells of. */
export function databaseFault(error: unknown): DatabaseFault {
  const text = error instanceof Error ? `${error.name} ${error.message} ${String(error.cause ?? '')}` : String(error);
  return FAULTS.find(([pattern]) => pattern.test(text))?.[1] ?? 'does not answer';
}

/** Undefined when the database answers and takes a write (one that changes nothing, but needs the lock and the log); else what is wrong. */
export async function databaseAnswers(): Promise<DatabaseFault | undefined> {
  try {
    const prisma = database();
    await prisma.$executeRaw`UPDATE "Invitation" SET "usedAt" = "usedAt" WHERE "id" = ''`;
    return undefined;
  } catch (error) {
    return databaseFault(error);
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
