import type { Operator } from './operator.ts';
import { comparingDates, DATE } from './values/date.ts';

export const dateLessThanEquals: Operator = {
  ...DATE,
  name: 'DateLessThanEquals',
  equality: false,
  test: comparingDates((actual, expected) => actual <= expected),
};
