import { csv } from '#engine';
import { accountNow } from '#server/team/accounts';
import { isTeam } from '#server/team/mode';
import { roomRows } from '#server/team/room-rows';
import { ownWorkshop } from '#server/team/workshops';

/** How each learner of a room stands at each step, as a table that other programs read. */
export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ readonly workshop: string }> },
): Promise<Response> {
  const { workshop } = await params;
  const room = isTeam() ? await ownWorkshop(await accountNow(), workshop) : undefined;
  if (room === undefined) return new Response('There is no such workshop.\n', { status: 404 });
  const { head, rows } = await roomRows(room.id);
  return new Response(csv(head, rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="workshop-${room.code}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
