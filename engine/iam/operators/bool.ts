import { textOf } from '../pattern.ts';
import { type Operator, section } from './operator.ts';

/** `true` and `false` in any case. Variables are replaced; sources differ about that (facts:E88). */
export const bool: Operator = {
  name: 'Bool',
  negated: false,
  compares: 'bool',
  equality: true,
  wildcards: false,
  variables: true,
  test: (expected) => {
    const wanted = textOf(expected).toLowerCase();
    return (actual) => actual.toLowerCase() === wanted;
  },
  source: section('Boolean'),
};
