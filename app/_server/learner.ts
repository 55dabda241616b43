import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { touchLearner } from './learner-rows.ts';

/** Whose rows are meant: the hash of the token in the cookie. */
export type { LearnerId } from './learner-rows.ts';

const COOKIE = 'workbook-learner';
const YEARS = 400 * 24 * 60 * 60;
const TOKEN = /^[\w-]{43}$/;

/** Who is reading, or undefined for somebody who has done nothing yet. Writes nothing and asks no database. */
export async function currentLearner(): Promise<string | undefined> {
  const token = (await cookies()).get(COOKIE)?.value;
  return token === undefined || !TOKEN.test(token) ? undefined : learnerIdOf(token);
}

/** Who is writing: made now, with a cookie, for somebody new. Only for server actions and route handlers: a page cannot set a cookie. */
export async function ensureLearner(): Promise<string> {
  const known = await currentLearner();
  const token = known === undefined ? randomBytes(32).toString('base64url') : undefined;
  const id = token === undefined ? (known ?? '') : learnerIdOf(token);
  await touchLearner(id);
  if (token !== undefined) (await cookies()).set(COOKIE, token, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: YEARS });
  return id;
}

/** Makes the browser forget who it was; the rows are deleted by `deleteLearner`. */
export async function forgetLearner(): Promise<void> {
  (await cookies()).delete(COOKIE);
}

const learnerIdOf = (token: string): string => createHash('sha256').update(token).digest('hex');
