'use server';

import { redirect } from 'next/navigation';
import { currentLearner, forgetLearner } from '#server/learner';
import { deleteLearner, resetProgress } from '#server/learner-rows';

/** Deletes every row of this learner and keeps the learner. The browser has the export, which says what it was. */
export async function resetMine(): Promise<void> {
  const learner = await currentLearner();
  if (learner !== undefined) await resetProgress(learner);
  redirect('/you?done=reset');
}

/** Deletes every row and the learner, and makes the browser forget who it was. */
export async function deleteMine(): Promise<void> {
  const learner = await currentLearner();
  if (learner !== undefined) await deleteLearner(learner);
  await forgetLearner();
  redirect('/you?done=delete');
}
