import {
  type Course,
  holesIn,
  type Lesson,
  lessonsOf,
  type Question,
  type TaskRow,
  type TraceRow,
  tasksOf,
  traceability,
} from '#engine';
import { table } from './output.ts';

const HEAD = [
  'LESSON',
  'READ',
  'DO',
  'PREDICT',
  'PROBES',
  'CHECKS',
  'FIGURES',
  'QUESTIONS',
  'LABS',
  'SOLUTIONS',
  'WRONG',
  'FACTS',
  'TITLE',
];

/** What the course holds, lesson by lesson, with the sums and the rows that nothing cites. */
export function reportOn(course: Course): string {
  const lessons = lessonsOf(course);
  const cited = new Set(lessons.flatMap(citedBy));
  const reasoned = [...course.facts.values()].flatMap((fact) => fact.by ?? []);
  const uncited = [...course.facts.keys()].filter((id) => !cited.has(id) && !reasoned.includes(id));
  const questions = lessons.flatMap((lesson) => lesson.questions);
  const sources = new Set([...course.facts.values()].map((fact) => fact.source).filter((source) => source !== 'reasoning'));
  return [
    table([HEAD, ...lessons.map(rowOf)]),
    '',
    `${questions.length} questions: ${counted(questions)}`,
    `${course.facts.size} fact rows from ${sources.size} pages; ${uncited.length} cited by nothing${uncited.length === 0 ? '' : `: ${uncited.join(', ')}`}`,
    `${course.misconceptions.size} misconceptions, ${course.concepts.size} concepts, ${course.glossary.length} terms`,
    '',
    table([['SEED', 'LESSONS', 'LABS', 'QUESTIONS', 'SIMULATED'], ...traceability(course).map(traceRow)]),
    '',
    table([['TASK', 'LESSONS', 'LABS', 'QUESTIONS'], ...tasksOf(course).map(taskRow)]),
    '',
    'Still to come:',
    ...holesIn(course).map((hole) => `  ${hole}`),
  ].join('\n');
}

const traceRow = ({ seed, lessons, labs, questions, simulated }: TraceRow): readonly string[] => [
  seed,
  lessons.join(' ') || '–',
  labs.join(' ') || '–',
  String(questions.length),
  String(simulated),
];

const taskRow = ({ task, lessons, labs, questions }: TaskRow): readonly string[] => [
  task,
  ...[lessons, labs, questions].map(String),
];

function rowOf(lesson: Lesson): readonly string[] {
  const sum = (count: (lab: Lesson['labs'][number]) => number) => lesson.labs.reduce((total, lab) => total + count(lab), 0);
  const numbers = [
    lesson.readingMinutes,
    lesson.doingMinutes,
    lesson.predictions.length,
    lesson.probes.length,
    lesson.checks.length,
    lesson.figures.length,
    lesson.questions.length,
    lesson.labs.length,
    sum((lab) => lab.secrets.solutions.length),
    sum((lab) => lab.secrets.wrong.length),
    new Set(citedBy(lesson)).size,
  ];
  return [lesson.id, ...numbers.map(String), lesson.title];
}

function citedBy(lesson: Lesson): readonly string[] {
  const questions = [...lesson.predictions, ...lesson.checks, ...lesson.questions];
  const sources = questions
    .flatMap((question) => ('options' in question ? question.options : []))
    .flatMap(({ source }) => (source?.startsWith('facts:') === true ? [source.slice(6)] : []));
  const mentioned = lesson.mentions.flatMap((mention) => (mention.component === 'Fact' ? [mention.name] : []));
  return [
    ...lesson.facts,
    ...mentioned,
    ...sources,
    ...questions.flatMap((question) => question.facts),
    ...lesson.labs.flatMap((lab) => lab.facts),
  ];
}

function counted(questions: readonly Question[]): string {
  const kinds = new Map<string, number>();
  for (const { kind } of questions) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
}
