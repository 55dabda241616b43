import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areDifferent, countedAnswers, endOf, isReady, resultOf, type Sitting } from './exam.ts';

const sitting: Sitting = {
  places: [
    { item: 'a', domain: 'N1', scored: true },
    { item: 'b', domain: 'N1', scored: false },
    { item: 'c', domain: 'N2', scored: true },
    { item: 'd', domain: 'N2', scored: true },
  ],
  startedAt: 0,
  endsAt: 100,
};
const answered = (place: number, at: number, mark = 1, order = at) => ({ place, at, mark, order });

test('time over submits what there is, and what comes later counts for nothing', () => {
  expect(endOf(sitting, 99)).toBeUndefined();
  expect(endOf(sitting, 100)).toBe(100);
  expect(endOf({ ...sitting, submittedAt: 40 }, 50)).toBe(40);
  const result = resultOf(sitting, [answered(0, 10), answered(2, 100), answered(3, 101)], 500, 75);
  expect(result).toMatchObject({ right: 2, of: 3 });
});

test('the last answer at a place is the one that counts, and the order in which they are read changes nothing', () => {
  const answers = [answered(0, 1, 1), answered(0, 2, 0), answered(2, 2, 0, 1), answered(2, 2, 1, 2)];
  fc.assert(
    fc.property(fc.shuffledSubarray(answers, { minLength: answers.length }), (mixed) => {
      const counted = countedAnswers(sitting, mixed, 50);
      expect([counted.get(0)?.mark, counted.get(2)?.mark]).toEqual([0, 1]);
    }),
  );
});

test('unscored places never count, domains add up, and the scale is ten times the percentage', () => {
  const result = resultOf(sitting, [answered(0, 1), answered(1, 1, 0), answered(2, 1)], 100, 60);
  expect(result).toMatchObject({ right: 2, of: 3, passed: true, scaled: 667 });
  expect(result.domains).toEqual([
    { domain: 'N1', right: 1, of: 1 },
    { domain: 'N2', right: 1, of: 2 },
  ]);
  expect(resultOf(sitting, [], 100, 75)).toMatchObject({ scaled: 100, passed: false });
});

test('half an answer is none, as in the papers', () => {
  expect(resultOf(sitting, [answered(0, 1, 0.5)], 100, 75).right).toBe(0);
});

test('ready is seven points above the pass on two full forms that are different', () => {
  const form = (items: string, percent: number, full = true) => ({ exam: 'X', items: [...items], full, percent, at: 0 });
  expect(isReady([form('abcd', 82), form('efgh', 82)], 75)).toBe(true);
  expect(isReady([form('abcd', 82), form('abce', 90)], 75)).toBe(false);
  expect(isReady([form('abcd', 82), form('efgh', 81)], 75)).toBe(false);
  expect(isReady([form('abcd', 90), form('efgh', 90, false)], 75)).toBe(false);
  expect(areDifferent([...'abcd'], [...'abxy'])).toBe(true);
});
