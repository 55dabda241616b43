import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, sha256 } from './hash.ts';
import { shuffled } from './shuffle.ts';

test('sha256 is SHA-256', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
  ));

test('the order of keys never changes the canonical text', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(canonical(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonical(value));
    }),
  ));

test('a shuffled list is a permutation that its seed alone decides', () =>
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.string(), (list, seed) => {
      const mixed = shuffled(list, seed);
      expect(mixed).toEqual(shuffled(list, seed));
      expect([...mixed].sort()).toEqual([...list].sort());
    }),
  ));

test('seeds put the first item at every place', () => {
  const places = new Set(Array.from({ length: 200 }, (_, seed) => shuffled(['a', 'b', 'c', 'd'], String(seed)).indexOf('a')));
  expect(places).toEqual(new Set([0, 1, 2, 3]));
});
