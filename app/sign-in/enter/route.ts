import { NextResponse } from 'next/server';
import { accountNow } from '#server/team/accounts';
import { enter } from '#server/team/enter';
import { isTeam } from '#server/team/mode';

/** Where a passkey leads, which signs in without a form of ours. */
export async function GET(): Promise<NextResponse> {
  const account = isTeam() ? await accountNow() : undefined;
  return to(account === undefined ? '/sign-in' : await enter(account));
}

/** A relative address: behind a proxy the server does not know under which name it is reached. */
const to = (path: string): NextResponse => new NextResponse(null, { status: 303, headers: { Location: path } });
