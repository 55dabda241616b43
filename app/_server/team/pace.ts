import { roomStateOf } from '#engine';
import { refuse } from '../action.ts';
import type { LearnerId } from '../learner-rows.ts';
import { isTeam } from './mode.ts';
import { eventsOf } from './room-events.ts';
import { openSeatsOf } from './seats.ts';
import { findWorkshop, type WorkshopStep } from './workshops.ts';

/** Why a step cannot be worked at now: the room is not there yet, or stands still; `room` is its title. */
export interface Held {
  readonly why: 'later' | 'paused';
  readonly room: string;
}

type StepKey = `${WorkshopStep['kind']}/${string}`;

/** What the rooms in which the learner sits hold back now; of two rooms with the same step the newer one says. Nothing of a person alone. */
export async function heldFor(learner: LearnerId | undefined): Promise<ReadonlyMap<StepKey, Held>> {
  const held = new Map<StepKey, Held>();
  if (learner === undefined || !isTeam()) return held;
  for (const seat of (await openSeatsOf(learner)).toReversed()) {
    const [room, events] = await Promise.all([findWorkshop(seat.workshopId), eventsOf(seat.workshopId, 0, ['pace', 'pause'])]);
    const { openUpTo, isPaused } = roomStateOf(events);
    for (const [index, { kind, id }] of (room?.steps ?? []).entries()) {
      const why = openUpTo !== undefined && index > openUpTo ? 'later' : isPaused ? 'paused' : undefined;
      if (room === undefined || why === undefined) held.delete(`${kind}/${id}`);
      else held.set(`${kind}/${id}`, { why, room: room.title });
    }
  }
  return held;
}

/** The room that is not yet at the step, for a page that is opened too early: its title. */
export async function roomBefore(learner: LearnerId | undefined, step: StepKey): Promise<string | undefined> {
  const held = (await heldFor(learner)).get(step);
  return held?.why === 'later' ? held.room : undefined;
}

/** Refuses what is ahead of the room. Drafts and notes are kept all the same: nothing typed is lost. */
export async function refuseAhead(learner: LearnerId | undefined, step: StepKey): Promise<void> {
  const room = await roomBefore(learner, step);
  if (room !== undefined) refuseLater(room);
}

/** Refuses what is ahead of the room, and everything while it is paused. */
export async function refuseHeld(learner: LearnerId | undefined, step: StepKey): Promise<void> {
  const held = (await heldFor(learner)).get(step);
  if (held?.why === 'later') refuseLater(held.room);
  if (held?.why === 'paused')
    refuse('PAUSED', `The workshop “${held.room}” is paused. What you typed is kept; send it when the room goes on.`);
}

function refuseLater(room: string): never {
  refuse('NOT_OPEN_YET', `The workshop “${room}” opens this step later. What you typed is kept.`);
}
