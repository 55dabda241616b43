import { matchesPattern, patternOf } from '../pattern.ts';

/** Whether `text` is matched by `pattern`, whose `*` and `?` are wildcards. */
export const matchesText = (pattern: string, text: string): boolean => matcherOf(pattern)(text);

/** The same for many texts. */
export function matcherOf(pattern: string): (text: string) => boolean {
  if (!hasWildcard(pattern)) return (text) => text === pattern;
  const ready = patternOf(pattern, true);
  return (text) => matchesPattern(ready, text);
}

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
  if (a === b) return true;
  if (!hasWildcard(a)) return hasWildcard(b) && matchesText(b, a);
  if (!hasWildcard(b)) return matchesText(a, b);
  // row[j] says whether a from i and b from j can match the same text; filled from the ends.
  let row = endsOf(b);
  const ends = endsOf(a);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const next: boolean[] = Array.from({ length: b.length + 1 }, () => false);
    next[b.length] = ends[i] ?? false;
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const star = a[i] === '*' || b[j] === '*';
      const one = a[i] === b[j] || a[i] === '?' || b[j] === '?';
      next[j] = star ? (row[j] ?? false) || (next[j + 1] ?? false) : one && (row[j + 1] ?? false);
    }
    row = next;
  }
  return row[0] ?? false;
}

/** For each place of the pattern whether from there on it matches nothing at all as well: only stars are left. */
function endsOf(pattern: string): boolean[] {
  const stars = /\**$/.exec(pattern)?.[0].length ?? 0;
  return Array.from({ length: pattern.length + 1 }, (_, index) => index >= pattern.length - stars);
}
