import { type Course, type Lesson, lessonsOf } from '../course.ts';
import type { Lab } from '../lab.ts';
import type { Question } from '../question.ts';
import type { Item } from './try.ts';

/** Every question, prediction, check and lab of the course under its id. */
export function itemsOf(course: Course): ReadonlyMap<string, Item> {
  const modules = new Map(course.modules.flatMap((module) => module.lessons.map((lesson) => [lesson.id, module.id] as const)));
  return new Map(
    lessonsOf(course)
      .flatMap((lesson) => lessonItems(lesson, modules.get(lesson.id) ?? ''))
      .map((item) => [item.id, item] as const),
  );
}

const LAB_DIFFICULTY: Readonly<Record<Lab['kind'], 1 | 2 | 3>> = {
  guided: 1,
  'fix-it': 2,
  build: 2,
  incident: 3,
  design: 3,
  adversarial: 3,
};

function lessonItems(lesson: Lesson, module: string): readonly Item[] {
  const place = { lesson: lesson.id, module };
  const only = lesson.teaches.length === 1 ? lesson.teaches : [];
  const ofQuestion =
    (kind: 'question' | 'prediction') =>
    (question: Question): Item => ({
      ...place,
      id: question.id,
      kind,
      concepts: question.concept === undefined ? only : [question.concept],
      examTasks: question.examTasks,
      misconceptions: misconceptionsIn(question),
      difficulty: question.difficulty ?? 2,
      guessRate: guessRateOf(question),
      simulated: question.kind === 'predict' || (question.kind === 'hotspot' && question.probe !== undefined),
    });
  const ofLab = (lab: Lab): Item => ({
    ...place,
    id: lab.id,
    kind: 'lab',
    concepts: lab.concepts,
    examTasks: lab.examTasks,
    misconceptions: misconceptionsOfLab(lab),
    difficulty: LAB_DIFFICULTY[lab.kind],
    guessRate: 0,
    simulated: true,
  });
  return [
    ...lesson.questions.map(ofQuestion('question')),
    ...[...lesson.predictions, ...lesson.checks].map(ofQuestion('prediction')),
    ...lesson.labs.map(ofLab),
  ];
}

const misconceptionsOfLab = (lab: Lab): readonly string[] =>
  distinct([...lab.checks.flatMap((check) => check.feedback), ...lab.rejected].map((each) => each.misconception));

function misconceptionsIn(question: Question): readonly string[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'predict':
    case 'hotspot':
      return distinct(question.options.map((option) => option.misconception));
    case 'fill-in':
      return distinct(question.nearMisses.map((near) => near.misconception));
    case 'order':
      return [];
    case 'match':
      return distinct(Object.values(question.misconceptions ?? {}));
  }
}

/** One of so many options, pairs or orders; a text cannot be guessed. */
function guessRateOf(question: Question): number {
  switch (question.kind) {
    case 'single':
    case 'predict':
    case 'hotspot':
      return 1 / question.options.length;
    case 'multiple':
      return 1 / ways(question.options.length, question.options.filter((option) => option.correct === true).length);
    case 'fill-in':
      return 0;
    case 'order':
      return 1 / factorial(question.items.length);
    case 'match':
      return 1 / question.right.length ** question.left.length;
  }
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
const ways = (n: number, k: number): number => factorial(n) / (factorial(k) * factorial(n - k));
const distinct = (names: readonly (string | undefined)[]): readonly string[] => [...new Set(names.flatMap((name) => name ?? []))];
