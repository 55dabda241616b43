import { ANY_RUN, isStar, isWild, type Matcher, matcherOf, type Pattern } from './pattern.ts';

/** The six parts of an ARN; it splits at its first five colons only, so resources may hold more of them. Undefined for any other text. */
export function arnParts(text: string): readonly string[] | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const parts = text.split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Whether an ARN is matched part by part: a wildcard never crosses one of the first five colons (facts:E86). A lone `*` matches any text. */
export function arnMatcher(pattern: Pattern): Matcher {
  if (isStar(pattern)) return () => true;
  const parts = partsOfPattern(pattern);
  return parts.length < 6 ? () => false : partwise(pattern, parts);
}

/**
 * The same for the Resource element, where AWS completes an ARN of fewer than six parts: `arn:aws:s3` is `arn:aws:s3:*:*:*`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceMatcher(pattern: Pattern): Matcher {
  if (isStar(pattern)) return () => true;
  const parts = partsOfPattern(pattern);
  if (parts.length === 6) return partwise(pattern, parts);
  const completed = parts.concat(Array.from({ length: 6 - parts.length }, () => ANYTHING));
  return parts.length === 1 ? () => false : partwise(undefined, completed);
}

const ANYTHING: Pattern = ANY_RUN;

/** Where the first five parts hold no wildcard, the whole text may be compared at once: its first five colons stand where theirs do. */
function partwise(whole: Pattern | undefined, parts: readonly Pattern[]): Matcher {
  const plain = !parts.slice(0, 5).some(isWild);
  if (whole !== undefined && plain) return matcherOf(whole);
  const matchers = parts.map(matcherOf);
  return (text) => {
    const actual = arnParts(text);
    return actual?.every((part, index) => matchers[index]?.(part)) ?? false;
  };
}

function partsOfPattern(pattern: Pattern): readonly Pattern[] {
  const parts = pattern.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
