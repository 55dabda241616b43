import { expect, test } from 'vitest';
import { placeOf } from './use-keys.ts';

test.each([
  ['1', 0],
  ['9', 8],
  ['a', 0],
  ['I', 8],
  ['0', -1],
  ['j', -1],
  ['Enter', -1],
  ['ab', -1],
  ['', -1],
])('the key %j names the place %i', (key, place) => expect(placeOf(key)).toBe(place));
