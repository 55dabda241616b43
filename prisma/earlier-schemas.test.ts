import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Client, createClient } from '@libsql/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseUrl } from './database-url.ts';
import { deploy } from './deploy.mts';

const MIGRATIONS = path.resolve('prisma/migrations');
const NAMES = readdirSync(MIGRATIONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'workbook schemas '));
  file = path.join(folder, 'workbook.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** The first `count` migrations in a folder of their own: the schema as it was then. */
function earlier(count: number): string {
  const then = path.join(folder, `migrations-${count}`);
  mkdirSync(then);
  for (const name of NAMES.slice(0, count)) cpSync(path.join(MIGRATIONS, name), path.join(then, name), { recursive: true });
  return then;
}

async function withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url: databaseUrl(file) });
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

const SAMPLES: Readonly<Record<string, string | number>> = {
  ...{ TEXT: 'one', INTEGER: 7, REAL: 0.5, BOOLEAN: 1, DATETIME: '2026-01-02T03:04:05.678+00:00', JSONB: '{"a":["ü",1]}' },
};

/** One row in every table, each belonging to the one of the other tables. */
async function fill(client: Client): Promise<readonly string[]> {
  const { rows } = await client.execute(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY name`,
  );
  const tables = rows.map((row) => String(row.name));
  const inserts = tables.map(async (table) => {
    const columns = (await client.execute(`PRAGMA table_info("${table}")`)).rows;
    const names = columns.map((column) => `"${String(column.name)}"`).join(', ');
    const args = columns.map((column) => SAMPLES[String(column.type)] ?? 'a type without a sample');
    return { sql: `INSERT INTO "${table}" (${names}) VALUES (${args.map(() => '?').join(', ')})`, args };
  });
  await client.batch(['PRAGMA defer_foreign_keys = ON', ...(await Promise.all(inserts))], 'write');
  return tables;
}

test.each(NAMES.map((name, index) => [name, index + 1] as const))(
  'a database of %s keeps every row on its way to the schema of now',
  async (_name, count) => {
    expect((await deploy(file, earlier(count))).ok).toBe(true);
    const tables = await withClient(fill);
    const read = () =>
      withClient(async (client) =>
        Object.fromEntries(
          await Promise.all(
            tables.map(async (table) => [
              table,
              (await client.execute(`SELECT * FROM "${table}"`)).rows.map((row) => ({ ...row })),
            ]),
          ),
        ),
      );
    const before = await read();
    expect(await deploy(file)).toMatchObject({ ok: true, applied: NAMES.slice(count) });
    expect(await read()).toMatchObject(before);
    const whole = await withClient((client) => client.execute('PRAGMA integrity_check'));
    expect(Object.values(whole.rows[0] ?? {})).toEqual(['ok']);
    const broken = await withClient((client) => client.execute('PRAGMA foreign_key_check'));
    expect(broken.rows).toEqual([]);
    expect(readdirSync(folder).some((name) => name.includes('.before-'))).toBe(count < NAMES.length);
  },
);
