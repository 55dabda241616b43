import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnswerRow, type AttemptRow, type CourseOutline, progressOf, type VisitRow } from './progress.ts';

const course: CourseOutline = {
  modules: [
    {
      id: 'M1',
      title: 'One',
      lessons: [{ id: 'L1.1', title: 'Journeys', labs: [{ id: 'G01', title: 'First read' }], questions: ['Q1', 'Q2'] }],
    },
    { id: 'M2', title: 'Two', lessons: [{ id: 'L2.1', title: 'Gateways', labs: [], questions: ['Q3'] }] },
  ],
};

const at = fc.integer({ min: 0, max: 3 });
const belief = fc.subarray(['m1', 'm2', 'm3']);
const keyed = <T extends { readonly key: string }>(row: fc.Arbitrary<T>) =>
  fc.uniqueArray(row, { selector: (each) => each.key, maxLength: 12 });
const key = fc.string({ minLength: 1, maxLength: 3 });
const attempts: fc.Arbitrary<AttemptRow[]> = keyed(
  fc.record({
    key,
    lab: fc.constantFrom('G01', 'X99'),
    class: fc.constantFrom('passed', 'failed', 'rejected'),
    score: fc.constant({ passed: 0, of: 2 }),
    misconceptions: belief,
    at,
  }),
);
const answers: fc.Arbitrary<AnswerRow[]> = keyed(
  fc.record({
    key,
    question: fc.constantFrom('Q1', 'Q2', 'Q3', 'L1.1/hook', 'gone'),
    correct: fc.boolean(),
    misconceptions: belief,
    at,
  }),
);
const visits: fc.Arbitrary<VisitRow[]> = keyed(
  fc.record({ key, lesson: fc.constantFrom('L1.1', 'L2.1'), finished: fc.boolean(), at }),
);

test('neither the order of rows nor their repetition changes progress', () =>
  fc.assert(
    fc.property(attempts, answers, visits, fc.integer(), (a, b, c, turn) => {
      const turned = <T>(rows: readonly T[]) => [...rows.slice(turn % (rows.length + 1)), ...rows].reverse();
      expect(progressOf(course, turned(a), turned(b), turned(c))).toEqual(progressOf(course, a, b, c));
    }),
  ));

test('what is done never exceeds what there is, and nothing comes next exactly when all is done', () =>
  fc.assert(
    fc.property(attempts, answers, visits, (a, b, c) => {
      const progress = progressOf(course, a, b, c);
      expect(progress.steps.done).toBeLessThanOrEqual(progress.steps.of);
      expect(progress.next === undefined).toBe(progress.steps.done === progress.steps.of);
    }),
  ));

const visit = (lesson: string, finished = true): VisitRow => ({ key: `v-${lesson}-${finished}`, lesson, finished, at: 1 });
const answer = (question: string, correct: boolean, moment: number, misconceptions: readonly string[] = []): AnswerRow => ({
  key: `${question}-${moment}`,
  question,
  correct,
  misconceptions,
  at: moment,
});
const passed: AttemptRow = { key: 'a1', lab: 'G01', class: 'passed', score: { passed: 2, of: 2 }, misconceptions: [], at: 5 };

test.each([
  ['an empty record begins with the first lesson', progressOf(course, [], [], []), { kind: 'lesson', id: 'L1.1', resume: false }],
  [
    'a lesson that was begun is resumed',
    progressOf(course, [], [], [visit('L1.1', false)]),
    { kind: 'lesson', id: 'L1.1', resume: true },
  ],
  [
    'a lesson that was read leads to its lab',
    progressOf(course, [], [], [visit('L1.1')]),
    { kind: 'lab', id: 'G01', lesson: 'L1.1' },
  ],
  ['a lab that was passed leads to the quiz', progressOf(course, [passed], [], [visit('L1.1')]), { kind: 'quiz', id: 'L1.1' }],
  [
    'a lesson that is done leads to the next one',
    progressOf(course, [passed], [answer('Q1', true, 1), answer('Q2', true, 1)], [visit('L1.1')]),
    { kind: 'lesson', id: 'L2.1' },
  ],
])('%s', (_law, progress, next) => expect(progress.next).toMatchObject(next));

test('a lab once passed stays passed', () => {
  const later: AttemptRow = { ...passed, key: 'a2', class: 'failed', at: 9, misconceptions: ['m1'] };
  expect(progressOf(course, [passed, later], [], []).labsPassed.done).toBe(1);
  expect(progressOf(course, [passed, later], [], []).dueMisconceptions).toEqual([]);
});

test('a misconception is due until a later answer to the same question no longer shows it', () => {
  const wrong = answer('Q1', false, 1, ['m2']);
  expect(progressOf(course, [], [wrong], []).dueMisconceptions).toEqual(['m2']);
  expect(progressOf(course, [], [wrong, answer('Q1', true, 2)], []).dueMisconceptions).toEqual([]);
});
