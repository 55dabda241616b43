'use server';

import { CERTAINTIES, FIRST_SEED, lessonsOf, markAnswer, type QuestionAnswer, questionAnswerSchema } from '#engine';
import { recordAnswer } from '#server/answers';
import { ensureLearner } from '#server/learner';
import { courseNow } from '#server/page-data';
import { markView, questionHash, SEED } from '#server/question-views';
import { isClientKey } from '#server/submission-limits';
import { askedWith, partsOfShownId } from '#server/variants';
import type { AnswerNote, MarkView } from '../../_ui/question/view.ts';

/** Marks an answer and records it once for each key; reasons leave the server here and nowhere before. */
export async function answerQuestion(
  shownId: string,
  sent: QuestionAnswer,
  key: string,
  note: AnswerNote = {},
): Promise<MarkView> {
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
    ...noteOf(note),
  });
  const marked = kept.seed === undefined ? question : askedWith(written, kept.seed).question;
  return markView(marked, markAnswer(marked, kept.answer));
}

/** What a browser says beside an answer, as far as it makes sense. */
function noteOf({ certainty, seconds }: AnswerNote): AnswerNote {
  const known = CERTAINTIES.find((each) => each === certainty);
  const counted = typeof seconds === 'number' && seconds >= 0 && seconds < 86_400 ? Math.round(seconds) : undefined;
  return { ...(known === undefined ? {} : { certainty: known }), ...(counted === undefined ? {} : { seconds: counted }) };
}
