import type { Span } from '../../diagnostic.ts';
import { type Course, type CourseLab, type Lesson, lessonsOf } from '../course.ts';
import type { Locate, Path } from '../format/read-as.ts';
import type { Question } from '../question.ts';

/** A name that something in the course uses, and where. */
export interface Reference {
  readonly name: string;
  readonly at: Span;
}

/** Every citation of a fact row: by lessons, questions, labs, and rows that follow from others. */
export function citationsOf(course: Course): readonly Reference[] {
  const rows = [...course.facts.values()].flatMap((fact) => (fact.by ?? []).map((name) => ({ name, at: fact.at })));
  return [...rows, ...lessonsOf(course).flatMap(lessonCitations)];
}

/** Every use of a misconception: by prose, options, feedback and wrong answers. */
export function misconceptionsIn(course: Course): readonly Reference[] {
  return lessonsOf(course).flatMap((lesson) => [
    ...mentioned(lesson, 'Misconception'),
    ...questionsOf(lesson).flatMap(({ question, at, base }) => beliefsOf(question, at, base)),
    ...lesson.labs.flatMap(labBeliefs),
  ]);
}

function lessonCitations(lesson: Lesson): readonly Reference[] {
  return [
    ...lesson.facts.map((name, index) => ({ name, at: lesson.at.lesson(['facts', index]) })),
    ...mentioned(lesson, 'Fact'),
    ...questionsOf(lesson).flatMap(({ question, at, base }) => [
      ...question.facts.map((name, index) => ({ name, at: at([...base, 'facts', index]) })),
      ...optionsOf(question).flatMap(({ source }, index) =>
        source?.startsWith('facts:') === true ? [{ name: source.slice(6), at: at([...base, 'options', index, 'source']) }] : [],
      ),
    ]),
    ...lesson.labs.flatMap((lab) => [
      ...lab.facts.map((name, index) => ({ name, at: lab.at(['facts', index]) })),
      ...(lab.secrets.steps ?? []).flatMap((step, index) =>
        (step.predict?.options ?? []).flatMap(({ source }, row) =>
          source?.startsWith('facts:') === true
            ? [{ name: source.slice(6), at: lab.at(['steps', index, 'predict', 'options', row, 'source']) }]
            : [],
        ),
      ),
    ]),
  ];
}

const mentioned = (lesson: Lesson, component: 'Fact' | 'Misconception'): readonly Reference[] =>
  lesson.mentions.filter((mention) => mention.component === component);

interface PlacedQuestion {
  readonly question: Question;
  readonly at: Locate;
  readonly base: Path;
}

function questionsOf(lesson: Lesson): readonly PlacedQuestion[] {
  const placed = (questions: readonly Question[], at: Locate, list: string) =>
    questions.map((question, index) => ({ question, at, base: [list, index] }));
  return [
    ...placed(lesson.predictions, lesson.at.probes, 'predictions'),
    ...placed(lesson.checks, lesson.at.probes, 'checks'),
    ...placed(lesson.questions, lesson.at.quiz, 'questions'),
  ];
}

interface Believed {
  readonly misconception?: string | undefined;
  readonly source?: string | undefined;
}

const optionsOf = (question: Question): readonly Believed[] => ('options' in question ? question.options : []);

function beliefsOf(question: Question, at: Locate, base: Path): readonly Reference[] {
  const list = (believed: readonly Believed[], key: string) =>
    believed.flatMap(({ misconception }, index) =>
      misconception === undefined ? [] : [{ name: misconception, at: at([...base, key, index, 'misconception']) }],
    );
  const near = question.kind === 'fill-in' ? list(question.nearMisses, 'nearMisses') : [];
  const matched =
    question.kind === 'match'
      ? Object.entries(question.misconceptions ?? {}).map(([left, name]) => ({ name, at: at([...base, 'misconceptions', left]) }))
      : [];
  return [...list(optionsOf(question), 'options'), ...near, ...matched];
}

function labBeliefs(lab: CourseLab): readonly Reference[] {
  const of = (name: string | undefined, path: Path) => (name === undefined ? [] : [{ name, at: lab.at(path) }]);
  return [
    ...lab.checks.flatMap((check, index) =>
      check.feedback.flatMap((entry, row) => of(entry.misconception, ['checks', index, 'feedback', row, 'misconception'])),
    ),
    ...(lab.secrets.steps ?? []).flatMap((step, index) =>
      (step.predict?.options ?? []).flatMap((option, row) =>
        of(option.misconception, ['steps', index, 'predict', 'options', row, 'misconception']),
      ),
    ),
    ...lab.rejected.flatMap((entry, row) => of(entry.misconception, ['rejected', row, 'misconception'])),
    ...lab.secrets.wrong.flatMap((wrong, index) => of(wrong.misconception, ['wrong', index, 'misconception'])),
  ];
}
