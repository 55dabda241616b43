import { arnMatcher } from '../../arn.ts';
import type { Operator } from '../operator.ts';
import { section } from '../operator.ts';

/** `ArnEquals` and `ArnLike` are the same: six parts, each with wildcards (facts:E86). */
export const ARN: Omit<Operator, 'name'> = {
  compares: 'arn',
  negated: false,
  equality: true,
  wildcards: true,
  variables: true,
  test: arnMatcher,
  source: section('ARN'),
};
