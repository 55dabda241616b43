'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action, aForm, refuse } from '#server/action';
import { forgetLearner } from '#server/learner';
import { signIn, signOut } from '#server/team/accounts';
import { addressNow } from '#server/team/address';
import { enter } from '#server/team/enter';
import { isTeam } from '#server/team/mode';
import { wrongTries } from '#server/team/slow-down';
import { textIn } from '../_server/team/form-text.ts';

/** Signs in and goes on, or says why not. Wrong passwords are slowed like wrong codes. */
export const signInHere = action([z.unknown(), aForm], async (_before, form): Promise<void> => {
  if (!isTeam()) refuse('NOT_THERE', 'There are no accounts here.');
  const [who, now] = [await addressNow(), Date.now()];
  const wait = wrongTries().waitFor(who, now);
  if (wait > 0) refuse('TOO_MANY_TRIES', `Too many wrong tries. Try again in ${Math.ceil(wait / 1000)} seconds.`);
  const account = await signIn(textIn(form, 'email', 200), textIn(form, 'password', 128));
  if (account === undefined) {
    wrongTries().note(who, now);
    return refuse('NOT_TAKEN', 'Address and password do not belong together.');
  }
  redirect(await enter(account));
});

/** Ends the session, and makes the browser forget whose progress it showed. */
export const signOutHere = action([], async (): Promise<void> => {
  await signOut();
  await forgetLearner();
  redirect('/join');
});
