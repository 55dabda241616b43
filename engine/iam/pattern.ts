/** One element of a compiled pattern: a character code, or a wildcard. */
const ANY_RUN = -1;
const ANY_ONE = -2;
const STAR = 42;
const QUESTION = 63;

/** A value to match: literal characters and, where they count, the wildcards `*` (any run) and `?` (any one). */
export type Pattern = readonly number[];

/** A part of a policy's text: characters, or a variable with its default. */
export type Part =
  | { readonly kind: 'text'; readonly pattern: Pattern }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback?: string };

/** A pattern made ready: whether a text matches it as a whole. */
export type Matcher = (text: string) => boolean;

/** The pattern as a question that can be asked many times: most have no wildcard, or one at their end. */
export function matcherOf(pattern: Pattern): Matcher {
  const wild = pattern.findIndex((code) => code < 0);
  if (wild < 0) {
    const wanted = textOf(pattern);
    return (text) => text === wanted;
  }
  if (isStar(pattern)) return () => true;
  const start = textOf(pattern.slice(0, wild));
  const rest = pattern.slice(wild);
  if (isStar(rest)) return (text) => text.startsWith(start);
  return (text) => text.startsWith(start) && matchesPattern(rest, text, start.length);
}

/** Whether the pattern is nothing but stars, and so matches everything. */
export const isStar = (pattern: Pattern): boolean => pattern.length > 0 && pattern.every((code) => code === ANY_RUN);

/** Text as written in a policy, cut at its variables. In policies of 2008-10-17 `variables` is false and `${…}` is plain text. */
export function partsOf(text: string, wildcards: boolean, variables: boolean): readonly Part[] {
  if (!variables || !text.includes('${')) return [{ kind: 'text', pattern: patternOf(text, wildcards) }];
  const parts: Part[] = [];
  let rest = text;
  for (let start = rest.indexOf('${'); start >= 0; start = rest.indexOf('${')) {
    const end = endOfVariable(rest, start + 2);
    if (end < 0) break;
    if (start > 0) parts.push({ kind: 'text', pattern: patternOf(rest.slice(0, start), wildcards) });
    parts.push(variableOf(rest.slice(start + 2, end)));
    rest = rest.slice(end + 1);
  }
  if (rest !== '') parts.push({ kind: 'text', pattern: patternOf(rest, wildcards) });
  return parts;
}

/** The place of the brace that closes a variable; one inside a quoted default does not. */
function endOfVariable(text: string, from: number): number {
  const end = text.indexOf('}', from);
  const quote = text.indexOf("'", from);
  if (quote < 0 || quote > end) return end;
  const close = text.indexOf("'", quote + 1);
  return close < 0 ? end : text.indexOf('}', close);
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'text'}` has a default (facts:E88). */
function variableOf(inside: string): Part {
  if (inside === '*' || inside === '?' || inside === '$') return { kind: 'text', pattern: literal(inside) };
  const comma = inside.indexOf(',');
  if (comma < 0) return { kind: 'variable', key: inside.trim().toLowerCase() };
  const fallback = inside
    .slice(comma + 1)
    .trim()
    .replace(/^'(.*)'$/, '$1');
  return { kind: 'variable', key: inside.slice(0, comma).trim().toLowerCase(), fallback };
}

const literal = (text: string): Pattern => patternOf(text, false);

/** The pattern of a text without variables. */
export function patternOf(text: string, wildcards: boolean): Pattern {
  const pattern: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    pattern.push(wildcards && code === STAR ? ANY_RUN : wildcards && code === QUESTION ? ANY_ONE : code);
  }
  return pattern;
}

/** The pattern of parts that hold no variable; undefined where one of them waits for the request. */
export const fixedPattern = (parts: readonly Part[]): Pattern | undefined =>
  parts.every((part) => part.kind === 'text') ? substitute(parts, () => undefined) : undefined;

/** The pattern with each variable replaced, its value taken literally; undefined where a variable has neither value nor default. */
export function substitute(parts: readonly Part[], lookUp: (key: string) => string | undefined): Pattern | undefined {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === 'text') return first.pattern;
  const pattern: number[] = [];
  for (const part of parts) {
    if (part.kind === 'text') pattern.push(...part.pattern);
    else {
      const value = lookUp(part.key) ?? part.fallback;
      if (value === undefined) return undefined;
      pattern.push(...literal(value));
    }
  }
  return pattern;
}

/** Whether `text` is matched from `from` to its end. Time grows with pattern length times text length at most. */
export function matchesPattern(pattern: Pattern, text: string, from = 0): boolean {
  let at = 0;
  let star = -1;
  let resume = from;
  let index = from;
  while (index < text.length) {
    const wanted = pattern[at];
    if (wanted === ANY_RUN) {
      star = at;
      resume = index;
      at += 1;
    } else if (wanted === ANY_ONE || wanted === text.charCodeAt(index)) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (pattern[at] === ANY_RUN) at += 1;
  return at === pattern.length;
}

/** The text of a pattern that holds no wildcard; wildcards come back as they are written. */
export function textOf(pattern: Pattern): string {
  let text = '';
  for (const code of pattern) text += String.fromCharCode(code === ANY_RUN ? STAR : code === ANY_ONE ? QUESTION : code);
  return text;
}
