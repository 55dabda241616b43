import { PrismaLibSql } from '@prisma/adapter-libsql';
import { databaseFile, databaseUrl } from '../../prisma/database-url.ts';
import { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

/** One client for a process, also when a development server loads this module again. */
const held = globalThis as { workbookDatabase?: PrismaClient };

/**
 * The client of the learner's database, opened at the first call (never while Next builds). The file is in `WORKBOOK_DATA`, by default
 * `data/` below the working directory; prisma/deploy.mts has made it and set its write-ahead log. Foreign keys are on by default, and
 * a statement waits up to 5 s for another process's write.
 *
 * The first statement of a transaction is a write (`INSERT … ON CONFLICT DO NOTHING`): SQLite gives up at once, without waiting, when
 * a transaction that began with reading wants to write after somebody else has.
 */
export function database(): PrismaClient {
  held.workbookDatabase ??= new PrismaClient({ adapter: new PrismaLibSql({ url: urlNow(), timeout: 5000 }) });
  return held.workbookDatabase;
}

/** Closes the client, if one is open; the next `database()` opens another. */
export async function closeDatabase(): Promise<void> {
  const open = held.workbookDatabase;
  delete held.workbookDatabase;
  await open?.$disconnect();
}

const urlNow = (): string => databaseUrl(databaseFile(process.env.WORKBOOK_DATA ?? 'data'));

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
