import { type Matcher, type Pattern, textOf } from '../../pattern.ts';

/** The test of an operator that compares values read from text; a text that does not read compares with nothing. */
export const comparing =
  <T>(read: (text: string) => T | undefined, holds: (actual: T, expected: T) => boolean) =>
  (expected: Pattern): Matcher => {
    const wanted = read(textOf(expected));
    if (wanted === undefined) return () => false;
    return (text) => {
      const actual = read(text);
      return actual !== undefined && holds(actual, wanted);
    };
  };
