'use server';

import { redirect } from 'next/navigation';
import { becomeLearner, forgetLearner, makeLearner } from '#server/learner';
import { secretFor } from '#server/team/accounts';
import { addressNow } from '#server/team/address';
import { codeIn } from '#server/team/codes';
import { isTeam } from '#server/team/mode';
import { seatByPhrase, takeSeat } from '#server/team/seats';
import { wrongTries } from '#server/team/slow-down';
import { workshopByCode } from '#server/team/workshops';
import { textIn } from '../_server/team/form-text.ts';
import type { JoinAnswer } from '../_ui/team/view.ts';

/** Takes a seat in the room of a code. The four words come back once, for who is new in the room. */
export async function join(form: FormData): Promise<JoinAnswer> {
  const refused = await refusal();
  if (refused !== undefined) return { fault: refused };
  const code = codeIn(textIn(form, 'code', 20));
  const room = code === undefined ? undefined : await workshopByCode(code);
  if (room === undefined) return wrong('No workshop is open under this code. Look at the screen or the card again.');
  // A shared computer: what somebody else did before stays his.
  if (textIn(form, 'fresh', 3) === 'yes') await forgetLearner();
  const learner = await makeLearner();
  const joined = await takeSeat(room, learner, textIn(form, 'name', 40), secretFor('phrases'));
  if (!joined.ok) {
    return {
      fault:
        joined.fault === 'full'
          ? `The workshop is full: it has ${room.seatLimit} seats. Tell the instructor.`
          : 'You were taken out of this workshop. Talk to the instructor.',
    };
  }
  return { title: room.title, name: joined.seat.name, ...(joined.phrase === undefined ? {} : { phrase: joined.phrase }) };
}

/** Makes this browser the one of the seat that four words belong to. */
export async function recover(_before: string | undefined, form: FormData): Promise<string | undefined> {
  const refused = await refusal();
  if (refused !== undefined) return refused;
  const seat = await seatByPhrase(textIn(form, 'phrase', 200), secretFor('phrases'));
  if (seat === undefined)
    return (
      await wrong(
        'These are not the four words of a seat. Each word stands in the English list; the instructor can give you new ones.',
      )
    ).fault;
  await becomeLearner(seat.learnerId);
  redirect('/');
}

async function refusal(): Promise<string | undefined> {
  if (!isTeam()) return 'This workbook is for one person: there is nothing to join.';
  const wait = wrongTries().waitFor(await addressNow(), Date.now());
  return wait === 0 ? undefined : `Too many wrong tries from here. Try again in ${Math.ceil(wait / 1000)} seconds.`;
}

async function wrong(fault: string): Promise<{ readonly fault: string }> {
  wrongTries().note(await addressNow(), Date.now());
  return { fault };
}
