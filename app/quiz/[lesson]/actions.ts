'use server';

import { z } from 'zod';
import { CERTAINTIES, FIRST_SEED, lessonsOf, markAnswer, questionAnswerSchema } from '#engine';
import { action, aKey, anId, refuseAbsent } from '#server/action';
import { recordAnswer } from '#server/answers';
import { ensureLearner } from '#server/learner';
import { courseNow } from '#server/page-data';
import { markView, questionHash, SEED } from '#server/question-views';
import { refuseHeld } from '#server/team/pace';
import { askedWith, partsOfShownId } from '#server/variants';
import type { MarkView } from '../../_ui/question/view.ts';

/** What a browser says beside an answer, as far as it makes sense. */
const aSide = z
  .object({
    certainty: z.enum(CERTAINTIES).optional().catch(undefined),
    seconds: z.number().min(0).max(86_400).transform(Math.round).optional().catch(undefined),
  })
  .catch({});

/** Marks an answer and records it once for each key; reasons leave the server here and nowhere before. */
export const answerQuestion = action(
  [anId, questionAnswerSchema, aKey, aSide],
  async (shownId, answer, key, side): Promise<MarkView> => {
    const { id, seed } = partsOfShownId(shownId);
    const lesson = lessonsOf(courseNow()).find((each) => each.questions.some((question) => question.id === id));
    const written = lesson?.questions.find((each) => each.id === id);
    if (lesson === undefined || written === undefined) return refuseAbsent('question');
    const { question } = askedWith(written, seed ?? FIRST_SEED);
    const { correct, misconceptions } = markAnswer(question, answer);
    const learner = await ensureLearner();
    await refuseHeld(learner, `quiz/${lesson.id}`);
    const kept = await recordAnswer(learner, {
      ...{
        clientKey: key,
        lessonId: lesson.id,
        questionId: question.id,
        questionHash: questionHash(written),
        seed: seed ?? SEED,
      },
      ...{ answer, correct, misconceptions },
      ...noteOf(side),
    });
    const marked = kept.seed === undefined ? question : askedWith(written, kept.seed).question;
    return markView(marked, markAnswer(marked, kept.answer));
  },
);

const noteOf = ({ certainty, seconds }: z.output<typeof aSide>) => ({
  ...(certainty === undefined ? {} : { certainty }),
  ...(seconds === undefined ? {} : { seconds }),
});
