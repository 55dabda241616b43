import type { Operator } from './operator.ts';
import { comparingNumbers, NUMBER } from './values/number.ts';

export const numericLessThan: Operator = {
  ...NUMBER,
  name: 'NumericLessThan',
  equality: false,
  test: comparingNumbers((actual, expected) => actual < expected),
};
