import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesArnText, matchesText, overlapArns } from './wildcards.ts';

const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 });
const texts = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 });

test('patterns that both match a text overlap, in either order', () =>
  fc.assert(
    fc.property(patterns, patterns, texts, (a, b, text) => {
      fc.pre(matchesText(a, text) && matchesText(b, text));
      expect([overlapArns(a, b), overlapArns(b, a)]).toEqual([true, true]);
    }),
    { numRuns: 300 },
  ));

test('patterns that overlap both match some text', () => {
  const words = (length: number): readonly string[] =>
    length === 0
      ? ['']
      : words(length - 1).flatMap((word) => (word.length < length - 1 ? [word] : [word, `${word}a`, `${word}b`]));
  const all = words(7);
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 });
  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(overlapArns(a, b)).toBe(all.some((text) => matchesText(a, text) && matchesText(b, text)));
    }),
    { numRuns: 300 },
  );
});

test('no wildcard crosses one of the first five colons of an ARN', () => {
  expect(matchesArnText('arn:aws:*:b', 'arn:aws:s3:::b')).toBe(true);
  expect(matchesArnText('arn:aws:s3:*:b:c', 'arn:aws:s3:::b:c')).toBe(false);
  expect(overlapArns('arn:*:s3:*:*:accesspoint/*', 'arn:aws:s3:::claims-data/*')).toBe(false);
});
