import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backup, restore } from './backup.mts';
import { databaseUrl } from './database-url.ts';
import { deploy } from './deploy.mts';

const MIGRATIONS = path.resolve('prisma/migrations');
let folder: string;
let file: string;
let target: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "workbook copies ' "));
  [file, target] = [path.join(folder, 'workbook.db'), path.join(folder, 'kept.db')];
  expect((await deploy(file)).ok).toBe(true);
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function run(...statements: readonly string[]): Promise<readonly unknown[]> {
  const client = createClient({ url: databaseUrl(file), timeout: 5000 });
  try {
    const results = await client.batch([...statements], 'write');
    return (results.at(-1)?.rows ?? []).map((row) => ({ ...row }));
  } finally {
    client.close();
  }
}
const join = (id: string) => `INSERT INTO "Learner" ("id") VALUES ('${id}')`;
const note = (id: string) => `INSERT INTO "OwnNote" VALUES ('${id}', 'F01', 'text', 0, 1, '2026-01-01T00:00:00.000Z')`;
const learners = () => run('SELECT "id" FROM "Learner" ORDER BY "id"');

test('what a backup holds comes back, and all that came after it is gone and kept beside', async () => {
  await run(join('a'), note('a'));
  const written = await backup(file, target);
  expect(written).toMatchObject({ ok: true, rows: 2 });
  expect(readFileSync(`${target}.sha256`, 'utf8')).toBe(`${written.ok ? written.hash : ''}  kept.db\n`);
  await run(join('b'), note('b'), `DELETE FROM "OwnNote" WHERE "learnerId" = 'a'`);
  const back = await restore(target, file, MIGRATIONS);
  expect(back).toMatchObject({ ok: true, rows: 2 });
  expect(await learners()).toEqual([{ id: 'a' }]);
  expect(await run('SELECT "learnerId" FROM "OwnNote"')).toEqual([{ learnerId: 'a' }]);
  expect(existsSync(back.ok ? (back.before ?? '') : '')).toBe(true);
});

test('a backup is of one moment, while somebody writes', async () => {
  const client = createClient({ url: databaseUrl(file), timeout: 5000 });
  let writes = true;
  const writing = (async () => {
    for (let at = 0; writes; at++) await client.batch([join(`w${at}`), note(`w${at}`)], 'write');
  })();
  for (const each of ['1', '2', '3']) expect(await backup(file, `${target}${each}`)).toMatchObject({ ok: true });
  writes = false;
  await writing;
  client.close();
  for (const each of ['1', '2', '3']) {
    expect(await restore(`${target}${each}`, file, MIGRATIONS)).toMatchObject({ ok: true });
    const [counted] = await run('SELECT (SELECT count(*) FROM "Learner") - (SELECT count(*) FROM "OwnNote") AS torn');
    expect(counted).toEqual({ torn: 0 });
  }
});

test('a connection that is open sees what was restored', async () => {
  await run(join('a'));
  await backup(file, target);
  const client = createClient({ url: databaseUrl(file), timeout: 5000 });
  await client.execute(join('b'));
  await restore(target, file, MIGRATIONS);
  expect((await client.execute('SELECT "id" FROM "Learner"')).rows.map((row) => row.id)).toEqual(['a']);
  await client.execute(join('c'));
  client.close();
  expect(await learners()).toEqual([{ id: 'a' }, { id: 'c' }]);
});

test('the key of the instance goes along and comes back', async () => {
  const key = path.join(folder, 'instance-key.pem');
  writeFileSync(key, 'first');
  await backup(file, target);
  writeFileSync(key, 'second');
  await restore(target, file, MIGRATIONS);
  expect(readFileSync(key, 'utf8')).toBe('first');
});

test.each([
  ['a file that was changed', () => appendFileSync(target, 'x'), 'not what was written'],
  ['a file without its hash', () => rmSync(`${target}.sha256`), 'is missing'],
  ['a file that is not there', () => rmSync(target), 'There is no backup'],
])('%s is not restored, and nothing is changed', async (_law, spoil, words) => {
  await run(join('a'));
  await backup(file, target);
  await run(join('b'));
  spoil();
  expect(await restore(target, file, MIGRATIONS)).toMatchObject({ ok: false, message: expect.stringContaining(words) });
  expect(await learners()).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(readdirSync(folder).filter((name) => /restor|part/.test(name))).toEqual([]);
});

test('a backup never takes the place of a file', async () => {
  writeFileSync(target, 'mine');
  expect(await backup(file, target)).toMatchObject({ ok: false, message: expect.stringContaining('there already') });
  expect(readFileSync(target, 'utf8')).toBe('mine');
});
