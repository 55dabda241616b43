'use server';

import { answerProbes, describeBlock, markAnswer, openConfiguration, type QuestionAnswer, questionAnswerSchema } from '#engine';
import { ensureLearner, refuseStrangers } from '#server/learner';
import { lessonWith } from '#server/page-data';
import { recordPrediction } from '#server/predictions';
import { markView } from '#server/question-views';
import { isClientKey } from '#server/submission-limits';
import { noteVisit } from '#server/visits';
import type { MarkView } from '../../_ui/question/view.ts';
import { traceOf } from '../../_ui/trace/trace-of.ts';
import type { TraceView } from '../../_ui/trace/view.ts';

/** Marks a prediction or an inline check and records it once for each key. Ids have their lesson's before them. */
export async function answerInLesson(id: string, sent: QuestionAnswer, key: string): Promise<MarkView> {
  const [lessonId = '', local = ''] = String(id).split('/');
  const lesson = lessonWith(lessonId);
  const question = [...(lesson?.predictions ?? []), ...(lesson?.checks ?? [])].find((each) => each.id === id);
  if (question === undefined || !isClientKey(key)) throw new Error(`no such question: ${id}`);
  const answer = questionAnswerSchema.parse(sent);
  const { correct, misconceptions } = markAnswer(question, answer);
  const learner = await ensureLearner();
  const kept = await recordPrediction(learner, { clientKey: key, lessonId, predictId: local, answer, correct, misconceptions });
  return markView(question, markAnswer(question, kept.answer));
}

/** The engine's answer to a probe of the lesson, made now. */
export async function runProbe(lessonId: string, id: string): Promise<TraceView> {
  await refuseStrangers();
  const shown = lessonWith(lessonId)?.probes.find((each) => each.id === id);
  if (shown === undefined) throw new Error(`no such probe: ${lessonId}/${id}`);
  const [answer] = answerProbes(openConfiguration(shown.configuration), [{ ...shown.probe, id }]);
  if (answer === undefined) throw new Error(`the engine did not answer ${lessonId}/${id}`);
  return traceOf(answer, describeBlock);
}

/** Notes where somebody reads; an end once reached stays reached. */
export async function saveVisit(
  lessonId: string,
  visit: { readonly section: string; readonly finished: boolean },
): Promise<void> {
  if (lessonWith(lessonId) === undefined) return;
  const section = String(visit.section).slice(0, 200);
  await noteVisit(await ensureLearner(), lessonId, { section }, visit.finished === true);
}
