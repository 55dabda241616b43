import { describe, expect, test } from 'vitest';
import { answerProbes, decideCase, openConfiguration, type Probe, worldSchema } from '#engine';

const ACCOUNT = '111122223333';
const ANA = `arn:aws:iam::${ACCOUNT}:user/ana`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/App/i-0abc`;
const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (statement: object, Version: string | undefined = '2012-10-17') => ({
  ...(Version === undefined ? {} : { Version }),
  Statement: [statement],
});

function decide(over: { readonly request?: object; readonly [part: string]: unknown }): string {
  const request = {
    principal: ANA,
    action: 's3:GetObject',
    resource: { arn: 'arn:aws:s3:::claims/x', accountId: ACCOUNT },
    ...over.request,
  };
  const answer = decideCase({ ...over, request });
  return 'error' in answer ? answer.error.code : answer.evalDecision;
}

/** Whether a condition holds: what it does to an Allow of the caller's own. */
const holds = (
  condition: object,
  context: object,
  principal: unknown = ANA,
  version: string | undefined = '2012-10-17',
): boolean =>
  decide({
    request: { principal, context },
    identityPolicies: [],
    resourcePolicy: policy({ ...ALLOW, Principal: '*', Condition: condition }, version),
  }) === 'allowed';

const allows = (statement: object, request: object): boolean =>
  decide({ request, identityPolicies: [policy({ ...ALLOW, ...statement })] }) === 'allowed';

describe('where public evaluators err', () => {
  test('a negated operator on a variable that has no value matches', () => {
    expect(holds({ StringNotEquals: { 's3:prefix': '${aws:PrincipalTag/team}' } }, { 's3:prefix': 'red' })).toBe(true);
    expect(holds({ StringNotLike: { 's3:prefix': '${aws:PrincipalTag/team}/*' } }, { 's3:prefix': 'red/x' })).toBe(true);
    expect(holds({ StringEquals: { 's3:prefix': '${aws:PrincipalTag/team}' } }, { 's3:prefix': 'red' })).toBe(false);
  });

  test.each([[undefined], ['2008-10-17']])('a policy of version %s keeps ${aws:username} as text', (version) => {
    const statement = { ...ALLOW, Resource: 'arn:aws:s3:::claims/${aws:username}' };
    const ask = (key: string, wanted = policy(statement, version)) =>
      decide({
        request: { resource: { arn: `arn:aws:s3:::claims/${key}`, accountId: ACCOUNT } },
        identityPolicies: [version === undefined ? { Statement: [statement] } : wanted],
      });
    expect(ask('ana')).toBe('implicitDeny');
    expect(ask('${aws:username}')).toBe('allowed');
  });

  test("a same-account resource policy naming the role session is not limited by the session's silence", () => {
    const named = (AWS: string) =>
      decide({
        request: { principal: SESSION },
        identityPolicies: [],
        permissionBoundaries: [],
        sessionPolicy: policy({ ...ALLOW, Action: 'sqs:*' }),
        resourcePolicy: policy({ ...ALLOW, Principal: { AWS } }),
      });
    expect(named(SESSION)).toBe('allowed');
    expect(named(`arn:aws:iam::${ACCOUNT}:role/App`)).toBe('implicitDeny');
  });

  test('a same-account resource policy naming only the account grants nothing by itself', () => {
    const resourcePolicy = policy({ ...ALLOW, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
    expect(decide({ identityPolicies: [], resourcePolicy })).toBe('implicitDeny');
    expect(decide({ identityPolicies: [policy(ALLOW)], resourcePolicy })).toBe('allowed');
  });

  test('Bool and BoolIfExists on aws:PrincipalIsAWSService differ for an anonymous caller', () => {
    const nobody = { type: 'Anonymous' };
    const condition = { 'aws:PrincipalIsAWSService': 'false' };
    expect(holds({ Bool: condition }, {}, nobody)).toBe(false);
    expect(holds({ BoolIfExists: condition }, {}, nobody)).toBe(true);
    expect(holds({ Bool: condition }, {}, SESSION)).toBe(true);
    expect(holds({ BoolIfExists: condition }, {}, 'ec2.amazonaws.com')).toBe(false);
  });

  test('an epoch date is in seconds and compares with ISO text', () => {
    expect(holds({ DateEquals: { 'aws:CurrentTime': '1767225600' } }, { 'aws:CurrentTime': '2026-01-01T00:00:00Z' })).toBe(true);
    expect(holds({ DateGreaterThan: { 'aws:EpochTime': '2026-01-01T00:00:00Z' } }, { 'aws:EpochTime': 1767225601 })).toBe(true);
    expect(holds({ DateGreaterThan: { 'aws:EpochTime': '2026-01-01T00:00:00Z' } }, { 'aws:EpochTime': 1767225600 })).toBe(false);
  });

  test('NotIpAddress of an IPv4 range is true for an IPv6 caller', () =>
    expect(holds({ NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, { 'aws:SourceIp': '2001:db8::1' })).toBe(true));

  test('2001:DB8:0::1 equals 2001:db8::1', () =>
    expect(holds({ IpAddress: { 'aws:SourceIp': '2001:DB8:0::1' } }, { 'aws:SourceIp': '2001:db8::1' })).toBe(true));

  test("an account principal on an interface endpoint admits the account's identities and on a gateway endpoint only its root user", () => {
    const through = (endpointType: string, principal: string) =>
      decide({
        request: { principal, endpointType },
        identityPolicies: [policy(ALLOW)],
        endpointPolicies: [policy({ ...ALLOW, Principal: { AWS: ACCOUNT } })],
      });
    const root = `arn:aws:iam::${ACCOUNT}:root`;
    expect([through('Interface', SESSION), through('Interface', ANA), through('Interface', root)]).toEqual([
      'allowed',
      'allowed',
      'allowed',
    ]);
    expect([through('Gateway', SESSION), through('Gateway', ANA), through('Gateway', root)]).toEqual([
      'implicitDeny',
      'implicitDeny',
      'allowed',
    ]);
  });

  test('tag keys with a colon', () => {
    expect(holds({ StringEquals: { 'aws:PrincipalTag/team:unit': 'red' } }, { 'aws:principaltag/Team:Unit': 'red' })).toBe(true);
    expect(
      holds(
        { StringEquals: { 's3:prefix': '${aws:PrincipalTag/team:unit}' } },
        { 's3:prefix': 'red', 'aws:PrincipalTag/team:unit': 'red' },
      ),
    ).toBe(true);
  });

  test.each([
    ['an object key', 'arn:aws:s3:::claims/2026:01:01/x', 'arn:aws:s3:::claims/2026:*'],
    ['a log group', 'arn:aws:logs:us-east-1:111122223333:log-group:/app:log-stream:one', 'arn:aws:logs:*:*:log-group:/app:*'],
    ['a path', 'arn:aws:ssm:us-east-1:111122223333:parameter/a:b/c', 'arn:aws:ssm:us-east-1:*:parameter/a:?/c'],
  ])('%s with a colon: an ARN splits at five colons only', (_what, arn, Resource) =>
    expect(allows({ Resource }, { resource: { arn, accountId: ACCOUNT } })).toBe(true),
  );

  test.each([
    ['arn:aws:s3*:::claims/x', false],
    ['arn:*:claims/x', false],
    ['arn:aws:*:*:*:claims/x', true],
    ['arn:aws:s3:::*', true],
    ['arn:aws:s3:*claims/x', false],
  ])('a wildcard never crosses one of the first five colons: %s', (Resource, expected) =>
    expect(
      allows({ Resource, Action: 's3:*' }, Resource.includes('s3*') ? { resource: { arn: 'arn:aws:s3:x:::claims/x' } } : {}),
    ).toBe(expected),
  );

  test('s3:ListBucket never matches bucket/*', () => {
    const request = { action: 's3:ListBucket', resource: { arn: 'arn:aws:s3:::claims', accountId: ACCOUNT } };
    expect(allows({ Action: 's3:*', Resource: 'arn:aws:s3:::claims/*' }, request)).toBe(false);
    expect(allows({ Action: 's3:*', Resource: 'arn:aws:s3:::claims*' }, request)).toBe(true);
  });

  test('StringNotEqualsIfExists is true when the key is missing', () =>
    expect(holds({ StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-a' } }, {})).toBe(true));

  test('a wildcard match takes time in proportion to pattern times text, whatever the pattern', () => {
    // Backtracking would take longer than anybody waits: the test ends at all.
    const Resource = `arn:aws:s3:::claims/${'a*'.repeat(2000)}b`;
    expect(allows({ Resource }, { resource: { arn: `arn:aws:s3:::claims/${'a'.repeat(5000)}`, accountId: ACCOUNT } })).toBe(
      false,
    );
  });
});

const RESOURCES = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true } },
  Subnet: {
    Type: 'AWS::EC2::Subnet',
    Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1a' },
  },
  Igw: { Type: 'AWS::EC2::InternetGateway' },
  Attach: { Type: 'AWS::EC2::VPCGatewayAttachment', Properties: { VpcId: { Ref: 'Vpc' }, InternetGatewayId: { Ref: 'Igw' } } },
  Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
  Link: {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Table' } },
  },
  Group: {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: 'g',
      VpcId: { Ref: 'Vpc' },
      SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
    },
  },
};
const OUT = {
  Type: 'AWS::EC2::Route',
  DependsOn: 'Attach',
  Properties: { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', GatewayId: { Ref: 'Igw' } },
};
const GATEWAY = {
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: {
    ServiceName: 'com.amazonaws.us-east-1.s3',
    VpcEndpointType: 'Gateway',
    VpcId: { Ref: 'Vpc' },
    RouteTableIds: [{ Ref: 'Table' }],
  },
};
const INTERFACE = {
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: {
    ServiceName: 'com.amazonaws.us-east-1.sqs',
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: true,
    VpcId: { Ref: 'Vpc' },
    SubnetIds: [{ Ref: 'Subnet' }],
    SecurityGroupIds: [{ Ref: 'Group' }],
  },
};

const BUCKET = 'arn:aws:s3:::claims';
const QUEUE = 'arn:aws:sqs:us-east-1:111122223333:jobs';

/** Which of these keys a request carries: one Allow for each in the resource's policy would tell, a Deny if it is there does. */
function carried(extra: object, probe: object, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => {
    const document = policy({
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { Null: { [key]: 'false' } },
    });
    const resource = { account: ACCOUNT, region: 'us-east-1', policy: document };
    const world = worldSchema.parse({
      organizations: { 'o-a1b2c3d4e5': [ACCOUNT] },
      hosts: { app: { subnet: 'Subnet', securityGroups: ['Group'], ip: '10.0.1.10', publicIp: '203.0.113.10' } },
      principals: {
        App: {
          arn: `arn:aws:iam::${ACCOUNT}:role/team/App`,
          session: 'app',
          policies: [policy(ALLOW)],
          tags: { 'team:unit': 'red' },
        },
        Logging: { service: 'logging.s3.amazonaws.com', sourceAccount: ACCOUNT, sourceArn: BUCKET },
      },
      resources: { [BUCKET]: resource, [QUEUE]: resource },
    });
    const text = JSON.stringify({ Resources: { ...RESOURCES, ...extra } });
    const configuration = openConfiguration({ files: [{ path: 'template.json', text }], world });
    const question = {
      kind: 'request',
      principal: 'App',
      action: 's3:GetObject',
      resource: `${BUCKET}/x`,
      from: { host: 'app' },
      ...probe,
    };
    const [answer] = answerProbes(configuration, [question as unknown as Probe]);
    if (answer?.evaluation === undefined) throw new Error(JSON.stringify(answer));
    return answer.evaluation.evalDecision === 'explicitDeny';
  });
}

const NETWORK = [
  'aws:SourceIp',
  'aws:SourceVpce',
  'aws:SourceVpc',
  'aws:SourceVpcArn',
  'aws:VpcSourceIp',
  'aws:VpceAccount',
  'aws:VpceOrgID',
];
const SQS = { action: 'sqs:SendMessage', resource: QUEUE };
const VIA = { calledVia: ['athena.amazonaws.com'] };

describe('keys that the path gives', () => {
  test.each<[string, object, object, readonly string[]]>([
    ['over the internet (facts:E50)', { OUT }, {}, ['aws:SourceIp']],
    ['through a gateway endpoint: aws:SourceIp is absent (facts:E50–E56)', { OUT, GATEWAY }, {}, NETWORK.slice(1)],
    [
      'through an interface endpoint to a service that knows two of the newer keys less (facts:E53, E55, E56)',
      { OUT, INTERFACE },
      SQS,
      ['aws:SourceVpce', 'aws:SourceVpc', 'aws:VpcSourceIp', 'aws:VpceOrgID'],
    ],
    ['forward access after a public first call keeps aws:SourceIp (facts:E44)', { OUT }, VIA, ['aws:SourceIp']],
    ['forward access after a first call through an endpoint keeps nothing (facts:E44)', { OUT, GATEWAY }, VIA, []],
    ['a service principal (facts:E44)', { OUT }, { principal: 'Logging', from: null }, []],
    ['the console (facts:E50)', { OUT }, { from: null }, ['aws:SourceIp']],
  ])('%s', (_way, extra, probe, expected) => expect(carried(extra, probe, NETWORK)).toEqual(expected));

  test.each<[string, object, object, readonly string[]]>([
    [
      'of the call',
      {},
      {},
      ['aws:SecureTransport', 'aws:CurrentTime', 'aws:EpochTime', 'aws:RequestedRegion', 'aws:ViaAWSService'],
    ],
    [
      'of a role session',
      {},
      {},
      [
        'aws:PrincipalArn',
        'aws:PrincipalAccount',
        'aws:PrincipalType',
        'aws:PrincipalIsAWSService',
        'aws:PrincipalOrgID',
        'aws:PrincipalTag/team:unit',
        'aws:ResourceAccount',
        'aws:ResourceOrgID',
        's3:ResourceAccount',
      ],
    ],
    ['of forward access', {}, VIA, ['aws:CalledVia', 'aws:CalledViaFirst', 'aws:CalledViaLast', 'aws:ViaAWSService']],
    [
      'of a service principal',
      {},
      { principal: 'Logging', from: null },
      ['aws:SourceArn', 'aws:SourceAccount', 'aws:SourceOrgID', 'aws:PrincipalServiceName', 'aws:PrincipalIsAWSService'],
    ],
  ])('keys %s', (_whose, extra, probe, expected) => expect(carried({ OUT, ...extra }, probe, expected)).toEqual(expected));

  test.each<[string, object, readonly string[]]>([
    [
      'a role session has no user name and calls in nobody’s name',
      {},
      ['aws:username', 'aws:userid', 'aws:CalledVia', 'aws:SourceArn', 'aws:PrincipalServiceName'],
    ],
    [
      'a service principal is no member of an account',
      { principal: 'Logging', from: null },
      ['aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:PrincipalOrgID'],
    ],
  ])('%s', (_law, probe, keys) => expect(carried({ OUT }, probe, keys)).toEqual([]));
});

describe('malformed policies', () => {
  const parts: readonly unknown[] = [
    '*',
    '',
    null,
    true,
    7,
    [],
    {},
    ['*'],
    [null],
    { AWS: '*' },
    { AWS: [[]] },
    's3:*',
    '${',
    "${a, 'b",
    '${*}',
    'arn:::::',
    '~1/',
  ];
  const names = [
    'Version',
    'Statement',
    'Effect',
    'Action',
    'NotAction',
    'Resource',
    'NotResource',
    'Principal',
    'NotPrincipal',
    'Condition',
    'Sid',
    'Id',
    'StringLike',
    'Null',
    'ForAllValues:ArnLike',
    'aws:username',
    'AWS',
    '__proto__',
    'toString',
  ];

  /** A small generator of its own, so that each seed stands for one document for ever. */
  function drawn(seed: number): unknown {
    let state = seed + 1;
    const next = (most: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % most;
    };
    const node = (depth: number): unknown => {
      const kind = next(depth > 4 ? 2 : 5);
      if (kind < 2) return parts[next(parts.length)];
      if (kind === 2) return Array.from({ length: next(3) }, () => node(depth + 1));
      return Object.fromEntries(Array.from({ length: next(5) }, () => [names[next(names.length)], node(depth + 1)]));
    };
    const statement = { Effect: 'Allow', Action: '*', Resource: '*', Principal: '*', [names[next(names.length)] ?? '']: node(0) };
    return next(3) === 0 ? node(0) : { Version: '2012-10-17', Statement: next(2) === 0 ? statement : [statement, node(1)] };
  }

  test('ten thousand of them each give a decision or a diagnostic, and none throws', () => {
    const seen = { decided: 0, refused: 0 };
    for (let seed = 0; seed < 10_000; seed += 1) {
      const document = drawn(seed);
      const answer = decideCase({
        id: String(seed),
        request: { principal: ANA, action: 's3:GetObject', resource: { arn: 'arn:aws:s3:::claims/x', accountId: ACCOUNT } },
        identityPolicies: [document],
        resourcePolicy: document,
        endpointPolicies: [document],
        explain: true,
      });
      if ('error' in answer) {
        expect(answer.error.code).toMatch(/^(INVALID_CASE|MalformedPolicyDocument)$/);
        expect(answer.error.message).not.toBe('');
        seen.refused += 1;
      } else seen.decided += 1;
    }
    expect(seen.decided).toBeGreaterThan(500);
    expect(seen.refused).toBeGreaterThan(500);
  });
});
