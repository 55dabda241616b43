import { createClient } from '@libsql/client/sqlite3';
import { databaseUrl } from './database-url.ts';
import { newInvitation } from './invitation-token.ts';

/**
 * The path of a link that makes the first administrator's account, once, within seven days; undefined where there is an administrator.
 * Each call voids the link of the one before: only its hash is stored, so that it cannot be shown again.
 */
export async function firstAdministratorLink(file: string): Promise<string | undefined> {
  const client = createClient({ url: databaseUrl(file), timeout: 10_000 });
  try {
    const { rows } = await client.execute(`SELECT 1 FROM "User" WHERE "role" = 'admin' LIMIT 1`);
    if (rows.length > 0) return undefined;
    const now = new Date();
    const { token, id, expiresAt } = newInvitation(now);
    await client.batch(
      [
        `DELETE FROM "Invitation" WHERE "role" = 'admin' AND "usedAt" IS NULL`,
        {
          sql: `INSERT INTO "Invitation" ("id", "role", "createdAt", "expiresAt") VALUES (?, 'admin', ?, ?)`,
          args: [id, now.toISOString(), expiresAt.toISOString()],
        },
      ],
      'write',
    );
    return `/setup/${token}`;
  } finally {
    client.close();
  }
}
