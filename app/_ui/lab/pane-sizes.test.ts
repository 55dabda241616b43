import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paneSizesOf, paneSizesText, SIZE_LIMITS } from './pane-sizes.ts';

const sizes = fc.record(
  {
    left: fc.integer({ min: SIZE_LIMITS.left[0], max: SIZE_LIMITS.left[1] }),
    text: fc.integer({ min: SIZE_LIMITS.text[0], max: SIZE_LIMITS.text[1] }),
    lower: fc.integer({ min: SIZE_LIMITS.lower[0], max: SIZE_LIMITS.lower[1] }),
  },
  { requiredKeys: [] },
);

test('sizes come back as they were kept', () =>
  fc.assert(
    fc.property(sizes, (kept) => {
      expect(paneSizesOf(paneSizesText(kept))).toEqual({ ...kept });
    }),
  ));

test('whatever else a cookie holds is as if nothing had been chosen', () => {
  for (const text of [undefined, '', '1.2.3', 'a.b.c', '-300..', '1e9.1e9.1e9', '<script>'])
    expect(paneSizesOf(text)).toEqual({});
});
