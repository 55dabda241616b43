import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@cdktf/hcl2json';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../diagnostic.ts';
import type { Json } from '../../json.ts';
import type { Body, Expression, TemplatePart } from './ast.ts';
import { parseBody } from './parse.ts';
import { sourceOf } from './reader.ts';

const FOLDER = fileURLToPath(new URL('./examples', import.meta.url));
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.tf'));

/** The body in the form in which the other parser prints one: what is no literal is the text of it. */
function printedBody({ attributes, blocks }: Body): { [key: string]: Json } {
  const printed: { [key: string]: Json } = {};
  for (const { name, value } of attributes.values()) printed[name] = printedExpression(value);
  for (const { type, labels, body } of blocks) {
    let here = printed;
    for (const [index, step] of [type, ...labels].entries()) {
      if (index === labels.length) here[step] = [...((here[step] ?? []) as Json[]), printedBody(body)];
      else {
        const below = (here[step] ?? {}) as { [key: string]: Json };
        here[step] = below;
        here = below;
      }
    }
  }
  return printed;
}

const sourceText = ({ source, start, end }: Expression): string => source.text.slice(start, end);

function printedExpression(expression: Expression): Json {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? escaped(expression.value) : expression.value;
    case 'template':
      return printedTemplate(expression.parts);
    case 'tuple':
      return expression.items.map(printedExpression);
    case 'object':
      return Object.fromEntries(expression.items.map(({ key, value }) => [printedKey(key), printedExpression(value)]));
    case 'unary':
      return expression.of.kind === 'literal' ? -Number(expression.of.value) : `\${${sourceText(expression)}}`;
    default:
      return `\${${sourceText(expression)}}`;
  }
}

const printedKey = (key: Expression): string => {
  if (key.kind === 'get') return sourceText(key);
  const printed = printedExpression(key);
  return typeof printed === 'string' ? printed : JSON.stringify(printed);
};

const escaped = (text: string): string => text.replace(/[$%]\{/g, (opening) => opening[0] + opening);

const printedTemplate = (parts: readonly TemplatePart[]): string => parts.map(printedPart).join('');

function printedPart(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return escaped(part.text);
    case 'interpolation':
      return `\${${sourceText(part.value)}}`;
    case 'if': {
      const otherwise = part.no.length > 0 ? `%{else}${printedTemplate(part.no)}` : '';
      return `%{if ${sourceText(part.test)}}${printedTemplate(part.yes)}${otherwise}%{endif}`;
    }
    case 'for': {
      const names = [part.head.key, part.head.value].filter((name) => name !== undefined).join(', ');
      return `%{for ${names} in ${sourceText(part.head.collection)}}${printedTemplate(part.body)}%{endfor}`;
    }
  }
}

const EXAMPLES = NAMES.map((name) => [name, readFileSync(path.join(FOLDER, name), 'utf8')] as const);
const ON_WINDOWS = EXAMPLES.map(([name, text]) => [`${name} with the lines of Windows`, text.replaceAll('\n', '\r\n')] as const);

test.each([...EXAMPLES, ...ON_WINDOWS])('%s is read as the parser of HashiCorp reads it', async (name, text) => {
  const diagnostics: Diagnostic[] = [];
  const body = parseBody(sourceOf(name, text), diagnostics);
  expect(diagnostics).toEqual([]);
  expect(printedBody(body)).toEqual(await parse(name, text));
});

const PIECES = '" { } ( ) [ ] = : , . ${ %{ ~ # /* ? - * ... for if 1 a == \\ // null .0 [*] .* :: \n'.split(' ');

/** What the other parser makes of a text; undefined where it refuses it. */
async function theirs(text: string): Promise<unknown> {
  try {
    return await parse('x.tf', text);
  } catch (error) {
    // It also works out operators of constants, which is not reading.
    return String(error).includes('Invalid operand') ? 'skipped' : undefined;
  }
}

test('what one of the two parsers refuses the other refuses, and what both take they read alike', async () => {
  const texts = EXAMPLES.map(([, text]) => text).filter((text) => text !== '');
  // A fixed sequence: the same edits each time.
  let state = 2026;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * limit);
  };
  for (let round = 0; round < 400; round += 1) {
    const text = texts[round % texts.length] ?? '';
    const at = below(text.length);
    const piece = below(3) === 0 ? '' : (PIECES[below(PIECES.length)] ?? '');
    // Half of a character is no text.
    const edited = `${text.slice(0, at)}${piece}${text.slice(at + below(3))}`.replace(/\p{Surrogate}/gu, '');
    const diagnostics: Diagnostic[] = [];
    const body = parseBody(sourceOf('x.tf', edited), diagnostics);
    const other = await theirs(edited);
    if (other === 'skipped') continue;
    expect({ refused: diagnostics.length > 0, edited }).toEqual({ refused: other === undefined, edited });
    if (other !== undefined) expect({ read: printedBody(body), edited }).toEqual({ read: other, edited });
  }
});
