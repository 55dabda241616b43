import { expect, test } from 'vitest';
import { openConfiguration, type Probe, worldSchema } from '#engine';
import { rowsOf } from '../../_ui/levers/price-rows.ts';
import { flowsIn, priceWith } from './price.ts';

const BASE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true } }
  AppA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.1.0/24, AvailabilityZone: us-east-1a } }
  RtA: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  AssocA: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref AppA, RouteTableId: !Ref RtA } }
  Sg: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: any, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: "-1", CidrIp: 0.0.0.0/0 }] } }
`;
const GATEWAY = `${BASE}  S3: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref RtA] } }
`;
const INTERFACE = `${BASE}  S3: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.s3, SubnetIds: [!Ref AppA], SecurityGroupIds: [!Ref Sg], PrivateDnsEnabled: true, DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: false } } }
`;
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const world = worldSchema.parse({
  hosts: { 'app-a': { subnet: 'AppA', ip: '10.20.1.15', securityGroups: ['Sg'] } },
  principals: { AppRole: { arn: 'arn:aws:iam::111122223333:role/AppRole', policies: [everything] } },
  resources: { 'arn:aws:s3:::claims': { account: '111122223333', region: 'us-east-1' } },
});
const asked: Probe = {
  kind: 'request',
  from: { host: 'app-a' },
  principal: 'AppRole',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::claims/x',
};
const opened = (text: string) => openConfiguration({ files: [{ path: 'network.yaml', text }], world });

function priced(text: string, gbPerMonth: number) {
  const price = priceWith(opened(text), flowsIn([asked, undefined, asked], gbPerMonth));
  if (price === undefined) throw new Error('no price');
  return price;
}

test('a call that two checks make is carried once', () => {
  expect(flowsIn([asked, undefined, asked], 100)).toHaveLength(1);
});

test('two designs that carry the same stand in one row by thing and reason, and what one lacks is left out', () => {
  const [mine, theirs] = [priced(INTERFACE, 1000), priced(GATEWAY, 1000)];
  expect(mine.flows).toEqual(theirs.flows);
  const rows = rowsOf(mine, theirs);
  const byHour = rows.find(({ by, id }) => by === 'hour' && id === 'S3');
  expect(byHour?.mine).toBeGreaterThan(0);
  expect(byHour?.theirs).toBeUndefined();
  for (const [side, price] of [['mine', mine] as const, ['theirs', theirs] as const])
    expect(rows.reduce((sum, row) => sum + (row[side] ?? 0), 0)).toBeCloseTo(price.totalUsd, 2);
});

test('a gateway endpoint costs nothing, an interface endpoint by the hour and by the gigabyte (facts:J4, facts:J1, facts:J2)', () => {
  expect(priced(GATEWAY, 1000).totalUsd).toBe(0);
  const [little, much] = [priced(INTERFACE, 0), priced(INTERFACE, 1000)];
  expect(much.totalUsd - little.totalUsd).toBeCloseTo(10, 2);
});

test('a text that AWS would refuse has no price', () => {
  expect(priceWith(opened('Resources: 7'), [])).toBeUndefined();
});
