'use server';

import { lessonsOf, markAnswer, type QuestionAnswer, questionAnswerSchema } from '#engine';
import { recordAnswer } from '#server/answers';
import { ensureLearner } from '#server/learner';
import { courseNow } from '#server/page-data';
import { markView, questionHash, SEED } from '#server/question-views';
import { isClientKey } from '#server/submission-limits';
import type { MarkView } from '../../_ui/question/view.ts';

/** Marks an answer and records it once for each key; reasons leave the server here and nowhere before. */
export async function answerQuestion(id: string, sent: QuestionAnswer, key: string): Promise<MarkView> {
  const lesson = lessonsOf(courseNow()).find((each) => each.questions.some((question) => question.id === id));
  const question = lesson?.questions.find((each) => each.id === id);
  if (lesson === undefined || question === undefined || !isClientKey(key)) throw new Error('no such question');
  const answer = questionAnswerSchema.parse(sent);
  const { correct, misconceptions } = markAnswer(question, answer);
  const kept = await recordAnswer(await ensureLearner(), {
    ...{ clientKey: key, lessonId: lesson.id, questionId: question.id, questionHash: questionHash(question), seed: SEED },
    ...{ answer, correct, misconceptions },
  });
  return markView(question, markAnswer(question, kept.answer));
}
