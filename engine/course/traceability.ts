import { type Course, type Lesson, lessonsOf } from './course.ts';
import { examShortage } from './proof/exams.ts';
import { misconceptionsIn } from './proof/references.ts';
import type { Question } from './question.ts';

/** One bullet of the old notes and everything in the course that takes it up. */
export interface TraceRow {
  readonly seed: string;
  /** What the notes said. */
  readonly said: string;
  readonly lessons: readonly string[];
  readonly labs: readonly string[];
  readonly questions: readonly string[];
  /** What the engine is asked about it: predictions, probes and keys of lessons and questions, checks of labs. */
  readonly simulated: number;
}

/** How many items of the course take up each domain of each paper. */
export interface TaskRow {
  readonly task: string;
  readonly lessons: number;
  readonly labs: number;
  readonly questions: number;
}

const FEWEST_ITEMS = 6;
const FEWEST_OF_LESSON = 8;
const FEWEST_USES = 2;

/** Every bullet, in the order of the notes. */
export function traceability(course: Course): readonly TraceRow[] {
  const lessons = lessonsOf(course);
  return [...course.seeds].map(([seed, said]): TraceRow => {
    const taught = lessons.filter((lesson) => lesson.seeds.includes(seed));
    const labs = lessons.flatMap((lesson) => lesson.labs).filter((lab) => lab.seeds.includes(seed));
    const questions = lessons.flatMap((lesson) =>
      lesson.questions.filter((question) => seedsOf(question, lesson).includes(seed)),
    );
    const asked = taught.reduce((sum, lesson) => sum + lesson.predictions.length + lesson.probes.length, 0);
    const checks = labs.reduce((sum, lab) => sum + lab.checks.length, 0);
    return {
      ...{ seed, said },
      lessons: taught.map((lesson) => lesson.id),
      labs: labs.map((lab) => lab.id),
      questions: questions.map((question) => question.id),
      simulated: asked + checks + questions.filter(isComputed).length,
    };
  });
}

/** The bullets that a question is about: its own where it names some, otherwise those of its lesson. */
const seedsOf = (question: Question, lesson: Lesson): readonly string[] => question.seeds ?? lesson.seeds;

/** Whether the engine derives the key. */
const isComputed = (question: Question): boolean =>
  question.kind === 'predict' ||
  (question.kind === 'hotspot' && question.probe !== undefined) ||
  ('keyProof' in question && question.keyProof !== undefined);

/** Each domain of each paper that `exams/` describes, with what stands for it. */
export function tasksOf(course: Course): readonly TaskRow[] {
  const lessons = lessonsOf(course);
  const papers = course.exams.flatMap((exam) => (exam.kind === 'questions' ? [exam] : []));
  return papers.flatMap((paper) =>
    Object.keys(paper.domains).map((domain) => {
      const task = `${paper.id}/${domain}`;
      const count = (list: readonly { readonly examTasks: readonly string[] }[]) =>
        list.filter((each) => each.examTasks.includes(task)).length;
      const labs = lessons.flatMap((lesson) => lesson.labs);
      const questions = lessons.flatMap((lesson) => lesson.questions);
      return { task, lessons: count(lessons), labs: count(labs), questions: count(questions) };
    }),
  );
}

/** Everything that the course is meant to have enough of and has not yet, one sentence each. */
export function holesIn(course: Course): readonly string[] {
  const lessons = lessonsOf(course);
  const uses = new Map<string, number>();
  for (const { name } of misconceptionsIn(course)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const keyed = lessons.flatMap((lesson) => lesson.questions);
  const computed = keyed.filter(isComputed).length;
  return [
    ...traceability(course).flatMap(seedHoles),
    ...lessons.flatMap((lesson) =>
      lesson.questions.length < FEWEST_OF_LESSON
        ? [`${lesson.id} has ${lesson.questions.length} questions, ${FEWEST_OF_LESSON} are wanted`]
        : [],
    ),
    ...[...course.misconceptions.keys()].flatMap((name) =>
      (uses.get(name) ?? 0) < FEWEST_USES ? [`${name} is used ${uses.get(name) ?? 0} times, ${FEWEST_USES} are wanted`] : [],
    ),
    ...tasksOf(course).flatMap((row) =>
      row.questions === 0 || row.labs === 0 ? [`${row.task} has ${row.questions} questions and ${row.labs} labs`] : [],
    ),
    ...course.exams.flatMap((exam) => examShortage(course, exam).map((each) => `${exam.id} (${exam.status}) ${each}`)),
    ...keyed.filter((it) => !isComputed(it) && it.docOnly === undefined).map((it) => `${it.id} has a key without proof or date`),
    `${computed} of ${keyed.length} keys are derived by the engine`,
  ];
}

function seedHoles({ seed, lessons, labs, questions, simulated }: TraceRow): readonly string[] {
  const none = [
    ...(lessons.length === 0 ? ['no lesson'] : []),
    ...(labs.length === 0 ? ['no lab'] : []),
    ...(questions.length < FEWEST_ITEMS ? [`${questions.length} of ${FEWEST_ITEMS} questions`] : []),
    ...(simulated === 0 ? ['nothing simulated'] : []),
  ];
  return none.length === 0 ? [] : [`${seed} has ${none.join(', ')}`];
}
