import 'server-only';
import { type Item, lessonsOf } from '#engine';
import type { Turn } from '../_ui/practice/runner.tsx';
import { courseNow, lessonHref } from './page-data.ts';
import { shownQuestion } from './question-views.ts';

/** The questions among `items` as a sitting shows them, in this order; `why` says in a few words why one is asked now. */
export function turnsOf(items: readonly Item[], why: (item: Item) => string | undefined = () => undefined): readonly Turn[] {
  const questions = new Map(
    lessonsOf(courseNow()).flatMap((lesson) => lesson.questions.map((question) => [question.id, question] as const)),
  );
  return items.flatMap((item) => {
    const question = questions.get(item.id);
    if (question === undefined) return [];
    const reason = why(item);
    return [
      {
        question: shownQuestion(question, true),
        lesson: { id: item.lesson, href: lessonHref(item.lesson) },
        ...(reason === undefined ? {} : { why: reason }),
      },
    ];
  });
}
