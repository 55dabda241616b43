import { createClient } from '@libsql/client/sqlite3';
import { databaseUrl } from './database-url.ts';

/** Workshops whose day has come; the moment is put in for `?`. */
const DUE = `SELECT "id" FROM "Workshop" WHERE "deleteAt" IS NOT NULL AND "deleteAt" <= ?`;

/**
 * Deletes everything personal of the workshops in `file` whose day has come: seats, what was done in the room, and the guests in it with
 * all that they did. Who made an account of himself keeps his progress, and so does a guest who sits in another room whose day has not
 * come. The room itself stays, ended and empty. Comes back with how many seats went.
 */
export async function deleteDue(file: string, now: Date = new Date()): Promise<number> {
  const client = createClient({ url: databaseUrl(file), timeout: 10_000 });
  const at = now.toISOString();
  try {
    const { rows } = await client.execute({
      sql: `SELECT count(*) AS count FROM "Seat" WHERE "workshopId" IN (${DUE})`,
      args: [at],
    });
    // What is deleted is overwritten in the file, not only forgotten.
    await client.execute('PRAGMA secure_delete = ON');
    await client.batch(
      [
        { sql: `UPDATE "Workshop" SET "endedAt" = ? WHERE "endedAt" IS NULL AND "id" IN (${DUE})`, args: [at, at] },
        {
          sql: `DELETE FROM "Learner" WHERE "id" IN (SELECT "learnerId" FROM "Seat" WHERE "workshopId" IN (${DUE}))
            AND "id" NOT IN (SELECT "learnerId" FROM "Seat" WHERE "workshopId" NOT IN (${DUE}))
            AND "id" NOT IN (SELECT "learnerId" FROM "User" WHERE "learnerId" IS NOT NULL)`,
          args: [at, at],
        },
        { sql: `DELETE FROM "Seat" WHERE "workshopId" IN (${DUE})`, args: [at] },
        { sql: `DELETE FROM "WorkshopEvent" WHERE "workshopId" IN (${DUE})`, args: [at] },
      ],
      'write',
    );
    const seats = Number(rows[0]?.count ?? 0);
    if (seats > 0) await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    return seats;
  } finally {
    client.close();
  }
}
