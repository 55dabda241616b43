import { expect, test } from 'vitest';
import { worldSchema } from '../world.ts';
import type { ProbeAnswer } from './answer.ts';
import { openConfiguration } from './open.ts';
import type { Probe } from './probe.ts';
import { answerProbes } from './run.ts';

/** Two application subnets with a table each, a public one with NAT and internet gateway, a quarantine one on the main table. */
const BASE = `
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16, EnableDnsHostnames: true } }
  AppA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.1.0/24, AvailabilityZone: us-east-1a } }
  AppB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.2.0/24, AvailabilityZone: us-east-1b } }
  PubA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.9.0/24, AvailabilityZone: us-east-1a } }
  QuarA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.8.0/24, AvailabilityZone: us-east-1a } }
  RtA: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  RtB: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  RtPub: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  AssocA: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref AppA, RouteTableId: !Ref RtA } }
  AssocB: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref AppB, RouteTableId: !Ref RtB } }
  AssocPub: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PubA, RouteTableId: !Ref RtPub } }
  Igw: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw } }
  Eip: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref PubA, AllocationId: !GetAtt Eip.AllocationId } }
  PubDefault: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref RtPub, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw } }
  Vgw: { Type: AWS::EC2::VPNGateway, Properties: { Type: ipsec.1 } }
  VgwAttach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, VpnGatewayId: !Ref Vgw } }
  SgApp:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: app, VpcId: !Ref Vpc }
`;

const GATEWAY =
  '  S3Gw: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.${AWS::Region}.s3", RouteTableIds: [!Ref RtA] } }\n';
const DEFAULT_TO_NAT =
  '  AppDefault: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref RtA, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }\n';
const route = (name: string, cidr: string, target: string) =>
  `  ${name}: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref RtA, DestinationCidrBlock: ${cidr}, ${target} } }\n`;

const WORLD = worldSchema.parse({
  hosts: {
    'app-a': { subnet: 'AppA', securityGroups: ['SgApp'], ip: '10.20.1.15' },
    'app-b': { subnet: 'AppB', securityGroups: ['SgApp'] },
    'quar-a': { subnet: 'QuarA' },
    'onprem-1': { onPremises: true, ip: '192.168.10.9', gateway: 'Vgw', resolver: 'public' },
    lost: { subnet: 'Nowhere' },
  },
  principals: {
    AppRole: {
      arn: 'arn:aws:iam::111122223333:role/AppRole',
      policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
    },
  },
  resources: {
    'arn:aws:s3:::claims-data': { account: '111122223333', region: 'us-east-1', addresses: ['52.216.14.9', '54.231.4.4'] },
    'arn:aws:s3:::archive': { account: '111122223333', region: 'us-west-2' },
  },
  internet: { 'example.com': ['93.184.216.34'] },
});

function ask(template: string, probe: Probe): ProbeAnswer {
  const configuration = openConfiguration({ files: [{ path: 'network.yaml', text: template }], world: WORLD });
  expect(configuration.report.diagnostics).toEqual([]);
  const [answer] = answerProbes(configuration, [probe]);
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

const read = (host: string, bucket = 'claims-data', extra: object = {}): Probe => ({
  kind: 'request',
  from: { host },
  principal: 'AppRole',
  action: 's3:GetObject',
  resource: `arn:aws:s3:::${bucket}/x`,
  ...extra,
});
const to = (host: string, ip: string): Probe => ({ kind: 'reachability', from: { host }, to: { ip }, destinationPort: 443 });
const viaKinds = (answer: ProbeAnswer) => (answer.via ?? []).map((each) => each.kind);
const codes = (answer: ProbeAnswer) => (answer.blocks ?? []).map((each) => each.explanationCode);

test.each([
  ['facts:B-T1 a prefix list beats the default route', GATEWAY + DEFAULT_TO_NAT, '52.217.1.1', ['vpc-endpoint']],
  [
    'facts:B-T2 without an endpoint the default route carries S3',
    DEFAULT_TO_NAT,
    '52.217.1.1',
    ['nat-gateway', 'internet-gateway'],
  ],
  [
    'facts:B-T3 a more specific static route beats the prefix list',
    GATEWAY + route('R', '52.217.1.0/24', 'NatGatewayId: !Ref Nat'),
    '52.217.1.1',
    ['nat-gateway', 'internet-gateway'],
  ],
  [
    'facts:B-T4 at equal length a static route beats the prefix list',
    GATEWAY + route('R', '52.216.0.0/15', 'NatGatewayId: !Ref Nat'),
    '52.217.1.1',
    ['nat-gateway', 'internet-gateway'],
  ],
  [
    'a less specific static route loses to the prefix list',
    GATEWAY + route('R', '52.216.0.0/14', 'NatGatewayId: !Ref Nat'),
    '52.217.1.1',
    ['vpc-endpoint'],
  ],
  [
    "facts:B-T8 another Region's address takes the default route",
    GATEWAY + DEFAULT_TO_NAT,
    '52.218.20.1',
    ['nat-gateway', 'internet-gateway'],
  ],
])('%s', (_law, more, ip, via) => {
  const answer = ask(BASE + more, to('app-a', ip));
  expect(viaKinds(answer)).toEqual(via);
  expect(answer).toMatchObject({ forward: 'delivered', connection: 'established', outcome: 'allowed' });
});

test.each([
  ['facts:B-T7 nothing but the prefix list leads out', GATEWAY, to('app-a', '20.60.0.1'), 'NO_ROUTE_TO_DESTINATION', undefined],
  [
    'facts:B2 a subnet whose table is not associated does not use the endpoint',
    GATEWAY,
    read('app-b'),
    'NO_ROUTE_TO_DESTINATION',
    'SIM_VPCE_ROUTE_TABLE_NOT_ASSOCIATED',
  ],
  [
    'facts:B9 the endpoint of this Region does not carry another Region',
    GATEWAY,
    read('app-a', 'archive'),
    'NO_ROUTE_TO_DESTINATION',
    'SIM_VPCE_REGION_MISMATCH',
  ],
  [
    'facts:B10 on-premises hosts cannot use a gateway endpoint',
    GATEWAY,
    read('onprem-1'),
    'VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
    'SIM_VPCE_NOT_TRANSITIVE',
  ],
])('%s', (_law, more, probe, code, detail) => {
  const answer = ask(BASE + more, probe);
  expect(answer).toMatchObject({
    outcome: 'timeout',
    blockedBy: { explanationCode: code, ...(detail === undefined ? {} : { detail }) },
  });
});

test('facts:B2 a gateway endpoint serves the subnets of its tables, each address of a name', () => {
  const answer = ask(BASE + GATEWAY, read('app-a'));
  expect(answer).toMatchObject({
    outcome: 'allowed',
    via: [{ kind: 'vpc-endpoint', endpointType: 'Gateway', service: 's3', vpc: 'Vpc', id: 'S3Gw' }],
    dns: { status: 'NOERROR', answers: ['52.216.14.9', '54.231.4.4'], authority: 'public' },
  });
  expect(answer.perAddress).toHaveLength(2);
});

test('a gateway endpoint has no zone: app-b reads while 1a is down', () => {
  const both = GATEWAY.replace('[!Ref RtA]', '[!Ref RtA, !Ref RtB]');
  expect(ask(BASE + both, read('app-b', 'claims-data', { faults: [{ availabilityZone: 'us-east-1a' }] }))).toMatchObject({
    outcome: 'allowed',
  });
  expect(ask(BASE + both, read('app-a', 'claims-data', { faults: [{ availabilityZone: 'us-east-1a' }] }))).toMatchObject({
    outcome: 'timeout',
    blockedBy: { kind: 'availability-zone' },
  });
});

test('a NAT gateway in a failed zone takes its users with it', () => {
  const answer = ask(BASE + route('R', '0.0.0.0/0', 'NatGatewayId: !Ref Nat').replace('RtA', 'RtB'), {
    ...to('app-b', '93.184.216.34'),
    faults: [{ availabilityZone: 'us-east-1a' }],
  } as Probe);
  expect(answer).toMatchObject({ outcome: 'timeout', blockedBy: { kind: 'availability-zone' } });
});

test('facts:G6 a custom ACL that admits 443 only drops the reply to the ephemeral port', () => {
  const acl = `  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  AclA: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref AppA, NetworkAclId: !Ref Acl } }
  In: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: 6, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: { From: 443, To: 443 } } }
  Out: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: 6, RuleAction: allow, Egress: true, CidrBlock: 0.0.0.0/0, PortRange: { From: 443, To: 443 } } }
`;
  const answer = ask(BASE + GATEWAY + acl, read('app-a'));
  expect(answer).toMatchObject({
    forward: 'delivered',
    connection: 'fails',
    outcome: 'timeout',
    blockedBy: { kind: 'network-acl', direction: 'return', filter: 'ingress', explanationCode: 'SUBNET_ACL_RESTRICTION' },
  });
  const wide = acl.replace('From: 443, To: 443 } } }\n  Out', 'From: 32768, To: 60999 } } }\n  Out');
  expect(ask(BASE + GATEWAY + wide, read('app-a'))).toMatchObject({ outcome: 'allowed' });
});

test('every filter that drops is reported, and the way goes on', () => {
  const closed = BASE.replace('VpcId: !Ref Vpc }\n', 'VpcId: !Ref Vpc }\n').replace(
    'GroupDescription: app, VpcId: !Ref Vpc',
    'GroupDescription: app, VpcId: !Ref Vpc, SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }]',
  );
  const acl = `  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  AclA: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref AppA, NetworkAclId: !Ref Acl } }
`;
  const answer = ask(closed + GATEWAY + acl, read('app-a'));
  expect(codes(answer)).toEqual(['ENI_SG_RULES_MISMATCH', 'SUBNET_ACL_RESTRICTION', 'SUBNET_ACL_RESTRICTION']);
  expect(answer.blocks?.map((each) => each.direction)).toEqual(['forward', 'forward', 'return']);
});

test.each([
  [
    'facts:B3 a hand-written prefix list route to the endpoint',
    `${GATEWAY}  R: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref RtB, DestinationPrefixListId: pl-63a5400a, VpcEndpointId: !Ref S3Gw } }\n`,
    'InvalidParameterValue',
  ],
  [
    'a CIDR route to the gateway endpoint',
    GATEWAY + route('R', '52.216.0.0/15', 'VpcEndpointId: !Ref S3Gw'),
    'RouteNotSupported',
  ],
  ['facts:B4 a second endpoint of one service in one table', GATEWAY + GATEWAY.replace('S3Gw', 'S3Gw2'), 'RouteAlreadyExists'],
  [
    'facts:A.2 subnets on a gateway endpoint',
    GATEWAY.replace('RouteTableIds: [!Ref RtA]', 'SubnetIds: [!Ref AppA]'),
    'InvalidParameter',
  ],
  ['facts:B1 a gateway endpoint for a service that has none', GATEWAY.replace('.s3"', '.sqs"'), 'InvalidParameter'],
  ["another Region's service", GATEWAY.replace('${AWS::Region}', 'eu-west-1'), 'InvalidServiceName'],
])('AWS refuses %s', (_what, more, code) => {
  const configuration = openConfiguration({ files: [{ path: 'network.yaml', text: BASE + more }], world: WORLD });
  expect(configuration.report.rejections.map((each) => each.code)).toEqual([code]);
  expect(configuration.report.rejections[0]?.span?.start.line).toBeGreaterThan(1);
  expect(answerProbes(configuration, [read('app-a')])[0]?.error?.code).toBe('REJECTED');
});

test('a host without a place fails its own probes alone', () => {
  expect(ask(BASE + GATEWAY, read('lost')).error?.code).toBe('HOST_NOT_PLACED');
  expect(ask(BASE + GATEWAY, read('app-a')).error).toBeUndefined();
});

test('facts:J1 J2 J4 J7 the price follows the way', () => {
  const traffic = [
    { from: { host: 'app-a' }, action: 's3:GetObject', resource: 'arn:aws:s3:::claims-data/x', gbPerMonth: 20_000 },
  ];
  expect(ask(BASE + DEFAULT_TO_NAT, { kind: 'cost', traffic })).toMatchObject({ monthlyFixedUsd: 0, monthlyTrafficUsd: 900 });
  expect(ask(BASE + DEFAULT_TO_NAT + GATEWAY, { kind: 'cost', traffic })).toMatchObject({
    monthlyFixedUsd: 0,
    monthlyTrafficUsd: 0,
  });
});

test('facts:C1 C24 an interface endpoint answers by its private name', () => {
  const endpoint = `  SgEp: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: endpoint, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref SgApp }] } }
  IfSqs: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.sqs, SubnetIds: [!Ref AppA, !Ref AppB], SecurityGroupIds: [!Ref SgEp], PrivateDnsEnabled: true } }
`;
  const call: Probe = {
    kind: 'request',
    from: { host: 'app-b' },
    principal: 'AppRole',
    action: 'sqs:SendMessage',
    resource: 'arn:aws:sqs:us-east-1:111122223333:jobs',
  };
  const answer = ask(BASE + endpoint, call);
  expect(answer).toMatchObject({
    outcome: 'allowed',
    via: [{ kind: 'vpc-endpoint', endpointType: 'Interface', service: 'sqs', id: 'IfSqs' }],
    dns: { authority: 'private' },
  });
  expect(answer.dns?.answers).toHaveLength(2);
  expect(ask(BASE + endpoint, { kind: 'cost' })).toMatchObject({ monthlyFixedUsd: 14.6 });
  expect(ask(BASE + endpoint, { ...call, faults: [{ availabilityZone: 'us-east-1a' }] } as Probe).dns?.answers).toHaveLength(1);
});

test('a change is judged as a change of the resources, and leaves the configuration as it is', () => {
  const written = {
    R: {
      Type: 'AWS::EC2::Route',
      Properties: { RouteTableId: { Ref: 'RtB' }, DestinationPrefixListId: 'pl-63a5400a', VpcEndpointId: { Ref: 'S3Gw' } },
    },
  };
  const configuration = openConfiguration({ files: [{ path: 'network.yaml', text: BASE + GATEWAY }], world: WORLD });
  const [refused, removed, read1] = answerProbes(configuration, [
    { kind: 'deployment', change: written },
    { kind: 'deployment', change: { S3Gw: null } },
    read('app-a'),
  ]);
  expect(refused).toMatchObject({ deployment: 'rejected', rejections: [{ logicalId: 'R', code: 'InvalidParameterValue' }] });
  expect(removed).toMatchObject({ deployment: 'accepted' });
  expect(read1).toMatchObject({ outcome: 'allowed' });
});
