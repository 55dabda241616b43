/** The wildcards of a compiled pattern stand as two code points that Unicode gives to no character, so that a literal `*` stays itself. */
export const ANY_RUN = '\uFFFE';
const ANY_ONE = '\uFFFF';
const RUN_CODE = 0xfffe;
const ONE_CODE = 0xffff;
const WILD = /[\uFFFE\uFFFF]/;

/** A value to match: literal characters and, where they count, the wildcards `*` (any run) and `?` (any one), compiled. */
export type Pattern = string;

/** A part of a policy's text: characters, or a variable with its default. */
export type Part =
  | { readonly kind: 'text'; readonly pattern: Pattern }
  | {
      readonly kind: 'variable';
      /** Lower case: key names compare without case (facts:E85). */
      readonly key: string;
      readonly writtenKey: string;
      readonly fallback?: string;
    };

/** A pattern made ready: whether a text matches it as a whole. */
export type Matcher = (text: string) => boolean;

/** The pattern as a question that can be asked many times: most have no wildcard, or one at their end. */
export function matcherOf(pattern: Pattern): Matcher {
  const wild = pattern.search(WILD);
  if (wild < 0) return (text) => text === pattern;
  if (isStar(pattern)) return () => true;
  const start = pattern.slice(0, wild);
  const rest = pattern.slice(wild);
  if (isStar(rest)) return (text) => text.startsWith(start);
  return (text) => text.startsWith(start) && matchesPattern(rest, text, start.length);
}

/** Whether the pattern is nothing but stars, and so matches everything. */
export const isStar = (pattern: Pattern): boolean => /^\uFFFE+$/.test(pattern);

/** Whether the pattern holds a wildcard. */
export const isWild = (pattern: Pattern): boolean => WILD.test(pattern);

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
  const writtenKey = (comma < 0 ? inside : inside.slice(0, comma)).trim();
  const key = writtenKey.toLowerCase();
  if (comma < 0) return { kind: 'variable', key, writtenKey };
  const fallback = inside
    .slice(comma + 1)
    .trim()
    .replace(/^'(.*)'$/, '$1');
  return { kind: 'variable', key, writtenKey, fallback };
}

const literal = (text: string): Pattern => patternOf(text, false);

/** The pattern of a text without variables. */
export function patternOf(text: string, wildcards: boolean): Pattern {
  // What is no character in a text is no wildcard either.
  const plain = WILD.test(text) ? text.replace(/[\uFFFE\uFFFF]/g, '\uFFFD') : text;
  return wildcards ? plain.replaceAll('*', ANY_RUN).replaceAll('?', ANY_ONE) : plain;
}

/** The pattern of parts that hold no variable; undefined where one of them waits for the request. */
export const fixedPattern = (parts: readonly Part[]): Pattern | undefined =>
  parts.every((part) => part.kind === 'text') ? substitute(parts, () => undefined) : undefined;

/** The pattern with each variable replaced, its value taken literally; undefined where a variable has neither value nor default. */
export function substitute(parts: readonly Part[], lookUp: (key: string) => string | undefined): Pattern | undefined {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === 'text') return first.pattern;
  let pattern = '';
  for (const part of parts) {
    if (part.kind === 'text') pattern += part.pattern;
    else {
      const value = lookUp(part.key) ?? part.fallback;
      if (value === undefined) return undefined;
      pattern += literal(value);
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
    const wanted = pattern.charCodeAt(at);
    if (wanted === RUN_CODE) {
      star = at;
      resume = index;
      at += 1;
    } else if (wanted === ONE_CODE || wanted === text.charCodeAt(index)) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (pattern.charCodeAt(at) === RUN_CODE) at += 1;
  return at === pattern.length;
}

/** The text of a pattern that holds no wildcard; wildcards come back as they are written. */
export const textOf = (pattern: Pattern): string =>
  isWild(pattern) ? pattern.replaceAll(ANY_RUN, '*').replaceAll(ANY_ONE, '?') : pattern;
