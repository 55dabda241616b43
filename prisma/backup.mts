/** A database in one file, and back again, while the workbook runs. Nothing but the driver: it is called from a terminal. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Client, createClient, type Transaction } from '@libsql/client/sqlite3';
import { databaseUrl } from './database-url.ts';
import { deploy } from './deploy.mts';

/** What was written or put back, or one sentence why nothing was. */
export type Copied =
  | { readonly ok: true; readonly hash: string; readonly rows: number; readonly before?: string }
  | { readonly ok: false; readonly message: string };

const KEY = 'instance-key.pem';

/**
 * Writes the database `file` as it is at one moment to `target`, its SHA-256 beside it (`.sha256`, as `sha256sum -c` reads it), and the
 * instance's key (`.key`), without which the words of seats and the sessions in it mean nothing. Never overwrites.
 */
export async function backup(file: string, target: string): Promise<Copied> {
  if (!existsSync(file)) return no(`There is no database at ${file}.`);
  if (existsSync(target)) return no(`${target} is there already: choose another name.`);
  const draft = `${target}.part`;
  rmSync(draft, { force: true });
  try {
    await withClient(file, (client) => client.execute({ sql: 'VACUUM INTO ?', args: [draft] }));
    const fault = await faultOf(draft);
    if (fault !== undefined) return no(`${file} is damaged (${fault}): nothing was written. Restore it from an earlier backup.`);
    const hash = hashOf(draft);
    const rows = await withClient(draft, rowsIn);
    const key = path.join(path.dirname(file), KEY);
    if (existsSync(key)) writeFileSync(`${target}.key`, readFileSync(key), { mode: 0o600 });
    writeFileSync(`${target}.sha256`, `${hash}  ${path.basename(target)}\n`);
    renameSync(draft, target);
    return { ok: true, hash, rows };
  } catch (error) {
    return no(`${target} could not be written: ${reasonOf(error)}.`);
  } finally {
    for (const each of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(each, { force: true });
  }
}

/**
 * Puts what is in `source` in the place of all that is in the database `file`, in one transaction, so that a workbook that runs goes on
 * with it. The hash beside `source` is checked, an older schema is brought up to date, and what was there is kept beside the database.
 */
export async function restore(source: string, file: string, migrations: string): Promise<Copied> {
  const hash = existsSync(source) ? hashOf(source) : undefined;
  if (hash === undefined) return no(`There is no backup at ${source}.`);
  if (!existsSync(`${source}.sha256`)) return no(`The hash of ${source} is missing: ${source}.sha256 belongs to it.`);
  if (readFileSync(`${source}.sha256`, 'utf8').split(/\s/)[0] !== hash)
    return no(
      `${source} is not what was written: its SHA-256 is ${hash}, and ${source}.sha256 says otherwise. Take another backup.`,
    );
  const draft = `${file}.restoring-${process.pid}`;
  try {
    copyFileSync(source, draft);
    const fault = await faultOf(draft);
    if (fault !== undefined) return no(`${source} is damaged: ${fault}.`);
    for (const each of [draft, file]) {
      const deployed = await deploy(each, migrations);
      if (!deployed.ok) return no(deployed.message);
    }
    const before = `${file}.before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    await withClient(file, (client) => client.execute({ sql: 'VACUUM INTO ?', args: [before] }));
    const rows = await withClient(file, (client) => replaceAll(client, draft));
    if (existsSync(`${source}.key`))
      writeFileSync(path.join(path.dirname(file), KEY), readFileSync(`${source}.key`), { mode: 0o600 });
    return { ok: true, hash, rows, before };
  } catch (error) {
    return no(`${source} could not be put back, and the database is as it was: ${reasonOf(error)}.`);
  } finally {
    for (const each of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(each, { force: true });
  }
}

/** All rows of the database `client` are those of `from` afterwards; comes back with how many. */
async function replaceAll(client: Client, from: string): Promise<number> {
  await client.execute('PRAGMA foreign_keys = OFF');
  await client.execute({ sql: 'ATTACH ? AS source', args: [from] });
  const transaction = await client.transaction('write');
  try {
    for (const table of await tablesOf(transaction)) {
      const { rows } = await transaction.execute(`PRAGMA main.table_info("${table}")`);
      const columns = rows.map((row) => `"${String(row.name)}"`).join(', ');
      await transaction.execute(`DELETE FROM main."${table}"`);
      await transaction.execute(`INSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM source."${table}"`);
    }
    // A number that was given stays given: what is added after must not be taken for what was there before.
    await transaction.execute(
      'UPDATE main.sqlite_sequence SET seq = max(seq, coalesce((SELECT s.seq FROM source.sqlite_sequence s WHERE s.name = main.sqlite_sequence.name), 0))',
    );
    const broken = await transaction.execute('PRAGMA main.foreign_key_check');
    if (broken.rows.length > 0) throw new Error(`${broken.rows.length} rows would miss what they belong to`);
    const count = await rowsIn(transaction);
    await transaction.commit();
    return count;
  } finally {
    transaction.close();
  }
}

async function tablesOf(database: Client | Transaction): Promise<readonly string[]> {
  const sql = `SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;
  return (await database.execute(sql)).rows.map((row) => String(row.name));
}

async function rowsIn(database: Client | Transaction): Promise<number> {
  const counts = (await tablesOf(database)).map(async (table) => {
    const { rows } = await database.execute(`SELECT count(*) AS count FROM main."${table}"`);
    return table === '_prisma_migrations' ? 0 : Number(rows[0]?.count ?? 0);
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/** What SQLite finds wrong with a file; undefined where it is whole. */
async function faultOf(file: string): Promise<string | undefined> {
  try {
    const { rows } = await withClient(file, (client) => client.execute('PRAGMA integrity_check'));
    const said = String(Object.values(rows[0] ?? {})[0] ?? 'no answer');
    return said === 'ok' ? undefined : said;
  } catch (error) {
    return reasonOf(error);
  }
}

async function withClient<T>(file: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url: databaseUrl(file), timeout: 10_000 });
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const no = (message: string): Copied => ({ ok: false, message });
