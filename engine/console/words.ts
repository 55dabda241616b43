import type { Result } from '../result.ts';

/** The words of a command line as a shell splits them: quotes hold white space together, a backslash takes the next sign as it is. */
export function wordsOf(line: string): Result<readonly string[], string> {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    if (quote !== '') {
      if (sign === quote) quote = '';
      else if (sign === '\\' && quote === '"' && /["\\$]/.test(line[at + 1] ?? '')) word = `${word ?? ''}${line[++at] ?? ''}`;
      else word = (word ?? '') + sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (sign === '\\') word = `${word ?? ''}${line[++at] ?? ''}`;
    else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[|&;<>`]/.test(sign)) return { ok: false, errors: [`bash: syntax error near unexpected token \`${sign}'`] };
    else word = (word ?? '') + sign;
  }
  if (quote !== '') return { ok: false, errors: [`bash: unexpected EOF while looking for matching \`${quote}'`] };
  if (word !== undefined) words.push(word);
  return { ok: true, value: words };
}

/** Words of one command, told apart: options with their values, and the rest in order. */
export interface Parsed {
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly rest: readonly string[];
}

/**
 * `words` with single-letter options (`-zv` is `-z` and `-v`) and long ones. `valued` are those that take the next word; a long option
 * may also carry its value behind `=`.
 */
export function parseWords(words: readonly string[], valued: readonly string[]): Parsed {
  const options = new Map<string, readonly string[]>();
  const rest: string[] = [];
  const take = (name: string, value?: string) =>
    options.set(name, [...(options.get(name) ?? []), ...(value === undefined ? [] : [value])]);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word.startsWith('--') || (word.startsWith('-') && valued.includes(word))) {
      const [name = '', inline] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
      if (inline !== undefined) take(name, inline);
      else if (valued.includes(name) && at + 1 < words.length) take(name, words[++at]);
      else take(name);
    } else if (/^-[A-Za-z]/.test(word)) at = takeLetters(words, at, valued, take);
    else rest.push(word);
  }
  return { options, rest };
}

/** Single letters written together; the last may take the rest of its word, or the next word, as its value. */
function takeLetters(
  words: readonly string[],
  at: number,
  valued: readonly string[],
  take: (name: string, value?: string) => void,
): number {
  const word = words[at] ?? '';
  for (let letter = 1; letter < word.length; letter += 1) {
    const name = `-${word[letter]}`;
    if (!valued.includes(name)) take(name);
    else {
      const inline = word.slice(letter + 1);
      take(name, inline === '' ? (words[at + 1] ?? '') : inline);
      return inline === '' ? at + 1 : at;
    }
  }
  return at;
}
