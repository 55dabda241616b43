import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseUrl } from './database-url.ts';
import { deploy } from './deploy.mts';

const INIT =
  'CREATE TABLE "Parent" ("id" TEXT PRIMARY KEY); CREATE TABLE "Child" ("parent" TEXT NOT NULL REFERENCES "Parent" ("id") ON DELETE CASCADE);';
/** What Prisma writes to change a column: the table is made anew, and dropping the old one must not take the children along. */
const REBUILD = `PRAGMA foreign_keys=OFF; CREATE TABLE "new_Parent" ("id" TEXT PRIMARY KEY, "name" TEXT);
  INSERT INTO "new_Parent" ("id") SELECT "id" FROM "Parent"; DROP TABLE "Parent"; ALTER TABLE "new_Parent" RENAME TO "Parent"; PRAGMA foreign_keys=ON;`;

let folder: string;
let file: string;
let migrations: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'deploy '));
  file = path.join(folder, 'workbook.db');
  migrations = path.join(folder, 'migrations');
  write('1_init', INIT);
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

function write(name: string, sql: string): void {
  mkdirSync(path.join(migrations, name), { recursive: true });
  writeFileSync(path.join(migrations, name, 'migration.sql'), sql);
}

async function query(sql: string, database = file): Promise<readonly unknown[]> {
  const client = createClient({ url: databaseUrl(database) });
  try {
    return (await client.execute(sql)).rows.map((row) => ({ ...row }));
  } finally {
    client.close();
  }
}

async function familyInside(): Promise<void> {
  await deploy(file, migrations);
  await query(`INSERT INTO "Parent" ("id") VALUES ('p')`);
  await query(`INSERT INTO "Child" VALUES ('p')`);
}

const copies = (): readonly string[] => readdirSync(folder).filter((name) => name.includes('.before-'));

test('an empty folder becomes a database with every table, and a second time there is nothing to do', async () => {
  expect(await deploy(file)).toMatchObject({ ok: true, applied: expect.arrayContaining([expect.stringMatching(/_init$/)]) });
  expect(await deploy(file)).toEqual({ ok: true, applied: [] });
  const tables = await query(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'`);
  const names = tables.map((row) => (row as { readonly name: string }).name);
  expect(names).toEqual(
    expect.arrayContaining([
      'Learner',
      'Attempt',
      'QuizAnswer',
      'Draft',
      'DraftVersion',
      'HintTaken',
      'LessonVisit',
      'Prediction',
    ]),
  );
  expect(await query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(copies()).toEqual([]);
});

test('a migration that rebuilds a table keeps its children, and a copy from before is left beside the database', async () => {
  await familyInside();
  write('2_name', REBUILD);
  expect(await deploy(file, migrations)).toMatchObject({ ok: true, applied: ['2_name'] });
  expect(await query('SELECT * FROM "Child"')).toEqual([{ parent: 'p' }]);
  expect(await query('SELECT * FROM "Parent"')).toEqual([{ id: 'p', name: null }]);
  expect(await query('SELECT * FROM "Parent"', path.join(folder, copies()[0] ?? ''))).toEqual([{ id: 'p' }]);
});

test('of several migrations all are applied or none is', async () => {
  await familyInside();
  write('2_name', REBUILD);
  write('3_broken', 'CREATE TABLE "Third" ("id" TEXT); SELECT * FROM "Nowhere";');
  expect(await deploy(file, migrations)).toMatchObject({ ok: false, message: expect.stringContaining('left as it was') });
  expect(await query('SELECT * FROM "Parent"')).toEqual([{ id: 'p' }]);
  rmSync(path.join(migrations, '3_broken'), { recursive: true });
  expect(await deploy(file, migrations)).toMatchObject({ ok: true, applied: ['2_name'] });
});

test('a migration that leaves a child without its parent is not kept', async () => {
  await familyInside();
  write('2_orphan', 'DELETE FROM "Parent";');
  expect(await deploy(file, migrations)).toMatchObject({
    ok: false,
    message: expect.stringContaining('without what they belong to'),
  });
  expect(await query('SELECT * FROM "Parent"')).toEqual([{ id: 'p' }]);
});

test('a database that knows a migration which this version lacks is refused and not touched', async () => {
  write('2_name', REBUILD);
  await familyInside();
  rmSync(path.join(migrations, '2_name'), { recursive: true });
  const before = await query('SELECT * FROM _prisma_migrations');
  expect(await deploy(file, migrations)).toMatchObject({ ok: false, message: expect.stringContaining('newer version') });
  expect(await query('SELECT * FROM _prisma_migrations')).toEqual(before);
});

test('a migration that was changed after it had been applied is refused', async () => {
  await familyInside();
  write('1_init', `${INIT} -- and a comment`);
  expect(await deploy(file, migrations)).toMatchObject({ ok: false, message: expect.stringContaining('do not belong together') });
});

test('line ends make no difference: a checkout on Windows is the same migration', async () => {
  write('1_init', `-- one\n${INIT}`);
  await deploy(file, migrations);
  write('1_init', `-- one\r\n${INIT}`);
  expect(await deploy(file, migrations)).toEqual({ ok: true, applied: [] });
});

test.each([
  [
    'a file that is no database',
    () => writeFileSync(file, 'not a database at all, but long enough to be read as one'),
    'not a readable database',
  ],
  ['tables of another program', () => query('CREATE TABLE "notes" ("id" TEXT)').then(() => undefined), "somebody else's tables"],
  ['a folder in the place of the file', () => mkdirSync(file), 'cannot be written'],
])('%s is refused in one sentence', async (_law, make, words) => {
  await make();
  const deployment = await deploy(file, migrations);
  expect(deployment).toMatchObject({ ok: false, message: expect.stringContaining(words) });
});

test('processes that start at the same time apply each migration once', async () => {
  await familyInside();
  write('2_name', REBUILD);
  const script = `const { deploy } = await import('./prisma/deploy.mts'); console.log(JSON.stringify(await deploy(...process.argv.slice(1))));`;
  const run = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, file, migrations]);
  const outputs = await Promise.all([run(), run(), run(), run()]);
  const applied = outputs.map(({ stdout }) => (JSON.parse(stdout) as { readonly applied: readonly string[] }).applied);
  expect(applied.filter((names) => names.length === 1)).toEqual([['2_name']]);
  expect(applied.filter((names) => names.length === 0)).toHaveLength(3);
  expect(copies()).toHaveLength(1);
});

test('the engine that writes migrations is the one of the Prisma that reads the schema', () => {
  const versionOf = (name: string): string => {
    const require = createRequire(import.meta.url);
    const [found] = (require.resolve.paths(name) ?? []).flatMap((each) => attemptToRead(path.join(each, name, 'package.json')));
    if (found === undefined) throw new Error(`${name} is not installed`);
    return found;
  };
  expect(versionOf('@prisma/engines-version')).toBe(versionOf('@prisma/schema-engine-wasm'));
  expect(versionOf('@prisma/client')).toBe(versionOf('prisma'));
});

function attemptToRead(file: string): readonly string[] {
  try {
    return [(JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version];
  } catch {
    return [];
  }
}
