'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { pairsOf } from '#engine';
import { action, aForm, aKey, anId, refuse, refuseAbsent } from '#server/action';
import { latestAttempt } from '#server/attempts';
import { draftOf } from '#server/drafts';
import { type AccountHolder, accountNow, secretFor } from '#server/team/accounts';
import { invite } from '#server/team/invitations';
import { isTeam } from '#server/team/mode';
import { plain } from '#server/team/polls';
import { instructorAct, recordAct } from '#server/team/room-events';
import { removeSeat, renameSeat, renewPhrase, seatsOf } from '#server/team/seats';
import { workshopSources } from '#server/team/sources';
import { createWorkshop, deletePeople, endWorkshop, ownWorkshop, type WorkshopView } from '#server/team/workshops';
import { textIn } from '../_server/team/form-text.ts';
import type { WorkView } from '../_ui/team/view.ts';

const MAX_SEATS = 300;
const DAY = 24 * 60 * 60 * 1000;

/** Makes a room from a pack or a module and goes to its board; or says what is missing. */
export const startWorkshop = action([z.unknown(), aForm], async (_before, form): Promise<void> => {
  const who = await staff();
  const source = workshopSources().find((each) => each.id === textIn(form, 'source', 100));
  if (source === undefined) return refuse('NOT_TAKEN', 'Choose what the workshop is about.');
  const seats = Number(textIn(form, 'seats', 4) || '200');
  if (!Number.isInteger(seats) || seats < 1 || seats > MAX_SEATS) refuse('NOT_TAKEN', `Seats: a number from 1 to ${MAX_SEATS}.`);
  const days = Number(textIn(form, 'days', 4) || '30');
  if (!Number.isInteger(days) || days < 1 || days > 365)
    refuse('NOT_TAKEN', 'Days until everything personal is deleted: a number from 1 to 365.');
  const room = await createWorkshop({
    title: textIn(form, 'title', 100) || source.title,
    packId: source.id,
    steps: source.steps,
    ownerId: who.id,
    seatLimit: seats,
    deleteAt: new Date(Date.now() + days * DAY),
  });
  redirect(`/team/${room.id}`);
});

/** The path of a link that makes one instructor's account; only for administrators. */
export const inviteInstructor = action([], async () => {
  if ((await staff()).role !== 'admin') return refuseAbsent('right');
  return `/setup/${await invite('instructor')}`;
});

/** Does something to the room, once for each key: a pace, a pause, a message, a poll. */
export const actOnRoom = action([anId, instructorAct, aKey], async (id, act, key) => {
  const room = await mine(id);
  const seats = act.kind === 'teams' ? (await seatsOf(room.id)).map((seat) => seat.id) : [];
  await recordAct(room.id, `instructor/${key}`, act.kind === 'teams' ? { ...act, pairs: pairsOf(seats) } : act);
});

/** Closes the room: nobody joins any more. */
export const finishWorkshop = action([anId], async (sent): Promise<void> => {
  const { id } = await mine(sent);
  await endWorkshop(id);
  redirect(`/team/${id}`);
});

/** Ends the room and deletes at once everything personal of it, as its day would. */
export const deletePeopleOf = action([anId], async (sent): Promise<void> => {
  const { id } = await mine(sent);
  await deletePeople(id);
  redirect(`/team/${id}`);
});

export const renameInRoom = action([anId, anId, z.string()], async (id, seat, name) => {
  if (!(await renameSeat((await mine(id)).id, seat, name))) refuse('NOT_TAKEN', 'The name was not taken.');
});

export const removeFromRoom = action([anId, anId], async (id, seat) => removeSeat((await mine(id)).id, seat));

/** What a learner of the room wrote last at a lab, for the projector: no name is in it. Undefined where there is nothing. */
export const workOf = action([anId, anId, z.number()], async (id, seat, step): Promise<WorkView | undefined> => {
  const room = await mine(id);
  const [at, sits] = [room.steps[step], (await seatsOf(room.id)).find((each) => each.id === seat)];
  if (at === undefined || at.kind !== 'lab' || sits === undefined) return undefined;
  const [draft, attempt] = await Promise.all([draftOf(sits.learnerId, at.id), latestAttempt(sits.learnerId, at.id)]);
  const files = draft?.files ?? attempt?.files;
  const checks = attempt?.grade.checks.map(({ title, passed }) => ({ title: plain(title), passed })) ?? [];
  return files === undefined ? undefined : { title: at.title, files, checks };
});

/** New words for somebody who lost his. */
export const newPhraseFor = action([anId, anId], async (id, seat) => {
  return (await renewPhrase((await mine(id)).id, seat, secretFor('phrases'))) ?? refuseAbsent('seat');
});

async function staff(): Promise<AccountHolder> {
  const who = isTeam() ? await accountNow() : undefined;
  return who === undefined || who.role === 'learner' ? refuseAbsent('right') : who;
}

/** The room, when whoever acts may run it: otherwise nothing happens, and nothing is said about whether there is one. */
async function mine(id: string): Promise<WorkshopView> {
  return (await ownWorkshop(await staff(), id)) ?? refuseAbsent('workshop');
}
