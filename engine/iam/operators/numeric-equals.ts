import type { Operator } from './operator.ts';
import { comparingNumbers, NUMBER } from './values/number.ts';

export const numericEquals: Operator = {
  ...NUMBER,
  name: 'NumericEquals',
  equality: true,
  test: comparingNumbers((actual, expected) => actual === expected),
};
