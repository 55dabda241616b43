import { metrics } from '#server/metrics';
import { accountNow } from '#server/team/accounts';
import { addressNow } from '#server/team/address';
import { isTeam } from '#server/team/mode';

export const dynamic = 'force-dynamic';

/** Metrics in the text of Prometheus, for this machine or, in a team, for an administrator. */
export async function GET(): Promise<Response> {
  const isHere = /^(?:::ffff:)?127\.|^::1$/.test(await addressNow());
  const may = isHere || (isTeam() && (await accountNow())?.role === 'admin');
  if (!may) return new Response('Not found.\n', { status: 404 });
  return new Response(await metrics(), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
  });
}
