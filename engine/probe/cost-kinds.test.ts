import { expect, test } from 'vitest';
import { SIMULATED_TYPES } from '../resources/index.ts';
import { COST_OF_TYPE } from './cost-kinds.ts';

test('of every simulated type it is said whether it costs something, and whether its price is known', () => {
  expect(Object.keys(COST_OF_TYPE).sort()).toEqual([...SIMULATED_TYPES].sort());
});
