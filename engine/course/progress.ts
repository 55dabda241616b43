import type { GradeClass } from './grade.ts';

/** What a course consists of, as far as progress is concerned; every id is unique in the course. */
export interface CourseOutline {
  readonly modules: readonly ModuleOutline[];
}
interface ModuleOutline {
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly LessonOutline[];
}
interface LessonOutline {
  readonly id: string;
  readonly title: string;
  readonly labs: readonly { readonly id: string; readonly title: string }[];
  /** The quiz of the lesson. */
  readonly questions: readonly string[];
}

/** One submission as it was recorded; `key` is the client's, so that one sent twice counts once. `at` is in milliseconds. */
export interface AttemptRow {
  readonly key: string;
  readonly lab: string;
  readonly class: GradeClass;
  readonly score: { readonly passed: number; readonly of: number };
  readonly misconceptions: readonly string[];
  readonly at: number;
}

/** One answer to a question or a prediction; the id of a prediction or a lesson's check has its lesson's before it: `L2.2/hook`. */
export interface AnswerRow {
  readonly key: string;
  readonly question: string;
  readonly correct: boolean;
  readonly misconceptions: readonly string[];
  readonly at: number;
}

/** One visit to a lesson; `finished` when its end was reached. */
export interface VisitRow {
  readonly key: string;
  readonly lesson: string;
  readonly finished: boolean;
  readonly at: number;
}

export interface Tally {
  readonly done: number;
  readonly of: number;
}

export interface LessonProgress {
  readonly id: string;
  readonly state: 'new' | 'started' | 'done';
  readonly read: boolean;
  readonly labs: Tally;
  readonly answered: Tally;
  readonly right: Tally;
  readonly passedLabs: readonly string[];
}

export interface ModuleProgress {
  readonly id: string;
  readonly lessons: readonly LessonProgress[];
  readonly steps: Tally;
}

export type NextStep =
  | { readonly kind: 'lesson'; readonly id: string; readonly title: string; readonly resume: boolean }
  | { readonly kind: 'lab'; readonly id: string; readonly title: string; readonly lesson: string }
  | { readonly kind: 'quiz'; readonly id: string; readonly title: string };

/** Where a learner stands; derived from the rows each time and never stored. */
export interface Progress {
  readonly modules: readonly ModuleProgress[];
  /** Lessons read, labs passed and questions answered right, of all there are. */
  readonly steps: Tally;
  readonly lessonsRead: Tally;
  readonly labsPassed: Tally;
  readonly questionsRight: Tally;
  /** What comes next in the order of the course; undefined when everything is done. */
  readonly next: NextStep | undefined;
  /** Misconceptions that the latest answer or unpassed attempt somewhere still shows, in alphabetical order. */
  readonly dueMisconceptions: readonly string[];
}

interface Facts {
  readonly seen: ReadonlySet<string>;
  readonly read: ReadonlySet<string>;
  readonly passed: ReadonlySet<string>;
  readonly attempted: ReadonlySet<string>;
  readonly latest: ReadonlyMap<string, AnswerRow>;
}

/**
 * The progress that the rows add up to. Their order and their repetition change nothing; rows about what the course lacks are ignored.
 * Predictions are answers too: kept in rows of their own or among `answers`, they count for misconceptions alone.
 */
export function progressOf(
  course: CourseOutline,
  attempts: readonly AttemptRow[],
  answers: readonly AnswerRow[],
  visits: readonly VisitRow[],
  predictions: readonly AnswerRow[] = [],
): Progress {
  const facts: Facts = {
    seen: new Set(visits.map((visit) => visit.lesson)),
    read: new Set(visits.flatMap((visit) => (visit.finished ? [visit.lesson] : []))),
    passed: new Set(attempts.flatMap((attempt) => (attempt.class === 'passed' ? [attempt.lab] : []))),
    attempted: new Set(attempts.map((attempt) => attempt.lab)),
    latest: latestBy([...answers, ...predictions], (answer) => answer.question),
  };
  const modules = course.modules.map((module) => moduleProgress(module, facts));
  const lessons = modules.flatMap((module) => module.lessons);
  return {
    modules,
    steps: sum(modules.map((module) => module.steps)),
    lessonsRead: { done: lessons.filter((lesson) => lesson.read).length, of: lessons.length },
    labsPassed: sum(lessons.map((lesson) => lesson.labs)),
    questionsRight: sum(lessons.map((lesson) => lesson.right)),
    next: nextStep(course, facts),
    dueMisconceptions: due(attempts, facts),
  };
}

function moduleProgress(module: ModuleOutline, facts: Facts): ModuleProgress {
  const lessons = module.lessons.map((lesson) => lessonProgress(lesson, facts));
  return { id: module.id, lessons, steps: sum(lessons.map(stepsOf)) };
}

function lessonProgress(lesson: LessonOutline, facts: Facts): LessonProgress {
  const labs = lesson.labs.map((lab) => lab.id);
  const answered = lesson.questions.filter((question) => facts.latest.has(question));
  const right = answered.filter((question) => facts.latest.get(question)?.correct === true);
  const of = lesson.questions.length;
  const passedLabs = labs.filter((lab) => facts.passed.has(lab));
  const counts = {
    read: facts.read.has(lesson.id),
    labs: { done: passedLabs.length, of: labs.length },
    answered: { done: answered.length, of },
    right: { done: right.length, of },
    passedLabs,
  };
  const steps = stepsOf(counts);
  const begun = facts.seen.has(lesson.id) || answered.length > 0 || labs.some((lab) => facts.attempted.has(lab));
  return { id: lesson.id, state: steps.done === steps.of ? 'done' : begun ? 'started' : 'new', ...counts };
}

const stepsOf = (lesson: Pick<LessonProgress, 'read' | 'labs' | 'right'>): Tally =>
  sum([{ done: Number(lesson.read), of: 1 }, lesson.labs, lesson.right]);

const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((a, b) => ({ done: a.done + b.done, of: a.of + b.of }), { done: 0, of: 0 });

function nextStep(course: CourseOutline, facts: Facts): NextStep | undefined {
  for (const lesson of course.modules.flatMap((module) => module.lessons)) {
    if (!facts.read.has(lesson.id))
      return { kind: 'lesson', id: lesson.id, title: lesson.title, resume: facts.seen.has(lesson.id) };
    const lab = lesson.labs.find((each) => !facts.passed.has(each.id));
    if (lab !== undefined) return { kind: 'lab', id: lab.id, title: lab.title, lesson: lesson.id };
    if (lesson.questions.some((question) => facts.latest.get(question)?.correct !== true))
      return { kind: 'quiz', id: lesson.id, title: lesson.title };
  }
  return undefined;
}

function due(attempts: readonly AttemptRow[], facts: Facts): readonly string[] {
  const open = attempts.filter((attempt) => !facts.passed.has(attempt.lab));
  const rows = [...facts.latest.values(), ...latestBy(open, (attempt) => attempt.lab).values()];
  return [...new Set(rows.flatMap((row) => row.misconceptions))].toSorted();
}

/** The last row under each name. Of rows of the same moment the one with the greater key counts, so that no order of reading matters. */
function latestBy<T extends { readonly key: string; readonly at: number }>(
  rows: readonly T[],
  nameOf: (row: T) => string,
): ReadonlyMap<string, T> {
  const latest = new Map<string, T>();
  for (const row of rows) {
    const name = nameOf(row);
    const held = latest.get(name);
    if (held === undefined || row.at > held.at || (row.at === held.at && row.key > held.key)) latest.set(name, row);
  }
  return latest;
}
