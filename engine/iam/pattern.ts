/** One element of a compiled pattern: a character code, or a wildcard. */
const ANY_RUN = -1;
const ANY_ONE = -2;

/** A value to match: literal characters and, where they count, the wildcards `*` (any run) and `?` (any one). */
export type Pattern = readonly number[];

/** A part of a policy's text: characters, or a variable with its default. */
export type Part =
  | { readonly kind: 'text'; readonly pattern: Pattern }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback?: string };

/** Text as written in a policy, cut at its variables. In policies of 2008-10-17 `variables` is false and `${…}` is plain text. */
export function partsOf(text: string, wildcards: boolean, variables: boolean): readonly Part[] {
  if (!variables || !text.includes('${')) return [{ kind: 'text', pattern: patternOf(text, wildcards) }];
  const parts: Part[] = [];
  let rest = text;
  for (let start = rest.indexOf('${'); start >= 0; start = rest.indexOf('${')) {
    const end = rest.indexOf('}', start);
    if (end < 0) break;
    if (start > 0) parts.push({ kind: 'text', pattern: patternOf(rest.slice(0, start), wildcards) });
    parts.push(variableOf(rest.slice(start + 2, end)));
    rest = rest.slice(end + 1);
  }
  if (rest !== '') parts.push({ kind: 'text', pattern: patternOf(rest, wildcards) });
  return parts;
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

const literal = (text: string): Pattern => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

/** The pattern of a text without variables. */
export function patternOf(text: string, wildcards: boolean): Pattern {
  if (!wildcards) return literal(text);
  return literal(text).map((code) => (code === 42 ? ANY_RUN : code === 63 ? ANY_ONE : code));
}

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

/** Whether `text` is matched as a whole. Time grows with pattern length times text length at most. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
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
export const textOf = (pattern: Pattern): string =>
  pattern.map((code) => (code === ANY_RUN ? '*' : code === ANY_ONE ? '?' : String.fromCharCode(code))).join('');
