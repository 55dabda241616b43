import { describe, expect, test } from 'vitest';
import { loadActionCatalogue } from '../catalogue/actions/load.ts';
import { loadResourceSpecification } from '../catalogue/specification/load.ts';
import { openConfiguration } from '../probe/open.ts';
import { worldSchema } from '../world.ts';
import { completionsAt } from './completions.ts';
import { extentsIn, removing, restoring, type TextEdit } from './extents.ts';
import { fixesOf } from './fixes.ts';
import { formatted } from './format.ts';
import { hoverAt } from './hover.ts';
import { offsetAt, positionAt } from './surroundings.ts';

const world = worldSchema.parse({
  organizations: { 'o-a1b2c3d4e5': ['111122223333'] },
  principals: { AppRole: { arn: 'arn:aws:iam::111122223333:role/AppRole' } },
  resources: { 'arn:aws:s3:::claims': { account: '111122223333' } },
  endpointServices: { 'com.amazonaws.vpce.us-east-1.vpce-svc-0aa': { account: '444455556666' } },
});
const around = { world, specification: await loadResourceSpecification(), actions: await loadActionCatalogue() };

const HEAD = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  RtA:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  E:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      `;

const offered = (text: string) => {
  const offset = text.indexOf('|');
  const plain = text.replace('|', '');
  return completionsAt(plain, positionAt(plain, offset), around).items.map(({ label }) => label);
};

describe('what may stand at a place is offered, and what cannot is not', () => {
  test.each([
    ['Re|', ['Resources'], ['CidrBlock']],
    ['Resources:\n  V:\n    |', ['Type', 'Properties', 'DependsOn'], []],
    ['Resources:\n  V:\n    Type: AWS::EC2::V|', ['AWS::EC2::VPC', 'AWS::EC2::VPCEndpoint'], []],
    [`${HEAD}|`, ['ServiceName', 'RouteTableIds', 'PolicyDocument'], ['CidrBlock']],
    [`${HEAD}VpcEndpointType: |`, ['Gateway', 'Interface'], []],
    [`${HEAD}PrivateDnsEnabled: t|`, ['true', 'false'], []],
    [`${HEAD}VpcId: |`, ['!Ref Vpc'], ['!Ref RtA']],
    [`${HEAD}VpcId: !Ref |`, ['Vpc'], ['RtA']],
    [`${HEAD}RouteTableIds: [!Ref R|`, ['RtA'], ['Vpc']],
    [
      `${HEAD}ServiceName: com|`,
      ['com.amazonaws.us-east-1.s3', 'com.amazonaws.vpce.us-east-1.vpce-svc-0aa'],
      ['com.amazonaws.eu-west-1.s3'],
    ],
    [`${HEAD}PolicyDocument:\n        |`, ['Version', 'Statement'], ['ServiceName']],
    [`${HEAD}PolicyDocument:\n        Statement:\n          - |`, ['Effect', 'Action', 'Condition'], []],
    [`${HEAD}PolicyDocument:\n        Statement:\n          - Effect: |`, ['Allow', 'Deny'], []],
    [`${HEAD}PolicyDocument:\n        Statement:\n          - Action: s3:|`, ['s3:GetObject', 's3:*'], ['sqs:SendMessage']],
    [`${HEAD}PolicyDocument:\n        Statement:\n          - Action: [s|`, ['s3:', 'sqs:'], []],
    [
      `${HEAD}PolicyDocument:\n        Statement:\n          - Resource: |`,
      ['arn:aws:s3:::claims', 'arn:aws:s3:::claims/*', '*'],
      [],
    ],
    [`${HEAD}PolicyDocument:\n        Statement:\n          - Condition:\n              |`, ['StringEquals', 'ArnLike'], []],
    [
      `${HEAD}PolicyDocument:\n        Statement:\n          - Condition: { StringEquals: { aws:|`,
      ['aws:SourceVpce', 'aws:PrincipalOrgID'],
      [],
    ],
    [
      `${HEAD}PolicyDocument:\n        Statement:\n          - Condition: { StringEquals: { aws:PrincipalOrgID: |`,
      ['o-a1b2c3d4e5'],
      [],
    ],
    [
      'Resources:\n  P:\n    Type: AWS::Organizations::Policy\n    Properties:\n      Content:\n        Statement:\n          - Action: s3:|',
      ['s3:GetObject'],
      [],
    ],
    ['{ "Statement": [ { "Effect": "|', ['Allow', 'Deny'], []],
    ['{ "Resources": { "S": { "Type": "AWS::EC2::Subnet", "Properties": { "|', ['VpcId', 'CidrBlock'], []],
    [
      'Resources:\n  S:\n    Type: AWS::EC2::Subnet\n    Properties:\n      AvailabilityZone: us|',
      ['us-east-1a', 'us-east-1f'],
      [],
    ],
    [
      'Resources:\n  S:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupEgress:\n        - { DestinationPrefixListId: |',
      ['pl-63a5400a'],
      [],
    ],
    [
      'Resources:\n  S:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupEgress:\n        - { |',
      ['IpProtocol', 'CidrIp'],
      ['VpcId'],
    ],
    ['Resources:\n  V:\n    Type: AWS::EC2::VPC\n  L:\n    DependsOn: |', ['V'], ['L']],
    ['Resources:\n  V:\n    Type: AWS::EC2::VPC\nOutputs:\n  O:\n    Value: !GetAtt V|', ['V.DefaultSecurityGroup'], []],
    ['Resources:\n  V:\n    Type: AWS::EC2::VPC\nOutputs:\n  O:\n    Value: !Sub "x-${|', ['x-${V'], []],
    ['Description: |\n', [], ['Type']],
  ])('%s', (text, some, none) => {
    const labels = offered(text);
    expect(labels).toEqual(expect.arrayContaining([...some]));
    for (const label of none) expect(labels).not.toContain(label);
  });
});

test('a property that stands there already is not offered again', () => {
  expect(offered(`${HEAD}VpcId: !Ref Vpc\n      |`)).not.toContain('VpcId');
});

test('without the two tables less is offered, and nothing fails', () => {
  const text = `${HEAD}`;
  expect(completionsAt(text, positionAt(text, text.length), { world }).items).toEqual([]);
});

describe('a word says what it is', () => {
  const text = `${HEAD}VpcId: !Ref Vpc\n      ServiceName: com.amazonaws.us-east-1.s3\n      PolicyDocument: { Statement: [{ Effect: Allow, Action: s3:GetObject, Condition: { StringEquals: { aws:SourceVpce: x } } }] }\n`;
  test.each([
    ['!Ref Vpc', 6, /`Vpc`: AWS::EC2::VPC/],
    ['AWS::EC2::RouteTable', 3, /Required: `VpcId`/],
    ['com.amazonaws', 4, /Gateway, Interface/],
    ['ServiceName', 2, /ServiceName/],
    ['s3:GetObject', 5, /`arn:\*:s3:::\*\/\*`/],
    ['aws:SourceVpce', 5, /Carried by/],
  ])('%s', (word, inside, said) => {
    const hover = hoverAt(text, positionAt(text, text.indexOf(word) + inside), around);
    expect(hover?.lines.join('\n')).toMatch(said);
  });
});

const apply = (text: string, edits: readonly TextEdit[]): string =>
  edits.reduce(
    (now, { span, text: put }) => now.slice(0, offsetAt(now, span.start)) + put + now.slice(offsetAt(now, span.end)),
    text,
  );

/** What the engine remarks on a text, and what is left after the first fix of each remark. */
function mended(text: string): { readonly title: string; readonly text: string } | undefined {
  const { report } = openConfiguration({ files: [{ path: 'n.yaml', text }], world });
  const remarks = [...report.diagnostics, ...report.rejections.map((each) => ({ ...each, severity: 'error' as const }))];
  const [fix] = remarks.flatMap((each) => fixesOf(each, { file: 'n.yaml', text }, around));
  return fix === undefined ? undefined : { title: fix.title, text: apply(text, fix.edits) };
}

const SUBNET =
  'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.0.0.0/16\n  S:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      CidrBlock: 10.0.1.0/24\n';

describe('a fix mends what the remark was about', () => {
  test.each([
    ['a misspelt property', SUBNET.replace('CidrBlock: 10.0.1', 'CidrBlok: 10.0.1'), 'Change to `CidrBlock`'],
    ['a misspelt reference', SUBNET.replace('!Ref Vpc', '!Ref Vcp'), 'Change to `Vpc`'],
    ['a reference that is text', SUBNET.replace('!Ref Vpc', 'Vpc'), 'Refer to it: `!Ref Vpc`'],
    ['a property that is missing', SUBNET.replace('      VpcId: !Ref Vpc\n', ''), 'Add `VpcId`'],
  ])('%s', (_what, broken, title) => {
    const fixed = mended(broken);
    expect(fixed?.title).toBe(title);
    expect(mended(fixed?.text ?? '')).toBeUndefined();
  });
});

describe('given parts', () => {
  const commented = SUBNET.replace('  S:', '  # Ours.\n  S:');
  test('each resource takes up its lines with the comment above it', () => {
    expect(extentsIn(commented)).toEqual([
      { logicalId: 'Vpc', firstLine: 2, lastLine: 5 },
      { logicalId: 'S', firstLine: 6, lastLine: 11 },
    ]);
  });
  test('what was changed or taken away comes back as it was', () => {
    const changed = commented.replace('10.0.0.0/16', '10.9.0.0/16');
    expect(apply(changed, restoring(commented, changed, 'n', 'Vpc'))).toBe(commented);
    const gone = commented.slice(0, commented.indexOf('  # Ours.'));
    expect(apply(gone, restoring(commented, gone, 'n', 'S')).trimEnd()).toBe(commented.trimEnd());
  });
  test('what may not be added goes, and nothing else', () => {
    expect(apply(commented, removing(commented, 'n', 'S'))).toBe(SUBNET.slice(0, SUBNET.indexOf('  S:')));
  });
});

describe('one shape', () => {
  test('comments, tags and order stay', () => {
    const text = '# head\nA:   !Ref   B # why\n\nC:\n    - {D: 1}\n';
    expect(formatted(text)).toBe('# head\nA: !Ref B # why\n\nC:\n  - { D: 1 }\n');
  });
  test('JSON gets a line for each member', () =>
    expect(formatted('{"A":{"B":[1]}}')).toBe('{\n  "A": {\n    "B": [\n      1\n    ]\n  }\n}\n'));
  test('a torn text is left alone', () => expect(formatted('A: [1, 2\nB: }')).toBeUndefined());
});
