import { toNextJsHandler } from 'better-auth/next-js';
import { ADDRESS_HEADER, auth } from '#server/team/accounts';
import { addressNow } from '#server/team/address';
import { isTeam } from '#server/team/mode';

/**
 * What our pages ask of better-auth directly: passkeys. Everything else that it can is shut: passwords come through our own actions, which
 * slow down whoever guesses, and nobody changes a name, an address or a role here.
 */
const OPEN = /^\/api\/auth\/(?:get-session|passkey\/(?:generate|verify)-[a-z-]+)$/;

/** What better-auth answers. A person alone has no accounts, and so it is not there. */
const answer = (method: 'GET' | 'POST') => async (request: Request) => {
  if (!isTeam() || !OPEN.test(new URL(request.url).pathname)) return new Response('There is nothing here.\n', { status: 404 });
  const headers = new Headers(request.headers);
  headers.set(ADDRESS_HEADER, await addressNow());
  return toNextJsHandler(auth())[method](new Request(request, { headers }));
};

export const GET = answer('GET');
export const POST = answer('POST');
