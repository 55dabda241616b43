'use server';

import { action, aKey, refuse } from '#server/action';
import { currentLearner } from '#server/learner';
import { isTeam } from '#server/team/mode';
import { learnerAct, recordAct } from '#server/team/room-events';
import { openSeatsOf, type SeatView } from '#server/team/seats';

/** Raises or lowers the learner's hand, or gives his vote, once for each key. */
export const actInRoom = action([learnerAct, aKey], async (act, key) => {
  const seat = await seatNow();
  await recordAct(seat.workshopId, `${seat.id}/${key}`, act, seat.id);
});

async function seatNow(): Promise<SeatView> {
  const learner = isTeam() ? await currentLearner() : undefined;
  const [seat] = learner === undefined ? [] : await openSeatsOf(learner);
  if (seat === undefined) return refuse('JOIN_FIRST', 'You are in no workshop that is open.');
  return seat;
}
