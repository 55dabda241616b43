import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { refuse } from './action.ts';
import { type LearnerId, touchLearner } from './learner-rows.ts';
import { learnerOfDevice, linkDevice, unlinkDevice } from './team/devices.ts';
import { isTeam, publicUrl } from './team/mode.ts';

export const LEARNER_COOKIE = 'workbook-learner';
/** As long as browsers keep a cookie; `renewCookie` begins it anew. */
const MAX_AGE = 400 * 24 * 60 * 60;
const TOKEN = /^[\w-]{43}$/;

/** Who is reading, or undefined for somebody who has done nothing yet. Writes nothing; a person alone is known without asking the database. */
export async function currentLearner(): Promise<LearnerId | undefined> {
  return learnerOfToken((await cookies()).get(LEARNER_COOKIE)?.value);
}

/** Whose the cookie's value `token` is; undefined when in a team it is nobody's, or this workbook cannot have written it. */
export async function learnerOfToken(token: string | undefined): Promise<LearnerId | undefined> {
  if (token === undefined || !TOKEN.test(token)) return undefined;
  return isTeam() ? learnerOfDevice(hashOf(token)) : hashOf(token);
}

/** Tells the learners of one browser apart, and nothing about them; empty for somebody who has done nothing yet. */
export async function deviceTag(): Promise<string> {
  const learner = await currentLearner();
  return learner === undefined ? '' : hashOf(`device/${learner}`).slice(0, 12);
}

/** Refuses, in a team, who has not joined: for what the course gives and nothing is written of. */
export async function refuseStrangers(): Promise<void> {
  if (isTeam() && (await currentLearner()) === undefined) refuse('JOIN_FIRST', 'Join with a code first.');
}

/**
 * Who is writing. A person alone is made known now, with a cookie; in a team who has not joined is refused. Only for server actions and
 * route handlers: a page cannot set a cookie.
 */
export async function ensureLearner(): Promise<LearnerId> {
  if (!isTeam()) return makeLearner();
  const known = await currentLearner();
  if (known === undefined) return refuse('JOIN_FIRST', 'Join with a code first: nothing was saved.');
  await touchLearner(known);
  return known;
}

/** The learner of this browser, made with a cookie where it has none: for who joins, or works alone. */
export async function makeLearner(): Promise<LearnerId> {
  const before = await tokenNow();
  const token = before ?? newToken();
  const known = isTeam() ? await learnerOfDevice(hashOf(token)) : undefined;
  const id = known ?? hashOf(token);
  await touchLearner(id);
  // Next draws the whole page again in the answer of an action that sets a cookie.
  if (before === undefined) await keepCookie(token);
  return id;
}

/** Makes this browser one of the learner's, whatever it was before. */
export async function becomeLearner(id: LearnerId): Promise<void> {
  const token = newToken();
  await linkDevice(hashOf(token), id);
  await keepCookie(token);
}

/** Lets the browser keep who it is for as long again. Only in route handlers, where a cookie costs a line and not a page. */
export async function renewCookie(): Promise<void> {
  const token = await tokenNow();
  if (token !== undefined) await keepCookie(token);
}

/** Makes the browser forget who it was; the rows are deleted by `deleteLearner`. */
export async function forgetLearner(): Promise<void> {
  const token = await tokenNow();
  if (token !== undefined && isTeam()) await unlinkDevice(hashOf(token));
  (await cookies()).delete(LEARNER_COOKIE);
}

const newToken = (): string => randomBytes(32).toString('base64url');

async function keepCookie(token: string): Promise<void> {
  const secure = publicUrl()?.startsWith('https:') ?? false;
  (await cookies()).set(LEARNER_COOKIE, token, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: MAX_AGE });
}

async function tokenNow(): Promise<string | undefined> {
  const token = (await cookies()).get(LEARNER_COOKIE)?.value;
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
