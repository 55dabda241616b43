'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action, aForm, refuse } from '#server/action';
import { currentLearner, ensureLearner, forgetLearner } from '#server/learner';
import { importLearner } from '#server/learner-import';
import { deleteLearner, resetProgress } from '#server/learner-rows';
import { hasAccount } from '#server/team/account-learner';
import { createAccount, signIn } from '#server/team/accounts';
import { nameIn } from '#server/team/codes';
import { isTeam } from '#server/team/mode';
import { textIn } from '../_server/team/form-text.ts';

/** Deletes every row of this learner and keeps the learner. The browser has the export, which says what it was. */
export const resetMine = action([], async (): Promise<void> => {
  const learner = await currentLearner();
  if (learner !== undefined) await resetProgress(learner);
  redirect('/you?done=reset');
});

/** Deletes every row and the learner, and makes the browser forget who it was. */
export const deleteMine = action([], async (): Promise<void> => {
  const learner = await currentLearner();
  if (learner !== undefined) await deleteLearner(learner);
  await forgetLearner();
  redirect('/you?done=delete');
});

/** Takes in the file of the form, and says on the page what came of it. */
export const importMine = action([aForm], async (form): Promise<void> => {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) redirect('/you?done=no-file');
  const outcome = await importLearner(await ensureLearner(), await file.text());
  redirect(outcome.ok ? `/you?done=import&taken=${outcome.taken}&unknown=${outcome.unknown}` : '/you?done=no-export');
});

/** Turns a guest into somebody with an account, who is found again wherever he signs in; or says why not. */
export const claimMine = action([z.unknown(), aForm], async (_before, form): Promise<void> => {
  const learnerId = isTeam() ? await currentLearner() : undefined;
  if (learnerId === undefined || (await hasAccount(learnerId)))
    return refuse('NOT_THERE', 'There is nothing here that could be claimed.');
  const [email, password] = [textIn(form, 'email', 200), textIn(form, 'password', 128)];
  const name = nameIn(textIn(form, 'name', 40)) ?? 'Learner';
  const { fault } = await createAccount({ name, email, password, role: 'learner', learnerId });
  if (fault !== undefined) refuse('NOT_TAKEN', fault);
  await signIn(email, password);
  redirect('/you?done=claimed');
});
