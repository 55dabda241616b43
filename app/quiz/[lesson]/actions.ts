'use server';

import { FIRST_SEED, lessonsOf, markAnswer, type QuestionAnswer, questionAnswerSchema } from '#engine';
import { recordAnswer } from '#server/answers';
import { ensureLearner } from '#server/learner';
import { courseNow } from '#server/page-data';
import { markView, questionHash, SEED } from '#server/question-views';
import { isClientKey } from '#server/submission-limits';
import { askedWith, partsOfShownId } from '#server/variants';
import type { MarkView } from '../../_ui/question/view.ts';

/** Marks an answer and records it once for each key; reasons leave the server here and nowhere before. */
export async function answerQuestion(shownId: string, sent: QuestionAnswer, key: string): Promise<MarkView> {
  const { id, seed } = partsOfShownId(String(shownId));
  const lesson = lessonsOf(courseNow()).find((each) => each.questions.some((question) => question.id === id));
  const written = lesson?.questions.find((each) => each.id === id);
  if (lesson === undefined || written === undefined || !isClientKey(key)) throw new Error('no such question');
  const { question } = askedWith(written, seed ?? FIRST_SEED);
  const answer = questionAnswerSchema.parse(sent);
  const { correct, misconceptions } = markAnswer(question, answer);
  const kept = await recordAnswer(await ensureLearner(), {
    ...{ clientKey: key, lessonId: lesson.id, questionId: question.id, questionHash: questionHash(written), seed: seed ?? SEED },
    ...{ answer, correct, misconceptions },
  });
  const marked = kept.seed === undefined ? question : askedWith(written, kept.seed).question;
  return markView(marked, markAnswer(marked, kept.answer));
}
