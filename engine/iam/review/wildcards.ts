import { matchesPattern, patternOf } from '../pattern.ts';

/** Whether `text` is matched by `pattern`, whose `*` and `?` are wildcards. */
export const matchesText = (pattern: string, text: string): boolean => matchesPattern(patternOf(pattern, true), text);

/** The same without regard to case, as names of actions and keys compare (facts:E85, E89). */
export const matchesName = (pattern: string, name: string): boolean => matchesText(pattern.toLowerCase(), name.toLowerCase());

export const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** The text with each policy variable `${…}` become a `*`: its value is not known when the policy is saved. */
export const withoutVariables = (text: string): string => text.replace(/\$\{[^}]*\}/g, '*');

/** Whether the ARN is matched part by part: no wildcard crosses one of the first five colons (facts:E86). */
export const matchesArnText = (pattern: string, arn: string): boolean => partwise(pattern, arn, matchesText);

/** Whether some ARN is matched by both. */
export const overlapArns = (a: string, b: string): boolean => partwise(a, b, overlap);

function partwise(a: string, b: string, agree: (a: string, b: string) => boolean): boolean {
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left.length !== right.length) return agree(a, b);
  return left.every((part, index) => agree(part, right[index] ?? ''));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * Whether some text is matched by both patterns. Time grows with the product of their lengths.
 */
function overlap(a: string, b: string): boolean {
  // row[j] says whether a from i and b from j can match the same text; filled from the ends.
  let row = Array.from({ length: b.length + 1 }, (_, j) => /^\**$/.test(b.slice(j)));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const next: boolean[] = Array.from({ length: b.length + 1 }, () => false);
    next[b.length] = /^\**$/.test(a.slice(i));
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const stars = a[i] === '*' || b[j] === '*';
      next[j] = stars
        ? (row[j] ?? false) || (next[j + 1] ?? false)
        : (a[i] === b[j] || a[i] === '?' || b[j] === '?') && (row[j + 1] ?? false);
    }
    row = next;
  }
  return row[0] ?? false;
}
