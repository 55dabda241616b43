import type { Operator } from './operator.ts';
import { comparingDates, DATE } from './values/date.ts';

export const dateEquals: Operator = {
  ...DATE,
  name: 'DateEquals',
  equality: true,
  test: comparingDates((actual, expected) => actual === expected),
};
