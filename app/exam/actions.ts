'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { endOf, FORM_LENGTHS, lessonsOf, markAnswer, questionAnswerSchema } from '#engine';
import { action, aForm, aKey, anId, refuseAbsent } from '#server/action';
import { drawnFor, examWith } from '#server/exam-forms';
import { currentLearner, ensureLearner } from '#server/learner';
import { courseNow } from '#server/page-data';
import { beginSitting, recordExamAnswer, sittingOf, submitSitting } from '#server/sittings';
import { isClientKey } from '#server/submission-limits';
import { askedWith } from '#server/variants';
import type { SaveReply } from '../_ui/exam/view.ts';

/** Draws a form and begins it; the clock runs from here. Sent twice under one key it is one sitting. */
export const beginExam = action([aForm], async (form): Promise<void> => {
  const exam = examWith(String(form.get('exam')));
  const length = FORM_LENGTHS.find((each) => each === form.get('length')) ?? 'full';
  const key = String(form.get('key'));
  if (exam === undefined || !isClientKey(key)) redirect('/exam');
  const learner = await ensureLearner();
  const drawn = await drawnFor(learner, exam, length);
  if (!drawn.ok) redirect('/exam');
  const { seed, places, minutes } = drawn.value;
  const sitting = await beginSitting(learner, { clientKey: key, examId: `${exam.id}/${length}`, seed, places, minutes });
  redirect(`/exam/${sitting.id}`);
});

const ANSWER = [anId, z.number(), questionAnswerSchema, z.boolean(), aKey] as const;
/** Records what stands at one place now. It says how much time is left by the server's clock, and nothing of how the answer is. */
export const saveExamAnswer = action(ANSWER, async (sittingId, place, answer, flagged, key): Promise<SaveReply> => {
  const sitting = await sittingOf(await currentLearner(), sittingId);
  const item = sitting?.places[place];
  if (sitting === undefined || item === undefined) return refuseAbsent('place in an exam');
  const now = Date.now();
  if (endOf(sitting, now) !== undefined) return { over: true, leftMs: 0 };
  const written = lessonsOf(courseNow())
    .flatMap((lesson) => lesson.questions)
    .find((question) => question.id === item.item);
  const mark = written === undefined ? undefined : markAnswer(askedWith(written, item.seed ?? '').question, answer);
  await recordExamAnswer(sitting.id, {
    ...{ clientKey: key, place, answer, flagged },
    mark: mark?.credit ?? 0,
    misconceptions: mark?.misconceptions ?? [],
  });
  return { over: false, leftMs: sitting.endsAt - Date.now() };
});

/** Hands the exam in. */
export const submitExam = action([anId], async (sittingId) => {
  const learner = await currentLearner();
  if (learner !== undefined) await submitSitting(learner, sittingId);
});
