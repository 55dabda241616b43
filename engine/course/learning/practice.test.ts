import { expect, test } from 'vitest';
import { practiceItems } from './practice.ts';
import { ratingsOf } from './rating.ts';
import { catalogueOf, toyItem, triesAt } from './toy.ts';
import { DAY } from './try.ts';

const items = [
  toyItem('new', { lesson: 'L1', misconceptions: ['m'], examTasks: ['ANS-C01/N1'] }),
  toyItem('missed', { lesson: 'L2', module: 'M2' }),
  toyItem('known', { lesson: 'L2', module: 'M2' }),
  toyItem('today', { lesson: 'L3' }),
  toyItem('lab', { kind: 'lab' }),
];
const tries = triesAt(items, [
  { item: 'known', correct: true, at: 0 },
  { item: 'missed', correct: false, at: DAY },
  { item: 'today', correct: false, at: 10 * DAY },
]);
const from = { items: catalogueOf(items), tries, ratings: ratingsOf(catalogueOf(items), []), ability: 0, now: 10 * DAY };
const ids = (by: Parameters<typeof practiceItems>[1], count = 10) => practiceItems(from, by, count).map((item) => item.id);

test('what was never asked comes first, then what was wrong, then what was right, and what was seen today last', () => {
  expect(ids({ by: 'mixed' })).toEqual(['new', 'missed', 'known', 'today']);
  expect(ids({ by: 'mixed' }, 2)).toEqual(['new', 'missed']);
});

test.each([
  [{ by: 'lesson', of: 'L2' }, ['missed', 'known']],
  [{ by: 'module', of: 'M2' }, ['missed', 'known']],
  [{ by: 'misconception', of: 'm' }, ['new']],
  [{ by: 'exam-task', of: 'ANS-C01' }, ['new']],
  [{ by: 'exam-task', of: 'ANS-C01/N1' }, ['new']],
  [{ by: 'exam-task', of: 'ANS-C01/N' }, []],
] as const)('a wish is met by what it names: %j', (wish, found) => expect(ids(wish)).toEqual(found));
