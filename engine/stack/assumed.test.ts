import { describe, expect, test } from 'vitest';
import { openConfiguration } from '../probe/open.ts';
import { probeSchema } from '../probe/probe.ts';
import { answerProbes } from '../probe/run.ts';
import { worldSchema } from '../world.ts';
import { plausibleParameter } from './assumed.ts';

const HOME = { account: '111122223333', region: 'eu-west-1' };
const value = (type: string, name: string) => plausibleParameter(HOME, type, name);

describe('a parameter that AWS would fill', () => {
  test.each([
    ['a zone', 'AWS::EC2::AvailabilityZone::Name', 'Zone', 'eu-west-1a'],
    ['the second zone by its number', 'AWS::EC2::AvailabilityZone::Name', 'Zone2', 'eu-west-1b'],
    ['the third by its letter', 'AWS::EC2::AvailabilityZone::Name', 'ZoneC', 'eu-west-1c'],
    ['the second by its word', 'AWS::EC2::AvailabilityZone::Name', 'ZoneTwo', 'eu-west-1b'],
    ['a list of zones', 'List<AWS::EC2::AvailabilityZone::Name>', 'Zones', 'eu-west-1a,eu-west-1b,eu-west-1c'],
    ['a machine image by SSM', 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', 'Ami', 'ami-0a1b2c3d4e5f60718'],
    ['nothing for a text that SSM holds', 'AWS::SSM::Parameter::Value<String>', 'BootstrapVersion', undefined],
  ])('is %s', (_law, type, name, expected) => expect(value(type, name)).toBe(expected));
  test('subnets that are called differently are different', () =>
    expect(value('AWS::EC2::Subnet::Id', 'SubnetA')).not.toBe(value('AWS::EC2::Subnet::Id', 'SubnetB')));
});

test('an assumed VPC is the default one: its subnets reach the internet, and it is no resource of the template', () => {
  const text = `Parameters:
  VpcId: { Type: AWS::EC2::VPC::Id }
  SubnetId: { Type: AWS::EC2::Subnet::Id }
Resources:
  Sg: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: all, VpcId: !Ref VpcId } }
  App: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref SubnetId, SecurityGroupIds: [!Ref Sg] } }
`;
  const configuration = openConfiguration({ files: [{ path: 't.yaml', text }], world: worldSchema.parse({}) });
  expect(configuration.report).toMatchObject({ loaded: true, resources: 2, rejections: [] });
  const probe = probeSchema.parse({ kind: 'reachability', from: { instance: 'App' }, to: { ip: '203.0.113.9' } });
  expect(answerProbes(configuration, [probe])).toMatchObject([
    { connection: 'established', via: [{ kind: 'internet-gateway' }] },
  ]);
});
