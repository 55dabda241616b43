'use server';

import { redirect } from 'next/navigation';
import { pairsOf } from '#engine';
import { latestAttempt } from '#server/attempts';
import { draftOf } from '#server/drafts';
import { type AccountHolder, accountNow, secretFor } from '#server/team/accounts';
import { invite } from '#server/team/invitations';
import { isTeam } from '#server/team/mode';
import { instructorAct, recordAct } from '#server/team/room-events';
import { removeSeat, renameSeat, renewPhrase, seatsOf } from '#server/team/seats';
import { workshopSources } from '#server/team/sources';
import { createWorkshop, endWorkshop, ownWorkshop, type WorkshopView } from '#server/team/workshops';
import { isClientKey } from '../_server/submission-limits.ts';
import { textIn } from '../_server/team/form-text.ts';
import type { WorkView } from '../_ui/team/view.ts';

const MAX_SEATS = 300;
const DAY = 24 * 60 * 60 * 1000;

/** Makes a room from a pack or a module and goes to its board; or says what is missing. */
export async function startWorkshop(_before: string | undefined, form: FormData): Promise<string | undefined> {
  const who = await staff();
  const source = workshopSources().find((each) => each.id === textIn(form, 'source', 100));
  if (source === undefined) return 'Choose what the workshop is about.';
  const seats = Number(textIn(form, 'seats', 4) || '200');
  if (!Number.isInteger(seats) || seats < 1 || seats > MAX_SEATS) return `Seats: a number from 1 to ${MAX_SEATS}.`;
  const days = Number(textIn(form, 'days', 4) || '30');
  if (!Number.isInteger(days) || days < 1 || days > 365)
    return 'Days until everything personal is deleted: a number from 1 to 365.';
  const room = await createWorkshop({
    title: textIn(form, 'title', 100) || source.title,
    packId: source.id,
    steps: source.steps,
    ownerId: who.id,
    seatLimit: seats,
    deleteAt: new Date(Date.now() + days * DAY),
  });
  redirect(`/team/${room.id}`);
}

/** The path of a link that makes one instructor's account; only for administrators. */
export async function inviteInstructor(): Promise<string> {
  if ((await staff()).role !== 'admin') throw new Error('not yours');
  return `/setup/${await invite('instructor')}`;
}

/** Does something to the room, once for each key: a pace, a pause, a message, a poll. */
export async function actOnRoom(id: string, sent: unknown, key: string): Promise<void> {
  const act = instructorAct.parse(sent);
  if (!isClientKey(key)) throw new Error('not a key');
  const room = await mine(id);
  const seats = act.kind === 'teams' ? (await seatsOf(room.id)).map((seat) => seat.id) : [];
  await recordAct(room.id, `instructor/${key}`, act.kind === 'teams' ? { ...act, pairs: pairsOf(seats) } : act);
}

/** Closes the room: nobody joins any more. */
export async function finishWorkshop(id: string): Promise<void> {
  await endWorkshop((await mine(id)).id);
}

export async function renameInRoom(id: string, seat: string, name: string): Promise<boolean> {
  return renameSeat((await mine(id)).id, String(seat), String(name));
}

export async function removeFromRoom(id: string, seat: string): Promise<void> {
  await removeSeat((await mine(id)).id, String(seat));
}

/** What a learner of the room wrote last at a lab, for the projector: no name is in it. Undefined where there is nothing. */
export async function workOf(id: string, seat: string, step: number): Promise<WorkView | undefined> {
  const room = await mine(id);
  const [at, sits] = [room.steps[Number(step)], (await seatsOf(room.id)).find((each) => each.id === String(seat))];
  if (at === undefined || at.kind !== 'lab' || sits === undefined) return undefined;
  const [draft, attempt] = await Promise.all([draftOf(sits.learnerId, at.id), latestAttempt(sits.learnerId, at.id)]);
  const files = draft?.files ?? attempt?.files;
  const checks = attempt?.grade.checks.map(({ title, passed }) => ({ title, passed })) ?? [];
  return files === undefined ? undefined : { title: at.title, files, checks };
}

/** New words for somebody who lost his; undefined where the room has no such seat. */
export async function newPhraseFor(id: string, seat: string): Promise<string | undefined> {
  return renewPhrase((await mine(id)).id, String(seat), secretFor('phrases'));
}

async function staff(): Promise<AccountHolder> {
  const who = isTeam() ? await accountNow() : undefined;
  if (who === undefined || who.role === 'learner') throw new Error('not yours');
  return who;
}

/** The room, when whoever acts may run it: otherwise nothing happens, and nothing is said about whether there is one. */
async function mine(id: string): Promise<WorkshopView> {
  const room = await ownWorkshop(await staff(), String(id));
  if (room === undefined) throw new Error('not yours');
  return room;
}
