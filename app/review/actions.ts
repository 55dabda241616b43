'use server';

import { redirect } from 'next/navigation';
import { action, aForm } from '#server/action';
import { ensureLearner } from '#server/learner';
import { savePreference } from '#server/preferences';

/** Keeps what the form says; what is no date or no number in range is left out. */
export const saveWish = action([aForm], async (form): Promise<void> => {
  const day = String(form.get('exam') ?? '');
  const examAt = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const limit = Number(form.get('limit'));
  await savePreference(await ensureLearner(), {
    ...(Number.isNaN(examAt) ? {} : { examAt }),
    ...(Number.isInteger(limit) && limit >= 5 && limit <= 100 ? { dailyLimit: limit } : {}),
  });
  redirect('/review');
});
