import { describe, expect, test } from 'vitest';
import { answerProbes, openConfiguration, type Probe, worldSchema } from '#engine';

const ACCOUNT = '111122223333';
const policy = (statement: object) => ({ Version: '2012-10-17', Statement: [statement] });
const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' };

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
