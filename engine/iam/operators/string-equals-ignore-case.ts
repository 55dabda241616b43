import { textOf } from '../pattern.ts';
import type { Operator } from './operator.ts';
import { TEXT } from './values/text.ts';

export const stringEqualsIgnoreCase: Operator = {
  ...TEXT,
  name: 'StringEqualsIgnoreCase',
  equality: true,
  test: (expected) => {
    const wanted = textOf(expected).toLowerCase();
    return (actual) => actual.toLowerCase() === wanted;
  },
};
