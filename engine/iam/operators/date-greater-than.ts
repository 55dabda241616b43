import type { Operator } from './operator.ts';
import { comparingDates, DATE } from './values/date.ts';

export const dateGreaterThan: Operator = {
  ...DATE,
  name: 'DateGreaterThan',
  equality: false,
  test: comparingDates((actual, expected) => actual > expected),
};
