import { describe, expect, test } from 'vitest';
import { openConfiguration, worldSchema } from '#engine';
import { draw } from './draw.ts';
import { linesOf, thingsAt } from './lines.ts';
import { manyVpcs } from './test-estate.ts';

const world = worldSchema.parse({ hosts: { app: { subnet: 'V1S0', ip: '10.1.0.15', securityGroups: ['AppSg'] } } });

const OWN = `  AppSg: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: app, VpcId: !Ref V1 } }
  AppIn: { Type: AWS::EC2::SecurityGroupIngress, Properties: { GroupId: !Ref AppSg, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/16 } }
  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref V1 } }
  AclFor: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref V1S1 } }
  AclIn: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 } }
  Route: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref V5Rt, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw } }
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] } } }
  Block: { Type: AWS::EC2::VPCCidrBlock, Properties: { VpcId: !Ref V2, CidrBlock: 10.99.0.0/16 } }
`;
const text = manyVpcs(5, 8) + OWN;
const { resources } = openConfiguration({ files: [{ path: 'network.yaml', text }], world });
const lines = linesOf(resources, world.hosts, draw(resources, world.hosts));
const lit = (name: string) =>
  thingsAt(lines, 'network.yaml', text.split('\n').findIndex((line) => line.startsWith(`  ${name}:`)) + 1);

describe('the line of a thing', () => {
  test.each(['V1', 'V1S0', 'V1Gw', 'V1Sqs', 'V1Rt', 'Tgw', 'Nlb', 'Svc', 'Pcx', 'Igw', 'Att1'])('lights it: %s', (name) =>
    expect(lit(name)).toEqual([name]),
  );
  test('and of an association or a route what they join', () => {
    expect(lit('V1S3Rt')).toEqual(['V1S3', 'V1Rt']);
    expect(lit('Route')).toEqual(['V5Rt', 'Igw']);
  });
  test('and of a group whoever wears it, and of its rule the same', () => {
    expect(lit('AppSg')).toEqual(['app']);
    expect(lit('AppIn')).toEqual(['app']);
    expect(lit('V1Sg')).toEqual(['V1Sqs']);
  });
  test('and of an ACL its subnets, and of its entry the same', () => {
    expect(lit('Acl')).toEqual(['V1S1']);
    expect(lit('AclIn')).toEqual(['V1S1']);
  });
  test('and of what is only of a VPC the VPC', () => expect(lit('Block')).toEqual(['V2']));
  test('and of what has no place on the map nothing', () => expect(lit('Role')).toEqual([]));
});

test('a line of no resource lights nothing', () => {
  expect(thingsAt(lines, 'network.yaml', 1)).toEqual([]);
  expect(thingsAt(lines, 'other.yaml', 2)).toEqual([]);
});

test('of lines within lines the inner ones light', () => {
  const within = [
    { file: 'main.tf', firstLine: 1, lastLine: 9, things: ['Vpc'] },
    { file: 'main.tf', firstLine: 3, lastLine: 4, things: ['Subnet'] },
  ];
  expect(thingsAt(within, 'main.tf', 3)).toEqual(['Subnet']);
  expect(thingsAt(within, 'main.tf', 8)).toEqual(['Vpc']);
});
