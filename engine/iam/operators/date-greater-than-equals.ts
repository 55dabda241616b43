import type { Operator } from './operator.ts';
import { comparingDates, DATE } from './values/date.ts';

export const dateGreaterThanEquals: Operator = {
  ...DATE,
  name: 'DateGreaterThanEquals',
  equality: false,
  test: comparingDates((actual, expected) => actual >= expected),
};
