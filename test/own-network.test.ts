import { describe, expect, test } from 'vitest';
import { declaredPrincipals, loadTerraform, openParsed, parseAny } from '#engine';
import { answerTo, billOf, reachOf } from '../app/network/answers.ts';
import type { From, Question } from '../app/network/asks.ts';
import { callersIn, worldFor } from '../app/network/callers.ts';
import { type KeptNetwork, sharedIn, sharedText } from '../app/network/kept.ts';
import { openedView } from '../app/network/opened.ts';

const terraform = await loadTerraform();

const NETWORK = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
  App: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a } }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: endpoint
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }]
  Shut: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: shut, VpcId: !Ref Vpc } }
  Sqs:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.sqs, PrivateDnsEnabled: true, SubnetIds: [!Ref App], SecurityGroupIds: [!Ref Group] }
  Kms:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.kms, SubnetIds: [!Ref App], SecurityGroupIds: [!Ref Shut] }
  Sender:
    Type: AWS::IAM::Role
    Properties:
      RoleName: sender
      AssumeRolePolicyDocument: { Statement: [] }
      Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "sqs:SendMessage", Resource: "*" }] } }]
  Reader:
    Type: AWS::IAM::Role
    Properties:
      RoleName: reader
      AssumeRolePolicyDocument: { Statement: [] }
      Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "sqs:ReceiveMessage", Resource: "*" }] } }]
`;

/** A network as the page holds it: read once for whom it declares, and again with them. */
function opened(text: string, typed = '', path = 'network.yaml') {
  const callers = callersIn(typed);
  const files = [{ path, text }];
  const openWith = (declared: Parameters<typeof worldFor>[2], hosts: readonly From[]) =>
    openParsed(parseAny({ files, world: worldFor('us-east-1', callers, declared, hosts), terraform }));
  const declared = declaredPrincipals(openWith({}, []));
  const configuration = openWith(declared.principals, []);
  const view = openedView(configuration, { files, region: 'us-east-1' }, callers, declared);
  const ask = (question: Question) => answerTo(question, configuration, (hosts) => openWith(declared.principals, hosts));
  const reach = (endpoint: string) => reachOf(endpoint, configuration, (hosts) => openWith(declared.principals, hosts));
  return { view, ask, reach, bill: () => billOf(configuration) };
}

const from = { thing: 'App', group: 'Group' };
const sendAs = (as: string): Question => ({
  ...{ kind: 'call', from, action: 'sqs:SendMessage', resource: 'arn:aws:sqs:us-east-1:111122223333:jobs', as, by: '' },
});

describe('what the Access Denied would say is worked out for the principal that somebody has', () => {
  test('the roles of a template may be asked about, beside those that every network has', () => {
    expect(opened(NETWORK).view.callers).toEqual(['everything', 'nobody', 'Sender', 'Reader']);
  });

  test.each([
    ['a role whose own policy allows the call is not denied', '', 'Sender', 'allowed', ''],
    ['a role whose own policy does not is denied by it', '', 'Reader', 'denied', 'because no identity-based policy allows'],
    [
      'a policy alone is somebody who has it',
      '{ "Statement": { "Effect": "Deny", "Action": "sqs:*", "Resource": "*" } }',
      'typed',
      'denied',
      'with an explicit deny in an identity-based policy',
    ],
    [
      'a boundary that does not allow the call denies it',
      'principals:\n  Bound:\n    arn: arn:aws:iam::111122223333:role/bound\n    policies: [{ Statement: { Effect: Allow, Action: "*", Resource: "*" } }]\n    permissionsBoundary: { Statement: { Effect: Allow, Action: "s3:*", Resource: "*" } }',
      'Bound',
      'denied',
      'because no permissions boundary allows',
    ],
    [
      'a session policy that does not allow the call denies it',
      'principals:\n  Short:\n    arn: arn:aws:iam::111122223333:role/short\n    session: one\n    policies: [{ Statement: { Effect: Allow, Action: "*", Resource: "*" } }]\n    sessionPolicy: { Statement: { Effect: Allow, Action: "s3:*", Resource: "*" } }',
      'Short',
      'denied',
      'because no session policy allows',
    ],
    [
      'a policy of the organization denies it',
      'serviceControlPolicies:\n  - account: "111122223333"\n    levels:\n      - orgIdentifier: r-root\n        policies: [{ Statement: [{ Effect: Allow, Action: "*", Resource: "*" }, { Effect: Deny, Action: "sqs:*", Resource: "*" }] }]',
      'Sender',
      'denied',
      'with an explicit deny in a service control policy',
    ],
  ] as const)('%s', (_law, typed, as, verdict, denied) => {
    const { view, ask } = opened(NETWORK, typed);
    expect(view.callersFault).toBe('');
    const answer = ask(sendAs(as));
    expect(answer.trace.verdict).toBe(verdict);
    if (denied === '') expect(answer.denied).toBe('');
    else expect(answer.denied).toContain(denied);
  });

  test('what was typed and cannot be read is said, and the rest of the page goes on', () => {
    for (const typed of ['principals: [', 'principals: { A: { polices: [] } }', '['.repeat(100_000)]) {
      const { view, ask } = opened(NETWORK, typed);
      expect(view.callersFault).not.toBe('');
      expect(ask(sendAs('Sender')).trace.verdict).toBe('allowed');
    }
  });

  test('the roles of Terraform are asked about in the same way', () => {
    const text = `resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = "{}"
}
resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.app.name
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
`;
    expect(opened(text, '', 'main.tf').view.callers).toContain('aws_iam_role.app');
  });
});

describe('the questions that a network of one’s own is asked', () => {
  test('can A reach B: yes by the open endpoint, no by the shut one, with the line that stops it', () => {
    const { ask } = opened(NETWORK);
    expect(ask({ kind: 'send', from, to: 'Sqs', port: 443 }).trace.verdict).toBe('allowed');
    const { trace } = ask({ kind: 'send', from, to: 'Kms', port: 443 });
    expect(trace.verdict).toBe('timeout');
    expect(JSON.stringify(trace)).toMatch(/"file":"network\.yaml","start":\{"line":10,/);
  });

  test('which way a call takes: by the endpoint', () =>
    expect(JSON.stringify(opened(NETWORK).ask(sendAs('Sender')).trace)).toContain('Sqs'));

  test('who reaches an endpoint', () =>
    expect(opened(NETWORK).reach('Kms')).toMatchObject([{ from: 'a machine in App', verdict: 'timeout' }]));

  test('which endpoints have an open policy, and what all of it costs', () => {
    const { view, bill } = opened(NETWORK);
    expect(view.policies.map(({ id }) => id).toSorted()).toEqual(['Kms', 'Sqs']);
    expect(bill()?.totalUsd).toBeCloseTo(14.6);
  });
});

test('a shared file brings back the text, the Region, who calls and the questions', () => {
  const network: KeptNetwork = {
    ...{ files: [{ path: 'network.yaml', text: NETWORK }], region: 'eu-west-1', callers: 'principals: {}' },
    questions: [sendAs('Sender'), { kind: 'send', from, to: 'Sqs', port: 443 }],
  };
  expect(sharedIn(sharedText(network))).toEqual(network);
  // One that was shared before callers could be given opens too.
  const { callers: _, ...before } = network;
  const old = sharedText(network).replace('"callers": "principals: {}",', '');
  expect(sharedIn(old)).toEqual({ ...before, callers: '' });
});
