import fc from 'fast-check';
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { expect, test } from 'vitest';
import { aimAt, gradeOf, memories, recallBands } from './memory.ts';
import { toyItem, triesAt } from './toy.ts';
import { DAY } from './try.ts';

const [a, b] = [toyItem('a', { concepts: ['c'] }), toyItem('b', { concepts: ['c'] })];
const usual = aimAt(0, undefined);

test('the days until the next review are those of the library for the same history', () => {
  const history = fc.array(fc.record({ days: fc.integer({ min: 1, max: 60 }), correct: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(history, (reviews) => {
      const reference = fsrs({ request_retention: 0.9, maximum_interval: 365, enable_fuzz: false, enable_short_term: false });
      let card = createEmptyCard(0);
      let at = 0;
      const tries = reviews.map(({ days, correct }) => {
        at += days * DAY;
        if (card.reps === 0) card = createEmptyCard(at);
        card = reference.next(card, at, correct ? Rating.Good : Rating.Again).card;
        return { item: 'a', correct, at };
      });
      const memory = memories(triesAt([a], tries), usual).get('c');
      expect(memory?.dueAt).toBe(Math.min(card.due.getTime(), at + 365 * DAY));
      expect(memory?.stability).toBe(card.stability);
    }),
    { numRuns: 200 },
  );
});

test('one day is one review, as good as the worst first answer to any of its items', () => {
  const day = [
    { item: 'a', correct: true, at: 1 },
    { item: 'b', correct: false, at: 2 },
    { item: 'b', correct: true, at: 3 },
  ];
  const memory = memories(triesAt([a, b], day), usual).get('c');
  expect(memory?.recalls).toMatchObject([{ recalled: false, at: 1 }]);
});

test.each([
  ['wrong', { correct: false, certainty: 'sure' as const, seconds: 3 }, Rating.Again],
  ['right with help', { correct: true, helped: true }, Rating.Hard],
  ['right as a guess', { correct: true, certainty: 'guess' as const, seconds: 3 }, Rating.Hard],
  ['right', { correct: true }, Rating.Good],
  ['right and sure, but slowly', { correct: true, certainty: 'sure' as const, seconds: 60 }, Rating.Good],
  ['right, sure and quick', { correct: true, certainty: 'sure' as const, seconds: 8 }, Rating.Easy],
])('%s is graded as it should be', (_law, of, grade) => {
  const [only] = triesAt([a], [{ item: 'a', at: 0, ...of }]);
  if (only === undefined) throw new Error('one try was made');
  expect(gradeOf(only)).toBe(grade);
});

test('an exam that comes closer keeps more and puts nothing off for longer than a third of the days left', () => {
  expect(aimAt(0, 30 * DAY)).toEqual({ retention: 0.95, maximumInterval: 10 });
  expect(aimAt(0, DAY)).toEqual({ retention: 0.95, maximumInterval: 1 });
  expect(aimAt(DAY, DAY)).toEqual(usual);
  const tries = triesAt(
    [a],
    Array.from({ length: 8 }, (_, index) => ({ item: 'a', correct: true, at: index * 10 * DAY })),
  );
  const memory = memories(tries, aimAt(70 * DAY, 100 * DAY)).get('c');
  expect((memory?.dueAt ?? 0) - 70 * DAY).toBeLessThanOrEqual(10 * DAY);
});

test('recall is compared with its prediction from the second review on', () => {
  const known = memories(
    triesAt(
      [a],
      [
        { item: 'a', correct: true, at: 0 },
        { item: 'a', correct: false, at: 3 * DAY },
      ],
    ),
    usual,
  );
  const bands = recallBands(known);
  expect(bands).toHaveLength(1);
  expect(bands[0]).toMatchObject({ of: 1, recalled: { share: 0, of: 1 } });
  expect(bands[0]?.predicted).toBeGreaterThan(0.8);
});
