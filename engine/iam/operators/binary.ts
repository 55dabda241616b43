import { matchesPattern } from '../pattern.ts';
import { type Operator, section } from './operator.ts';

/** Base-64 texts compared byte for byte. */
export const binaryEquals: Operator = {
  name: 'BinaryEquals',
  negated: false,
  wildcards: false,
  variables: false,
  matches: (actual, expected) => matchesPattern(expected, actual),
  source: section('BinaryEquals'),
};
