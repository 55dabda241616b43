import type { Operator } from './operator.ts';
import { comparingDates, DATE } from './values/date.ts';

export const dateLessThan: Operator = {
  ...DATE,
  name: 'DateLessThan',
  equality: false,
  test: comparingDates((actual, expected) => actual < expected),
};
