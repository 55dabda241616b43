import { toNextJsHandler } from 'better-auth/next-js';
import { auth } from '#server/team/accounts';
import { isTeam } from '#server/team/mode';

/** What better-auth answers: signing in and out, passkeys. A person alone has no accounts, and so it is not there. */
const answer = (method: 'GET' | 'POST') => (request: Request) =>
  isTeam() ? toNextJsHandler(auth())[method](request) : new Response('There are no accounts here.\n', { status: 404 });

export const GET = answer('GET');
export const POST = answer('POST');
