import { expect, test } from 'vitest';
import { calibrationOf } from './calibration.ts';
import { masteryOf } from './mastery.ts';
import { heldMisconceptions } from './misconceptions.ts';
import { byFit, chanceOf, ratingsOf } from './rating.ts';
import { catalogueOf, toyItem, triesAt } from './toy.ts';
import { DAY } from './try.ts';

const about = (id: string, more = {}) => toyItem(id, { concepts: ['c'], misconceptions: ['m'], ...more });
const items = [about('a'), about('b'), about('c'), about('d', { simulated: true, kind: 'lab' }), about('e')];

test.each([
  [
    'three right over two days with the simulator',
    [
      ['a', 0],
      ['b', 0],
      ['d', 1],
    ],
    true,
  ],
  [
    'three right on one day',
    [
      ['a', 0],
      ['b', 0],
      ['d', 0],
    ],
    false,
  ],
  [
    'three right without the simulator',
    [
      ['a', 0],
      ['b', 0],
      ['c', 1],
    ],
    false,
  ],
  [
    'two right',
    [
      ['a', 0],
      ['d', 1],
    ],
    false,
  ],
] as const)('%s: mastery is %s', (_law, tries, mastered) => {
  const made = triesAt(
    items,
    tries.map(([item, day]) => ({ item, correct: true, at: day * DAY })),
  );
  expect(masteryOf(made).get('c')?.mastered).toBe(mastered);
});

test('a wrong first try ends the run, a second try and a try with help do not lengthen it', () => {
  const made = triesAt(items, [
    { item: 'a', correct: true, at: 0 },
    { item: 'b', correct: false, at: 1 },
    { item: 'b', correct: true, at: 2 },
    { item: 'c', correct: true, helped: true, at: 3 },
    { item: 'd', correct: true, at: DAY },
  ]);
  expect(masteryOf(made).get('c')).toMatchObject({ run: 1, fails: 1, mastered: false });
});

test('one slip is a slip; two of the last four occasions are a belief, with the answers that show it; two right in a row mend it', () => {
  const slip = (item: string, at: number) => ({ item, correct: false, misconceptions: ['m'], at });
  const right = (item: string, at: number) => ({ item, correct: true, at });
  expect(heldMisconceptions(triesAt(items, [slip('a', 0)]))).toEqual([]);
  const [held] = heldMisconceptions(triesAt(items, [slip('a', 0), right('b', 1), slip('c', 2)]));
  expect(held).toMatchObject({ misconception: 'm', recent: 2, occasions: 3 });
  expect(held?.shown.map((each) => each.item)).toEqual(['a', 'c']);
  expect(heldMisconceptions(triesAt(items, [slip('a', 0), slip('b', 1), right('c', 2), right('d', 3)]))).toEqual([]);
});

test('a guess rate is taken out: luck at a coin toss moves a rating less than the same answer without options', () => {
  const [coin, open] = [toyItem('coin', { guessRate: 0.5 }), toyItem('open', { guessRate: 0 })];
  const rated = (item: typeof coin) =>
    ratingsOf(
      catalogueOf([item]),
      triesAt([item], [{ item: item.id, correct: true, at: 0 }]).map((each) => ({ ...each, learner: 'l' })),
    ).learners.get('l');
  expect(rated(coin)?.value).toBeLessThan(rated(open)?.value ?? 0);
  expect(chanceOf(0, 0, 0.5)).toBe(0.75);
});

test('only first tries move a rating, and the author is believed until answers come', () => {
  const [easy, hard] = [toyItem('easy', { difficulty: 1 }), toyItem('hard', { difficulty: 3 })];
  const tries = triesAt(
    [easy, hard],
    [
      { item: 'easy', correct: false, at: 0 },
      { item: 'easy', correct: true, at: 1 },
    ],
  ).map((each) => ({ ...each, learner: 'l' }));
  const { learners, items: rated } = ratingsOf(catalogueOf([easy, hard]), tries);
  expect(learners.get('l')?.answers).toBe(1);
  expect(rated.get('hard')).toEqual({ value: 1.2, answers: 0 });
  expect(rated.get('easy')?.value).toBeGreaterThan(-1.2);
});

test('what fits best is what would be right four times out of five', () => {
  const all = [1, 2, 3].map((difficulty) => toyItem(`d${difficulty}`, { difficulty: difficulty as 1 | 2 | 3, guessRate: 0 }));
  const fits = (ability: number) => byFit(all, ability, ratingsOf(catalogueOf(all), [])).map((item) => item.id);
  expect(fits(0)[0]).toBe('d1');
  expect(fits(1.4)[0]).toBe('d2');
  expect(fits(2.6)[0]).toBe('d3');
});

test('calibration counts each certainty apart, scores by Brier, and lists what was sure and wrong, the latest first', () => {
  const made = triesAt(items, [
    { item: 'a', correct: true, certainty: 'sure', at: 0 },
    { item: 'b', correct: false, certainty: 'sure', at: 1 },
    { item: 'c', correct: false, certainty: 'sure', at: 2 },
    { item: 'e', correct: true, certainty: 'guess', at: 3 },
    { item: 'd', correct: true, at: 4 },
  ]);
  const { rows, brier, sureAndWrong } = calibrationOf(made);
  expect(rows.map(({ certainty, right }) => [certainty, right.of, right.share])).toEqual([
    ['guess', 1, 1],
    ['likely', 0, 0],
    ['sure', 3, 1 / 3],
  ]);
  expect(brier).toBeCloseTo((0.05 ** 2 + 2 * 0.95 ** 2 + 0.6 ** 2) / 4, 9);
  expect(sureAndWrong.map((each) => each.item)).toEqual(['c', 'b']);
});
