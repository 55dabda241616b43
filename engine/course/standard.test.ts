import { describe, expect, test } from 'vitest';
import { standingOf } from './standard.ts';

const rows = (held: readonly string[], failed: readonly string[]) => [
  ...held.map((id) => ({ id, passed: true })),
  ...failed.map((id) => ({ id, passed: false })),
];
const remark = { code: 'X', message: 'x' };
const standard = { must: ['fence'], share: 50, distinction: { checks: ['cheap'], advisories: 0 } };
const standing = (held: readonly string[], failed: readonly string[], advisories = [] as readonly (typeof remark)[]) =>
  standingOf(standard, { checks: rows(held, failed), advisories });

describe('without a standard', () => {
  test('every check must hold', () => {
    expect(standingOf(undefined, { checks: rows(['a', 'b'], []), advisories: [remark] }).passed).toBe(true);
    expect(standingOf(undefined, { checks: rows(['a'], ['b']), advisories: [] })).toEqual({
      passed: false,
      score: { passed: 1, of: 2 },
    });
  });
});

describe('with a standard', () => {
  test('what must hold is not made up for by the rest', () =>
    expect(standing(['a', 'b', 'cheap'], ['fence']).passed).toBe(false));
  test('the share of the others is enough, and less is not', () => {
    expect(standing(['fence', 'a'], ['b']).passed).toBe(true);
    expect(standing(['fence', 'a'], ['b', 'c']).passed).toBe(false);
  });
  test('what counts for the distinction counts for nothing else', () =>
    expect(standing(['fence', 'a', 'b'], ['cheap'])).toEqual({
      ...{ passed: true, distinction: false },
      score: { passed: 3, of: 3 },
    }));
  test('a distinction is a pass and more, without a remark', () => {
    expect(standing(['fence', 'a', 'cheap'], []).distinction).toBe(true);
    expect(standing(['fence', 'a', 'cheap'], [], [remark]).distinction).toBe(false);
    expect(standing(['a', 'cheap'], ['fence']).distinction).toBe(false);
  });
});
