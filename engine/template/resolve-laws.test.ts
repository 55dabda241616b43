import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTemplate } from './parse.ts';
import { resolveTemplate } from './resolve.ts';
import { TOY } from './toy-environment.ts';
import { fromJson, spanAt, toJson } from './tree.ts';

const name = fc.constantFrom('A', 'B', 'C', 'D', 'E');
const text = fc.constantFrom('x', '10.0.0.0/16', 'a,b', '${A}', '${B.Arn}-${AWS::Region}', '1', '');
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer({ min: -1, max: 70000 }),
    fc.boolean(),
    name.map((to) => ({ Ref: to })),
    name.map((to) => ({ 'Fn::GetAtt': [to, 'Arn'] })),
    name.map((to) => ({ 'Fn::GetAtt': [to, 'CidrBlock'] })),
    fc.constantFrom({ Ref: 'AWS::NoValue' }, { Ref: 'AWS::Region' }, { Ref: 'P' }),
    text.map((each) => ({ 'Fn::Sub': each })),
    tie('value').map((each) => ({ 'Fn::Join': ['-', [each]] })),
    fc.tuple(tie('value'), tie('value')).map((both) => ({ 'Fn::If': ['T', ...both] })),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('CidrBlock', 'Name', 'Tags', 'Condition'), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const resource = fc.record({
  Type: fc.constant('X::Y::Z'),
  Properties: fc.dictionary(fc.constantFrom('CidrBlock', 'Name', 'V', 'W'), value, { maxKeys: 4 }),
});
const template = fc.record({
  Parameters: fc.constant({ P: { Type: 'String', Default: 'p' } }),
  Conditions: fc.constantFrom({ T: { 'Fn::Equals': [{ Ref: 'P' }, 'p'] } }, { T: { 'Fn::Equals': ['a', 'b'] } }),
  Resources: fc.dictionary(name, resource, { minKeys: 1, maxKeys: 5 }),
});
const plain = (root: unknown, text = JSON.stringify(root)) => {
  const { template: parsed } = parseTemplate(text, 't');
  const result = parsed === undefined ? undefined : resolveTemplate(parsed, TOY);
  return {
    resources: new Map(
      result?.declarations.map(({ logicalId, physicalId, properties }) => [logicalId, [physicalId, toJson(properties)]]),
    ),
    codes: result?.diagnostics.map(({ code, message }) => `${code} ${message}`).toSorted(),
  };
};

test('the order of resources never changes what they are', () =>
  fc.assert(
    fc.property(template, fc.infiniteStream(fc.nat()), (it, keys) => {
      const ranked = Object.entries(it.Resources).map((entry) => ({ entry, rank: keys.next().value }));
      const other = ranked.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry);
      expect(plain({ ...it, Resources: Object.fromEntries(other) })).toEqual(plain(it));
    }),
    { numRuns: 500 },
  ));

/** The same value as YAML in block style with short tags. */
const yamlOf = (node: unknown, indent: string): string => {
  if (typeof node !== 'object' || node === null) return ` ${JSON.stringify(node)}`;
  const entries = Object.entries(node);
  if (entries.length === 0) return Array.isArray(node) ? ' []' : ' {}';
  if (Array.isArray(node)) return node.map((item) => `\n${indent}  -${yamlOf(item, `${indent}    `)}`).join('');
  const [[key, argument] = ['', undefined]] = entries;
  if (/^(Ref|Fn::.*)$/.test(key)) return ` !${key.replace('Fn::', '')}${yamlOf(argument, indent)}`;
  return entries.map(([name, item]) => `\n${indent}  ${name}:${yamlOf(item, `${indent}  `)}`).join('');
};
test('JSON and YAML with short tags are the same template', () =>
  fc.assert(
    fc.property(template, (it) => {
      expect(plain(it, yamlOf(it, '').replaceAll('\n  ', '\n').trimStart())).toEqual(plain(it));
    }),
    { numRuns: 500 },
  ));

test('no template makes resolving throw, and none leaves a function behind', () =>
  fc.assert(
    fc.property(template, (it) => {
      const left = JSON.stringify([...plain(it).resources.values()]);
      expect(left).not.toMatch(/"(Ref|Fn::\w+)":/);
    }),
    { numRuns: 1000 },
  ));

test('a tree made of JSON gives it back', () =>
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      const span = spanAt(fromJson(null, { file: '', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }), '');
      const same: unknown = JSON.parse(JSON.stringify(toJson(fromJson(json as never, span))));
      expect(same).toEqual(JSON.parse(JSON.stringify(json)));
    }),
  ));
