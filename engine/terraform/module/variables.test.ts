import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { toJson } from '../../template/tree.ts';
import { toyConfiguration } from '../toy.ts';

/** The value of the variable `v` of a type that is given a value, and the codes of what is wrong with it. */
function typed(type: string, given: string): { readonly value: Json; readonly codes: readonly string[] } {
  const { outputs, diagnostics } = toyConfiguration({
    'main.tf': `variable "v" {\n  type = ${type}\n}\noutput "v" { value = var.v }`,
    'terraform.tfvars': `v = ${given}`,
  });
  const [output] = outputs;
  return { value: output === undefined ? null : toJson(output.value, () => '?'), codes: diagnostics.map(({ code }) => code) };
}

describe('a value becomes what its type says', () => {
  test.each<[string, string, Json]>([
    ['string', '443', '443'],
    ['string', 'true', 'true'],
    ['number', '"443"', 443],
    ['bool', '"true"', true],
    ['any', '[1, "a"]', [1, 'a']],
    ['list(string)', '[1, true]', ['1', 'true']],
    ['list(number)', '["1"]', [1]],
    ['set(string)', '["b", "a", "b"]', ['b', 'a']],
    ['map(string)', '{ a = 1 }', { a: '1' }],
    ['map(list(number))', '{ a = ["1"] }', { a: [1] }],
    ['tuple([string, number])', '[1, "2"]', ['1', 2]],
    ['object({ a = string })', '{ a = 1, more = 2 }', { a: '1' }],
    ['object({ a = optional(string) })', '{}', { a: null }],
    ['object({ a = optional(number, 5) })', '{}', { a: 5 }],
    ['object({ a = optional(number, 5) })', '{ a = null }', { a: 5 }],
    ['object({ a = optional(object({ b = optional(string, "x") }), {}) })', '{}', { a: { b: 'x' } }],
    ['list', '["a"]', ['a']],
    ['"string"', '1', '1'],
    ['list(string)', 'null', null],
  ])('%s of %s', (type, given, value) => expect(typed(type, given)).toEqual({ value, codes: [] }));

  test.each([
    ['number', '"x"'],
    ['bool', '1.5'],
    ['string', '[]'],
    ['list(string)', '{}'],
    ['list(string)', '[[]]'],
    ['map(number)', '{ a = "x" }'],
    ['object({ a = string })', '{}'],
    ['tuple([string])', '[]'],
  ])('%s is not made of %s', (type, given) => expect(typed(type, given)).toEqual({ value: '?', codes: ['INVALID_VALUE'] }));

  test.each(['text', 'list(text)', 'object({ a = x })', 'string(a)', 'map()'])('%s is no type', (type) =>
    expect(typed(type, '1').codes).toEqual(['INVALID_TYPE']),
  );
});

describe('where a value comes from', () => {
  const MAIN = `variable "a" { default = "default" }
variable "b" { default = "default" }
variable "c" { default = "default" }
variable "d" { default = "default" }
variable "n" {
  type    = list(number)
  default = []
}
output "all" { value = [var.a, var.b, var.c, var.d, var.n] }`;
  const FILES = {
    'main.tf': MAIN,
    'terraform.tfvars': 'b = "tfvars"\nc = "tfvars"\nd = "tfvars"',
    'a.auto.tfvars.json': '{"c": "auto", "d": "auto", "n": [1, 2]}',
    'other.tfvars': 'a = "not read"',
  };
  const all = (files: Readonly<Record<string, string>>, parameters?: Readonly<Record<string, string>>) => {
    const { outputs, diagnostics } = toyConfiguration(files, parameters === undefined ? {} : { parameters });
    return { values: outputs.map(({ value }) => toJson(value))[0], codes: diagnostics.map(({ code }) => code) };
  };

  test('a default yields to terraform.tfvars, that to *.auto.tfvars, that to what the caller gives', () => {
    expect(all(FILES)).toEqual({ values: ['default', 'tfvars', 'auto', 'auto', [1, 2]], codes: [] });
    expect(all(FILES, { d: 'given', n: '[3]' })).toEqual({ values: ['default', 'tfvars', 'auto', 'given', [3]], codes: [] });
  });

  test('texts of files of values in JSON stand for themselves', () =>
    expect(all({ ...FILES, 'a.auto.tfvars.json': '{"c": "${not.this}", "d": "%{x}"}' }).values).toEqual([
      'default',
      'tfvars',
      '${not.this}',
      '%{x}',
      [],
    ]));

  test('a value for a variable that does not exist is a warning', () => {
    expect(all({ ...FILES, 'terraform.tfvars': 'bb = 1' }).codes).toEqual(['UNKNOWN_PARAMETER']);
    expect(all(FILES, { e: 'x' }).codes).toEqual(['UNKNOWN_PARAMETER']);
  });

  test('a variable without any value is an error at its block, and unknown', () => {
    const { outputs, diagnostics } = toyConfiguration('variable "v" {}\noutput "v" { value = "x-${var.v}" }');
    expect(diagnostics).toMatchObject([{ code: 'MISSING_PARAMETER', span: { start: { line: 1, column: 1 } } }]);
    expect(outputs[0]?.value.kind).toBe('unknown');
  });

  test('a file of values refers to nothing and holds no blocks', () =>
    expect(all({ ...FILES, 'terraform.tfvars': 'b = var.a\nx {}' }).codes).toEqual([
      'UNRESOLVED_REFERENCE',
      'INVALID_VALUE_FILE',
    ]));
});

test('a validation whose condition does not hold is an error with the words of its author', () => {
  const text = (value: string) => `variable "cidr" {
  default = "${value}"
  validation {
    condition     = can(cidrhost(var.cidr, 0))
    error_message = "No block: \${var.cidr}."
  }
}`;
  expect(toyConfiguration(text('10.0.0.0/16')).diagnostics).toEqual([]);
  const { diagnostics } = toyConfiguration(text('10.0.0.0'));
  expect(diagnostics).toMatchObject([{ code: 'INVALID_VALUE', span: { start: { line: 2, column: 13 } } }]);
  expect(diagnostics[0]?.message).toContain('No block: 10.0.0.0.');
});
