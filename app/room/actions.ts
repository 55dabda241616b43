'use server';

import { currentLearner } from '#server/learner';
import { isTeam } from '#server/team/mode';
import { learnerAct, recordAct } from '#server/team/room-events';
import { openSeatsOf, type SeatView } from '#server/team/seats';
import { isClientKey } from '../_server/submission-limits.ts';

/** Raises or lowers the learner's hand, or gives his vote, once for each key. */
export async function actInRoom(sent: unknown, key: string): Promise<void> {
  const act = learnerAct.parse(sent);
  if (!isClientKey(key)) throw new Error('not a key');
  const seat = await seatNow();
  await recordAct(seat.workshopId, `${seat.id}/${key}`, act, seat.id);
}

async function seatNow(): Promise<SeatView> {
  const learner = isTeam() ? await currentLearner() : undefined;
  const [seat] = learner === undefined ? [] : await openSeatsOf(learner);
  if (seat === undefined) throw new Error('not in a workshop');
  return seat;
}
