'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { CERTAINTIES, endOf, FORM_LENGTHS, markAnswer, questionAnswerSchema } from '#engine';
import { action, aForm, aKey, anId, refuseAbsent } from '#server/action';
import { drawnFor, examWith } from '#server/exam-forms';
import { askedAt, lastSaved } from '#server/exam-places';
import { currentLearner, ensureLearner } from '#server/learner';
import { answeredView, shownQuestion } from '#server/question-views';
import { beginSitting, changedBetween, examAnswers, recordExamAnswer, sittingOf, submitSitting } from '#server/sittings';
import { isClientKey } from '#server/submission-limits';
import type { ReviewedPlace, SaveReply } from '../_ui/exam/view.ts';

const aHeld = z.object({
  answer: questionAnswerSchema,
  flagged: z.boolean(),
  certainty: z.enum(CERTAINTIES).optional(),
});
const SAVED = [anId, z.number(), aHeld, aKey, z.number().catch(0)] as const;

/** Draws a form and begins it; the clock runs from here. Sent twice under one key it is one sitting. */
export const beginExam = action([aForm], async (form): Promise<void> => {
  const exam = examWith(String(form.get('exam')));
  const length = FORM_LENGTHS.find((each) => each === form.get('length')) ?? 'full';
  const key = String(form.get('key'));
  if (exam === undefined || !isClientKey(key)) redirect('/exam');
  const learner = await ensureLearner();
  const drawn = await drawnFor(learner, exam, length);
  if (!drawn.ok) redirect(`/exam?undrawn=${exam.id}`);
  const { seed, places, minutes } = drawn.value;
  const sitting = await beginSitting(learner, { clientKey: key, examId: `${exam.id}/${length}`, seed, places, minutes });
  redirect(`/exam/${sitting.id}`);
});

/** Records what stands at one place now. It says how much time is left by the server's clock, and nothing of how the answer is. */
export const saveExamAnswer = action(SAVED, async (sittingId, place, held, key, seen): Promise<SaveReply> => {
  const sitting = await sittingOf(await currentLearner(), sittingId);
  const item = sitting?.places[place];
  if (sitting === undefined || item === undefined) return refuseAbsent('place in an exam');
  if (endOf(sitting, Date.now()) !== undefined) return { over: true, leftMs: 0, order: 0, replaced: false };
  const { answer, flagged, certainty } = held;
  const question = askedAt(item);
  const mark = question === undefined ? undefined : markAnswer(question, answer);
  const { order } = await recordExamAnswer(sitting.id, {
    ...{ clientKey: key, place, answer, flagged },
    ...(certainty === undefined ? {} : { certainty }),
    mark: mark?.credit ?? 0,
    misconceptions: mark?.misconceptions ?? [],
  });
  const replaced = await changedBetween(sitting.id, { place, seen, order, key });
  return { over: false, leftMs: sitting.endsAt - Date.now(), order, replaced };
});

/** The question at a place of the learner's exam with every reason, once the exam is over; before, it is refused. */
export const reviewExamPlace = action([anId, z.number()], async (sittingId, place): Promise<ReviewedPlace> => {
  const sitting = await sittingOf(await currentLearner(), sittingId);
  const item = sitting?.places[place];
  const question = item === undefined ? undefined : askedAt(item);
  const now = Date.now();
  if (sitting === undefined || question === undefined || endOf(sitting, now) === undefined)
    return refuseAbsent('place in an exam that is over');
  const counted = lastSaved(sitting, await examAnswers(sitting.id), now).get(place);
  return { question: shownQuestion(question, false), ...answeredView(question, counted?.answer ?? {}) };
});

/** Hands the exam in. */
export const submitExam = action([anId], async (sittingId) => {
  const learner = await currentLearner();
  if (learner !== undefined) await submitSitting(learner, sittingId);
});
