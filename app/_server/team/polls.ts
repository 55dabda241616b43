import { labsOf, lessonsOf } from '#engine';
import type { PollQuestion } from '../../_ui/team/view.ts';
import { courseNow } from '../page-data.ts';
import { shownQuestion } from '../question-views.ts';
import type { WorkshopView } from './workshops.ts';

/** The predictions of the room's lessons, as they may be shown before anybody answered: no key is in them. */
export function pollQuestions(room: WorkshopView): readonly PollQuestion[] {
  const wanted = new Set(room.steps.filter((step) => step.kind !== 'lab').map((step) => step.id));
  return lessonsOf(courseNow())
    .filter((lesson) => wanted.has(lesson.id))
    .flatMap((lesson) =>
      lesson.predictions.map((prediction) => {
        const { id, stem, items } = shownQuestion(prediction, false);
        return { id, lesson: lesson.id, question: plain(stem), options: items.map((item) => plain(item.text)) };
      }),
    );
}

/** Markdown as a room reads it from a wall: the words without their marks. */
export const plain = (text: string): string =>
  text
    .replace(/`|\*\*/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The labs that two sides can play against each other. */
export const adversarialLabs = (): readonly { readonly id: string; readonly title: string }[] =>
  labsOf(courseNow())
    .filter((lab) => lab.kind === 'adversarial')
    .map(({ id, title }) => ({ id, title: `${id} ${title}` }));
