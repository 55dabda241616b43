'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action, aForm, refuse } from '#server/action';
import { becomeLearner, forgetLearner, makeLearner } from '#server/learner';
import { secretFor } from '#server/team/accounts';
import { addressNow } from '#server/team/address';
import { codeIn } from '#server/team/codes';
import { isTeam } from '#server/team/mode';
import { seatByPhrase, takeSeat } from '#server/team/seats';
import { wrongTries } from '#server/team/slow-down';
import { workshopByCode } from '#server/team/workshops';
import { textIn } from '../_server/team/form-text.ts';
import type { JoinedView } from '../_ui/team/view.ts';

/** Takes a seat in the room of a code. The four words come back once, for who is new in the room. */
export const join = action([aForm], async (form): Promise<JoinedView> => {
  await refuseImpatience();
  const code = codeIn(textIn(form, 'code', 20));
  const room = code === undefined ? undefined : await workshopByCode(code);
  if (room === undefined) return refuseWrong('No workshop is open under this code. Look at the screen or the card again.');
  // A shared computer: what somebody else did before stays his.
  if (textIn(form, 'fresh', 3) === 'yes') await forgetLearner();
  const learner = await makeLearner();
  const joined = await takeSeat(room, learner, textIn(form, 'name', 40), secretFor('phrases'));
  if (!joined.ok) return refuse('NOT_TAKEN', joined.fault === 'full' ? fullWords(room.seatLimit) : REMOVED);
  return {
    ...{ title: room.title, name: joined.seat.name },
    ...(joined.phrase === undefined ? {} : { phrase: joined.phrase }),
    ...(room.deleteAt === undefined ? {} : { deletedOn: new Date(room.deleteAt).toISOString().slice(0, 10) }),
  };
});

const fullWords = (seats: number): string => `The workshop is full: it has ${seats} seats. Tell the instructor.`;
const REMOVED = 'You were taken out of this workshop. Talk to the instructor.';
const NO_PHRASE =
  'These are not the four words of a seat. Each word stands in the English list; the instructor can give you new ones.';

/** Makes this browser the one of the seat that four words belong to. */
export const recover = action([z.unknown(), aForm], async (_before, form): Promise<void> => {
  await refuseImpatience();
  const seat = await seatByPhrase(textIn(form, 'phrase', 200), secretFor('phrases'));
  if (seat === undefined) return refuseWrong(NO_PHRASE);
  await becomeLearner(seat.learnerId);
  redirect('/');
});

async function refuseImpatience(): Promise<void> {
  if (!isTeam()) refuse('NOT_THERE', 'This workbook is for one person: there is nothing to join.');
  const wait = wrongTries().waitFor(await addressNow(), Date.now());
  if (wait > 0) refuse('TOO_MANY_TRIES', `Too many wrong tries from here. Try again in ${Math.ceil(wait / 1000)} seconds.`);
}

async function refuseWrong(sentence: string): Promise<never> {
  wrongTries().note(await addressNow(), Date.now());
  return refuse('NOT_TAKEN', sentence);
}
