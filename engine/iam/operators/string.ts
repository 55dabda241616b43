import { matcherOf, textOf } from '../pattern.ts';
import { pair, section } from './operator.ts';

const shared = { variables: true, source: section('String') } as const;

/** Exact and case-sensitive (facts:E85). */
export const [stringEquals, stringNotEquals] = pair('StringEquals', 'StringNotEquals', {
  ...shared,
  wildcards: false,
  test: matcherOf,
});

export const [stringEqualsIgnoreCase, stringNotEqualsIgnoreCase] = pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', {
  ...shared,
  wildcards: false,
  test: (expected) => {
    const wanted = textOf(expected).toLowerCase();
    return (actual) => actual.toLowerCase() === wanted;
  },
});

/** Case-sensitive with wildcards. */
export const [stringLike, stringNotLike] = pair('StringLike', 'StringNotLike', { ...shared, wildcards: true, test: matcherOf });
