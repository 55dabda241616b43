import { describe, expect, test } from 'vitest';
import { isJsonObject } from '../json.ts';
import { resolved, TOY } from './toy-environment.ts';
import { at } from './tree.ts';

const HEAD = `Transform: AWS::LanguageExtensions
Parameters:
  Env: { Type: String, Default: prod }
  Zones: { Type: CommaDelimitedList, Default: "a, b" }
Mappings:
  ByRegion: { us-east-1: { Block: 10.9.0.0/16, Ports: [80, 443] } }
Conditions:
  Prod: !Equals [!Ref Env, prod]
  Dev: !Not [!Condition Prod]
  Both: !And [!Condition Prod, Condition: Dev]
  Either: !Or [!Condition Prod, Condition: Dev]
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  DevOnly: { Type: AWS::EC2::VPC, Condition: Dev }
`;
/** The value and the remarks of one expression. */
const valueFor = (expression: string) => {
  const { resources, remarks } = resolved(`${HEAD}  It:\n    Type: X::Y::Z\n    Properties:\n      V: ${expression}\n`);
  return { value: isJsonObject(resources.It?.properties) ? resources.It.properties.V : undefined, remarks };
};

describe('functions', () => {
  test.each([
    ['Ref of a resource is its id', '!Ref Vpc', 'id-Vpc'],
    ['Ref of a parameter is its value', '!Ref Env', 'prod'],
    ['Ref of a list parameter is a list of trimmed texts', '!Ref Zones', ['a', 'b']],
    ['Ref of a pseudo parameter', '!Ref AWS::URLSuffix', 'amazonaws.com'],
    ['GetAtt, short', '!GetAtt Vpc.Arn', 'arn:Vpc'],
    ['GetAtt as a list', '{ Fn::GetAtt: [Vpc, Arn] }', 'arn:Vpc'],
    ['GetAtt as text', '{ Fn::GetAtt: Vpc.Arn }', 'arn:Vpc'],
    ['GetAtt of a property', '!GetAtt Vpc.CidrBlock', '10.0.0.0/16'],
    ['GetAtt of a list', '!GetAtt Vpc.DnsEntries', ['Z1:Vpc.example', 'Z2:Vpc-a.example']],
    ['Sub puts in names and attributes', '!Sub "${AWS::Region}/${Vpc}/${Vpc.Arn}"', 'us-east-1/id-Vpc/arn:Vpc'],
    ['Sub keeps ${!Literal}', '!Sub "${!Env}-${Env}"', '${Env}-prod'],
    ['Sub with variables prefers them', '!Sub ["${Env}-${X}", { Env: mine, X: !Ref Env }]', 'mine-prod'],
    ['what Sub puts in is not read again', '!Sub ["${X}", { X: !Sub "${!X}" }]', '${X}'],
    ['Select counts from 0', '!Select [1, [a, b]]', 'b'],
    ['Select takes its index as text', '!Select ["0", !GetAZs ""]', 'us-east-1a'],
    ['GetAZs of the own Region', '!GetAZs { Ref: AWS::Region }', ['us-east-1a', 'us-east-1b', 'us-east-1c']],
    ['Base64 is of UTF-8', '!Base64 "hé€😀"', 'aMOp4oKs8J+YgA=='],
    ['Join', '!Join ["-", [a, !Ref Env, 3]]', 'a-prod-3'],
    ['Join of a list parameter', '!Join ["/", !Ref Zones]', 'a/b'],
    ['Split', '!Split ["-", "a-b-c"]', ['a', 'b', 'c']],
    ['FindInMap', '!FindInMap [ByRegion, !Ref AWS::Region, Block]', '10.9.0.0/16'],
    ['FindInMap of a list', '!FindInMap [ByRegion, us-east-1, Ports]', [80, 443]],
    ['FindInMap with a default', '!FindInMap [ByRegion, eu-west-1, Block, { DefaultValue: none }]', 'none'],
    ['If takes the branch that holds', '!If [Prod, yes-it-is, !Ref DevOnly]', 'yes-it-is'],
    ['And of a true and a false one', '!If [Both, a, b]', 'b'],
    ['Or of a true and a false one', '!If [Either, a, b]', 'a'],
    ['ImportValue', '!ImportValue shared-vpc', 'vpc-0shared'],
    ['ImportValue of a Sub', 'Fn::ImportValue: !Sub "shared-vpc"', 'vpc-0shared'],
    ['Cidr cuts a block into parts', '!Cidr [!GetAtt Vpc.CidrBlock, 3, 8]', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['Cidr of IPv6', '!Cidr ["2001:db8::/56", 2, 64]', ['2001:db8::/64', '2001:db8:0:1::/64']],
    ['ToJsonString', '!ToJsonString { a: [!Ref Vpc, 1], b: true }', '{"a":["id-Vpc",1],"b":true}'],
    ['Length', '!Length [a, b, c]', 3],
    ['NoValue in a list leaves its item out', '[a, !Ref AWS::NoValue, b]', ['a', 'b']],
    [
      'functions stand within each other',
      '!Select [0, !Split [".", !Select [1, !Split [":", !Select [0, !GetAtt Vpc.DnsEntries]]]]]',
      'Vpc',
    ],
    [
      'a policy with a lone Condition is no function',
      '{ Condition: { StringEquals: { a: !Ref Env } } }',
      { Condition: { StringEquals: { a: 'prod' } } },
    ],
  ])('%s', (_law, expression, value) => {
    const lines = expression.startsWith('Fn::') ? `\n        ${expression}` : expression;
    expect(valueFor(lines)).toEqual({ value, remarks: [] });
  });

  test('NoValue removes a property', () => expect(valueFor('!Ref AWS::NoValue')).toEqual({ value: undefined, remarks: [] }));

  test.each([
    ['a dangling Ref stands at its name', '!Ref Vcp', ['UNRESOLVED_REFERENCE Vcp']],
    ['a dangling GetAtt at its resource', '!GetAtt Vcp.Arn', ['UNRESOLVED_REFERENCE Vcp']],
    ['a dangling name of a Sub within its text', '!Sub "a-${Vcp}"', ['UNRESOLVED_REFERENCE Vcp']],
    ['also in a branch that is not taken', '!If [Prod, a, !Ref Vcp]', ['UNRESOLVED_REFERENCE Vcp']],
    ['a condition that does not exist', '!If [Prd, a, b]', ['UNRESOLVED_REFERENCE Prd']],
    ['a resource that its condition leaves out', '!Ref DevOnly', ['UNRESOLVED_REFERENCE !Ref DevOnly']],
    ['an attribute that the type has not', '!GetAtt Vpc.Nope', ['UNKNOWN_ATTRIBUTE !GetAtt Vpc.Nope']],
    ['GetAtt without an attribute', '!GetAtt Vpc', ['INVALID_FUNCTION !GetAtt Vpc']],
    ['GetAtt of a parameter', '!GetAtt Env.Arn', ['UNRESOLVED_REFERENCE Env']],
    ['Select beyond the list', '!Select [3, [a]]', ['INVALID_FUNCTION !Select [3, [a]]']],
    ['Sub with the syntax of a shell', '!Sub "${A:-b}"', ['INVALID_FUNCTION A:-b']],
    ['Sub of a list', '!Sub "${Zones}"', ['INVALID_FUNCTION Zones']],
    [
      'a mapping that does not exist',
      '!FindInMap [ByRegion, eu-west-1, Block]',
      ['MAPPING_NOT_FOUND !FindInMap [ByRegion, eu-west-1, Block]'],
    ],
    ['an export that nobody has', '!ImportValue nobody', ['UNRESOLVED_IMPORT !ImportValue nobody']],
    ['Cidr without room', '!Cidr [10.0.0.0/24, 2, 8]', ['INVALID_FUNCTION !Cidr [10.0.0.0/24, 2, 8]']],
    ['a function that does not exist', '{ Fn::Jion: [a] }', ['UNKNOWN_FUNCTION Fn::Jion']],
    ['a function beside another key', '{ Fn::Join: ["", [a]], b: 1 }', ['INVALID_FUNCTION Fn::Join']],
    ['a macro', '{ Fn::Transform: { Name: Magic } }', ['TRANSFORM_NOT_APPLIED { Fn::Transform: { Name: Magic } }']],
    ['a secret that AWS reads', '"{{resolve:ssm:/net/vpc}}"', ['DYNAMIC_REFERENCE "{{resolve:ssm:/net/vpc}}"']],
    ['an attribute that only AWS knows has no remark', '!GetAtt Vpc.Secret', []],
  ])('%s', (_law, expression, remarks) => expect(valueFor(expression).remarks).toEqual(remarks));

  test('a dangling reference names what was probably meant', () =>
    expect(resolved(`${HEAD}  It: { Type: X, Properties: { V: !Ref Vcp } }`).diagnostics[0]?.message).toContain(
      'Did you mean `Vpc`?',
    ));
  test('what Sub multiplies without end is refused', () => {
    let expression = '"0123456789"';
    for (let round = 0; round < 28; round += 1) expression = `!Sub ["\${A}\${A}", { A: ${expression} }]`;
    expect(valueFor(expression).remarks).toEqual([expect.stringMatching(/^VALUE_TOO_LARGE !Sub/)]);
  });
  test('Length and ToJsonString need AWS::LanguageExtensions', () =>
    expect(resolved('Resources:\n  A: { Type: X, Properties: { L: !Length [a] } }').remarks).toEqual([
      'NEEDS_LANGUAGE_EXTENSIONS !Length [a]',
    ]));
});

describe('what a value remembers', () => {
  const { declarations } = resolved(`${HEAD}  It:
    Type: X::Y::Z
    DependsOn: [Vpc, DevOnly]
    Properties:
      Id: !Ref Vpc
      Arn: !GetAtt Vpc.Arn
      Sub: !Sub "\${Vpc}"
      Mixed: !Sub "a-\${Vpc}"
      Entries: !GetAtt Vpc.DnsEntries
      One: !Select [0, !GetAtt Vpc.DnsEntries]
      Branch: !If [Prod, chosen, other]
`);
  const it = declarations.find(({ logicalId }) => logicalId === 'It');
  const property = (...path: (string | number)[]) => at(it?.properties, ...path);
  test.each([
    ['a reference', property('Id'), { logicalId: 'Vpc' }],
    ['an attribute', property('Arn'), { logicalId: 'Vpc', attribute: 'Arn' }],
    ['a Sub of nothing else', property('Sub'), { logicalId: 'Vpc' }],
    ['a Sub with more around it forgets it', property('Mixed'), undefined],
    ['an item of a list attribute', property('Entries', 1), { logicalId: 'Vpc', attribute: 'DnsEntries' }],
    ['a selected item', property('One'), { logicalId: 'Vpc', attribute: 'DnsEntries' }],
  ])('%s', (_law, node, ref) => expect(node?.kind === 'scalar' ? node.ref : 'no scalar').toEqual(ref));
  test.each([
    ['a Ref stands where the learner wrote it', 'Id', { line: 19, column: 11 }],
    ['a Select as well', 'One', { line: 24, column: 12 }],
    ['a chosen branch stands where it is', 'Branch', { line: 25, column: 26 }],
  ])('%s', (_law, name, start) => expect(property(name)?.span.start).toEqual(start));
  test('dependsOn leaves out what a condition leaves out', () =>
    expect([it?.dependsOn, it?.references]).toEqual([['Vpc'], ['Vpc']]));
});

describe('parameters', () => {
  const withParameter = (definition: string, parameters: Readonly<Record<string, string>> = {}, plausible?: string) =>
    resolved(
      `Parameters:\n  P: ${definition}\nResources:\n  A: { Type: X, Properties: { V: !Ref P } }`,
      plausible === undefined ? { ...TOY, parameters } : { ...TOY, parameters, plausibleParameter: () => plausible },
    );
  test.each([
    ['a given value wins over the default', '{ Type: String, Default: a }', { P: 'b' }, 'b', []],
    ['a number keeps its spelling where text is wanted', '{ Type: String, Default: 012345678901 }', {}, '012345678901', []],
    ['no value at all is an error', '{ Type: String }', {}, null, ['MISSING_PARAMETER P']],
    ['a value that is not allowed', '{ Type: String, Default: c, AllowedValues: [a, b] }', {}, 'c', ['PARAMETER_NOT_ALLOWED c']],
    [
      'a given value that is not allowed',
      '{ Type: String, AllowedValues: [a, b] }',
      { P: 'c' },
      'c',
      ['PARAMETER_NOT_ALLOWED P'],
    ],
    [
      'the pattern matches all of the value',
      "{ Type: String, Default: ab, AllowedPattern: '[a-z]' }",
      {},
      'ab',
      ['PARAMETER_NOT_ALLOWED ab'],
    ],
    [
      'a number beyond its limit',
      '{ Type: Number, Default: 70000, MaxValue: 65535 }',
      {},
      70000,
      ['PARAMETER_NOT_ALLOWED 70000'],
    ],
    ['a text as number', '{ Type: Number, Default: many }', {}, 'many', ['PARAMETER_NOT_ALLOWED many']],
    ['each item of a list is checked', '{ Type: List<Number>, Default: "1,x" }', {}, ['1', 'x'], ['PARAMETER_NOT_ALLOWED "1,x"']],
    ['a parameter without a Type', '{ Default: a }', {}, 'a', ['MISSING_PARAMETER_TYPE P']],
    ['a value for nothing', '{ Type: String, Default: a }', { Q: 'b' }, 'a', ['UNKNOWN_PARAMETER nowhere']],
    [
      'an SSM parameter cannot be known',
      '{ Type: "AWS::SSM::Parameter::Value<String>", Default: /a }',
      {},
      null,
      ['PARAMETER_ASSUMED /a'],
    ],
  ])('%s', (_law, definition, parameters: Readonly<Record<string, string>>, value, remarks) => {
    const result = withParameter(definition, parameters);
    expect([result.resources.A?.properties, result.remarks]).toEqual([{ V: value }, remarks]);
  });
  test('an AWS type without a value gets a plausible one, and says so', () => {
    const { resources, remarks } = withParameter('{ Type: "List<AWS::EC2::Subnet::Id>" }', {}, 'subnet-a,subnet-b');
    expect([resources.A?.properties, remarks]).toEqual([{ V: ['subnet-a', 'subnet-b'] }, ['PARAMETER_ASSUMED P']]);
  });
});

describe('cycles', () => {
  const group = (name: string, other: string) => `  ${name}: { Type: X::Y::Z, Properties: { G: !GetAtt ${other}.Arn } }\n`;
  test('two resources that need each other are named, at the first reference', () => {
    const { diagnostics, remarks } = resolved(`Resources:\n${group('SgB', 'SgA')}${group('SgA', 'SgB')}`);
    expect(remarks).toEqual(['CIRCULAR_DEPENDENCY SgA']);
    expect(diagnostics[0]?.message).toMatch(/^Circular dependency between resources: \[SgA, SgB\]\./);
  });
  test('a resource that needs itself is a cycle', () =>
    expect(resolved(`Resources:\n${group('A', 'A')}`).remarks).toEqual(['CIRCULAR_DEPENDENCY A']));
  test('DependsOn counts', () =>
    expect(resolved('Resources:\n  A: { Type: X, DependsOn: B }\n  B: { Type: X, Properties: { V: !Ref A } }').remarks).toEqual([
      'CIRCULAR_DEPENDENCY B',
    ]));
  test('a branch that is not taken does not', () =>
    expect(
      resolved(`${HEAD}  A: { Type: X, Properties: { V: !If [Dev, !Ref B, 1] } }\n  B: { Type: X, Properties: { V: !Ref A } }`)
        .remarks,
    ).toEqual([]));
  test('conditions that need each other are a cycle', () =>
    expect(
      resolved('Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n  R: { Type: X, Condition: A }')
        .remarks,
    ).toEqual(['CIRCULAR_DEPENDENCY A']));
  test('a condition cannot ask for a resource', () =>
    expect(resolved('Conditions:\n  A: !Equals [!Ref R, b]\nResources:\n  R: { Type: X }').remarks).toEqual([
      'UNRESOLVED_REFERENCE !Ref R',
    ]));
  test('a chain as long as a template needs no deep stack', () => {
    const chain = Array.from({ length: 15_000 }, (_, i) => `"R${i}":{"Type":"X","Properties":{"V":{"Ref":"R${i + 1}"}}}`).join(
      ',',
    );
    const { resources } = resolved(`{"Resources":{${chain},"R15000":{"Type":"X"}}}`);
    expect(resources.R0?.properties).toEqual({ V: 'id-R1' });
  });
  test('neither do conditions', () => {
    const chain = Array.from({ length: 9000 }, (_, i) => `"C${i}":{"Fn::Not":[{"Condition":"C${i + 1}"}]}`).join(',');
    expect(resolved(`{"Conditions":{${chain},"C9000":{"Fn::Equals":[1,1]}},"Resources":{"A":{"Type":"X"}}}`).remarks[0]).toMatch(
      /^TEMPLATE_TOO_DEEP/,
    );
  });
});

test('outputs are resolved, and their references checked', () => {
  const { outputs, remarks } = resolved(
    `${HEAD}Outputs:\n  Id: { Value: !Ref Vpc }\n  Dev: { Condition: Dev, Value: !Ref DevOnly }\n  Bad: { Value: !Ref Vcp }\n`,
  );
  expect([outputs, remarks]).toEqual([{ Id: 'id-Vpc', Bad: null }, ['UNRESOLVED_REFERENCE Vcp']]);
});
test('what a macro makes has a warning and no error', () => {
  const text = 'Transform: AWS::Serverless-2016-10-31\nResources:\n  A: { Type: X, Properties: { R: !Ref FunctionRole } }';
  expect(resolved(text).diagnostics.map(({ severity }) => severity)).toEqual(['info', 'warning']);
});
test('DependsOn of nothing is an error', () =>
  expect(resolved('Resources:\n  A: { Type: X, DependsOn: Vcp }\n  Vpc: { Type: X }').remarks).toEqual([
    'UNRESOLVED_REFERENCE Vcp',
  ]));
