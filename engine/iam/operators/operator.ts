import type { Matcher, Pattern } from '../pattern.ts';

/** What an operator compares. */
export type Compared = 'text' | 'number' | 'date' | 'bool' | 'bytes' | 'address' | 'arn' | 'presence';

/** How the values of one condition operator are compared; `test` is the positive form, `negated` turns the whole condition round. */
export interface Operator {
  readonly name: string;
  readonly negated: boolean;
  readonly compares: Compared;
  /** Whether a request's value joined to the policy's makes the positive form hold; false where values are ordered or not compared. */
  readonly equality: boolean;
  /** Whether `*` and `?` in the policy's values are wildcards. */
  readonly wildcards: boolean;
  /** Whether policy variables are replaced in its values (facts:E88). */
  readonly variables: boolean;
  /** A value of the policy made ready to be compared with a request's values. */
  readonly test: (expected: Pattern) => Matcher;
  /** The AWS page that defines it. */
  readonly source: string;
}

/** What the operators of one kind of value share. */
export type Kind = Omit<Operator, 'name' | 'test' | 'equality'>;

const PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';

/** The section of AWS's page on condition operators. */
export const section = (name: string): string => `${PAGE}#Conditions_${name}`;

/** The operator of this name that holds where `positive` does not. */
export const negationOf = (positive: Operator, name: string): Operator => ({ ...positive, name, negated: true });
