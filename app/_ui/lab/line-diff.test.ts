import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffLines, hunksBetween, mergeTexts } from './line-diff.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

test('the lines that stayed and those that are gone make the text before, those that stayed and the new ones the text after', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const side = (...kinds: string[]) =>
        lines
          .filter((line) => kinds.includes(line.kind))
          .map((line) => line.text)
          .join('\n');
      expect([side('same', 'gone'), side('same', 'new')]).toEqual([before, after]);
    }),
  );
});

test('equal texts differ nowhere, and each line knows its numbers', () => {
  expect(hunksBetween(['a', 'b'], ['a', 'b'])).toEqual([]);
  expect(diffLines('a\nb', 'a\nx\nb')).toEqual([
    { kind: 'same', text: 'a', before: 1, after: 1 },
    { kind: 'new', text: 'x', after: 2 },
    { kind: 'same', text: 'b', before: 2, after: 3 },
  ]);
});

describe('a merge', () => {
  test('takes the side that changed where the other did not', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergeTexts(base, changed, base)).toEqual({ text: changed, conflicts: 0 });
        expect(mergeTexts(base, base, changed)).toEqual({ text: changed, conflicts: 0 });
      }),
    );
  });
  test('keeps changes of both in different places', () => {
    expect(mergeTexts('1\n2\n3\n4\n5', '1\nX\n3\n4\n5', '1\n2\n3\n4\nY')).toEqual({ text: '1\nX\n3\n4\nY', conflicts: 0 });
  });
  test("keeps one's own where both changed the same lines, and says so", () => {
    expect(mergeTexts('1\n2\n3', '1\nX\n3', '1\nY\n3')).toEqual({ text: '1\nX\n3', conflicts: 1 });
    expect(mergeTexts('1\n2\n3', '1\nX\n3', '1\nX\n3')).toEqual({ text: '1\nX\n3', conflicts: 0 });
  });
});
