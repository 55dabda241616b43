import { type Operator, section } from './operator.ts';

/** Asks whether the key is there at all; judged by the condition, which alone knows (facts:E81). */
export const nullOperator: Operator = {
  name: 'Null',
  negated: false,
  compares: 'presence',
  equality: false,
  wildcards: false,
  variables: false,
  test: () => () => false,
  source: section('Null'),
};
