/**
 * Applies prisma/migrations to a learner's database, with nothing but the database driver: it runs at every start, and from tests.
 * The bookkeeping is Prisma's own (`_prisma_migrations`), so that its tools can read the database.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Client, createClient, LibsqlError, type Transaction } from '@libsql/client/sqlite3';
import { databaseUrl } from './database-url.ts';

/** What was done, or one sentence for the person who starts the workbook. */
export type Deployment =
  | { readonly ok: true; readonly applied: readonly string[]; readonly copy?: string }
  | { readonly ok: false; readonly message: string };

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** A state of the database that this version must not touch; the message is a sentence for a person. */
class Refusal extends Error {}

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT,
  "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`;

/**
 * Brings the database `file` to the newest migration; its folder must exist. All that is missing is applied, or nothing is: one transaction
 * holds it all, and a second process waits for it and then finds nothing to do. A database that held something is copied first.
 */
export async function deploy(file: string, folder: string = path.join(import.meta.dirname, 'migrations')): Promise<Deployment> {
  try {
    const client = createClient({ url: databaseUrl(file), timeout: 10_000 });
    try {
      return await bringUpToDate(client, file, migrationsIn(folder));
    } finally {
      client.close();
    }
  } catch (error) {
    return { ok: false, message: sentenceFor(error, file) };
  }
}

async function bringUpToDate(client: Client, file: string, known: readonly Migration[]): Promise<Deployment> {
  await writeAhead(client);
  if ((await missingOf(client, file, known)).length === 0) return { ok: true, applied: [] };
  // Outside the transaction, where it has an effect: with it on, a table that a migration rebuilds takes its children's rows along.
  await client.execute('PRAGMA foreign_keys = OFF');
  const transaction = await client.transaction('write');
  try {
    const missing = await missingOf(transaction, file, known);
    const copy = missing.length < known.length && missing.length > 0 ? await copyOf(file) : undefined;
    await transaction.execute(BOOKKEEPING);
    for (const migration of missing) await apply(transaction, migration);
    await refuseBrokenReferences(transaction);
    await transaction.commit();
    return { ok: true, applied: missing.map((migration) => migration.name), ...(copy === undefined ? {} : { copy }) };
  } finally {
    transaction.close();
  }
}

/** Written into the file once: readers then never wait for a writer. */
async function writeAhead(client: Client): Promise<void> {
  const { rows } = await client.execute('PRAGMA journal_mode');
  if (rows[0]?.journal_mode !== 'wal') await client.execute('PRAGMA journal_mode = WAL');
}

/** The migrations of `known` that the database lacks. Refuses one that this version must not touch. */
async function missingOf(
  database: Client | Transaction,
  file: string,
  known: readonly Migration[],
): Promise<readonly Migration[]> {
  const tables = await database.execute(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`);
  if (tables.rows.length === 0) return known;
  if (!tables.rows.some((row) => row.name === '_prisma_migrations'))
    throw new Refusal(`${file} holds somebody else's tables. Set WORKBOOK_DATA to another folder.`);
  const { rows } = await database.execute(
    'SELECT migration_name AS name, checksum, finished_at AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const held = new Map(
    rows.map((row) => [String(row.name), { checksum: String(row.checksum), finished: row.finished !== null }]),
  );
  for (const [name, { checksum, finished }] of held) {
    const migration = known.find((each) => each.name === name);
    if (migration === undefined)
      throw new Refusal(
        `${file} was made by a newer version of the workbook (it knows ${name}). Update the workbook, or set WORKBOOK_DATA to another folder.`,
      );
    if (migration.checksum !== checksum || !finished)
      throw new Refusal(
        `${file} and prisma/migrations/${name} do not belong together. Restore the folder from the repository, or the database from a copy beside it.`,
      );
  }
  return known.filter((migration) => !held.has(migration.name));
}

/** The path of a copy of the database as it is now, beside it. SQLite makes it, because the newest rows may still be in the log. */
async function copyOf(file: string): Promise<string> {
  const copy = `${file}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  const reader = createClient({ url: databaseUrl(file), timeout: 10_000 });
  try {
    await reader.execute({ sql: 'VACUUM INTO ?', args: [copy] });
  } finally {
    reader.close();
  }
  return copy;
}

async function apply(transaction: Transaction, { name, sql, checksum }: Migration): Promise<void> {
  const started = new Date().toISOString();
  await transaction.executeMultiple(sql);
  await transaction.execute({
    sql: `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)`,
    args: [randomUUID(), checksum, name, started, new Date().toISOString()],
  });
}

async function refuseBrokenReferences(transaction: Transaction): Promise<void> {
  const broken = await transaction.execute('PRAGMA foreign_key_check');
  if (broken.rows.length > 0) throw new Error(`a migration left ${broken.rows.length} rows without what they belong to`);
}

/** The migrations in `folder`, oldest first. */
const migrationsIn = (folder: string): readonly Migration[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8').replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });

function sentenceFor(error: unknown, file: string): string {
  if (error instanceof Refusal) return error.message;
  const code = error instanceof LibsqlError ? error.code : '';
  const reason = error instanceof Error ? error.message : String(error);
  if (code.startsWith('SQLITE_BUSY')) return `${file} is being written by another program. Stop it and start the workbook again.`;
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
    return `${file} is not a readable database. Restore it from a copy, or set WORKBOOK_DATA to another folder.`;
  if (/^SQLITE_(CANTOPEN|READONLY)/.test(code) || reason.includes('Unable to open'))
    return `${file} cannot be written. Change its permissions, or set WORKBOOK_DATA to another folder.`;
  return `${file} could not be prepared and was left as it was: ${reason}.`;
}
