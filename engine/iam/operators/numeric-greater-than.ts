import type { Operator } from './operator.ts';
import { comparingNumbers, NUMBER } from './values/number.ts';

export const numericGreaterThan: Operator = {
  ...NUMBER,
  name: 'NumericGreaterThan',
  equality: false,
  test: comparingNumbers((actual, expected) => actual > expected),
};
