import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aimAt, memories } from './memory.ts';
import { forecast, type ReviewDay, reviewsDue } from './review.ts';
import { catalogueOf, toyItem, triesAt } from './toy.ts';
import { DAY, type Item, type ItemTry } from './try.ts';

const item = (concept: string, lesson: string, more: Partial<Item> = {}) =>
  toyItem(`${concept}-1`, { concepts: [concept], lesson, ...more });

function dayOf(items: readonly Item[], tries: readonly ItemTry[], more: Partial<ReviewDay> = {}): ReviewDay {
  const now = more.now ?? 100 * DAY;
  return {
    items: catalogueOf(items),
    memories: memories(tries, aimAt(now, undefined)),
    tries,
    now,
    limit: 20,
    confusable: [],
    ...more,
  };
}

test('nothing is due that was never asked, and nothing twice on one day', () => {
  const items = [item('c', 'L1'), item('d', 'L2')];
  const tries = triesAt(items, [{ item: 'c-1', correct: true, at: 0 }]);
  expect(reviewsDue(dayOf(items, tries)).map((each) => each.concept)).toEqual(['c']);
  const again = triesAt(items, [
    { item: 'c-1', correct: true, at: 0 },
    { item: 'c-1', correct: false, at: 100 * DAY },
  ]);
  expect(reviewsDue(dayOf(items, again))).toEqual([]);
});

test('what a lesson asks on its way is remembered by, and asked by a question or a lab', () => {
  const items = [
    item('c', 'L1', { kind: 'prediction' }),
    toyItem('c-2', { concepts: ['c'], lesson: 'L2' }),
    item('d', 'L3', { kind: 'prediction' }),
  ];
  const tries = triesAt(items, [
    { item: 'c-1', correct: true, at: 0 },
    { item: 'd-1', correct: true, at: 0 },
  ]);
  expect(reviewsDue(dayOf(items, tries)).map((each) => [each.concept, each.item.id])).toEqual([['c', 'c-2']]);
});

test('what was answered surely and wrongly comes first', () => {
  const items = [item('c', 'L1'), item('d', 'L2')];
  const tries = triesAt(items, [
    { item: 'c-1', correct: false, certainty: 'guess', at: 0 },
    { item: 'd-1', correct: false, certainty: 'sure', at: 5 * DAY },
  ]);
  expect(reviewsDue(dayOf(items, tries)).map((each) => [each.concept, each.reason])).toEqual([
    ['d', 'sure-and-wrong'],
    ['c', 'due'],
  ]);
});

test('the limit of a day holds, and what was reviewed today is taken from it', () => {
  const items = Array.from({ length: 30 }, (_, index) => item(`c${index}`, `L${index % 5}`));
  const first = items.map((each, index) => ({ item: each.id, correct: true, at: index }));
  expect(reviewsDue(dayOf(items, triesAt(items, first), { limit: 12 }))).toHaveLength(12);
  const five = items.slice(0, 5).map((each) => ({ item: each.id, correct: true, at: 100 * DAY }));
  expect(reviewsDue(dayOf(items, triesAt(items, [...first, ...five]), { limit: 12 }))).toHaveLength(7);
});

test('no two of one lesson stand together unless there is no other way', () => {
  const lessons = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 20 });
  const sets = fc.array(fc.array(fc.integer({ min: 0, max: 19 }), { minLength: 2, maxLength: 4 }), { maxLength: 6 });
  fc.assert(
    fc.property(lessons, sets, (drawn, paired) => {
      const confusable = paired.map((set, index) => ({ id: `s${index}`, concepts: set.map((each) => `c${each}`) }));
      const items = drawn.map((lesson, index) => item(`c${index}`, `L${lesson}`));
      const tries = triesAt(
        items,
        items.map((each, index) => ({ item: each.id, correct: true, at: index * 1000 })),
      );
      const order = reviewsDue(dayOf(items, tries, { confusable })).map((each) => each.item.lesson);
      const most = Math.max(...drawn.map((lesson) => drawn.filter((other) => other === lesson).length));
      const meetings = order.filter((lesson, index) => index > 0 && order[index - 1] === lesson).length;
      expect(order).toHaveLength(drawn.length);
      expect(meetings).toBe(Math.max(0, 2 * most - drawn.length - 1));
    }),
  );
});

const PAIRED = [{ id: 'endpoints', concepts: ['gateway', 'interface'] }];

test('of two concepts that are taken for each other one follows the other, and the second says so', () => {
  const items = [item('gateway', 'L1'), item('other', 'L2'), item('third', 'L3'), item('interface', 'L4')];
  const tries = triesAt(
    items,
    items.map((each, index) => ({ item: each.id, correct: true, at: index })),
  );
  const due = reviewsDue(dayOf(items, tries, { confusable: PAIRED }));
  const order = due.map((each) => each.concept);
  expect(Math.abs(order.indexOf('gateway') - order.indexOf('interface'))).toBe(1);
  expect(due.map((each) => each.beside)).toEqual([undefined, 'endpoints', undefined, undefined]);
});

test('two of one lesson do not meet for being taken for each other, while there is another way', () => {
  const items = [item('gateway', 'L1'), item('interface', 'L1'), item('other', 'L2')];
  const tries = triesAt(
    items,
    items.map((each, index) => ({ item: each.id, correct: true, at: index })),
  );
  const order = reviewsDue(dayOf(items, tries, { confusable: PAIRED })).map((each) => each.item.lesson);
  expect(order).toEqual(['L1', 'L2', 'L1']);
});

test('a concept is asked by the item that was seen longest ago, a lab only where no question is fresh', () => {
  const [one, two] = [toyItem('one', { concepts: ['c'] }), toyItem('two', { concepts: ['c'] })];
  const lab = toyItem('lab', { concepts: ['c'], kind: 'lab' });
  const tries = triesAt(
    [one, two, lab],
    [
      { item: 'one', correct: true, at: 0 },
      { item: 'two', correct: true, at: DAY },
    ],
  );
  expect(reviewsDue(dayOf([one, two, lab], tries))[0]?.item.id).toBe('one');
  const justSeen = triesAt([one, lab], [{ item: 'one', correct: false, at: 100 * DAY - 1 }]);
  expect(reviewsDue(dayOf([one, lab], justSeen, { now: 100 * DAY + DAY / 2 }))[0]?.item.id).toBe('lab');
});

test('the forecast counts what is overdue for today', () => {
  const items = [item('c', 'L1'), item('d', 'L2')];
  const known = memories(
    triesAt(items, [
      { item: 'c-1', correct: true, at: 0 },
      { item: 'd-1', correct: false, at: 0 },
    ]),
    aimAt(0, undefined),
  );
  const days = forecast(known, 0, 10);
  expect(days.reduce((a, b) => a + b, 0)).toBe(2);
  expect(days[0]).toBe(0);
  expect(forecast(known, 50 * DAY, 10)[0]).toBe(2);
});
