import type { Expression, TemplatePart } from './ast.ts';
import { nested, type TemplateToken } from './directives.ts';
import { forHead } from './for-expressions.ts';
import { expect, found, identifier, matchAt, type Reader, refuse, skipBlanks, take, within } from './reader.ts';

/** The text in quotes that begins here. */
export function quoted(reader: Reader): Expression {
  const start = reader.at;
  reader.at += 1;
  const tokens = within(reader, false, () => quotedTokens(reader, start));
  return templateAt(reader, start, trimmed(tokens));
}

/** The template that a whole text is, as a file is for `templatefile`. */
export function wholeTemplate(reader: Reader): Expression {
  const tokens = within(reader, false, () => lineTokens(reader, () => reader.at >= reader.text.length));
  return templateAt(reader, 0, trimmed(tokens));
}

/**
 * The text between `<<MARK` and `MARK` that begins here; with `<<-` without the blanks that all its lines begin with.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function heredoc(reader: Reader): Expression {
  const start = reader.at;
  const [head = '', dash, mark = ''] =
    /^<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/u.exec(reader.text.slice(start, start + 300)) ?? [];
  if (head === '') refuse(reader, 'A text over several lines begins with `<<NAME` at the end of its line.', start, start + 2);
  reader.at = start + head.length;
  const ending = new RegExp(`[ \\t]*${mark}(?=[ \\t]*(?:\\r?\\n|$))`, 'y');
  const tokens = within(reader, false, () =>
    lineTokens(reader, (atLineStart) => {
      if (reader.at >= reader.text.length)
        refuse(reader, `This text is never closed: a line \`${mark}\` ends it.`, start, start + head.length);
      return atLineStart && matchAt(ending, reader) !== undefined;
    }),
  );
  reader.at += matchAt(ending, reader)?.length ?? 0;
  return templateAt(reader, start, dash === '-' ? withoutMargin(trimmed(tokens)) : trimmed(tokens));
}

/** A template without anything put in is the text itself; one that is a single value and nothing else is that value. */
function templateAt(reader: Reader, start: number, tokens: readonly TemplateToken[]): Expression {
  const parts = nested(reader, tokens, start);
  if (parts.every((part) => part.kind === 'text')) {
    return { kind: 'literal', value: parts.map(({ text }) => text).join(''), source: reader.source, start, end: reader.at };
  }
  return { kind: 'template', parts: joinTexts(parts), source: reader.source, start, end: reader.at };
}

function joinTexts(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const joined: TemplatePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') joined[joined.length - 1] = { kind: 'text', text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

function quotedTokens(reader: Reader, start: number): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  for (;;) {
    const run = matchAt(/[^"\\$%\n]+/y, reader) ?? '';
    reader.at += run.length;
    const here = reader.text[reader.at];
    if (here === '"') {
      reader.at += 1;
      return [...tokens, { kind: 'text', text: run }];
    }
    if (here === undefined || here === '\n')
      refuse(reader, 'This text is never closed: a `"` ends it, on the same line.', start, reader.at);
    if (here === '\\') tokens.push({ kind: 'text', text: run + escaped(reader) });
    else tokens.push({ kind: 'text', text: run }, sequence(reader));
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function escaped(reader: Reader): string {
  const { text, at } = reader;
  const simple = ESCAPES[text[at + 1] ?? ''];
  const [whole, short, long] = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(text.slice(at, at + 10)) ?? [];
  if (simple === undefined && whole === undefined) {
    refuse(reader, 'After `\\` stands one of n, r, t, ", \\, or uXXXX.', at, at + 2, 'INVALID_ESCAPE');
  }
  reader.at += whole?.length ?? 2;
  if (simple !== undefined) return simple;
  const code = Number.parseInt(short ?? long ?? '0', 16);
  return code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code);
}

/** The tokens up to where `isEnd` says so; each line is a text of its own, as trimming and the margin go by lines. */
function lineTokens(reader: Reader, isEnd: (atLineStart: boolean) => boolean): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  for (let atLineStart = true; !isEnd(atLineStart); ) {
    const run = matchAt(/[^$%\n]*\n?/y, reader) ?? '';
    reader.at += run.length;
    atLineStart = run.endsWith('\n');
    if (run !== '') tokens.push({ kind: 'text', text: run });
    else tokens.push(sequence(reader));
  }
  return tokens;
}

/** What begins with `$` or `%`: a value that is put in, a directive, or the character itself. */
function sequence(reader: Reader): TemplateToken {
  const { text, at } = reader;
  const here = text[at] ?? '';
  if (text.startsWith(`${here}{`, at + 1)) {
    reader.at += 3;
    return { kind: 'text', text: `${here}{` };
  }
  if (text[at + 1] !== '{') {
    reader.at += 1;
    return { kind: 'text', text: here };
  }
  reader.at += 2;
  const left = text[reader.at] === '~';
  if (left) reader.at += 1;
  return within(reader, true, () => {
    const token = here === '$' ? interpolation(reader) : directive(reader, at);
    const right = take(reader, '~}');
    if (!right) expect(reader, '}', here === '$' ? 'the `${`' : 'the `%{`');
    return { ...token, left, right };
  });
}

type Sequence = Exclude<TemplateToken, { readonly kind: 'text' }>;

const interpolation = (reader: Reader): Sequence => ({
  kind: 'interpolation',
  value: reader.expression(reader),
  left: false,
  right: false,
});

function directive(reader: Reader, at: number): Sequence {
  skipBlanks(reader);
  const begin = reader.at;
  const word = identifier(reader);
  const place = { left: false, right: false, at };
  if (word === 'if') return { kind: 'if', test: reader.expression(reader), ...place };
  if (word === 'else' || word === 'endif' || word === 'endfor') return { kind: word, ...place };
  reader.at = begin;
  if (word === 'for') return { kind: 'for', head: forHead(reader), ...place };
  return refuse(reader, `After \`%{\` stands if, else, endif, for or endfor${found(reader)}.`);
}

/** The tokens after `~` has taken the blanks before or after it. */
function trimmed(tokens: readonly TemplateToken[]): readonly TemplateToken[] {
  return tokens.map((token, index) => {
    if (token.kind !== 'text') return token;
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    let { text } = token;
    if (before !== undefined && before.kind !== 'text' && before.right) text = text.trimStart();
    if (after !== undefined && after.kind !== 'text' && after.left) text = text.trimEnd();
    return text === token.text ? token : { kind: 'text', text };
  });
}

/**
 * The tokens of `<<-`: each line loses as many blanks as the line has that begins with the fewest; empty lines do not count. What
 * follows an end of a line that `~` has taken is no beginning of a line any more, and keeps its blanks.
 */
function withoutMargin(tokens: readonly TemplateToken[]): readonly TemplateToken[] {
  const begins = (index: number): boolean => {
    const before = tokens[index - 1];
    return before === undefined || (before.kind === 'text' && before.text.endsWith('\n'));
  };
  const margins = tokens.flatMap((token, index) => {
    if (!begins(index)) return [];
    if (token.kind !== 'text') return [0];
    const rest = token.text.trimStart();
    return rest === '' && token.text.endsWith('\n') ? [] : [token.text.length - rest.length];
  });
  const margin = Math.min(
    ...margins.slice(0, 1),
    margins.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY),
  );
  return tokens.map((token, index) => {
    if (token.kind !== 'text' || !begins(index) || (token.text.trim() === '' && token.text.endsWith('\n'))) return token;
    return { kind: 'text', text: token.text.slice(margin) };
  });
}
