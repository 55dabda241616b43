import { textOf } from '../pattern.ts';
import { type Operator, section } from './operator.ts';

export const bool: Operator = {
  name: 'Bool',
  negated: false,
  wildcards: false,
  variables: true,
  matches: (actual, expected) => actual.toLowerCase() === textOf(expected).toLowerCase(),
  source: section('Boolean'),
};
