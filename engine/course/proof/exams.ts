import { type Diagnostic, errorAt, warningAt } from '../../diagnostic.ts';
import { type Course, labsOf, lessonsOf, type Placed } from '../course.ts';
import {
  drawForm,
  drawLabs,
  type ExamForm,
  examPool,
  FORM_LENGTHS,
  type FormLength,
  type PoolItem,
  sharedItems,
} from '../exam-form.ts';
import type { Exam, Pack, Paper } from '../format/exam.ts';

/** What an open paper, pack or term promises and the course does not hold; a remark for what is planned and could be open by now. */
export function examFaults(course: Course): readonly Diagnostic[] {
  const pool = examPool(course);
  return [
    ...course.exams.flatMap((exam) => [...missingFacts(course, exam), ...drawn(course, exam, pool)]),
    ...taskFaults(course),
    ...course.packs.flatMap((pack) => packFaults(course, pack)),
    ...glossaryFaults(course),
    ...ladderFaults(course),
  ];
}

/** Why the forms of `exam` cannot all be drawn; empty when they can. */
export function examShortage(course: Course, exam: Exam, pool: readonly PoolItem[] = examPool(course)): readonly string[] {
  if (exam.kind === 'questions') return FORM_LENGTHS.flatMap((length) => formShortage(exam, length, pool));
  const labs = drawLabs(exam, course, 'check');
  return labs.ok ? [] : [`lab exam: ${labs.errors.join(', ')}`];
}

/** Two forms of that length must be there, and share at most half of their items. */
function formShortage(paper: Paper, length: FormLength, pool: readonly PoolItem[]): readonly string[] {
  const first = drawForm(paper, length, pool, 'check-1');
  if (!first.ok) return [`${length}: ${first.errors.join(', ')}`];
  const second = drawForm(paper, length, pool, 'check-2', [questionsOf(first.value)]);
  if (!second.ok) return [`${length}, a second form: ${second.errors.join(', ')}`];
  const shared = sharedItems(first.value, second.value);
  const most = Math.floor(first.value.items.length / 2);
  return shared <= most
    ? []
    : [`${length}: two forms share ${shared} of ${first.value.items.length} items, and may share ${most}`];
}

const questionsOf = (form: ExamForm): ReadonlySet<string> => new Set(form.items.map((item) => item.question));

function drawn(course: Course, exam: Placed<Exam>, pool: readonly PoolItem[]): readonly Diagnostic[] {
  const shortage = examShortage(course, exam, pool);
  const at = exam.at(['status']);
  if (exam.status === 'open')
    return shortage.map((each) =>
      errorAt('EXAM_FORM', `${exam.id} cannot be drawn (${each}): write more, or make it planned.`, at),
    );
  return shortage.length > 0 ? [] : [warningAt('EXAM_PLANNED', `Every form of ${exam.id} can be drawn: make it open.`, at)];
}

const missingFacts = (course: Course, exam: Placed<Exam>): readonly Diagnostic[] =>
  exam.kind === 'labs' ? [] : unknownFacts(course, exam.facts, (index) => exam.at(['facts', index]));

const unknownFacts = (course: Course, facts: readonly string[], at: (index: number) => Diagnostic['span']) =>
  facts.flatMap((id, index) =>
    course.facts.has(id) ? [] : [errorAt('UNKNOWN_FACT', `There is no fact row ${id} in content/facts.`, at(index))],
  );

/** A task of a paper that there is names one of its domains. */
function taskFaults(course: Course): readonly Diagnostic[] {
  const domains = new Map(course.exams.flatMap((exam) => (exam.kind === 'questions' ? [[exam.id, exam.domains] as const] : [])));
  return lessonsOf(course).flatMap((lesson) =>
    lesson.questions.flatMap((question, index) =>
      question.examTasks.flatMap((task, place) => {
        const [paper = '', domain = ''] = task.split('/');
        const known = domains.get(paper);
        if (known === undefined || Object.hasOwn(known, domain)) return [];
        const message = `${paper} has no domain ${domain}: it has ${Object.keys(known).join(', ')}.`;
        return [errorAt('UNKNOWN_EXAM_TASK', message, lesson.at.quiz(['questions', index, 'examTasks', place]))];
      }),
    ),
  );
}

function packFaults(course: Course, pack: Placed<Pack>): readonly Diagnostic[] {
  const known = new Set([
    ...lessonsOf(course).flatMap((lesson) => [lesson.id, ...lesson.questions.map((question) => question.id)]),
    ...labsOf(course).map((lab) => lab.id),
  ]);
  const named = [
    ...pack.preWork.map((id, index) => ({ id, path: ['preWork', index] })),
    ...pack.agenda.flatMap((slot, row) =>
      (['lessons', 'labs', 'questions'] as const).flatMap((list) =>
        slot[list].map((id, index) => ({ id, path: ['agenda', row, list, index] })),
      ),
    ),
    ...(pack.exitQuiz?.questions ?? []).map((id, index) => ({ id, path: ['exitQuiz', 'questions', index] })),
  ];
  const missing = named.filter(({ id }) => !known.has(id));
  if (pack.status === 'open')
    return missing.map(({ id, path }) =>
      errorAt('UNKNOWN_ID', `The course has no ${id}: write it, or make the pack planned.`, pack.at(path)),
    );
  if (missing.length > 0) return [];
  return [warningAt('PACK_PLANNED', `The course holds everything that ${pack.id} needs: make it open.`, pack.at(['status']))];
}

function glossaryFaults(course: Course): readonly Diagnostic[] {
  const ids = new Set(course.glossary.map((term) => term.id));
  const lessons = new Set(lessonsOf(course).map((lesson) => lesson.id));
  const spelled = new Map<string, string>();
  const mentioned = lessonsOf(course)
    .flatMap((lesson) => lesson.mentions)
    .filter(({ component, name }) => component === 'Term' && !ids.has(name))
    .map(({ name, at }) => errorAt('UNKNOWN_TERM', `The glossary has no \`${name}\`.`, at));
  const faults = course.glossary.flatMap((term) => {
    const twice = [term.term, ...term.also].filter((text) => {
      const before = spelled.get(text.toLowerCase());
      spelled.set(text.toLowerCase(), term.id);
      return before !== undefined;
    });
    return [
      ...twice.map((text) =>
        errorAt('DUPLICATE_TERM', `\`${text}\` is spelled by two terms: it can lead to one only.`, term.at(['term'])),
      ),
      ...(term.lesson === undefined || lessons.has(term.lesson)
        ? []
        : [errorAt('UNKNOWN_ID', `There is no lesson ${term.lesson} that could teach \`${term.id}\`.`, term.at(['lesson']))]),
      ...term.see.flatMap((id, index) =>
        ids.has(id) ? [] : [errorAt('UNKNOWN_TERM', `The glossary has no \`${id}\`.`, term.at(['see', index]))],
      ),
      ...unknownFacts(course, term.facts, (index) => term.at(['facts', index])),
    ];
  });
  return [...mentioned, ...faults];
}

function ladderFaults(course: Course): readonly Diagnostic[] {
  const lessons = new Set(lessonsOf(course).map((lesson) => lesson.id));
  return course.ladder.flatMap((rung) => [
    ...(lessons.has(rung.lesson)
      ? []
      : [errorAt('UNKNOWN_ID', `There is no lesson ${rung.lesson} that could teach \`${rung.id}\`.`, rung.at(['lesson']))]),
    ...unknownFacts(course, rung.facts, (index) => rung.at(['facts', index])),
  ]);
}
