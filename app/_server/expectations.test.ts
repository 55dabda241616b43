import { expect, test } from 'vitest';
import { heldMisconceptions, itemsOf } from '#engine';
import { learnersAnew } from '../../test/temporary-database.ts';
import type { TraceView } from '../_ui/trace/view.ts';
import { beliefTries, expectedIn, keepExpectation, listExpectations } from './expectations.ts';
import { exportLearner } from './learner-export.ts';
import { importLearner } from './learner-import.ts';
import { courseNow } from './page-data.ts';
import { predictionRows } from './predictions.ts';

learnersAnew('me', 'other');

const trace: TraceView = {
  ...{ verdict: 'timeout', word: 'timed out', steps: [], remarks: [] },
  gates: [{ name: 'route', state: 'blocked' }],
};
const at = (check: string, lab = 'F01') => ({ lessonId: 'L2.2', lab, check, trace });
const denied = { verdict: 'denied', hop: 'policy' } as const;

test('what was expected first of a check is what counts, however often it is sent', async () => {
  await keepExpectation('me', at('app-b'), denied, 'expected-0001');
  await keepExpectation('me', at('app-b'), denied, 'expected-0001');
  await keepExpectation('me', at('app-b'), { verdict: 'timeout', hop: 'route' }, 'expected-0002');
  await keepExpectation('me', at('app-c'), 'skipped', 'expected-0003');
  expect(await expectedIn('me', 'L2.2', 'F01')).toEqual({ 'app-b': denied, 'app-c': 'skipped' });
  expect(await listExpectations('me')).toHaveLength(3);
  expect(await expectedIn('other', 'L2.2', 'F01')).toEqual({});
});

test('verdict and place are compared with what happened', async () => {
  await keepExpectation('me', at('a'), { verdict: 'timeout', hop: 'route' }, 'expected-0001');
  await keepExpectation('me', at('b'), { verdict: 'timeout', hop: '' }, 'expected-0002');
  await keepExpectation('me', at('c'), denied, 'expected-0003');
  expect((await listExpectations('me')).map(({ right }) => right)).toEqual([
    { verdict: true, hop: true },
    { verdict: true, hop: false },
    { verdict: false, hop: false },
  ]);
});

test('who twice takes a silence for a refusal is told so, and no concept is counted', async () => {
  await keepExpectation('me', at('a'), denied, 'expected-0001');
  await keepExpectation('me', at('b'), denied, 'expected-0002');
  const tries = beliefTries(itemsOf(courseNow()), await listExpectations('me'));
  expect(heldMisconceptions(tries).map(({ misconception }) => misconception)).toEqual(['timeout-is-a-policy']);
  expect(await predictionRows('me')).toEqual([]);
});

test('what was expected goes into the export and comes back from it', async () => {
  await keepExpectation('me', at('a'), denied, 'expected-0001');
  const file = JSON.stringify(await exportLearner('me'));
  expect(await importLearner('other', file)).toMatchObject({ ok: true });
  expect(await listExpectations('other')).toEqual(await listExpectations('me'));
});
