import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { temporaryDatabase } from '../../test/temporary-database.ts';
import { currentLearner, ensureLearner, forgetLearner } from './learner.ts';
import { learnerRow } from './learner-rows.ts';

/** The cookies of one browser, as Next hands them out. */
const jar = vi.hoisted(() => new Map<string, { readonly value: string; readonly options?: Record<string, unknown> }>());
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => jar.get(name),
    set: (name: string, value: string, options: Record<string, unknown>) => jar.set(name, { value, options }),
    delete: (name: string) => jar.delete(name),
  }),
}));

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
beforeAll(async () => {
  temporary = await temporaryDatabase();
});
afterAll(() => temporary.remove());
beforeEach(() => jar.clear());

test('reading makes no learner and no cookie', async () => {
  expect(await currentLearner()).toBeUndefined();
  expect(jar.size).toBe(0);
});

test('the first write makes a learner, whom the cookie brings back', async () => {
  const id = await ensureLearner();
  expect(await ensureLearner()).toBe(id);
  expect(await currentLearner()).toBe(id);
  expect(await learnerRow(id)).toBeDefined();
});

test('scripts and other sites cannot read or send the cookie, and the database does not hold what is in it', async () => {
  const id = await ensureLearner();
  const [cookie] = jar.values();
  expect(cookie?.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' });
  expect(cookie?.value).not.toContain(id);
});

test.each([
  ['https://workbook.example', true],
  ['http://10.0.0.7:3000', false],
  ['', false],
])('under %j the cookie goes over TLS alone: %j', async (url, secure) => {
  vi.stubEnv('WORKBOOK_URL', url);
  await ensureLearner();
  vi.unstubAllEnvs();
  expect([...jar.values()][0]?.options).toMatchObject({ secure });
});

test('a cookie that this workbook did not write is nobody', async () => {
  jar.set('workbook-learner', { value: "x' OR 1=1" });
  expect(await currentLearner()).toBeUndefined();
});

test('a browser that forgot is new again', async () => {
  const id = await ensureLearner();
  await forgetLearner();
  expect(await currentLearner()).toBeUndefined();
  expect(await ensureLearner()).not.toBe(id);
});
