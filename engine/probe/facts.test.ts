import { expect, test } from 'vitest';
import { worldSchema } from '../world.ts';
import { attack, gotOut } from './attack.ts';
import { openConfiguration } from './open.ts';
import type { Probe } from './probe.ts';
import { answerProbes } from './run.ts';
import { factsOf } from './thing-facts.ts';
import { routeSpans, weighedRules } from './weighed.ts';

/** A host, a gateway endpoint with a policy, an interface endpoint with private DNS, an ACL and a group with several rules. */
const TEMPLATE = `
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16, EnableDnsHostnames: true } }
  AppA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.1.0/24, AvailabilityZone: us-east-1a } }
  RtA: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  AssocA: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref AppA, RouteTableId: !Ref RtA } }
  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  AclA: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref AppA, NetworkAclId: !Ref Acl } }
  Out90: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 90, Egress: true, Protocol: 17, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: { From: 53, To: 53 } } }
  Out100: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Egress: true, Protocol: 6, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: { From: 443, To: 443 } } }
  Out110: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 110, Egress: true, Protocol: -1, RuleAction: deny, CidrBlock: 0.0.0.0/0 } }
  In100: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: 6, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: { From: 1024, To: 40000 } } }
  SgApp:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: app
      VpcId: !Ref Vpc
      SecurityGroupEgress:
        - { IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: 0.0.0.0/0 }
        - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.20.0.0/16 }
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 52.216.0.0/15 }
        - { IpProtocol: "-1", CidrIp: 0.0.0.0/0 }
  S3Gw:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.us-east-1.s3
      RouteTableIds: [!Ref RtA]
      PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::claims*" }] }
  IfSqs:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.sqs, SubnetIds: [!Ref AppA], SecurityGroupIds: [!Ref SgApp], PrivateDnsEnabled: true }
`;

const allowAll = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const configuration = openConfiguration({
  files: [{ path: 'network.yaml', text: TEMPLATE }],
  world: worldSchema.parse({
    hosts: { 'app-a': { subnet: 'AppA', securityGroups: ['SgApp'], ip: '10.20.1.15' } },
    principals: {
      AppRole: { arn: 'arn:aws:iam::111122223333:role/AppRole', policies: [allowAll] },
      hers: { arn: 'arn:aws:iam::999988887777:user/mallory', policies: [allowAll] },
    },
    resources: {
      'arn:aws:s3:::claims-data': { account: '111122223333', region: 'us-east-1', addresses: ['52.216.14.9'] },
      'arn:aws:s3:::loot': { account: '999988887777', region: 'us-east-1', addresses: ['52.216.20.9'] },
    },
  }),
});

const call: Probe = {
  kind: 'request',
  from: { host: 'app-a' },
  principal: 'AppRole',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::claims-data/x',
};
const components = (direction: 'forwardPathComponents' | 'returnPathComponents') =>
  answerProbes(configuration, [call], true)[0]?.[direction] ?? [];
const weighedAt = (kind: string, direction: Parameters<typeof components>[0] = 'forwardPathComponents') => {
  const component = components(direction).find((each) => each.kind === kind);
  return component === undefined ? [] : weighedRules(configuration, component);
};

test('the configuration is one that AWS would take', () => {
  expect(configuration.report.diagnostics).toEqual([]);
  expect(configuration.report.rejections).toEqual([]);
});

test('a group says of each rule what kept it from admitting the packet, and which one did', () => {
  expect(weighedAt('security-group').map(({ weight }) => weight)).toEqual(['protocol', 'ports', 'peer', 'decides', 'also']);
});

test('an ACL says what was read before the deciding entry, and that nothing is read after it', () => {
  expect(weighedAt('network-acl').map(({ ruleNumber, weight }) => [ruleNumber, weight])).toEqual([
    [90, 'protocol'],
    [100, 'decides'],
    [110, 'after'],
    ['*', 'after'],
  ]);
});

test('an entry that covers some of the ports of a reply is read partly, and the last entry decides the rest', () => {
  const reply = weighedAt('network-acl', 'returnPathComponents');
  expect(reply.map(({ ruleNumber, weight }) => [ruleNumber, weight])).toEqual([
    [100, 'partly'],
    ['*', 'decides'],
  ]);
});

test('each weighed rule of the text knows its line', () => {
  const lines = TEMPLATE.split('\n');
  const [deciding] = weighedAt('security-group').filter(({ weight }) => weight === 'decides');
  expect(lines[(deciding?.span?.start.line ?? 0) - 1]).toContain('52.216.0.0/15');
  const table = components('forwardPathComponents').find(({ kind }) => kind === 'route-table');
  expect(routeSpans(configuration, table?.id ?? '')).toHaveLength(2);
});

test.each([
  ['app-a', 'host', 2, 11, 0],
  ['AppA', 'subnet', 2, 6, 0],
  ['RtA', 'route-table', 2, 0, 0],
  ['SgApp', 'security-group', 0, 5, 0],
  ['S3Gw', 'vpc-endpoint', 1, 0, 0],
  ['IfSqs', 'vpc-endpoint', 0, 5, 2],
  ['Vpc', 'vpc', 1, 0, 0],
])('%s is a %s with %i routes, %i rules and %i names', (name, kind, routes, rules, names) => {
  const facts = factsOf(configuration, name);
  expect([facts?.kind, facts?.routes.length, facts?.rules.length, facts?.names.length]).toEqual([kind, routes, rules, names]);
});

test('an endpoint carries its policy with its line, and a name that leads to it says who answers', () => {
  expect(factsOf(configuration, 'S3Gw')?.policy).toMatchObject({ document: { Version: '2012-10-17' } });
  expect(factsOf(configuration, 'IfSqs')?.policy).toEqual({ document: null });
  const names = factsOf(configuration, 'IfSqs')?.names ?? [];
  expect(names.find(({ name }) => name === 'sqs.us-east-1.amazonaws.com')?.authority).toBe('private');
});

test('what is not there has no facts', () => {
  expect(factsOf(configuration, 'Nobody')).toBeUndefined();
  expect(factsOf(openConfiguration({ files: [], world: worldSchema.parse({}) }), 'Vpc')).toBeUndefined();
});

test('an attacker tries every name with every identity, and only what no layer stopped got out', () => {
  const targets = ['claims-data', 'loot'].map((bucket) => ({ action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/x` }));
  const attempts = attack(configuration, {
    host: 'app-a',
    principals: ['AppRole', 'hers'],
    targets: [...targets, { name: '198.51.100.7', port: 443 }],
  });
  expect(new Set(attempts.map(({ means }) => means))).toEqual(new Set(['default', 'region', 'dual-stack', 'connection']));
  expect(gotOut(attempts).every(({ probe }) => probe.kind === 'request' && probe.resource === 'arn:aws:s3:::claims-data/x')).toBe(
    true,
  );
  expect(attempts.every(({ outcome, blockedBy }) => (outcome === 'allowed') === (blockedBy === undefined))).toBe(true);
});
