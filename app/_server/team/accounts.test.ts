import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { temporaryDatabase } from '../../../test/temporary-database.ts';
import { GET, POST } from '../../api/auth/[...all]/route.ts';
import { database } from '../db.ts';
import { auth, createAccount } from './accounts.ts';

vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => undefined, set: () => undefined }),
  headers: async () => new Headers({ host: '127.0.0.1:3000', 'x-workbook-peer': '198.51.100.7' }),
}));

const ADA = { name: 'Ada', email: 'ada@example.org', password: 'a long enough password' };
let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
beforeAll(async () => {
  vi.stubEnv('WORKBOOK_MODE', 'team');
  temporary = await temporaryDatabase();
  await createAccount({ ...ADA, role: 'instructor' });
});
afterAll(() => temporary.remove());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.stubEnv('WORKBOOK_MODE', 'team');
});

/** As a server that was just started in this environment. */
function startAgain(url: string): void {
  vi.stubEnv('WORKBOOK_URL', url);
  delete (globalThis as { workbookAuth?: unknown }).workbookAuth;
}

describe('the cookie of a session', () => {
  test.each([
    ['http://10.0.0.7:3000', /^better-auth\.session_token=/, false],
    ['https://workbook.example', /^__Secure-better-auth\.session_token=/, true],
  ])('under %s is kept from scripts and other sites', async (url, name, secure) => {
    startAgain(url);
    const { email, password } = ADA;
    const answer = await auth().api.signInEmail({ body: { email, password }, asResponse: true });
    const cookie = answer.headers.getSetCookie().find((each) => name.test(each)) ?? '';
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(/; Secure/.test(cookie)).toBe(secure);
    // What is stored of it is no cookie: a signature with the instance's key belongs to it.
    const tokens = (await database().session.findMany()).map((row) => row.token);
    const value = decodeURIComponent(cookie.split(';')[0]?.split('=').slice(1).join('=') ?? '');
    expect(tokens.some((token) => value.startsWith(`${token}.`))).toBe(true);
    expect(tokens).not.toContain(value);
  });
});

const ask = (path: string, method: 'GET' | 'POST') => {
  const init = method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(ADA) };
  return (method === 'GET' ? GET : POST)(new Request(`http://127.0.0.1:3000/api/auth/${path}`, init));
};

test.each([
  ...['sign-up/email', 'sign-in/email', 'sign-in/social', 'change-password', 'change-email', 'update-user', 'delete-user'],
  ...['request-password-reset', 'reset-password', 'revoke-sessions', 'passkey/delete-passkey', 'passkey/../sign-in/email'],
])('better-auth’s own %s is shut', async (path) => {
  startAgain('');
  expect((await ask(path, 'POST')).status).toBe(404);
  expect((await ask(path, 'GET')).status).toBe(404);
});

test('passkeys are asked of it directly, in a team alone', async () => {
  startAgain('');
  expect((await ask('passkey/generate-authenticate-options', 'GET')).status).toBe(200);
  vi.stubEnv('WORKBOOK_MODE', '');
  expect((await ask('passkey/generate-authenticate-options', 'GET')).status).toBe(404);
});

test('a password is stored as a hash of its own', async () => {
  await createAccount({ ...ADA, email: 'bea@example.org', role: 'learner' });
  const stored = (await database().account.findMany()).map((row) => row.password ?? '');
  expect(new Set(stored).size).toBe(2);
  for (const hash of stored) expect(hash).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
});
