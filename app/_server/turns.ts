import 'server-only';
import { type Item, type ItemTry, lessonsOf } from '#engine';
import type { Turn } from '../_ui/practice/runner.tsx';
import type { LearnerId } from './learner-rows.ts';
import { courseNow, lessonHref } from './page-data.ts';
import { shownQuestion } from './question-views.ts';
import { heldFor } from './team/pace.ts';
import { askedNext } from './variants.ts';

/**
 * The questions among `items` as a sitting shows them to the learner, each in a variant that he has not seen, without those that his
 * workshop opens later; `why` says in a few words why one is asked now.
 */
export async function turnsOf(
  learner: LearnerId | undefined,
  tries: readonly ItemTry[],
  items: readonly Item[],
  why: (item: Item) => string | undefined = () => undefined,
): Promise<readonly Turn[]> {
  const held = await heldFor(learner);
  const questions = new Map(
    lessonsOf(courseNow()).flatMap((lesson) => lesson.questions.map((question) => [question.id, question] as const)),
  );
  return items.flatMap((item) => {
    const question = questions.get(item.id);
    if (question === undefined || held.get(`quiz/${item.lesson}`)?.why === 'later') return [];
    const reason = why(item);
    const asked = askedNext(question, learner, tries.filter((each) => each.item === item.id).length);
    return [
      {
        question: shownQuestion(asked.question, true, asked.shownId),
        lesson: { id: item.lesson, href: lessonHref(item.lesson) },
        ...(reason === undefined ? {} : { why: reason }),
      },
    ];
  });
}
