import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../diagnostic.ts';
import { toJson } from '../template/tree.ts';
import type { TerraformConfiguration } from './instance.ts';
import { toyConfiguration } from './toy.ts';

const FOLDER = fileURLToPath(new URL('./syntax/examples', import.meta.url));
const EXAMPLES = readdirSync(FOLDER).map((name) => readFileSync(path.join(FOLDER, name), 'utf8'));

/** Whether a span lies in `text`, its start before its end; JSON's reader marks one character where the text ends, hence `slack`. */
function liesIn({ start, end }: Span, text: string, slack = 0): boolean {
  const lines = text.split('\n');
  const inside = ({ line, column }: Span['start']) =>
    line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1 + slack;
  return inside(start) && inside(end) && (start.line < end.line || (start.line === end.line && start.column <= end.column));
}

function sound({ instances, outputs, diagnostics }: TerraformConfiguration, text: string, slack = 0): void {
  for (const { span } of diagnostics)
    if (span !== undefined && !liesIn(span, text, slack)) throw new Error(`${JSON.stringify(span)} is outside`);
  for (const { values, span, keySpan } of instances) {
    expect(liesIn(span, text) && liesIn(keySpan, text) && liesIn(values.span, text)).toBe(true);
    toJson(values);
  }
  for (const { value } of outputs) toJson(value);
}

const PIECES = [
  '"',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '\n',
  '=',
  ',',
  '${',
  '%{',
  '~}',
  '<<EOT\n',
  '/*',
  '#',
  '?',
  '...',
  'for ',
  'var.x',
  '\\',
  '\u0000',
  '🚀',
  '\r',
  'null',
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(20),
  insert: fc.constantFrom('', ...PIECES),
});
const edited = fc.tuple(fc.constantFrom(...EXAMPLES), fc.array(edit, { minLength: 1, maxLength: 6 })).map(([text, edits]) =>
  edits.reduce((now, { at, remove, insert }) => {
    const place = Math.floor(at * now.length);
    return now.slice(0, place) + insert + now.slice(place + remove);
  }, text),
);
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom(...PIECES, 'a', ' ', 'resource "a" "b" {\n', 'locals {\n'), { maxLength: 60 })
    .map((all) => all.join('')),
);

describe('no text ends in anything but a configuration and remarks on places of the text', () => {
  test('a real one with faults', () =>
    fc.assert(
      fc.property(edited, (text) => sound(toyConfiguration(text), text)),
      { numRuns: 300 },
    ));
  test('no real one at all', () =>
    fc.assert(
      fc.property(anything, (text) => sound(toyConfiguration(text), text)),
      { numRuns: 300 },
    ));
  test('in JSON', () =>
    fc.assert(
      fc.property(fc.oneof(fc.json(), anything), (text) => sound(toyConfiguration({ 'main.tf.json': text }), text, 1)),
      { numRuns: 200 },
    ));
});

/** Expressions over a few values, most of which fit together. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      '1',
      '"a"',
      'true',
      'null',
      '[]',
      '{}',
      'aws_x.a.id',
      'aws_x.a.other',
      'var.v',
      'local.l',
      '[1, 2]',
      '{ a = 1 }',
      'toset(["b"])',
    ),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '==', '&&', '<', '%'), tie('expression'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(
        fc.constantFrom(
          '[for x in E : F]',
          '[for k, v in E : k if F]',
          '{ for x in E : x => F... }',
          '"${E}-${F}"',
          'E[F]',
          '[E, F][*].a',
          'try(E, F)',
          'can(E) ? F : E',
        ),
        tie('expression'),
        tie('expression'),
      )
      .map(([form, a, b]) => form.replaceAll('E', a).replaceAll('F', b)),
    fc
      .tuple(
        fc.constantFrom(
          'length',
          'merge',
          'flatten',
          'keys',
          'jsonencode',
          'tolist',
          'element',
          'coalesce',
          'concat',
          'format',
          'lookup',
          'join',
          'replace',
          'cidrsubnet',
          'setproduct',
          'zipmap',
          'contains',
          'sort',
        ),
        fc.array(tie('expression'), { maxLength: 3 }),
      )
      .map(([name, args]) => `${name}(${args.join(', ')})`),
  ),
}));

test('no expression ends in anything but a value and remarks', () =>
  fc.assert(
    fc.property(expression, (text) => {
      const whole = `resource "aws_x" "a" {\n  n = "n"\n}\nvariable "v" {\n  default = [{ a = 1 }]\n}\nlocals {\n  l = { a = var.v }\n}\nresource "aws_x" "b" {\n  for_each = ${text}\n  v = [each.key, ${text}]\n}\noutput "o" { value = ${text} }`;
      sound(toyConfiguration(whole), whole);
    }),
    { numRuns: 400 },
  ));

/** Texts that would never end, or end the program, where nobody counted. */
const TRAPS: readonly (readonly [name: string, text: string, code: string])[] = [
  ['brackets within brackets', `locals { a = ${'['.repeat(100_000)} }`, 'TOO_DEEP'],
  ['blocks within blocks', 'a {\n'.repeat(20_000), 'TOO_DEEP'],
  ['templates within templates', `locals { a = ${'"${'.repeat(50_000)} }`, 'TOO_DEEP'],
  ['a sum without end', `locals {\n a = ${'1+'.repeat(50_000)}1\n}`, 'TOO_LARGE'],
  ['a reference without end', `locals {\n a = var${'.a'.repeat(50_000)}\n}`, 'TOO_LARGE'],
  [
    'a text that doubles',
    `locals {\n a0 = "0123456789"\n${Array.from({ length: 60 }, (_, n) => ` a${n + 1} = "\${local.a${n}}\${local.a${n}}"`).join('\n')}\n}`,
    'TOO_LARGE',
  ],
  [
    'a list that doubles',
    `locals {\n a0 = [1]\n${Array.from({ length: 60 }, (_, n) => ` a${n + 1} = [local.a${n}, local.a${n}]`).join('\n')}\n}`,
    'TOO_LARGE',
  ],
  [
    'a list that deepens',
    `locals {\n a0 = [1]\n${Array.from({ length: 900 }, (_, n) => ` a${n + 1} = [local.a${n}]`).join('\n')}\n}`,
    'TOO_LARGE',
  ],
  [
    'values of values',
    `locals {\n${Array.from({ length: 900 }, (_, n) => ` a${n} = local.a${n + 1}`).join('\n')}\n a900 = 1\n}`,
    'TOO_LARGE',
  ],
  [
    'loops within loops',
    'locals {\n r = range(1000)\n a = [for x in local.r : [for y in local.r : [for z in local.r : x]]]\n}',
    'TOO_LARGE',
  ],
  [
    'directives within directives',
    'locals {\n a = "%{ for x in range(900) }%{ for y in range(900) }%{ for z in range(900) }xx%{ endfor }%{ endfor }%{ endfor }"\n}',
    'TOO_LARGE',
  ],
  [
    'a list flattened again and again',
    'locals {\n a = flatten([for x in range(400) : range(400)])\n b = [for i in range(400) : flatten(local.a)]\n}',
    'TOO_LARGE',
  ],
  [
    'a text replaced by a long one',
    'locals {\n a = join("", [for x in range(1000) : "aaaaaaaaaa"])\n b = replace(local.a, "a", local.a)\n}',
    'TOO_LARGE',
  ],
  ['a product of long lists', 'locals {\n a = setproduct(range(1000), range(1000))\n}', 'INVALID_ARGUMENT'],
  ['a number of instances', 'resource "aws_x" "a" {\n count = 1000000\n}', 'TOO_LARGE'],
  ['a file of 50 MB', 'locals {\n a = 1\n}\n'.repeat(2_500_000), 'FILE_TOO_LARGE'],
];

test.each(TRAPS)('%s is a remark', (_name, text, code) => {
  const made = toyConfiguration(text);
  expect(made.diagnostics.map((each) => each.code)).toContain(code);
  expect(made.diagnostics.length).toBeLessThan(402);
});

test.each([
  ['(a+)+$', 'a'.repeat(4000)],
  ['(a|a)*b', 'a'.repeat(4000)],
  ['(?:(?:(?:){1000}){1000}){1000}x', 'y'],
])('the pattern %s is looked for in time in proportion to the text', (pattern, text) =>
  expect(toyConfiguration(`locals {\n a = can(regex("${pattern}", "${text}!"))\n}`).diagnostics).toEqual([]),
);

test.each([
  ['JSON of brackets alone', 'main.tf.json', '[{'.repeat(200_000), 'TEMPLATE_SYNTAX'],
  ['a file of faults alone', 'main.tf', 'a = )\n'.repeat(20_000), 'TOO_MANY_REMARKS'],
])('%s is read until that is plain', (_name, file, text, code) =>
  expect(toyConfiguration({ [file]: text }).diagnostics.map((each) => each.code)).toContain(code),
);

test('thousands of blocks of one type, of keys, and of overrides are each looked at once', () => {
  const many = (make: (n: number) => string) => Array.from({ length: 8000 }, (_, n) => make(n)).join('\n');
  const made = toyConfiguration({
    'main.tf': `resource "aws_x" "a" {\n${many(() => '  b {}')}\n}\nlocals {\n  o = {\n${many((n) => `    k${n} = ${n}`)}\n  }\n  m = merge(local.o, local.o)\n}`,
    'override.tf': many((n) => `resource "aws_x" "none${n}" {}`),
  });
  expect(made.instances.length).toBe(1);
  expect(new Set(made.diagnostics.map((each) => each.code))).toEqual(new Set(['NOTHING_TO_OVERRIDE', 'TOO_MANY_REMARKS']));
});

test('modules that call modules ten times each come to an end', () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`m${n}/main.tf`, `module "m" {\n source = "../m${n + 1}"\n count = 10\n}`]),
  );
  const made = toyConfiguration({ 'main.tf': 'module "m" {\n source = "./m0"\n}', ...files, 'm12/main.tf': 'locals {}' });
  expect(made.diagnostics.map((each) => each.code)).toContain('TOO_LARGE');
});

test('names that every object of JavaScript has are names like others', () => {
  const made = toyConfiguration(
    'locals {\n  constructor = { toString = 1, __proto__ = 2 }\n}\nresource "valueOf" "hasOwnProperty" {\n  __proto__ = local.constructor.__proto__\n  x         = local.toString\n}',
  );
  expect(made.diagnostics.map((each) => each.code)).toEqual(['UNRESOLVED_REFERENCE']);
  expect(made.instances.map(({ address }) => address)).toEqual(['valueOf.hasOwnProperty']);
});

test('thousands of names that are not there are remarked on without looking for each that was meant', () => {
  const text = Array.from(
    { length: 2000 },
    (_, n) => `resource "aws_x" "name_of_thing_${n}" {\n v = aws_x.nmae_of_thing_${n}.id\n}`,
  ).join('\n');
  const made = toyConfiguration(text);
  expect(made.instances.length).toBe(2000);
  expect(new Set(made.diagnostics.map((each) => each.code))).toEqual(new Set(['UNRESOLVED_REFERENCE', 'TOO_MANY_REMARKS']));
});
