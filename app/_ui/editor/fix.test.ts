import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyFix, offsetAt, positionAt } from './fix.ts';

test('each offset of a text has one place, and the place has that offset', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '\n'), { maxLength: 30 }).map((signs) => signs.join(''));
  fc.assert(
    fc.property(text, fc.nat(30), (written, at) => {
      const offset = Math.min(at, written.length);
      expect(offsetAt(written, positionAt(written, offset))).toBe(offset);
    }),
  );
});

test('edits of one fix do not move each other, and other files stay as they are', () => {
  const span = (line: number, from: number, to: number) => ({
    file: 'a',
    start: { line, column: from },
    end: { line, column: to },
  });
  const files = [
    { path: 'a', text: 'one two\nthree' },
    { path: 'b', text: 'one' },
  ];
  const fixed = applyFix(files, {
    title: 'x',
    edits: [
      { span: span(1, 1, 4), text: 'longer' },
      { span: span(2, 1, 6), text: '' },
    ],
  });
  expect(fixed).toEqual([
    { path: 'a', text: 'longer two\n' },
    { path: 'b', text: 'one' },
  ]);
});
