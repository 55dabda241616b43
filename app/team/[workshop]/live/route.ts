import { accountNow } from '#server/team/accounts';
import { eventStream } from '#server/team/event-stream';
import { isTeam } from '#server/team/mode';
import { boardView, withoutNames } from '#server/team/room-views';
import { watchRoom } from '#server/team/watch';
import { ownWorkshop } from '#server/team/workshops';
import type { BoardView } from '../../../_ui/team/view.ts';

export const dynamic = 'force-dynamic';

/** The board of a room, each time that something changes in it; without a name where `?names=none` asks for that. */
export async function GET(
  request: Request,
  { params }: { readonly params: Promise<{ readonly workshop: string }> },
): Promise<Response> {
  const { workshop } = await params;
  const room = isTeam() ? await ownWorkshop(await accountNow(), workshop) : undefined;
  if (room === undefined) return new Response('There is no such workshop.\n', { status: 404 });
  const view = new URL(request.url).searchParams.get('names') === 'none' ? withoutNames : (each: BoardView) => each;
  return eventStream(request, (send) =>
    watchRoom(room.id, (now) => send(now === undefined ? undefined : view(boardView(now, Date.now())))),
  );
}
