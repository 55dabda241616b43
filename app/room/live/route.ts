import { currentLearner } from '#server/learner';
import { eventStream } from '#server/team/event-stream';
import { isTeam } from '#server/team/mode';
import { seatRoomView } from '#server/team/room-views';
import { openSeatsOf } from '#server/team/seats';
import { watchRoom } from '#server/team/watch';

export const dynamic = 'force-dynamic';

/** The room in which this learner sits, each time that something in it changes that is his to know. */
export async function GET(request: Request): Promise<Response> {
  const learner = isTeam() ? await currentLearner() : undefined;
  const [seat] = learner === undefined ? [] : await openSeatsOf(learner);
  // No content: the browser does not ask again.
  if (seat === undefined) return new Response(null, { status: 204 });
  let last = '';
  return eventStream(request, (send) =>
    watchRoom(seat.workshopId, (room) => {
      const view = room === undefined ? undefined : seatRoomView(room, seat.id, Date.now());
      // Who joined a moment ago is not in what others who watch were told last; the next read has him.
      if (room !== undefined && view === undefined && last === '') return;
      const text = JSON.stringify({ ...view, now: 0 });
      if (view !== undefined && text === last) return;
      last = text;
      send(view);
    }),
  );
}
