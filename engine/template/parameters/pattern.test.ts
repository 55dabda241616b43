import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesPattern } from './pattern.ts';

test.each([
  ['all of the text counts', '[a-z]', 'ab', false],
  ['also with anchors', '^[a-z]+$', 'ab', true],
  ['an empty pattern matches nothing but the empty text', '', 'a', false],
  ['alternatives', 'a|bc|', 'bc', true],
  ['an empty alternative', 'a|', '', true],
  ['groups repeat', '(ab)+', 'ababab', true],
  ['counted groups', '(\\d{1,3}\\.){3}\\d{1,3}(/\\d{1,2})?', '10.0.0.0/16', true],
  ['counted groups end', '(\\d{1,3}\\.){3}\\d{1,3}', '10.0.0.0.0', false],
  ['at least', 'a{2,}', 'aaaa', true],
  ['exactly', 'a{2}', 'aaa', false],
  ['classes that exclude', '[^/]+', 'a/b', false],
  ['a bracket in a class', '[\\]\\[]+', '[]', true],
  ['lazy quantifiers', '.*?b', 'aab', true],
  ['groups that capture nothing', '(?:a|b)*c', 'ababc', true],
  ['what would take JavaScript years', '(a+)+b', 'a'.repeat(2000), false],
  ['nested counts that would explode', '((a{1,50}){1,50}){1,50}', 'b', undefined],
  ['look-ahead is not known', '(?!a).*', 'b', undefined],
  ['back references are not known', '(a)\\1', 'aa', undefined],
  ['a pattern that is none', '(a', 'a', undefined],
  ['a quantifier of nothing', '*a', 'a', undefined],
])('%s', (_law, pattern, text, matches) => expect(matchesPattern(pattern, text)).toBe(matches));

const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\.');
const pattern: fc.Arbitrary<string> = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small' },
    atom,
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(atom, fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}')).map(([a, q]) => a + q),
    tie('pattern').map((a) => `(?:${a}){0,2}`),
  ),
})).pattern;

test('it matches what JavaScript matches', () =>
  fc.assert(
    fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', '1', '.'), maxLength: 6 }), (source, text) => {
      expect(matchesPattern(source, text)).toBe(new RegExp(`^(?:${source})$`).test(text));
    }),
    { numRuns: 2000 },
  ));
