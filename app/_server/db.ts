import { PrismaLibSql } from '@prisma/adapter-libsql';
import { databaseFile, databaseUrl } from '../../prisma/database-url.ts';
import { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { groupCommit, type WriteCounts } from './group-commit.ts';
import { writeGuard } from './write-guard.ts';

/** One client for a process, also when a development server loads this module again. */
const held = globalThis as { workbookDatabase?: OpenDatabase };

interface OpenDatabase {
  readonly client: PrismaClient;
  readonly counts: () => WriteCounts;
}

/**
 * The client of the learner's database, opened at the first call (never while Next builds). The file is in `WORKBOOK_DATA`, by default
 * `data/` below the working directory; prisma/deploy.mts has made it and set its write-ahead log. Foreign keys are on and each commit is
 * on the disk before it is answered (`synchronous=FULL`), both by default of this driver, which test/database-settings.test.ts holds. A
 * write waits up to 5 s for another process's.
 */
export const database = (): PrismaClient => openDatabase().client;

/** How much was written since the process began, and in how many commits. */
export const writeCounts = (): WriteCounts => held.workbookDatabase?.counts() ?? { writes: 0, groups: 0 };

function openDatabase(): OpenDatabase {
  held.workbookDatabase ??= open();
  return held.workbookDatabase;
}

function open(): OpenDatabase {
  const reading = new PrismaLibSql({ url: urlNow(), timeout: 5000 });
  // No time-out here: the driver would hold up the whole process while it waits.
  const writing = new PrismaLibSql({ url: urlNow(), timeout: 0 });
  let counts = (): WriteCounts => ({ writes: 0, groups: 0 });
  const guard = writeGuard(dataFolder());
  const connect = async () => {
    const reader = await reading.connect();
    await reader.executeScript('PRAGMA query_only = ON');
    const grouped = await groupCommit(reader, () => writing.connect(), guard);
    counts = grouped.counts;
    return grouped.adapter;
  };
  // An error's message goes to the log: without the values of its statement.
  const client = new PrismaClient({
    errorFormat: 'minimal',
    adapter: { provider: 'sqlite', adapterName: reading.adapterName, connect },
  });
  return { client, counts: () => counts() };
}

/** Closes the client, if one is open; the next `database()` opens another. */
export async function closeDatabase(): Promise<void> {
  const before = held.workbookDatabase;
  delete held.workbookDatabase;
  await before?.client.$disconnect();
}

const dataFolder = (): string => process.env.WORKBOOK_DATA ?? 'data';
const urlNow = (): string => databaseUrl(databaseFile(dataFolder()));

/** What `insert` made, or, when its key is taken already, what `find` sees: the same call twice leaves one row and gets the same one. */
export async function once<T>(insert: () => Promise<T>, find: () => Promise<T | null>): Promise<T> {
  try {
    return await insert();
  } catch (error) {
    const found = isTaken(error) ? await find() : null;
    if (found === null) throw error;
    return found;
  }
}

const isTaken = (error: unknown): boolean => error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';

/** `value` as the database's JSON. What comes in is data by its type; functions and the like cannot be in it. */
export const toJson = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;

/** JSON of the database as the type that `toJson` was given: only this folder writes it. */
export const fromJson = <T>(value: Prisma.JsonValue): T => value as T;

/** The column of a moment in milliseconds, never one to come; nothing where the database is to say now. */
export const momentOf = (at: number | undefined): { readonly createdAt?: Date } =>
  at === undefined ? {} : { createdAt: new Date(Math.min(at, Date.now())) };
