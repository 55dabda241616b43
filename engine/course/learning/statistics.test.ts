import { expect, test } from 'vitest';
import { correlationRange } from './interval.ts';
import { type Mark, statisticsOf } from './statistics.ts';

/** Ten learners and three items, worked by hand: marks of item q, of r and of s, learner by learner. */
const TABLE: readonly (readonly [q: number, r: number, s: number])[] = [
  [1, 1, 1],
  [1, 1, 1],
  [1, 1, 0],
  [1, 1, 0],
  [1, 0, 1],
  [0, 1, 1],
  [0, 0, 1],
  [0, 0, 1],
  [0, 0, 1],
  [0, 0, 1],
];
const marks: readonly Mark[] = TABLE.flatMap((row, learner) =>
  row.map((mark, index) => ({ learner: `l${learner}`, item: 'qrs'[index] ?? '', mark })),
);

test('facility, discrimination and efficiency are those of the table worked by hand', () => {
  const [q] = statisticsOf(marks);
  // q: five of ten. Rest = r + s: 2 2 1 1 1 | 2 1 1 1 1; means 0.5 and 1.3; the sum of products of deviations is 0.5;
  // the squares are 2.5 and 2.1. Sorted, the rests of the right ones are 1 1 2 2 2: a sum of 1.5.
  expect(q).toMatchObject({ item: 'q', answers: 10, facility: { mean: 0.5, share: 0.5 } });
  expect(q?.discrimination).toBeCloseTo((100 * 0.5) / Math.sqrt(2.5 * 2.1), 9);
  expect(q?.efficiency).toBeCloseTo((100 * 0.5) / 1.5, 9);
});

test('an item that the better learners miss is flagged', () => {
  const s = statisticsOf(marks).find((each) => each.item === 's');
  // Rest = q + r: 2 2 2 2 1 1 0 0 0 0; mark 1 1 0 0 1 1 1 1 1 1; the sum of products of deviations is -2.
  expect(s?.discrimination).toBeLessThan(0);
  expect(s?.flags).toContain('negative-discrimination');
});

test('below ten answers nothing is said', () => {
  expect(statisticsOf(marks.filter((each) => each.learner !== 'l0'))).toEqual([]);
});

test('an item that all get right, one that nearly all miss, and an option that nobody takes are flagged', () => {
  const flat: readonly Mark[] = Array.from({ length: 30 }, (_, learner) => [
    { learner: `l${learner}`, item: 'easy', mark: 1, chosen: ['a'] },
    { learner: `l${learner}`, item: 'hard', mark: Number(learner < 3), chosen: [learner < 3 ? 'a' : learner < 20 ? 'b' : 'c'] },
  ]).flat();
  const options = [
    { id: 'a', correct: true },
    { id: 'b', correct: false },
    { id: 'c', correct: false },
  ];
  const [easy, hard] = statisticsOf(
    flat,
    new Map([
      ['easy', options],
      ['hard', options],
    ]),
  );
  expect(easy?.flags).toEqual(['too-easy', 'dead-distractor']);
  expect(easy?.discrimination).toBeUndefined();
  expect(hard?.flags).toEqual(['too-hard']);
  expect(hard?.taken).toEqual({ a: 3, b: 17, c: 10 });
});

test('the interval of a facility is the one of Wilson', () => {
  const [q] = statisticsOf(marks);
  expect(q?.facility.low).toBeCloseTo(0.2366, 3);
  expect(q?.facility.high).toBeCloseTo(0.7634, 3);
});

test('the range of a correlation is Fisher’s, holds it, and narrows with the number of pairs', () => {
  // By hand: atanh 0.5 = 0.5493; 1.96 / √97 = 0.1990; tanh 0.3503 = 0.3366, tanh 0.7483 = 0.6341.
  const { low, high } = correlationRange(0.5, 100);
  expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.337', '0.634']);
  expect(correlationRange(0.5, 10).low).toBeLessThan(low);
  expect([correlationRange(1, 10), correlationRange(0, 3)]).toEqual([
    { low: 1, high: 1 },
    { low: -1, high: 1 },
  ]);
});
