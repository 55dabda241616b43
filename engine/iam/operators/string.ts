import { matchesPattern, textOf } from '../pattern.ts';
import { pair, section } from './operator.ts';

const shared = { variables: true, source: section('String') } as const;

/** Exact and case-sensitive (facts:E85). */
export const [stringEquals, stringNotEquals] = pair('StringEquals', 'StringNotEquals', {
  ...shared,
  wildcards: false,
  matches: (actual, expected) => matchesPattern(expected, actual),
});

export const [stringEqualsIgnoreCase, stringNotEqualsIgnoreCase] = pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', {
  ...shared,
  wildcards: false,
  matches: (actual, expected) => textOf(expected).toLowerCase() === actual.toLowerCase(),
});

/** Case-sensitive with wildcards. */
export const [stringLike, stringNotLike] = pair('StringLike', 'StringNotLike', {
  ...shared,
  wildcards: true,
  matches: (actual, expected) => matchesPattern(expected, actual),
});
