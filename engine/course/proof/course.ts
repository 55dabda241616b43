import { type Diagnostic, errorAt, type Span } from '../../diagnostic.ts';
import { type Asking, ENGINE } from '../ask.ts';
import { type Course, type CourseLab, type Lesson, lessonsOf } from '../course.ts';
import { continuationFaults } from './continued.ts';
import { examFaults } from './exams.ts';
import { gradedFactFaults, staleFacts, staleKeys } from './graded-facts.ts';
import { proveLab } from './lab.ts';
import { proveLesson } from './lesson.ts';
import { mutantFaults } from './mutants.ts';
import { cycleFaults, requiredBy } from './order.ts';
import { proseFaults } from './prose.ts';
import { citationsOf, misconceptionsIn } from './references.ts';
import { labVariantFaults } from './variants.ts';

export interface ProofOptions {
  readonly asking?: Asking;
  /** Which folders of content are proved; all when absent. What the whole course must hold together is always proved. */
  readonly within?: (folder: string) => boolean;
  /** The day on which this is asked, such as 2026-11-27: rows that were checked long before are remarked on. */
  readonly today?: string;
  /** Whether every mutant of every solution is judged, which takes a while. */
  readonly mutants?: boolean;
}

/** Every promise that `course` does not keep, each at its place with what its author must do. Empty when all is proved. */
export function proveCourse(course: Course, options: ProofOptions = {}): readonly Diagnostic[] {
  const asking = options.asking ?? ENGINE;
  const within = options.within ?? (() => true);
  const lessons = lessonsOf(course);
  const required = requiredBy(lessons);
  /** What somebody has read who comes to `lesson`: everything before it, and what it needs though it stands later. */
  const readBefore = (lesson: Lesson, index: number) =>
    lessons.filter((each, place) => place < index || required.get(lesson.id)?.has(each.id) === true);
  return [
    ...uniqueFaults(course),
    ...cycleFaults(lessons),
    ...seedFaults(course),
    ...proseFaults(course, within),
    ...gradedFactFaults(course),
    ...(options.today === undefined ? [] : [...staleFacts(course.facts, options.today), ...staleKeys(course, options.today)]),
    ...conceptFaults(course),
    ...confusableFaults(course),
    ...factFaults(course),
    ...examFaults(course),
    ...lessons.flatMap((lesson, index) => [
      ...orderFaults(lesson, readBefore(lesson, index), lessons, course),
      ...(within(lesson.folder) ? proveLesson(lesson, asking) : []),
      ...lesson.labs.flatMap((lab) => [
        ...labOrderFaults(lab, [...readBefore(lesson, index), lesson], course),
        ...(within(lab.folder)
          ? [
              ...proveLab(lab, asking),
              ...labVariantFaults(lab, asking),
              ...mutantFaults(lab, asking, options.mutants === true),
              ...continuationFaults(
                lab,
                lessons.flatMap((each) => each.labs),
                asking,
              ),
            ]
          : []),
      ]),
    ]),
  ];
}

/** Ids never repeat in the course, whatever they name and however they are capitalised; nor do the addresses of lessons. */
function uniqueFaults(course: Course): readonly Diagnostic[] {
  const lessons = lessonsOf(course);
  const named = [
    ...course.modules.map((module): Named => [module.id, module.at(['id'])]),
    ...lessons.map((lesson): Named => [lesson.id, lesson.at.lesson(['id'])]),
    ...lessons.flatMap((lesson) => lesson.labs.map((lab): Named => [lab.id, lab.at(['id'])])),
    ...lessons.flatMap((lesson) =>
      lesson.questions.map((question, index): Named => [question.id, lesson.at.quiz(['questions', index, 'id'])]),
    ),
  ];
  const slugs = lessons.map((lesson): Named => [lesson.slug, lesson.at.lesson(['id'])]);
  const checks = lessons.flatMap((lesson) =>
    lesson.labs.flatMap((lab) =>
      lab.checks.map((check, index): Named => [`${lab.id}/${check.id}`, lab.at(['checks', index, 'id'])]),
    ),
  );
  return [named, slugs, checks].flatMap(repeated);
}

type Named = readonly [string, Span];

function repeated(named: readonly Named[]): readonly Diagnostic[] {
  const first = new Map<string, Span>();
  return named.flatMap(([name, at]) => {
    const before = first.get(name.toLowerCase());
    first.set(name.toLowerCase(), before ?? at);
    return before === undefined
      ? []
      : [errorAt('DUPLICATE_ID', `${name} is already in ${before.file}:${before.start.line}: ids are unique in the course.`, at)];
  });
}

/** Every bullet that is named stands in seeds.yaml. */
function seedFaults(course: Course): readonly Diagnostic[] {
  const named = (seeds: readonly string[], at: (index: number) => Span) => seeds.map((seed, index) => ({ seed, at: at(index) }));
  const all = lessonsOf(course).flatMap((lesson) => [
    ...named(lesson.seeds, (index) => lesson.at.lesson(['seeds', index])),
    ...lesson.labs.flatMap((lab) => named(lab.seeds, (index) => lab.at(['seeds', index]))),
    ...lesson.questions.flatMap((question, place) =>
      named(question.seeds ?? [], (index) => lesson.at.quiz(['questions', place, 'seeds', index])),
    ),
  ]);
  return all
    .filter(({ seed }) => !course.seeds.has(seed))
    .map(({ seed, at }) => errorAt('UNKNOWN_SEED', `There is no bullet ${seed} in seeds.yaml: correct the number.`, at));
}

/** concepts.yaml and the lessons agree on who teaches what. */
function conceptFaults(course: Course): readonly Diagnostic[] {
  const lessons = lessonsOf(course);
  const untaught = [...course.concepts].flatMap(([concept, id]) => {
    const lesson = lessons.find((each) => each.id === id);
    if (lesson?.teaches.includes(concept) === true) return [];
    const why = lesson === undefined ? `there is no lesson ${id}` : `${id} does not say so in \`teaches\``;
    return [
      errorAt(
        'CONCEPT',
        `\`${concept}\` is said to be taught by ${id}, but ${why}: make them agree.`,
        course.at.concepts([concept]),
      ),
    ];
  });
  const unlisted = lessons.flatMap((lesson) =>
    lesson.teaches.flatMap((concept, index) =>
      course.concepts.get(concept) === lesson.id
        ? []
        : [
            errorAt(
              'CONCEPT',
              `${lesson.id} teaches \`${concept}\`, but concepts.yaml does not say so: add it there.`,
              lesson.at.lesson(['teaches', index]),
            ),
          ],
    ),
  );
  return [...untaught, ...unlisted];
}

/** Each set of confusable.yaml has a name of its own and holds concepts of at least two lessons, each once: one lesson's stand apart in a review. */
function confusableFaults({ confusable, concepts }: Course): readonly Diagnostic[] {
  const unknown = confusable.flatMap((set) =>
    set.concepts.flatMap((concept, index) => {
      if (!concepts.has(concept))
        return [
          errorAt(
            'CONCEPT',
            `${set.id} names the concept \`${concept}\`, which concepts.yaml does not hold.`,
            set.at(['concepts', index]),
          ),
        ];
      if (set.concepts.indexOf(concept) === index) return [];
      return [errorAt('CONFUSABLE', `${set.id} names \`${concept}\` twice.`, set.at(['concepts', index]))];
    }),
  );
  const alike = confusable
    .filter((set) => new Set(set.concepts.map((concept) => concepts.get(concept))).size < 2)
    .map((set) =>
      errorAt(
        'CONFUSABLE',
        `All of ${set.id} is taught by one lesson, and a review never asks two of one lesson in a row: add what another lesson teaches.`,
        set.at(['concepts']),
      ),
    );
  return [...unknown, ...alike, ...repeated(confusable.map((set): Named => [set.id, set.at(['id'])]))];
}

function orderFaults(lesson: Lesson, earlier: readonly Lesson[], all: readonly Lesson[], course: Course): readonly Diagnostic[] {
  const at = lesson.at.lesson;
  const upToHere = [...earlier, lesson];
  return [
    ...lesson.needs.flatMap((id, index) => needFault(id, all, lesson.id, at(['needs', index]))),
    ...lesson.uses.flatMap((concept, index) => conceptFault(concept, earlier, course, lesson.id, at(['uses', index]))),
    ...lesson.questions.flatMap((question, index) => {
      const place = lesson.at.quiz(['questions', index, 'id']);
      if (question.concept === undefined)
        return [errorAt('NO_CONCEPT', `${question.id} needs a \`concept\` from concepts.yaml.`, place)];
      return conceptFault(question.concept, upToHere, course, question.id, place);
    }),
  ];
}

function labOrderFaults(lab: CourseLab, upToHere: readonly Lesson[], course: Course): readonly Diagnostic[] {
  return [
    ...lab.needs.flatMap((id, index) => needFault(id, upToHere, lab.id, lab.at(['needs', index]))),
    ...lab.concepts.flatMap((concept, index) => conceptFault(concept, upToHere, course, lab.id, lab.at(['concepts', index]))),
  ];
}

function needFault(id: string, earlier: readonly Lesson[], who: string, at: Span): readonly Diagnostic[] {
  if (earlier.some((lesson) => lesson.id === id)) return [];
  return [
    errorAt('ORDER', `${who} needs ${id}, which does not come before it: correct \`needs\`, or the order of the folders.`, at),
  ];
}

function conceptFault(concept: string, earlier: readonly Lesson[], course: Course, who: string, at: Span): readonly Diagnostic[] {
  const teacher = course.concepts.get(concept);
  if (teacher === undefined)
    return [errorAt('CONCEPT', `${who} names the concept \`${concept}\`, which concepts.yaml does not hold.`, at)];
  if (earlier.some((lesson) => lesson.id === teacher)) return [];
  return [errorAt('ORDER', `${who} uses \`${concept}\` before ${teacher} teaches it.`, at)];
}

/** Every row and every misconception that is named exists; rows rest on rows. */
function factFaults(course: Course): readonly Diagnostic[] {
  const rows = citationsOf(course).filter(({ name }) => !course.facts.has(name));
  const beliefs = misconceptionsIn(course).filter(({ name }) => !course.misconceptions.has(name));
  return [
    ...rows.map(({ name, at }) =>
      errorAt('UNKNOWN_FACT', `There is no fact row ${name} in content/facts: add it with its source, or cite another.`, at),
    ),
    ...beliefs.map(({ name, at }) =>
      errorAt(
        'UNKNOWN_MISCONCEPTION',
        `There is no misconception \`${name}\` in misconceptions.yaml: add it there in one sentence.`,
        at,
      ),
    ),
  ];
}
