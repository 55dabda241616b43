import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { type LearnerId, touchLearner } from './learner-rows.ts';

const COOKIE = 'workbook-learner';
/** As long as browsers keep a cookie; each write begins it anew. */
const MAX_AGE = 400 * 24 * 60 * 60;
const TOKEN = /^[\w-]{43}$/;

/** Who is reading, or undefined for somebody who has done nothing yet. Writes nothing and asks no database. */
export async function currentLearner(): Promise<LearnerId | undefined> {
  const token = await tokenNow();
  return token === undefined ? undefined : learnerIdOf(token);
}

/** Who is writing: made now, with a cookie, for somebody new. Only for server actions and route handlers: a page cannot set a cookie. */
export async function ensureLearner(): Promise<LearnerId> {
  const token = (await tokenNow()) ?? randomBytes(32).toString('base64url');
  const id = learnerIdOf(token);
  await touchLearner(id);
  (await cookies()).set(COOKIE, token, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: MAX_AGE });
  return id;
}

/** Makes the browser forget who it was; the rows are deleted by `deleteLearner`. */
export async function forgetLearner(): Promise<void> {
  (await cookies()).delete(COOKIE);
}

async function tokenNow(): Promise<string | undefined> {
  const token = (await cookies()).get(COOKIE)?.value;
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

const learnerIdOf = (token: string): string => createHash('sha256').update(token).digest('hex');
