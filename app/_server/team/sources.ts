import { type Lesson, lessonsOf } from '#engine';
import { courseNow } from '../page-data.ts';
import type { WorkshopStep } from './workshops.ts';

/** Something that a workshop can be made from: a pack of the course, or one of its modules. */
export interface WorkshopSource {
  readonly id: string;
  readonly title: string;
  readonly minutes?: number;
  readonly steps: readonly WorkshopStep[];
}

/** Every pack, then every module, with the steps that a room would take in order. */
export function workshopSources(): readonly WorkshopSource[] {
  const course = courseNow();
  const lessons = lessonsOf(course);
  const packs = course.packs.map(({ id, title, minutes, agenda }): WorkshopSource => {
    const steps = agenda.flatMap((item) => [
      ...item.lessons.flatMap((lesson) => lessonStep(lesson, lessons)),
      ...item.labs.flatMap((lab) => labStep(lab, lessons)),
    ]);
    return { id, title, minutes, steps: once(steps) };
  });
  const modules = course.modules.map(({ id, title, lessons: own }): WorkshopSource => {
    const steps = own.flatMap((lesson) => [
      ...lessonStep(lesson.id, own),
      ...lesson.labs.flatMap((lab) => labStep(lab.id, own)),
      quizStep(lesson),
    ]);
    return { id, title: `${id} ${title}`, steps };
  });
  return [...packs, ...modules].filter((source) => source.steps.length > 0);
}

const lessonStep = (id: string, lessons: readonly Lesson[]): readonly WorkshopStep[] =>
  lessons.filter((each) => each.id === id).map(({ title }) => ({ kind: 'lesson', id, title: `${id} ${title}` }));

const labStep = (id: string, lessons: readonly Lesson[]): readonly WorkshopStep[] =>
  lessons
    .flatMap((each) => each.labs)
    .filter((lab) => lab.id === id)
    .map(({ title }) => ({ kind: 'lab', id, title: `${id} ${title}` }));

const quizStep = ({ id }: Lesson): WorkshopStep => ({ kind: 'quiz', id, title: `${id} quiz` });

/** Each step where it comes first: two points of an agenda may name the same lab. */
const once = (steps: readonly WorkshopStep[]): readonly WorkshopStep[] =>
  steps.filter((step, index) => steps.findIndex((each) => each.kind === step.kind && each.id === step.id) === index);
