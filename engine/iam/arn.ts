import { matchesPattern, type Pattern } from './pattern.ts';

/** The six parts of an ARN; it splits at its first five colons only, so resources may hold more of them. Undefined for any other text. */
export function arnParts(text: string): readonly string[] | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const parts = text.split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const COLON = 58;

/** Whether an ARN is matched part by part: a wildcard never crosses one of the first five colons (facts:E86). */
export function matchesArn(pattern: Pattern, arn: string): boolean {
  const parts = arnParts(arn);
  const patterns = split(pattern);
  if (parts === undefined || patterns === undefined) return matchesPattern(pattern, arn);
  return parts.every((part, index) => matchesPattern(patterns[index] ?? [], part));
}

function split(pattern: Pattern): readonly Pattern[] | undefined {
  const parts: Pattern[] = [];
  let start = 0;
  for (let index = 0; index < pattern.length && parts.length < 5; index += 1) {
    if (pattern[index] !== COLON) continue;
    parts.push(pattern.slice(start, index));
    start = index + 1;
  }
  return parts.length < 5 ? undefined : [...parts, pattern.slice(start)];
}
