import { createHash, randomBytes } from 'node:crypto';
import { createClient } from '@libsql/client/sqlite3';
import { databaseUrl } from './database-url.ts';

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;

/**
 * The path of a link that makes the first administrator's account, once, within seven days; undefined where there is an administrator.
 * Each call voids the link of the one before: only its hash is stored, so that it cannot be shown again.
 */
export async function firstAdministratorLink(file: string): Promise<string | undefined> {
  const client = createClient({ url: databaseUrl(file), timeout: 10_000 });
  try {
    const { rows } = await client.execute(`SELECT 1 FROM "User" WHERE "role" = 'admin' LIMIT 1`);
    if (rows.length > 0) return undefined;
    const token = randomBytes(24).toString('base64url');
    const id = createHash('sha256').update(token).digest('hex');
    const now = Date.now();
    await client.batch(
      [
        `DELETE FROM "Invitation" WHERE "role" = 'admin' AND "usedAt" IS NULL`,
        {
          sql: `INSERT INTO "Invitation" ("id", "role", "createdAt", "expiresAt") VALUES (?, 'admin', ?, ?)`,
          args: [id, new Date(now).toISOString(), new Date(now + SEVEN_DAYS).toISOString()],
        },
      ],
      'write',
    );
    return `/setup/${token}`;
  } finally {
    client.close();
  }
}
