import { expect, test } from 'vitest';
import type { JudgedView } from './view.ts';
import { NOTHING_WATCHED, watched } from './watch.ts';

const judged = (passed: boolean, verdict: JudgedView['class'] = 'failed') =>
  ({ class: verdict, checks: [{ id: 'c', passed }] }) as unknown as JudgedView;
const files = (text: string) => [{ path: 'a', text }];

test('a check that held and fails names the edit between, until it holds again', () => {
  const good = watched(NOTHING_WATCHED, judged(true), files('1\n2\n3'));
  const bad = watched(good, judged(false), files('1\nX\n3'));
  expect(bad.broke.c).toEqual({ file: 'a', line: 2, before: ['2'], after: ['X'] });
  const still = watched(bad, judged(false), files('1\nXY\n3\n4'));
  expect(still.broke.c).toEqual(bad.broke.c);
  expect(watched(still, judged(true), files('1\n2\n3')).broke).toEqual({});
});

test('a check that never held blames no edit', () => {
  expect(watched(watched(NOTHING_WATCHED, judged(false), files('1')), judged(false), files('2')).broke).toEqual({});
});

test('a text that was not judged breaks nothing', () => {
  const good = watched(NOTHING_WATCHED, judged(true), files('1'));
  expect(watched(good, judged(false, 'rejected'), files('torn'))).toBe(good);
});
