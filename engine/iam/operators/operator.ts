import type { Matcher, Pattern } from '../pattern.ts';

/** How the values of one condition operator are compared; `test` is the positive form, `negated` turns the whole condition round. */
export interface Operator {
  readonly name: string;
  readonly negated: boolean;
  /** Whether `*` and `?` in the policy's values are wildcards. */
  readonly wildcards: boolean;
  /** Whether policy variables are replaced in its values (facts:E88). */
  readonly variables: boolean;
  /** A value of the policy made ready to be compared with a request's values. */
  readonly test: (expected: Pattern) => Matcher;
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

/** The test of an operator that compares values read from text; a text that does not read compares with nothing. */
export const comparing =
  <T>(read: (text: string) => T | undefined, textOf: (pattern: Pattern) => string, holds: (actual: T, expected: T) => boolean) =>
  (expected: Pattern): Matcher => {
    const wanted = read(textOf(expected));
    if (wanted === undefined) return () => false;
    return (text) => {
      const actual = read(text);
      return actual !== undefined && holds(actual, wanted);
    };
  };
