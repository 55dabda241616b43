import { type Diagnostic, errorAt, warningAt } from '../../diagnostic.ts';
import { type Course, type FactRow, lessonsOf } from '../course.ts';
import type { Question } from '../question.ts';

/** A row that AWS leaves undecided (facts:M), and so one that nobody is marked by. */
const isUndecided = (id: string): boolean => /^M\d/.test(id);

/** Every key that rests on a row which is not to be graded on: those of facts:M, and what nobody has verified. */
export function gradedFactFaults(course: Course): readonly Diagnostic[] {
  const unsure = (id: string) => isUndecided(id) || course.facts.get(id)?.confidence === 'unverified';
  return lessonsOf(course).flatMap((lesson) => [
    ...lesson.questions.flatMap((question, index) =>
      keyFacts(question)
        .filter(unsure)
        .map((id) => ungraded(question.id, id, lesson.at.quiz(['questions', index, 'id']))),
    ),
    ...lesson.checks.flatMap((question, index) =>
      keyFacts(question)
        .filter(unsure)
        .map((id) => ungraded(question.id, id, lesson.at.probes(['checks', index, 'id']))),
    ),
    ...lesson.labs.flatMap((lab) =>
      lab.facts.flatMap((id, index) => (isUndecided(id) ? [ungraded(lab.id, id, lab.at(['facts', index]))] : [])),
    ),
  ]);
}

const ungraded = (who: string, id: string, at: Diagnostic['span']): Diagnostic =>
  errorAt('NOT_GRADED', `${who} is keyed on ${id}, which is not to be graded on: ask something else.`, at);

/** The rows that the right answer rests on: those of its own options where they have any, otherwise those of the question. */
function keyFacts(question: Question): readonly string[] {
  const sourced = 'options' in question ? question.options : [];
  const right = sourced.filter((option) => !('correct' in option) || option.correct === true);
  const own = right.flatMap(({ source }) => (source?.startsWith('facts:') === true ? [source.slice(6)] : []));
  const undecided = question.facts.filter(isUndecided);
  return own.length > 0 && 'options' in question && question.kind !== 'predict' ? [...own, ...undecided] : question.facts;
}

const STALE_DAYS = 180;

/** A remark for each row that was compared with its source more than 180 days before `today`, a day such as 2026-11-27. */
export function staleFacts(facts: ReadonlyMap<string, FactRow>, today: string): readonly Diagnostic[] {
  return [...facts.values()].flatMap(({ id, checked, at }) => {
    const days = dayOf(today) - dayOf(checked);
    return days > STALE_DAYS
      ? [warningAt('STALE_FACT', `${id} was checked ${days} days ago: compare it with its source, then date it anew.`, at)]
      : [];
  });
}

/** A remark for each key that no scenario derives and that was compared with its source more than 180 days before `today`. */
export function staleKeys(course: Course, today: string): readonly Diagnostic[] {
  return lessonsOf(course).flatMap((lesson) =>
    lesson.questions.flatMap(({ id, docOnly }, index) => {
      const days = docOnly === undefined ? 0 : dayOf(today) - dayOf(docOnly);
      if (days <= STALE_DAYS) return [];
      const message = `${id} was compared with its source ${days} days ago: do so again, then date it anew.`;
      return [warningAt('STALE_KEY', message, lesson.at.quiz(['questions', index, 'docOnly']))];
    }),
  );
}

/** The number of a day, counted from one fixed day (the civil calendar, without a clock). */
function dayOf(text: string): number {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
}
