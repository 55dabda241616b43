import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeIn, nameIn, newCode, newName, newPhrase, phraseHash, phraseIn } from './codes.ts';

const times = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

test('a code has six characters that nobody takes for another one', () => {
  for (const code of times(500, newCode)) expect(code).toMatch(/^[ACDEFGHJKMNPQRTVWXY34679]{6}$/);
});

test('a code is read however it is typed', () => {
  for (const code of times(50, newCode)) expect(codeIn(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toBe(code);
});

test.each(['', 'ACDEF', 'ACDEFGH', 'ACDEF0', 'ACDEF!', 'АCDEFG'])('%j is no code', (typed) =>
  expect(codeIn(typed)).toBeUndefined(),
);

test('a phrase is read however it is typed', () => {
  for (const phrase of times(50, newPhrase)) expect(phraseIn(`  ${phrase.toUpperCase().replaceAll(' ', ', ')}.`)).toBe(phrase);
});

test.each(['', 'apple', 'apple apple apple', 'apple apple apple apple apple', 'apple apple apple workbookk'])(
  '%j is no phrase',
  (typed) => expect(phraseIn(typed)).toBeUndefined(),
);

test('what is stored of a phrase is not the phrase, and another key stores something else', () => {
  const phrase = newPhrase();
  for (const word of phrase.split(' ')) expect(phraseHash(phrase, 'key')).not.toContain(word.slice(0, 7).padEnd(7, '~'));
  expect(phraseHash(phrase, 'key')).not.toBe(phraseHash(phrase, 'other'));
});

test('a drawn name is nobody else’s, even when all are taken', () => {
  const taken = new Set<string>();
  for (let count = 0; count < 200; count++) {
    const name = newName(taken);
    expect(taken.has(name)).toBe(false);
    taken.add(name);
  }
});

test('a name is one line of at most forty characters, without anything invisible', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
      const name = nameIn(typed);
      if (name === undefined) return;
      expect(name).not.toMatch(/[\p{C}\n]/u);
      expect(name.length).toBeLessThanOrEqual(40);
      expect(name.trim()).toBe(name);
    }),
  ));
