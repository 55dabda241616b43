'use server';

import { z } from 'zod';
import { answerProbes, describeBlock, markAnswer, openConfiguration, questionAnswerSchema } from '#engine';
import { action, aKey, anId, refuseAbsent } from '#server/action';
import { currentLearner, ensureLearner, refuseStrangers } from '#server/learner';
import { lessonWith } from '#server/page-data';
import { recordPrediction } from '#server/predictions';
import { markView } from '#server/question-views';
import { refuseAhead, refuseHeld } from '#server/team/pace';
import { noteVisit } from '#server/visits';
import type { MarkView } from '../../_ui/question/view.ts';
import { traceOf } from '../../_ui/trace/trace-of.ts';
import type { TraceView } from '../../_ui/trace/view.ts';

/** Marks a prediction or an inline check and records it once for each key. Ids have their lesson's before them. */
export const answerInLesson = action([anId, questionAnswerSchema, aKey], async (id, answer, key): Promise<MarkView> => {
  const [lessonId = '', local = ''] = id.split('/');
  const lesson = lessonWith(lessonId);
  const question = [...(lesson?.predictions ?? []), ...(lesson?.checks ?? [])].find((each) => each.id === id);
  if (question === undefined) return refuseAbsent('question');
  const { correct, misconceptions } = markAnswer(question, answer);
  const learner = await ensureLearner();
  await refuseHeld(learner, `lesson/${lessonId}`);
  const kept = await recordPrediction(learner, { clientKey: key, lessonId, predictId: local, answer, correct, misconceptions });
  return markView(question, markAnswer(question, kept.answer));
});

/** The engine's answer to a probe of the lesson, made now. */
export const runProbe = action([anId, anId], async (lessonId, id): Promise<TraceView> => {
  await refuseStrangers();
  await refuseAhead(await currentLearner(), `lesson/${lessonId}`);
  const shown = lessonWith(lessonId)?.probes.find((each) => each.id === id);
  if (shown === undefined) return refuseAbsent('probe');
  const [answer] = answerProbes(openConfiguration(shown.configuration), [{ ...shown.probe, id }]);
  if (answer === undefined) throw new Error(`the engine did not answer ${lessonId}/${id}`);
  return traceOf(answer, describeBlock);
});

const aVisit = z.object({ section: z.string().max(200), finished: z.boolean() });

/** Notes where somebody reads; an end once reached stays reached. */
export const saveVisit = action([anId, aVisit], async (lessonId, { section, finished }) => {
  if (lessonWith(lessonId) === undefined) return refuseAbsent('lesson');
  const learner = await ensureLearner();
  await refuseAhead(learner, `lesson/${lessonId}`);
  await noteVisit(learner, lessonId, { section }, finished);
});
