import type { Operator } from './operator.ts';
import { comparingNumbers, NUMBER } from './values/number.ts';

export const numericGreaterThanEquals: Operator = {
  ...NUMBER,
  name: 'NumericGreaterThanEquals',
  equality: false,
  test: comparingNumbers((actual, expected) => actual >= expected),
};
