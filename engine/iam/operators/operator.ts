import type { Pattern } from '../pattern.ts';

/** How the values of one condition operator are compared; `matches` is the positive form, `negated` turns the whole condition round. */
export interface Operator {
  readonly name: string;
  readonly negated: boolean;
  /** Whether `*` and `?` in the policy's values are wildcards. */
  readonly wildcards: boolean;
  /** Whether policy variables are replaced in its values (facts:E88). */
  readonly variables: boolean;
  readonly matches: (actual: string, expected: Pattern) => boolean;
  /** The AWS page that defines it. */
  readonly source: string;
}

const PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';

/** The section of AWS's page on condition operators. */
export const section = (name: string): string => `${PAGE}#Conditions_${name}`;

/** The positive and the negated operator of one comparison. */
export function pair(positive: string, negative: string, of: Omit<Operator, 'name' | 'negated'>): readonly [Operator, Operator] {
  return [
    { ...of, name: positive, negated: false },
    { ...of, name: negative, negated: true },
  ];
}
