import { createClient } from '@libsql/client';
import { databaseFile, databaseUrl } from '../../prisma/database-url.ts';
import type { Server } from './server.ts';

/** The rows that a server's database answers with; what writes is for while the server does not run. */
export async function asked(server: Server, sql: string, args: readonly (string | number)[] = []) {
  const client = createClient({ url: databaseUrl(databaseFile(server.data)), timeout: 10_000 });
  try {
    return (await client.execute({ sql, args: [...args] })).rows;
  } finally {
    client.close();
  }
}

/** The id of the sitting that an address shows. */
export const sittingAt = (address: string): string => new URL(address).pathname.split('/')[2] ?? '';

/** When the sitting ends, in milliseconds. */
export async function endOfSitting(server: Server, sitting: string): Promise<number> {
  const [row] = await asked(server, 'SELECT endsAt FROM ExamSitting WHERE id = ?', [sitting]);
  return Date.parse(String(row?.endsAt));
}

/** Moves the end of the sitting by `ms`: as if the machine had been off for so long, where it is less than nothing. */
export async function moveEnd(server: Server, sitting: string, ms: number): Promise<void> {
  const end = await endOfSitting(server, sitting);
  await asked(server, 'UPDATE ExamSitting SET endsAt = ? WHERE id = ?', [written(end + ms), sitting]);
}

/** Moves every answer of the learners to `days` earlier. */
export async function answeredEarlier(server: Server, days: number): Promise<void> {
  for (const { id, createdAt } of await asked(server, 'SELECT id, createdAt FROM QuizAnswer')) {
    const moved = written(Date.parse(String(createdAt)) - days * 86_400_000);
    await asked(server, 'UPDATE QuizAnswer SET createdAt = ? WHERE id = ?', [moved, Number(id)]);
  }
}

/** A moment as the client of the database writes it. */
const written = (ms: number): string => new Date(ms).toISOString().replace('Z', '+00:00');
