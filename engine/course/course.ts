import type { Span } from '../diagnostic.ts';
import type { ConfigurationInput } from '../probe/configuration.ts';
import type { ConfusableSet, Fact, ModuleHead, Rung } from './format/catalogue.ts';
import type { Exam, Pack, Term } from './format/exam.ts';
import type { LessonComponent, LessonHead, WrittenFigure, WrittenProbe } from './format/lesson.ts';
import type { Parameters } from './format/parameters.ts';
import type { Locate } from './format/read-as.ts';
import type { Lab } from './lab.ts';
import type { CourseOutline } from './progress.ts';
import type { PredictQuestion, Question } from './question.ts';

/** A row that claims rest on, and where it is written. */
export interface FactRow extends Fact {
  readonly at: Span;
}

/** One use of a component in a lesson's prose; `name` is its id, its title or its year. */
export interface Mention {
  readonly component: LessonComponent;
  readonly name: string;
  readonly at: Span;
}

/** A probe that the prose shows by its local id: run on demand, its expectation proved. */
export interface ShownProbe extends Omit<WrittenProbe, 'configuration'> {
  readonly configuration: ConfigurationInput;
}

/** A figure that the prose shows by its local id. */
export interface Figure extends Omit<WrittenFigure, 'configuration'> {
  readonly configuration: ConfigurationInput;
}

/** A lab and where its `lab.yaml` says what. */
export interface CourseLab extends Lab {
  readonly folder: string;
  readonly at: Locate;
  /** What another seed is drawn from, where the lab is one of many variants. */
  readonly template?: { readonly parameters: Parameters; readonly written: CourseLab };
}

/** One lesson with all that stands beside it. Ids of predictions and checks have the lesson's before them: `L2.2/hook`. */
export interface Lesson extends LessonHead {
  readonly slug: string;
  readonly folder: string;
  readonly readingMinutes: number;
  /** The prose without its front matter; it begins on line `bodyLine` of the file. */
  readonly body: string;
  readonly bodyLine: number;
  readonly mentions: readonly Mention[];
  readonly predictions: readonly PredictQuestion[];
  readonly probes: readonly ShownProbe[];
  readonly checks: readonly Question[];
  readonly figures: readonly Figure[];
  readonly questions: readonly Question[];
  readonly labs: readonly CourseLab[];
  readonly at: { readonly lesson: Locate; readonly probes: Locate; readonly quiz: Locate };
}

export interface Module extends ModuleHead {
  readonly folder: string;
  readonly lessons: readonly Lesson[];
  readonly at: Locate;
}

/** What a file of its own describes, and where. */
export type Placed<T> = T & { readonly at: Locate };

/** Everything under `content/`, in the order of the course. It holds every key: only its public parts may leave the server. */
export interface Course {
  readonly modules: readonly Module[];
  readonly facts: ReadonlyMap<string, FactRow>;
  readonly misconceptions: ReadonlyMap<string, string>;
  readonly concepts: ReadonlyMap<string, string>;
  /** Sets of concepts that are taken for each other. */
  readonly confusable: readonly Placed<ConfusableSet>[];
  /** The bullets of the notes that the course grew from, by number. */
  readonly seeds: ReadonlyMap<string, string>;
  readonly exams: readonly Placed<Exam>[];
  readonly packs: readonly Placed<Pack>[];
  readonly glossary: readonly Placed<Term>[];
  /** The layers of a call, the first one first. */
  readonly ladder: readonly Placed<Rung>[];
  readonly at: { readonly misconceptions: Locate; readonly concepts: Locate };
}

/** Every lesson of `course`, in its order. */
export const lessonsOf = (course: Course): readonly Lesson[] => course.modules.flatMap((module) => module.lessons);

/** Every lab of `course`, in its order. */
export const labsOf = (course: Course): readonly CourseLab[] => lessonsOf(course).flatMap((lesson) => lesson.labs);

/** What progress needs to know of `course`: names and order, nothing secret. */
export const outlineOf = (course: Course): CourseOutline => ({
  modules: course.modules.map((module) => ({
    id: module.id,
    title: module.title,
    lessons: module.lessons.map((lesson) => ({
      id: lesson.id,
      title: lesson.title,
      labs: lesson.labs.map(({ id, title }) => ({ id, title })),
      questions: lesson.questions.map((question) => question.id),
    })),
  })),
});
