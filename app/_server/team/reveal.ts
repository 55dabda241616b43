import { roomStateOf } from '#engine';
import type { LearnerId } from '../learner-rows.ts';
import { isTeam } from './mode.ts';
import { eventsOf } from './room-events.ts';
import { openSeatsOf } from './seats.ts';
import { findWorkshop } from './workshops.ts';

/** Whether the instructor of a room in which the learner sits has opened the solutions of the lab to all. */
export async function isRevealed(learner: LearnerId | undefined, labId: string): Promise<boolean> {
  if (learner === undefined || !isTeam()) return false;
  for (const seat of await openSeatsOf(learner)) {
    const room = await findWorkshop(seat.workshopId);
    const step = room?.steps.findIndex((each) => each.kind === 'lab' && each.id === labId) ?? -1;
    if (step !== -1 && roomStateOf(await eventsOf(seat.workshopId, 0, ['reveal'])).revealed.includes(step)) return true;
  }
  return false;
}
