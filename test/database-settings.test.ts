import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordAnswer } from '../app/_server/answers.ts';
import { faultIn } from '../app/_server/database-fault.ts';
import { databaseAnswers } from '../app/_server/database-state.ts';
import { closeDatabase, database, writeCounts } from '../app/_server/db.ts';
import { touchLearner } from '../app/_server/learner-rows.ts';
import { RESERVE, writeGuard } from '../app/_server/write-guard.ts';
import { databaseFile, databaseUrl } from '../prisma/database-url.ts';
import { deploy } from '../prisma/deploy.mts';
import { temporaryDatabase } from './temporary-database.ts';

let file: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ file, remove } = await temporaryDatabase());
  await touchLearner('ann');
});
afterEach(() => remove());

const answer = (clientKey: string) => ({
  ...{ clientKey, lessonId: 'L1.1', questionId: 'q', questionHash: 'h', answer: {}, correct: true, misconceptions: [] },
});
const keys = async () => (await database().quizAnswer.findMany({ orderBy: { id: 'asc' } })).map((row) => row.clientKey);

/** Closes the database with all that is in its log brought into the file, whose bytes come back. */
async function fileAlone(): Promise<Buffer> {
  await closeDatabase();
  const other = createClient({ url: databaseUrl(file) });
  await other.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  other.close();
  for (const log of [`${file}-wal`, `${file}-shm`]) rmSync(log, { force: true });
  return readFileSync(file);
}

describe('the connections that the server uses', () => {
  const SETTINGS = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'query_only'] as const;
  /** Not `SELECT`, so that it is asked of the connection that writes. */
  const writing = async (name: string) =>
    Object.values((await database().$queryRawUnsafe<object[]>(`PRAGMA ${name};`))[0] ?? {})[0];
  const reading = async (name: string) =>
    Object.values((await database().$queryRawUnsafe<object[]>(`PRAGMA ${name}`))[0] ?? {})[0];
  const all = async (ask: typeof writing) =>
    Object.fromEntries(await Promise.all(SETTINGS.map(async (name) => [name, String(await ask(name))])));

  test('what is written is on the disk when it is answered, and every row belongs to somebody', async () => {
    const wanted = { journal_mode: 'wal', synchronous: '2', foreign_keys: '1', busy_timeout: '0', query_only: '0' };
    expect(await all(writing)).toEqual(wanted);
    await expect(recordAnswer('nobody', answer('a'))).rejects.toThrow(/foreign key/i);
  });
  test('a transaction of its own leaves it so', async () => {
    await database().$transaction(async (it) => {
      await it.learner.create({ data: { id: 'bob' } });
      expect(String((await it.$queryRawUnsafe<{ synchronous: bigint }[]>('PRAGMA synchronous'))[0]?.synchronous)).toBe('2');
    });
    expect(await all(writing)).toMatchObject({ synchronous: '2', foreign_keys: '1', busy_timeout: '0' });
  });
  test('what reads can write nothing', async () =>
    expect(await all(reading)).toMatchObject({ journal_mode: 'wal', foreign_keys: '1', busy_timeout: '5000', query_only: '1' }));
});

describe('many writes share one commit', () => {
  test('each is answered, in the order in which they came, and far fewer commits than writes were made', async () => {
    const before = writeCounts();
    await Promise.all(Array.from({ length: 60 }, (_, at) => recordAnswer('ann', answer(`key-${at}`))));
    const after = writeCounts();
    expect(await keys()).toEqual(Array.from({ length: 60 }, (_, at) => `key-${at}`));
    expect(after.writes - before.writes).toBe(60);
    expect(after.groups - before.groups).toBeLessThan(10);
  });
  test('one that is refused takes none with it, and a key that comes twice at once is one row', async () => {
    const ends = await Promise.allSettled([
      recordAnswer('ann', answer('one')),
      recordAnswer('nobody', answer('two')),
      recordAnswer('ann', answer('one')),
      recordAnswer('ann', answer('three')),
    ]);
    expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(await keys()).toEqual(['one', 'three']);
  });
  test('nobody sees what is not committed', async () => {
    let seen: readonly string[] | undefined;
    const write = recordAnswer('ann', answer('mine'));
    const look = keys().then((found) => {
      seen = found;
    });
    await Promise.all([write, look]);
    const other = createClient({ url: databaseUrl(file) });
    const { rows } = await other.execute('SELECT clientKey FROM QuizAnswer');
    other.close();
    expect(rows.map((row) => row.clientKey)).toEqual(['mine']);
    expect(seen?.length).toBeLessThanOrEqual(1);
  });
  test('a transaction of its own stands in line with them, all or nothing', async () => {
    const failing = database().$transaction(async (it) => {
      await it.learner.create({ data: { id: 'carl' } });
      throw new Error('no');
    });
    const ends = await Promise.allSettled([
      recordAnswer('ann', answer('before')),
      failing,
      recordAnswer('ann', answer('after')),
      database().$transaction([database().learner.create({ data: { id: 'dora' } })]),
    ]);
    expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect((await database().learner.findMany({ orderBy: { id: 'asc' } })).map((row) => row.id)).toEqual(['ann', 'dora']);
    expect(await keys()).toEqual(['before', 'after']);
  });
});

describe('a database that cannot take a write says so and loses nothing', () => {
  test('locked by another process: reads go on, the write waits and is then there once', async () => {
    const other = createClient({ url: databaseUrl(file) });
    const lock = await other.transaction('write');
    const write = recordAnswer('ann', answer('patient'));
    expect(await keys()).toEqual([]);
    await lock.commit();
    await write;
    expect(await keys()).toEqual(['patient']);
    other.close();
  });
  test('locked for too long: it is said to be busy, and the same key is one row afterwards', async () => {
    const other = createClient({ url: databaseUrl(file) });
    const lock = await other.transaction('write');
    const [write, state] = await Promise.allSettled([recordAnswer('ann', answer('late')), databaseAnswers()]);
    expect(write.status === 'rejected' ? faultIn(write.reason) : '').toBe('busy');
    expect(state).toMatchObject({ value: 'busy' });
    await lock.rollback();
    other.close();
    await recordAnswer('ann', answer('late'));
    await recordAnswer('ann', answer('late'));
    expect(await keys()).toEqual(['late']);
  });
  test('full: what does not fit is refused as a whole, what was answered stays, and it goes on when there is room', async () => {
    await recordAnswer('ann', answer('kept'));
    const [{ page_count: pages } = { page_count: 0 }] =
      await database().$queryRawUnsafe<{ page_count: number }[]>('PRAGMA page_count;');
    await database()
      .$executeRawUnsafe(`PRAGMA max_page_count = ${Number(pages)}`)
      .catch(() => undefined);
    const large = { text: 'x'.repeat(500_000) };
    const ends = await Promise.allSettled([
      recordAnswer('ann', { ...answer('large'), answer: large }),
      recordAnswer('ann', answer('beside it')),
    ]);
    expect(ends.map((end) => (end.status === 'rejected' ? faultIn(end.reason) : 'kept'))).toEqual(['full', 'full']);
    expect(await keys()).toEqual(['kept']);
    await closeDatabase();
    await recordAnswer('ann', answer('beside it'));
    expect(await keys()).toEqual(['kept', 'beside it']);
  });
  test('nearly full: nothing is tried any more until there is room', async () => {
    let free = RESERVE - 1;
    const guard = writeGuard('anywhere', async () => free);
    await expect(guard.admit()).rejects.toMatchObject({ fault: 'full' });
    free = RESERVE;
    await expect(writeGuard('anywhere', async () => free).admit()).resolves.toBeUndefined();
  });
  test('damaged: the first sign of it stops every write, and reading is not what hides it', async () => {
    await recordAnswer('ann', answer('kept'));
    const before = await fileAlone();
    const torn = openSync(file, 'r+');
    writeSync(torn, Buffer.alloc(before.length - 100, 0x5a), 0, before.length - 100, 100);
    closeSync(torn);
    const [first, second] = [await databaseAnswers(), await databaseAnswers()];
    expect([first, second]).toEqual(['damaged', 'damaged']);
    await expect(recordAnswer('ann', answer('never'))).rejects.toSatisfy((error) => faultIn(error) === 'damaged');
    await closeDatabase();
    writeFileSync(file, before);
    expect(await keys()).toEqual(['kept']);
  });
  test('no database at all: the start says so in a sentence', async () => {
    await fileAlone();
    writeFileSync(file, 'this is a shopping list and no database, however long it may be');
    expect(await deploy(file)).toMatchObject({ ok: false, message: expect.stringMatching(/not a readable database/) });
  });
  test('not to be written: it is said so', async () => {
    const other = createClient({ url: databaseUrl(file) });
    await other.execute('PRAGMA query_only = ON');
    const error = await other.execute(`DELETE FROM "Learner"`).catch((each: unknown) => each);
    other.close();
    expect(faultIn(error)).toBe('cannot be written');
    await closeDatabase();
    const folder = `${file}-elsewhere`;
    mkdirSync(databaseFile(folder), { recursive: true });
    process.env.WORKBOOK_DATA = folder;
    expect(await databaseAnswers()).toBe('cannot be written');
  });
});
