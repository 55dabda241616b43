import { describe, expect, test } from 'vitest';
import { answerProbes, describeAbsence, describeRefusal, openConfiguration, worldSchema } from '#engine';
import { explained } from './explained.ts';

const ROLE = 'arn:aws:sts::111122223333:assumed-role/App/one';
const ALLOW = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const toBucket = (over: object, account = '111122223333') => ({
  request: {
    principal: ROLE,
    action: 's3:GetObject',
    resource: { arn: 'arn:aws:s3:::claims/x', accountId: account },
    context: {},
  },
  identityPolicies: [ALLOW],
  ...over,
});
const only = (statement: object) => ({ Version: '2012-10-17', Statement: [statement] });

describe('what a person reads', () => {
  test('the gates stand in the order of a walk: from the caller through the network to the resource', () =>
    expect(explained(toBucket({})).gates.map((gate) => gate.layer)).toEqual([
      'identity',
      'boundary',
      'session',
      'scp',
      'endpoint',
      'rcp',
      'resource',
    ]));

  test('the first element that failed is told with the values on both sides', () => {
    const policy = only({ Effect: 'Allow', Action: ['s3:PutObject', 's3:List*'], Resource: 'arn:aws:s3:::other/*' });
    const [identity] = explained(toBucket({ identityPolicies: [policy] })).gates;
    expect(identity?.statements[0]?.failed).toEqual({
      element: 'Action',
      pointer: '/Statement/0/Action',
      policyValues: ['s3:PutObject', 's3:List*'],
      requestValues: ['s3:GetObject'],
    });
  });

  test('an absent key is no flat no: the statement depends on it, and the reason is the way', () => {
    const deny = only({
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:SourceIp': '203.0.113.9' } },
    });
    const { gates } = explained(toBucket({ resourcePolicy: deny, endpointPolicies: [null] }));
    const [absence] = gates.find((gate) => gate.layer === 'resource')?.statements[0]?.dependsOn ?? [];
    expect(absence).toMatchObject({ key: 'aws:SourceIp', reason: 'way', way: 'interface-endpoint', fact: 'E50' });
    expect(absence && describeAbsence(absence)).toBe(
      "depends on `aws:SourceIp`, which this request does not carry because it came through an interface endpoint; only requests over the internet or through a NAT gateway or from the console or from a service, on the caller's behalf carry it.",
    );
  });

  test('a variable without value is named as the policy writes it', () => {
    const own = only({ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::${aws:PrincipalTag/team}/*' });
    const { gates } = explained(toBucket({ identityPolicies: [own] }));
    const [absence] = gates.find((gate) => gate.layer === 'identity')?.statements[0]?.dependsOn ?? [];
    expect(absence).toMatchObject({ key: 'aws:PrincipalTag/team', reason: 'tags' });
  });

  test('the sentence is the one that AWS prints', () => {
    const implicit = explained(
      toBucket({ endpointPolicies: [only({ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' })] }),
    );
    expect(implicit.refusal && describeRefusal(implicit.refusal)).toBe(
      `User: ${ROLE} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::claims/x" because no VPC endpoint policy allows the s3:GetObject action`,
    );
    const explicit = explained(
      toBucket({
        serviceControlPolicies: [{ orgIdentifier: 'r', policies: [only({ Effect: 'Deny', Action: '*', Resource: '*' })] }],
      }),
    );
    expect(explicit.refusal && describeRefusal(explicit.refusal)).toMatch(/with an explicit deny in a service control policy$/);
  });

  test.each([
    ['in its own account', '111122223333', {}, true],
    ['to a stranger', '222233334444', {}, false],
    ['inside one organization', '222233334444', { 'aws:PrincipalOrgID': 'o-1', 'aws:ResourceOrgID': 'o-1' }, true],
    ['from another organization', '222233334444', { 'aws:PrincipalOrgID': 'o-2', 'aws:ResourceOrgID': 'o-1' }, false],
  ])('S3 gives its reason %s (facts:E100)', (_where, account, context, visible) => {
    const base = toBucket({ identityPolicies: [] }, account);
    const { refusal } = explained({ ...base, request: { ...base.request, context } });
    expect(refusal?.visible).toBe(visible);
    if (!visible) expect(refusal && describeRefusal(refusal)).toBe('Access Denied');
  });

  test('and never across accounts where an endpoint policy decided (facts:E100)', () => {
    const base = toBucket(
      {
        endpointPolicies: [only({ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' })],
        resourcePolicy: only({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }),
      },
      '222233334444',
    );
    const context = { 'aws:PrincipalOrgID': 'o-1', 'aws:ResourceOrgID': 'o-1' };
    expect(explained({ ...base, request: { ...base.request, context } }).refusal).toMatchObject({
      layer: 'endpoint',
      visible: false,
    });
  });

  test('the narrowest edit comes first: one more value, or the question for the absent key', () => {
    const deny = (Condition: object) => only({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition });
    const edit = (resourcePolicy: object, context: object) => {
      const base = toBucket({ resourcePolicy });
      return explained({ ...base, request: { ...base.request, context } }).gates.find((gate) => gate.layer === 'resource')?.edit;
    };
    const unless = { StringNotEquals: { 'aws:SourceVpce': 'vpce-a' } };
    expect(edit(deny(unless), { 'aws:SourceVpce': 'vpce-b' })).toMatchObject([
      { kind: 'add-values', pointer: '/Statement/0/Condition/StringNotEquals/aws:SourceVpce', values: ['vpce-b'] },
    ]);
    expect(edit(deny(unless), {})).toMatchObject([
      { kind: 'add-condition', pointer: '/Statement/0/Condition/Null/aws:SourceVpce', values: ['false'] },
    ]);
  });

  test("a probe's explanation knows the way, and leads to the learner's own line", () => {
    const document = only({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    });
    const template = {
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
        Subnet: {
          Type: 'AWS::EC2::Subnet',
          Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1a' },
        },
        Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
        Link: {
          Type: 'AWS::EC2::SubnetRouteTableAssociation',
          Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Table' } },
        },
        Endpoint: {
          Type: 'AWS::EC2::VPCEndpoint',
          Properties: {
            ServiceName: 'com.amazonaws.us-east-1.s3',
            VpcId: { Ref: 'Vpc' },
            RouteTableIds: [{ Ref: 'Table' }],
            PolicyDocument: document,
          },
        },
      },
    };
    const text = JSON.stringify(template, null, 2);
    const world = worldSchema.parse({
      hosts: { app: { subnet: 'Subnet', ip: '10.0.1.10' } },
      principals: { App: { arn: 'arn:aws:iam::111122223333:role/App', policies: [ALLOW] } },
      resources: { 'arn:aws:s3:::claims': { account: '111122223333' } },
    });
    const configuration = openConfiguration({ files: [{ path: 'template.json', text }], world });
    const probe = {
      kind: 'request',
      from: { host: 'app' },
      principal: 'App',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::claims/x',
    } as const;
    const [plain, explainedAnswer] = answerProbes(configuration, [probe, { ...probe, explain: true }]);
    expect(plain?.evaluation?.explanation).toBeUndefined();
    const gate = explainedAnswer?.evaluation?.explanation?.gates.find((each) => each.layer === 'endpoint');
    const [statement] = gate?.statements ?? [];
    expect(statement?.dependsOn).toMatchObject([{ key: 'aws:SourceIp', reason: 'way', way: 'gateway-endpoint' }]);
    const line = text.split('\n').findIndex((each) => each.includes('"aws:SourceIp"')) + 1;
    expect(statement?.failed?.span?.start.line).toBe(line);
  });

  test('what AWS leaves open is said, not hidden (facts:M4, M5)', () => {
    const policy = only({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: '*', Resource: '*' });
    const endpoint = (endpointType: string) => {
      const base = toBucket({ endpointPolicies: [policy] });
      return explained({ ...base, request: { ...base.request, endpointType } }).gates.find((gate) => gate.layer === 'endpoint')
        ?.undecided;
    };
    expect(endpoint('Gateway')).toEqual(['M5']);
    expect(endpoint('Interface')).toEqual(['M4']);
  });
});
