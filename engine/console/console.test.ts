import { describe, expect, test } from 'vitest';
import { openConfiguration } from '../probe/open.ts';
import { worldSchema } from '../world.ts';
import { completeConsole } from './complete.ts';
import { runConsole } from './console.ts';
import { logsOf } from './logs.ts';
import { wordsOf } from './words.ts';

const TEMPLATE = `
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1b } }
  RtA: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  AUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref A, RouteTableId: !Ref RtA } }
  SgApp:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: app
      VpcId: !Ref Vpc
      SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }]
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.1.0/24 }]
  S3Gw:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Gateway
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.us-east-1.s3
      RouteTableIds: [!Ref RtA]
      PolicyDocument: { Statement: [{ Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::mine/*" }] }
  IfSqs:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      { VpcEndpointType: Interface, VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.sqs, SubnetIds: [!Ref A], SecurityGroupIds: [!Ref SgApp], PrivateDnsEnabled: true }
`;

const world = worldSchema.parse({
  hosts: {
    'app-a': { subnet: 'A', securityGroups: ['SgApp'], ip: '10.0.1.15', listens: [443] },
    'app-b': { subnet: 'B', securityGroups: ['SgApp'], ip: '10.0.2.15' },
  },
  principals: {
    AppRole: {
      arn: 'arn:aws:iam::111122223333:role/AppRole',
      session: 'i-0abc',
      policies: [{ Statement: [{ Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' }] }],
    },
  },
  resources: {
    'arn:aws:s3:::mine': { account: '111122223333' },
    'arn:aws:sqs:us-east-1:111122223333:jobs': { account: '111122223333' },
  },
});
const network = openConfiguration({ files: [{ path: 'n.yaml', text: TEMPLATE }], world });
const type = (line: string, host = 'app-a') => runConsole(network, { host, principal: 'AppRole', line });
const QUEUE = 'https://sqs.us-east-1.amazonaws.com/111122223333/jobs';

test('the network of these tests is accepted', () => {
  expect([...network.report.diagnostics, ...network.report.rejections]).toEqual([]);
});

describe('words are split as a shell splits them', () => {
  test.each([
    ['a  b', ['a', 'b']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`a\\ b ''`, ['a b', '']],
    [`"x\\"y"`, ['x"y']],
  ])('%s', (line, words) => expect(wordsOf(line)).toEqual({ ok: true, value: words }));
  test.each(['a | b', 'a > b', 'a; b', `"open`])('%s is refused, as nothing here can do it', (line) =>
    expect(wordsOf(line).ok).toBe(false),
  );
});

describe('each program prints what it prints', () => {
  test.each([
    ['app-a', 'aws s3 cp s3://mine/x .', 0, 'download: s3://mine/x to ./x'],
    [
      'app-a',
      'aws s3 cp x s3://mine/',
      1,
      /^upload failed: \.\/x to s3:\/\/mine\/x An error occurred \(AccessDenied\) when calling the PutObject operation: User: .* because no VPC endpoint policy allows the s3:PutObject action$/,
    ],
    ['app-a', 'aws s3 ls s3://mine', 254, /^An error occurred \(AccessDenied\) when calling the ListObjectsV2 operation: /],
    ['app-a', 'aws s3api head-object --bucket mine --key x', 0, /"AcceptRanges": "bytes"/],
    [
      'app-a',
      'aws s3api head-bucket --bucket mine',
      254,
      'An error occurred (403) when calling the HeadBucket operation: Forbidden',
    ],
    [
      'app-b',
      'aws s3api get-object --bucket mine --key x out',
      255,
      'Connect timeout on endpoint URL: "https://mine.s3.us-east-1.amazonaws.com/x"',
    ],
    [
      'app-b',
      'aws s3 cp s3://mine/x .',
      1,
      'fatal error: Connect timeout on endpoint URL: "https://mine.s3.us-east-1.amazonaws.com/x"',
    ],
    ['app-a', `aws sqs send-message --queue-url ${QUEUE} --message-body hi`, 0, /"MessageId"/],
    [
      'app-b',
      `aws sqs receive-message --queue-url ${QUEUE}`,
      255,
      'Connect timeout on endpoint URL: "https://sqs.us-east-1.amazonaws.com/"',
    ],
    ['app-a', 'aws sqs send-message', 252, /the following arguments are required: --queue-url, --message-body$/],
    ['app-a', `aws sqs receive-message --queue-url ${QUEUE}-gone`, 254, /\(AWS\.SimpleQueueService\.NonExistentQueue\)/],
    ['app-a', 'aws s3 ls s3://mine --profile nobody', 255, 'The config profile (nobody) could not be found'],
    ['app-a', 'dig +short mine.s3.us-east-1.amazonaws.com', 0, /^\d+\.\d+\.\d+\.\d+$/],
    ['app-a', 'dig no.such.example', 0, /status: NXDOMAIN/],
    ['app-a', 'nc -zv 10.0.1.15 443', 0, 'Connection to 10.0.1.15 443 port [tcp/https] succeeded!'],
    ['app-a', 'nc -zv 10.0.1.15 22', 1, 'nc: connect to 10.0.1.15 port 22 (tcp) failed: Connection timed out'],
    ['app-a', 'nc -zv -w 2 10.0.1.15 22', 1, 'nc: connect to 10.0.1.15 port 22 (tcp) timed out: Operation now in progress'],
    ['app-a', 'nc -zv no.such.example 443', 1, 'nc: getaddrinfo for host "no.such.example" port 443: Name or service not known'],
    ['app-a', 'curl https://no.such.example/', 6, 'curl: (6) Could not resolve host: no.such.example'],
    [
      'app-b',
      'curl --connect-timeout 3 https://mine.s3.us-east-1.amazonaws.com/',
      28,
      'curl: (28) Connection timed out after 3001 milliseconds',
    ],
    ['app-a', 'curl -v https://mine.s3.us-east-1.amazonaws.com/x', 0, /< HTTP\/1\.1 403 Forbidden/],
    ['app-b', 'traceroute -T mine.s3.us-east-1.amazonaws.com', 0, /\* \* \*$/],
    ['app-a', 'vim', 127, 'bash: vim: command not found'],
    ['app-a', 'ls | wc', 127, /./],
  ] as const)('%s$ %s', (host, line, status, printed) => {
    const answer = type(line, host);
    if (line === 'ls | wc') expect(answer.exitStatus).toBe(2);
    else
      expect(answer).toMatchObject({
        exitStatus: status,
        printed: printed instanceof RegExp ? expect.stringMatching(printed) : printed,
      });
  });
});

test('a timeout is named and never waited for', () => {
  expect(type('aws s3 ls s3://mine', 'app-b')).toMatchObject({ waitsSeconds: 180 });
  expect(type('nc -zv -w 4 10.0.1.15 22')).toMatchObject({ waitsSeconds: 4 });
  expect(type('nc -zv 10.0.1.15 443').waitsSeconds).toBeUndefined();
});

test("the account's own shell describes what is there, and things wear the names of their template", () => {
  const { printed } = runConsole(network, {
    host: 'cloudshell',
    line: 'aws ec2 describe-route-tables --filters Name=vpc-id,Values=nope',
  });
  expect(JSON.parse(printed)).toEqual({ RouteTables: [] });
  const all = JSON.parse(runConsole(network, { host: 'cloudshell', line: 'aws ec2 describe-route-tables' }).printed);
  const table = all.RouteTables.find((each: { Tags: unknown }) => JSON.stringify(each.Tags).includes('"RtA"'));
  expect(table.Routes).toContainEqual(expect.objectContaining({ DestinationPrefixListId: 'pl-63a5400a', State: 'active' }));
});

test('a machine asks EC2 over the network like any other service', () => {
  expect(type('aws ec2 describe-vpcs')).toMatchObject({
    printed: 'Connect timeout on endpoint URL: "https://ec2.us-east-1.amazonaws.com/"',
  });
});

test('every describe operation answers with JSON', () => {
  for (const operation of completeConsole(network, 'aws ec2 '))
    expect(() => JSON.parse(runConsole(network, { host: 'cloudshell', line: `aws ec2 ${operation}` }).printed)).not.toThrow();
});

test('whatever is typed, something is printed or said', () => {
  for (const line of [
    '',
    'help',
    'aws',
    'aws s3',
    'aws s3 mv a b',
    'aws iam list-users',
    'curl',
    'dig',
    'nc',
    'nc -zv x y',
    'aws toString constructor',
  ])
    expect(typeof type(line).printed).toBe('string');
});

describe('logs', () => {
  const logs = (line: string, host = 'app-a') => logsOf(network, type(line, host).probes);
  test('a call that arrives leaves an accepting line and an event that names the endpoint', () => {
    const { flowLog, trail } = logs('aws s3 cp s3://mine/x .');
    expect(flowLog.map((line) => line.action)).toEqual(['ACCEPT', 'ACCEPT']);
    expect(flowLog[0]?.text).toMatch(
      /^2 111122223333 eni-\w+ 10\.0\.1\.15 [\d.]+ 40962 443 6 \d+ \d+ 1767225600 1767225660 ACCEPT OK$/,
    );
    expect(flowLog[1]?.text).toMatch(/ 10\.0\.1\.15 443 40962 6 /);
    expect(trail).toMatchObject([
      { through: 'S3Gw', from: '10.0.1.15', result: 'allowed', event: { eventSource: 's3.amazonaws.com' } },
    ]);
  });
  test('a refusal is in the trail with the layer that refused', () => {
    expect(logs('aws s3 ls s3://mine').trail).toMatchObject([{ result: 'denied', deniedBy: ['endpoint-policy of S3Gw'] }]);
  });
  test('a call without a way is accepted by the groups, so the flow log shows nothing wrong and the trail nothing at all', () => {
    const { flowLog, trail, notes } = logs('aws s3 ls s3://mine', 'app-b');
    expect([flowLog.map((line) => line.action), trail]).toEqual([['ACCEPT'], []]);
    expect(notes).not.toEqual([]);
  });
  test('the interface whose group refuses writes REJECT, and nothing behind it writes', () => {
    expect(logs('nc -zv 10.0.1.15 22', 'app-b').flowLog.map(({ name, action }) => [name, action])).toEqual([['app-b', 'REJECT']]);
    const refused = logs('nc -zv 10.0.1.15 443', 'app-b').flowLog.map(({ name, action }) => [name, action]);
    expect(refused).toEqual([
      ['app-b', 'ACCEPT'],
      ['app-a', 'REJECT'],
    ]);
  });
});

test('completion offers programs, operations, names and buckets', () => {
  expect(completeConsole(network, 'd')).toEqual(['dig']);
  expect(completeConsole(network, 'aws s3 ls s3')).toEqual(['s3://mine/']);
  expect(completeConsole(network, 'dig sq')).toEqual(['sqs.us-east-1.amazonaws.com']);
  expect(completeConsole(network, 'aws ec2 describe-vpc-')).toEqual(['describe-vpc-endpoints']);
});
