import { describe, expect, test } from 'vitest';
import { loadActionCatalogue } from '../catalogue/actions/load.ts';
import { openConfiguration } from '../probe/open.ts';
import { worldSchema } from '../world.ts';

const catalogue = await loadActionCatalogue();
const world = worldSchema.parse({});

const BEFORE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
  S3Gw:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.us-east-1.s3
`;

/** What is said of the template, each with the text that its span marks. */
function said(text: string): readonly string[] {
  const { report } = openConfiguration({ files: [{ path: 'lab.yaml', text }], world, catalogue });
  expect(report.diagnostics).toEqual([]);
  const lines = text.split('\n');
  return [...report.rejections, ...report.advisories].map(({ code, span }) => {
    if (span === undefined) return code;
    const { start, end } = span;
    const line = lines[start.line - 1] ?? '';
    return `${code} ${start.line === end.line ? line.slice(start.column - 1, end.column - 1) : line.slice(start.column - 1).trim()}`;
  });
}

const inYaml = `${BEFORE}      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: { AWS: "111122223333" }
            Action: [s3:GetObjekt, s3:PutObject]
            Resource: arn:aws:s3:::claims-data/*
            Condition:
              StringLike: { aws:SourceVpce: [vpce-0a11, vpce-0a*] }
`;

const JSON_LINES = `{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Principal": "*",
    "Action": "s3:GetObjekt",
    "Resource": "arn:aws:s3:::claims-data/*" } ] }`;

describe('what AWS says of a policy stands where the learner wrote it', () => {
  test('inline YAML: the value itself', () => {
    expect(said(inYaml)).toEqual([
      'InvalidPolicyDocument vpce-0a*',
      'UNKNOWN_ACTION s3:GetObjekt',
      'GATEWAY_PRINCIPAL { AWS: "111122223333" }',
    ]);
  });

  test('JSON in a block of text: its line', () => {
    const block = JSON_LINES.split('\n').map((line) => `        ${line}`);
    expect(said(`${BEFORE}      PolicyDocument: |\n${block.join('\n')}\n`)).toEqual([`UNKNOWN_ACTION "Action": "s3:GetObjekt",`]);
  });

  test('JSON in single quotes: the value itself', () => {
    expect(said(`${BEFORE}      PolicyDocument: '${JSON_LINES.replaceAll(/\s*\n\s*/g, ' ')}'\n`)).toEqual([
      `UNKNOWN_ACTION "s3:GetObjekt"`,
    ]);
  });

  test('text that is no JSON: where it stops being JSON', () => {
    const torn = JSON_LINES.replaceAll(/\s*\n\s*/g, ' ').replace('"Principal"', 'Principal');
    const { report } = openConfiguration({
      files: [{ path: 'lab.yaml', text: `${BEFORE}      PolicyDocument: '${torn}'\n` }],
      world,
    });
    expect(report.rejections).toMatchObject([
      {
        code: 'InvalidPolicyDocument',
        message: `The Policy Document is not valid. Syntax error at position (1,${torn.indexOf('Principal') + 1})`,
        span: { start: { line: 8, column: 24 + torn.indexOf('Principal') } },
      },
    ]);
  });

  test('an endpoint of the interface type honours accounts', () => {
    const text = inYaml
      .replace('us-east-1.s3', 'us-east-1.sqs\n      VpcEndpointType: Interface')
      .replaceAll('s3:GetObjekt', 'sqs:*');
    expect(said(text).filter((each) => each.startsWith('GATEWAY'))).toEqual([]);
  });
});

describe('a text counts with its white space', () => {
  const padded = (spaces: number) =>
    `${BEFORE}      PolicyDocument: '${' '.repeat(spaces)}{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'\n`;
  test.each([
    [1000, []],
    [20_480, [`InvalidPolicyDocument`]],
  ])('%i characters and the policy', (spaces, codes) => {
    expect(said(padded(spaces)).map((each) => each.split(' ')[0])).toEqual(codes);
  });
});

test('a bucket’s policy is reviewed as that bucket’s', () => {
  const text = `Resources:
  Claims: { Type: AWS::S3::Bucket, Properties: { BucketName: claims-data } }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Claims
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: s3:*
            Resource: [!GetAtt Claims.Arn, !Sub "\${Claims.Arn}/*", arn:aws:s3:::other]
            Condition: { StringNotEquals: { aws:SourceVpce: vpce-1 } }
`;
  expect(said(text)).toEqual(['MalformedPolicy arn:aws:s3:::other', 'LOCKS_EVERYBODY_OUT Effect: Deny']);
});

test('a value that only AWS will know is no fault of a policy: it equals nothing, and that is said', () => {
  const text = `Resources:
  AppRole: { Type: AWS::IAM::Role, Properties: {} }
  Claims: { Type: AWS::S3::Bucket, Properties: { BucketName: claims-data } }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Claims
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: { AWS: !GetAtt AppRole.Arn }
            Action: s3:GetObject
            Resource: !Sub "\${Claims.Arn}/*"
`;
  const { report } = openConfiguration({ files: [{ path: 'lab.yaml', text }], world, catalogue });
  expect(report).toMatchObject({ rejections: [], advisories: [], loaded: true });
  expect(report.diagnostics).toMatchObject([
    { severity: 'warning', code: 'UNKNOWN_IN_POLICY', span: { start: { line: 12 } } },
    { severity: 'info', code: 'NOT_SIMULATED', span: { start: { line: 2 } } },
  ]);
});

test('no policy, however it is torn, throws', () => {
  for (let end = 0; end < inYaml.length; end += 1) {
    openConfiguration({ files: [{ path: 'lab.yaml', text: inYaml.slice(0, end) }], world, catalogue });
  }
});
