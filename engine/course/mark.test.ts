import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { worldSchema } from '../world.ts';
import { type Ask, keyOf, markAnswer, normalised } from './mark.ts';
import { publicQuestionOf, type Question } from './question.ts';

const head = { concept: 'c', difficulty: 1 as const, facts: ['B6'], examTasks: [], stem: 'Which?' };
const option = (id: string, more: object = {}) => ({ id, text: `text ${id}`, reason: `secret reason ${id}`, ...more });

const single: Question = {
  ...head,
  id: 'Q1',
  kind: 'single',
  options: [option('a', { correct: true }), option('b', { misconception: 'm-b' })],
};
const multiple: Question = {
  ...head,
  id: 'Q2',
  kind: 'multiple',
  options: [option('a', { correct: true }), option('b', { correct: true }), option('c', { misconception: 'm-c' })],
};
const predict: Question = {
  ...head,
  id: 'Q3',
  kind: 'predict',
  configuration: { files: [{ path: 't.yaml', text: '' }], world: worldSchema.parse({}) },
  probe: { kind: 'cost' },
  options: [
    { ...option('a'), answer: { outcome: 'allowed' } },
    { ...option('b', { misconception: 'm-b' }), answer: { outcome: 'timeout', blocks: [{ kind: 'route-table' }] } },
  ],
};
const fillIn: Question = {
  ...head,
  id: 'Q4',
  kind: 'fill-in',
  accepted: ['secret pl-63a5400a'],
  reason: 'secret reason',
  nearMisses: [{ when: 'secret near', reason: 'secret near reason', misconception: 'm-n' }],
};
const order: Question = { ...head, id: 'Q5', kind: 'order', items: ['a', 'b', 'c', 'd'].map((id) => option(id)) };
const match: Question = {
  ...head,
  id: 'Q6',
  kind: 'match',
  left: [
    { id: 'gw', text: 'gateway' },
    { id: 'if', text: 'interface' },
  ],
  right: [
    { id: 'r1', text: 'route' },
    { id: 'r2', text: 'address' },
  ],
  pairs: { gw: 'r1', if: 'r2' },
  reasons: { gw: 'secret reason gw', if: 'secret reason if' },
  misconceptions: { gw: 'm-gw' },
};
const all = [single, multiple, predict, fillIn, order, match];
const asking: Ask = () => ({
  id: '',
  outcome: 'timeout',
  blocks: [{ kind: 'route-table', id: 'RtA', explanationCode: 'NO_ROUTE_TO_DESTINATION', direction: 'forward', facts: {} }],
});

describe('before an answer', () => {
  test.each(all.map((question) => [question.kind, question] as const))(
    'a %s question shows neither key nor reason',
    (_kind, question) => {
      const shown = JSON.stringify(publicQuestionOf(question, 'seed'));
      expect(shown).not.toMatch(/secret|reason|misconception|correct|accepted|pairs|"answer"/);
    },
  );

  test('the order of what is shown is the seed’s, and not always the right one', () => {
    const orders = Array.from({ length: 60 }, (_, seed) => {
      const shown = publicQuestionOf(order, String(seed));
      return shown.kind === 'order' ? shown.items.map((item) => item.id).join('') : '';
    });
    expect(new Set(orders).size).toBeGreaterThan(10);
    expect(publicQuestionOf(order, '7')).toEqual(publicQuestionOf(order, '7'));
  });
});

describe('marking', () => {
  test.each([
    ['the right option of a single question is right', single, { chosen: ['a'] }, 1],
    ['both options of a single question are not', single, { chosen: ['a', 'b'] }, 0],
    ['nothing chosen is wrong', single, {}, 0],
    ['both right options of a multiple question are right', multiple, { chosen: ['b', 'a'] }, 1],
    ['one of two is half', multiple, { chosen: ['a'] }, 0.5],
    ['a wrong one takes back a right one', multiple, { chosen: ['a', 'c'] }, 0],
    ['everything chosen is not everything right', multiple, { chosen: ['a', 'b', 'c'] }, 0.5],
    ['the engine decides what was predicted rightly', predict, { chosen: ['b'] }, 1],
    ['a fill-in answer is compared without case, spaces and final dot', fillIn, { text: '  SECRET   PL-63a5400a. ' }, 1],
    ['the given order is right', order, { order: ['a', 'b', 'c', 'd'] }, 1],
    ['one item moved costs one step', order, { order: ['d', 'a', 'b', 'c'] }, 2 / 3],
    ['the order reversed earns nothing', order, { order: ['d', 'c', 'b', 'a'] }, 0],
    ['an order that lacks an item earns nothing', order, { order: ['a', 'b', 'c'] }, 0],
    ['one of two pairs is half', match, { pairs: { gw: 'r1', if: 'r1' } }, 0.5],
    ['an inherited name is no pair', match, { pairs: {} }, 0],
  ] as const)('%s', (_law, question, answer, credit) => {
    const mark = markAnswer(question, answer as never, asking);
    expect(mark.credit).toBeCloseTo(credit);
    expect(mark.correct).toBe(credit === 1);
  });

  test('every option explains itself afterwards, and a wrong choice names its misconception', () => {
    const mark = markAnswer(single, { chosen: ['b'] });
    expect(mark.options.map(({ correct, chosen, reason }) => ({ correct, chosen, reason }))).toEqual([
      { correct: true, chosen: false, reason: 'secret reason a' },
      { correct: false, chosen: true, reason: 'secret reason b' },
    ]);
    expect(mark.misconceptions).toEqual(['m-b']);
    expect(markAnswer(fillIn, { text: 'secret NEAR' }).misconceptions).toEqual(['m-n']);
    expect(markAnswer(match, { pairs: { gw: 'r2', if: 'r1' } }).misconceptions).toEqual(['m-gw']);
  });

  test('credit is never outside 0 to 1, whatever is sent', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'x')),
        fc.string(),
        (question, list, text) => {
          const mark = markAnswer(
            question,
            { chosen: list, order: list, text, pairs: Object.fromEntries(list.map((each) => [each, text])) },
            asking,
          );
          expect(mark.credit).toBeGreaterThanOrEqual(0);
          expect(mark.credit).toBeLessThanOrEqual(1);
        },
      ),
    ));

  test('the key of each kind marks itself as right', () => {
    for (const question of all) {
      const key = keyOf(question, asking);
      const answer =
        key.kind === 'options'
          ? { chosen: [...key.correct] }
          : key.kind === 'text'
            ? { text: key.accepted[0] ?? '' }
            : key.kind === 'order'
              ? { order: [...key.order] }
              : { pairs: { ...key.pairs } };
      expect(markAnswer(question, answer, asking).correct).toBe(true);
    }
  });

  test('an answer in its compared form is compared as itself', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = normalised(text.replaceAll('.', ''));
        expect(normalised(once)).toBe(once);
      }),
    ));
});
