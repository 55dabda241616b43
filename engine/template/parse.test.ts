import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTemplate } from './parse.ts';
import { at, type Located, spanAt, toJson } from './tree.ts';

const codes = (text: string) =>
  parseTemplate(text, 't').diagnostics.map(({ code, span }) => `${code} ${span?.start.line}:${span?.start.column}`);
const json = (text: string) => {
  const { template } = parseTemplate(text, 't');
  return template === undefined ? undefined : toJson(template.root);
};
const root = (text: string): Located => parseTemplate(text, 't').template?.root ?? { kind: 'list', items: [], span: NOWHERE };
const NOWHERE = { file: '', start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
const place = (node: Located | undefined) =>
  node === undefined ? undefined : [node.span.start.line, node.span.start.column, node.span.end.line, node.span.end.column];
const VALID = 'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n';

describe('what is no template gets a remark with a place, at once', () => {
  test.each([
    ['an empty text', '', ['EMPTY_TEMPLATE 1:1']],
    ['spaces and comments', '\n  # nothing\n', ['EMPTY_TEMPLATE 1:1']],
    ['a zero byte', 'Resources:\n  a\0b: 1', ['BINARY_TEXT 2:4']],
    ['bytes that were no UTF-8', `${VALID}# \ufffd\n`, ['INVALID_CHARACTER 4:3']],
    ['a control character', `${VALID}# \u0007\n`, ['INVALID_CHARACTER 4:3']],
    ['more than 1 MB', `${VALID}# ${'x'.repeat(1_048_576)}`, ['TEMPLATE_TOO_LARGE 1:1']],
    ['more than 1 MB of bytes in fewer characters', `${VALID}# ${'€'.repeat(400_000)}`, ['TEMPLATE_TOO_LARGE 1:1']],
    ['a lone word', 'hello', ['ROOT_NOT_A_MAP 1:1']],
    ['a list', '- a', ['ROOT_NOT_A_MAP 1:1']],
    ['no resources', 'Description: nothing\n', ['NO_RESOURCES 1:1']],
    ['an empty map of resources', 'Resources: {}', ['NO_RESOURCES 1:12']],
    ['resources that are a list', 'Resources:\n  - Vpc', ['SECTION_NOT_A_MAP 2:3']],
    ['a resource without a Type', 'Resources:\n  Vpc: {}', ['MISSING_TYPE 2:3']],
    ['a Type that is no text', 'Resources:\n  Vpc: { Type: [a] }', ['INVALID_TYPE 2:16']],
    ['a resource that is no map', 'Resources:\n  Vpc: vpc', ['RESOURCE_NOT_A_MAP 2:8']],
    ['a logical id with a hyphen', 'Resources:\n  my-vpc: { Type: X }', ['INVALID_LOGICAL_ID 2:3']],
    ['properties that are a list', 'Resources:\n  Vpc: { Type: X, Properties: [] }', ['PROPERTIES_NOT_A_MAP 2:31']],
    ['a property beside Properties', 'Resources:\n  Vpc: { Type: X, CidrBlock: a }', ['UNKNOWN_RESOURCE_ATTRIBUTE 2:19']],
    ['a misspelt section', `Resurces: {}\n${VALID}`, ['UNKNOWN_SECTION 1:1']],
    ['a value that is still to be typed', `${VALID}    Properties:\n      CidrBlock:\n`, ['NULL_VALUE 5:7']],
    ['a tab as indentation', 'Resources:\n  Vpc:\n\tType: X\n', ['NULL_VALUE 2:3', 'TEMPLATE_SYNTAX 3:1', 'UNKNOWN_SECTION 3:2']],
    ['a second document', `${VALID}---\nb: 1\n`, ['SEVERAL_DOCUMENTS 5:1']],
    ['another format version', `AWSTemplateFormatVersion: 2020-01-01\n${VALID}`, ['TEMPLATE_VERSION 1:27']],
    ['a key that stands twice', `${VALID}  Vpc:\n    Type: Y\n`, ['DUPLICATE_KEY 4:3']],
    ['a tag that does not exist', `${VALID}    Properties: { A: !Reff Vpc }\n`, ['UNKNOWN_TAG 4:22']],
    ['a macro of the whole template', `Transform: AWS::Serverless-2016-10-31\n${VALID}`, ['TRANSFORM_NOT_APPLIED 1:12']],
    ['an alias', `${VALID}    Metadata: { a: &a 1, b: *a, c: *a }\n`, ['YAML_ALIAS 4:29']],
    ['an alias within its own anchor', 'Resources:\n  V: &a\n    Type: X\n    Properties: { A: *a }\n', ['TEMPLATE_SYNTAX 4:22']],
    ['JSON with a comma too many', '{"Resources": {"V": {"Type": "X",}}}', ['TEMPLATE_SYNTAX 1:33']],
    ['flow YAML has no remark', '{Resources: {V: {Type: X,},},}', []],
    ['JSON without a comma', '{"Resources": {"V": {"Type": "X" "Metadata": {}}}}', ['TEMPLATE_SYNTAX 1:34']],
    [
      'more resources than a template takes',
      `Resources:\n${rows(501, (i) => `  R${i}: { Type: X }`)}`,
      ['TOO_MANY_RESOURCES 502:3'],
    ],
  ])('%s', (_what, text, expected) => expect(codes(text)).toEqual(expected));
});

function rows(count: number, row: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => row(index)).join('\n');
}

describe('what would exhaust a reader ends with a remark', () => {
  const bomb = `a: &a [x, x]\n${[...'bcdefghij'].map((to, i) => `${to}: &${to} [${rows(9, () => `*${'abcdefghij'[i]}`).replaceAll('\n', ', ')}]\n`).join('')}`;
  test.each([
    ['100,000 brackets', `a: ${'['.repeat(100_000)}`, 'TEMPLATE_TOO_DEEP'],
    ['100,000 brackets of JSON', '['.repeat(100_000), 'TEMPLATE_TOO_DEEP'],
    ['50,000 objects of JSON', '{"a":'.repeat(50_000), 'TEMPLATE_TOO_DEEP'],
    ['50,000 maps in flow', `a: ${'{a: '.repeat(50_000)}`, 'TEMPLATE_TOO_DEEP'],
    ['100,000 lists on one line', `${'- '.repeat(100_000)}x`, 'TEMPLATE_TOO_DEEP'],
    ['1,000 levels of indentation', rows(1000, (i) => `${' '.repeat(i)}a:`), 'TEMPLATE_TOO_DEEP'],
    ['aliases that stand for billions', bomb, 'ALIAS_LIMIT'],
    ['50,000 documents', '---\n'.repeat(50_000), 'SEVERAL_DOCUMENTS'],
    ['50,000 commas of JSON', '{,'.repeat(50_000), 'TEMPLATE_SYNTAX'],
    ['a 5 MB text', 'x'.repeat(5_000_000), 'TEMPLATE_TOO_LARGE'],
  ])('%s', (_what, text, code) => {
    const { diagnostics } = parseTemplate(text, 't');
    expect(diagnostics.filter(({ severity }) => severity === 'error').map((each) => each.code)).toContain(code);
    expect(diagnostics.every(({ span }) => span !== undefined && span.start.line > 0 && span.start.column > 0)).toBe(true);
    expect(diagnostics.length).toBeLessThanOrEqual(200);
  });
});

describe('what a value means', () => {
  test.each([
    ['an account keeps its zeros', '012345678901', '012345678901'],
    ['and where it could be octal', '012345670123', '012345670123'],
    ['a mode is no octal number', '0755', '0755'],
    ['a time is no sexagesimal number', '1:30', '1:30'],
    ['a date is text', '2012-10-17', '2012-10-17'],
    ['a version keeps its zero', '1.10', '1.10'],
    ['a commit is no power of ten', '1e3', '1e3'],
    ['a number too large to count exactly is text', '123456789012345678901', '123456789012345678901'],
    ['a port is a number', '443', 443],
    ['so is the protocol -1', '-1', -1],
    ['a quoted number is text', '"443"', '443'],
    ['yes is a truth value as in YAML 1.1', 'yes', true],
    ['Off as well', 'Off', false],
    ['a quoted one is text', "'true'", 'true'],
    ['a type is text', 'AWS::EC2::VPC', 'AWS::EC2::VPC'],
    ['!!str makes text', '!!str 443', '443'],
    ['a literal block keeps its lines', '|\n    a\n    b\n', 'a\nb\n'],
    ['a folded block joins them', '>-\n    a\n    b\n', 'a b'],
    ['a short tag is the map that it stands for', '!Ref Vpc', { Ref: 'Vpc' }],
    ['!GetAtt is split at the first period', '!GetAtt A.b.c', { 'Fn::GetAtt': ['A', 'b.c'] }],
    ['tags stand within each other', '!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['a tag may stand above its value', '!Join\n  - ","\n  - [a]', { 'Fn::Join': [',', ['a']] }],
    ['an alias repeats its value', '[&a {b: 1}, *a]', [{ b: 1 }, { b: 1 }]],
  ])('%s', (_law, yaml, value) => expect(json(`${VALID}Metadata:\n  V: ${yaml}\n`)).toHaveProperty('Metadata.V', value));

  test('the merge key brings what the map has not itself', () =>
    expect(json(`${VALID}Metadata:\n  A: &a {x: 1, y: 2}\n  B:\n    <<: *a\n    y: 3\n`)).toHaveProperty('Metadata.B', {
      y: 3,
      x: 1,
    }));
  test('the last of two equal keys counts', () => expect(json(`${VALID}Metadata: {a: 1, a: 2}`)).toHaveProperty('Metadata.a', 2));
  test('keys that JavaScript knows are ordinary keys', () => {
    const metadata = at(root(`${VALID}Metadata: {__proto__: {a: 1}, constructor: 2}`), 'Metadata');
    expect(metadata?.kind === 'map' ? [...metadata.entries.keys()] : []).toEqual(['__proto__', 'constructor']);
    expect(at(metadata, 'toString')).toBeUndefined();
  });
});

describe('where a value stands', () => {
  const text = `${VALID}    Properties:\n      Tags:\n        - Key: Name\n          Value: !Sub "\${AWS::StackName}-vpc"  # a comment\n      Text: |\n        one\n        two\n`;
  const tree = root(text);
  const properties = at(tree, 'Resources', 'Vpc', 'Properties');
  test.each([
    ['a scalar from its first to behind its last character', at(tree, 'Resources', 'Vpc', 'Type'), [3, 11, 3, 24]],
    ['a function from its tag', at(properties, 'Tags', 0, 'Value'), [7, 18, 7, 46]],
    ['its argument from its quote', at(properties, 'Tags', 0, 'Value', 'Fn::Sub'), [7, 23, 7, 46]],
    ['a block with its last line', at(properties, 'Text'), [8, 13, 10, 12]],
  ])('%s', (_law, node, expected) => expect(place(node)).toEqual(expected));
  test('a pointer to nothing stands where its nearest parent does', () =>
    expect(spanAt(tree, '/Resources/Vpc/Type/Nope')).toEqual(at(tree, 'Resources', 'Vpc', 'Type')?.span));
  test('a pointer decodes ~1 and ~0', () => {
    const odd = root('{"Resources": {"V": {"Type": "X"}}, "Metadata": {"a/b": {"c~d": 1}}}');
    expect(spanAt(odd, '/Metadata/a~1b/c~0d')).toEqual(at(odd, 'Metadata', 'a/b', 'c~d')?.span);
  });
  test('Windows line ends move nothing', () => {
    expect(place(at(root(text.replaceAll('\n', '\r\n')), 'Resources', 'Vpc', 'Properties', 'Tags', 0, 'Value'))).toEqual([
      7, 18, 7, 46,
    ]);
  });
});

describe('half-typed text gives the half that can be read', () => {
  const rest = '  Other:\n    Type: "AWS::EC2::Subnet"\n    Properties:\n      A: "b"\n';
  test.each([
    ['a quote that is still to be typed', '      CidrBlock: "10.0.0.0/16\n'],
    ['a key without its colon', '      CidrBlock: a\n      Cidr\n'],
    ['a tag without its argument', '      VpcId: !Ref\n'],
    ['a bracket that is still to be typed', '      Tags: [a, b\n'],
    ['a brace that is still to be typed', '      Tags: {a: b\n'],
    ['text behind a quote', '      Tags: "a" b\n'],
  ])('%s', (_what, line) => {
    const { template, diagnostics } = parseTemplate(`${VALID}    Properties:\n${line}${rest}`, 't');
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    expect(template?.resources.get('Vpc')?.type).toBe('AWS::EC2::VPC');
    expect(template?.resources.get('Other')?.type).toBe('AWS::EC2::Subnet');
  });
});

describe('laws', () => {
  const shaped = fc.array(
    fc.constantFrom(
      'Resources:',
      '\n',
      '  ',
      '- ',
      'a: ',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ', ',
      '!Ref ',
      '|\n',
      '&a ',
      '*a',
      '\t',
      '#',
      '? ',
      ': ',
      'x',
      '---\n',
      '\\',
      '0',
    ),
    { maxLength: 40 },
  );
  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => void parseTemplate(text, 't')),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(shaped, (parts) => void parseTemplate(parts.join(''), 't')),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(shaped, (parts) => void parseTemplate(`{"${parts.join('')}`, 't')),
      { numRuns: 1000 },
    );
  });
  test('a text without a template has an error, and every remark has a place', () =>
    fc.assert(
      fc.property(shaped, (parts) => {
        const { template, diagnostics } = parseTemplate(parts.join(''), 't');
        expect(template !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
        expect(diagnostics.every(({ span }) => span !== undefined && span.start.line >= 1 && span.start.column >= 1)).toBe(true);
      }),
    ));
  test('JSON is read as JSON.parse reads it', () =>
    fc.assert(
      fc.property(fc.json({ maxDepth: 4, noUnicodeString: false }), (text) => {
        const source = `{"Metadata": ${text}, "Resources": {"V": {"Type": "X"}}}`;
        const expected: unknown = JSON.parse(source, (_key, value: unknown) =>
          typeof value === 'number' ? String(value) : value,
        );
        expect(
          JSON.parse(JSON.stringify(json(source)), (_key, value: unknown) => (typeof value === 'number' ? String(value) : value)),
        ).toEqual(expected);
      }),
    ));
});
