import type { Operator } from './operator.ts';
import { comparingNumbers, NUMBER } from './values/number.ts';

export const numericLessThanEquals: Operator = {
  ...NUMBER,
  name: 'NumericLessThanEquals',
  equality: false,
  test: comparingNumbers((actual, expected) => actual <= expected),
};
