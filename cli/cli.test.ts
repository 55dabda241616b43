import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonFaultIn } from './json-fault.ts';

const WORKBOOK = fileURLToPath(new URL('./workbook', import.meta.url));
const VERBS = ['decide', 'probe', 'validate', 'grade', 'export', 'check', 'labs', 'bench'];

const TEMPLATE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  App: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a } }
`;

const TERRAFORM = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
`;

const bucketPolicy = (...Resource: readonly string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: '*', Action: ['s3:GetObject', 's3:ListBucket'], Resource },
  });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'workbook-cli-'));
  for (const each of ['terraform', 'terraform/outer', 'shared', 'described']) mkdirSync(path.join(folder, each));
  const files: Readonly<Record<string, string | Buffer>> = {
    'binary.yaml': Buffer.from([0x41, 0x0a, 0x42, 0x00, 0xff]),
    'latin1.json': Buffer.from([0x5b, 0x0a, 0x22, 0xe9, 0x22, 0x5d]),
    'broken.json': '[\n {"a": 1,}\n]',
    'network.yaml': TEMPLATE,
    'world.yaml': 'hosts:\n  app: { subnet: App }\n',
    'typo.yaml': 'hosts:\n  app: { subnt: App }\n',
    'terraform/main.tf': TERRAFORM,
    'terraform/keys.tf': 'resource "aws_kms_key" "k" {}\n',
    'terraform/outer/main.tf': 'module "m" {\n  source = "../../shared"\n}\n',
    'shared/main.tf': 'resource "aws_vpc" "shared" {\n  cidr_block = file("${path.module}/block.txt")\n}\n',
    'shared/block.txt': '10.9.0.0/16',
    'described/vpcs.json': JSON.stringify({ Vpcs: [{ VpcId: 'vpc-0a', OwnerId: '111122223333', CidrBlock: '10.0.0.0/16' }] }),
    'described/more.json': JSON.stringify({
      Subnets: [{ SubnetId: 'subnet-0a', VpcId: 'vpc-0a', CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1a' }],
    }),
    'prefix.json': bucketPolicy('arn:aws:s3:::claims-data*'),
    'bucket.json': bucketPolicy('arn:aws:s3:::claims-data', 'arn:aws:s3:::claims-data/*'),
    'account.json': bucketPolicy('arn:aws:s3:::claims-data', 'arn:aws:s3:::claims-data/*').replace(
      '"*"',
      '{"AWS":"111122223333"}',
    ),
    'refused.json': '{"Statement": {"Effect": "Alow", "Action": "s3:*"}}',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function workbook(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [WORKBOOK, ...args], { cwd: folder, input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each(VERBS)('%s --help says how it is used', (verb) => {
  expect(workbook([verb, '--help'])).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(new RegExp(`^workbook ${verb}[\\s\\S]*Exit status`)),
  });
});

test('probe takes several stacks, each by a path or as text', () => {
  const other = TEMPLATE.replaceAll('10.0.', '10.9.');
  const request = {
    configuration: {
      stacks: [
        { id: 'one', template: 'network.yaml' },
        { id: 'two', source: other, account: '444455556666' },
      ],
    },
    world: { hosts: { a: { subnet: 'one/App', ip: '10.0.1.9' }, b: { subnet: 'two/App', ip: '10.9.1.9' } } },
    probes: [{ id: 'p1', kind: 'reachability', from: { host: 'a' }, to: { host: 'b' } }],
  };
  const { status, stdout } = workbook(['probe', '-'], JSON.stringify(request));
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([{ id: 'p1', forward: 'blocked', outcome: 'timeout' }]);
});

test('probe and validate take a folder of describe output, its things by their AWS ids', () => {
  const request = {
    configuration: { describe: 'described' },
    world: { hosts: { a: { subnet: 'subnet-0a' }, b: { subnet: 'subnet-0a', ip: '10.0.1.9' } } },
    probes: [{ id: 'p1', kind: 'reachability', from: { host: 'a' }, to: { host: 'b' } }],
  };
  expect(JSON.parse(workbook(['probe', '-'], JSON.stringify(request)).stdout)).toMatchObject([{ id: 'p1', outcome: 'allowed' }]);
  expect(JSON.parse(workbook(['validate', 'described', '--json']).stdout)).toMatchObject([
    { path: 'described', format: 'describe', loaded: true, resources: 2 },
  ]);
});

test('export prints a configuration in another language, and ends with 2 where it cannot', () => {
  expect(workbook(['export', 'network.yaml', '--to', 'commands'])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^App=\$\(aws ec2 create-subnet --vpc-id "\$Vpc"/m),
  });
  expect(workbook(['export', 'described']).stdout).toMatch(/Subnet0a:\n {4}Type: AWS::EC2::Subnet\n[\s\S]*VpcId: !Ref Vpc0a/);
  expect(workbook(['export', '--lab', 'F01']).stdout).toMatch(/^Resources:/m);
  expect(workbook(['export', 'gone.yaml']).status).toBe(2);
  expect(workbook(['export', 'network.yaml', '--to', 'french']).status).toBe(2);
});

describe('wrong use ends with status 2, one sentence and no stack trace', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['an unknown verb', ['frobnicate'], /no verb `frobnicate`/],
    ['an unknown option', ['labs', '--frob'], /--frob/],
    ['a missing file', ['decide', 'gone.json'], /no file gone\.json/],
    ['a folder for a file', ['probe', '.'], /is a folder/],
    ['a broken JSON', ['decide', 'broken.json'], /broken\.json:2:10: .*double quotes/],
    ['bytes that are no text', ['probe', 'latin1.json'], /latin1\.json:2:2: .*not UTF-8/],
    ['an unknown lab', ['grade', 'NOPE', 'network.yaml'], /no lab NOPE/],
    ['grading nothing', ['grade', 'F01'], /at least one submission/],
    ['validating nothing', ['validate'], /at least one path/],
    ['a difference of one policy', ['decide', '--difference', 'bucket.json'], /takes two policies/],
    ['a layer that is none', ['decide', '--difference', 'bucket.json', 'prefix.json', '--layer', 'vpc'], /no layer `vpc`/],
    ['an endpoint type that is none', ['decide', '--difference', 'a', 'b', '--endpoint-type', 'Nat'], /no endpoint type `Nat`/],
    ['a layer without a difference', ['decide', '--layer', 'endpoint'], /goes with --difference/],
    [
      'a policy that AWS would refuse',
      ['decide', '--difference', 'bucket.json', 'refused.json'],
      /refused\.json#\/Statement\/Effect: error MalformedPolicyDocument/,
    ],
    ['a path outside the content', ['check', '.'], /not below/],
  ])('%s', (_what, args, message) => {
    const { status, stdout, stderr } = workbook(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('a batch never stops at a bad case', () => {
  const good = {
    id: 'good',
    kind: 'reachability',
    from: { host: 'app' },
    to: { ip: '10.0.1.9' },
    protocol: 'tcp',
    destinationPort: 443,
  };
  const ask = (request: unknown) => JSON.parse(workbook(['probe', '-'], JSON.stringify(request)).stdout);

  test('a probe of no kind is answered with an error in its place, the others are answered', () => {
    const answers = ask({
      configuration: { template: 'network.yaml' },
      world: 'world.yaml',
      probes: [{ id: 'bad', kind: 'teleport' }, good],
    });
    expect(answers).toMatchObject([
      { id: 'bad', error: { code: 'BAD_PROBE' } },
      { id: 'good', connection: expect.any(String) },
    ]);
  });

  test.each<[string, object, string]>([
    ['a template that is not there', { configuration: { template: 'gone.yaml' } }, 'MISSING_FILE'],
    ['a folder of Terraform that is not there', { configuration: { terraform: 'gone' } }, 'MISSING_FILE'],
    ['no stack at all', { configuration: { stacks: [] } }, 'BAD_CONFIGURATION'],
    ['a lab that is not there', { configuration: { lab: 'NOPE' } }, 'UNKNOWN_LAB'],
    ['a world with a misspelt field', { configuration: { source: TEMPLATE }, world: 'typo.yaml' }, 'BAD_WORLD'],
    ['a field that is not one', { configuration: { source: TEMPLATE }, wrold: {} }, 'BAD_REQUEST'],
  ])('%s', (_what, request, code) => {
    const answers = ask([
      { ...request, probes: [good] },
      { configuration: { source: TEMPLATE }, world: 'world.yaml', probes: [good] },
    ]);
    expect(answers[0]).toMatchObject([{ id: 'good', error: { code } }]);
    expect(answers[1]).toMatchObject([{ id: 'good', connection: expect.any(String) }]);
  });

  test('a case that is no request is answered with an error, and the answers keep their order', () => {
    const answers = JSON.parse(workbook(['decide'], JSON.stringify([null, 3, { id: 'x' }])).stdout);
    expect(answers).toHaveLength(3);
    for (const answer of answers) expect(answer).toHaveProperty('error.code');
  });
});

describe('decide --difference', () => {
  const difference = (...args: readonly string[]) => workbook(['decide', '--difference', ...args]);

  test('prints the requests that two policies decide differently, the smallest first, and how many were tried', () => {
    const { status, stdout, stderr } = difference('prefix.json', 'bucket.json', '--layer', 'endpoint');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^1\. allowed → implicitDeny: s3:ListBucket on arn:aws:s3:::claims-data-archive\n {3}by arn:aws:sts::/,
    );
    expect(stdout).toMatch(/ of \d+ requests tried/);
  });

  test('says that none was found, with how many were tried', () =>
    expect(difference('bucket.json', 'bucket.json').stdout).toMatch(/^none found: [1-9]\d* requests tried/));

  test('a gateway endpoint honours an account for its root user only', () => {
    const lines = (type: string) =>
      difference('bucket.json', 'account.json', '--layer', 'endpoint', '--endpoint-type', type).stdout;
    expect(lines('Gateway')).toMatch(/allowed → implicitDeny[^\n]*\n {3}by arn:aws:sts::111122223333:assumed-role/);
    expect(lines('Interface')).not.toMatch(/by arn:aws:sts::111122223333:assumed-role/);
  });

  test('as JSON its witnesses may be asked of decide as they stand', () => {
    const found = JSON.parse(difference('prefix.json', 'bucket.json', '--json').stdout);
    expect(found).toMatchObject({ tried: expect.any(Number), exhausted: true });
    const [{ request, before, after }] = found.witnesses;
    const cases = ['prefix.json', 'bucket.json'].map((name) => ({
      request,
      resourcePolicy: JSON.parse(readFileSync(path.join(folder, name), 'utf8')),
    }));
    const answers = JSON.parse(workbook(['decide'], JSON.stringify(cases)).stdout);
    expect(answers).toMatchObject([{ evalDecision: before }, { evalDecision: after }]);
  });
});

describe('validate', () => {
  test('says what was loaded, and names what is not simulated', () => {
    const { status, stdout } = workbook(['validate', 'network.yaml', 'terraform', 'binary.yaml', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { path: 'network.yaml', format: 'cloudformation', loaded: true, resources: 2, diagnostics: [] },
      {
        path: 'terraform',
        format: 'terraform',
        loaded: true,
        resources: 2,
        simulated: 1,
        unsupported: [{ type: 'aws_kms_key', count: 1 }],
        diagnostics: [{ code: 'NOT_SIMULATED', span: { file: 'terraform/keys.tf', start: { line: 1, column: 1 } } }],
      },
      { path: 'binary.yaml', loaded: false, diagnostics: [{ code: 'NOT_TEXT', span: { start: { line: 2, column: 2 } } }] },
    ]);
  });

  test('reads a module beside the folder, and the files that it asks for', () =>
    expect(JSON.parse(workbook(['validate', 'terraform/outer', '--json']).stdout)).toMatchObject([
      { path: 'terraform/outer', format: 'terraform', loaded: true, resources: 1, simulated: 1, diagnostics: [] },
    ]));
});

test.each([
  ['', 0],
  ['{"a": 1,}', 8],
  ['[1 2]', 3],
  ['{a: 1}', 1],
  ['[1, 2', 5],
  ['tru', 0],
  ['["a\tb"]', 1],
  ['{"a" 1}', 5],
  ['[01]', 2],
  ['[1]]', 3],
  ['[1}', 2],
])('%j stops being JSON at %i', (text, offset) => expect(jsonFaultIn(text).offset).toBe(offset));

test('of a text that is JSON nothing is wanted but its end', () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => jsonFaultIn(JSON.stringify(value, null, 2)).message.startsWith('nothing more')),
  ));
