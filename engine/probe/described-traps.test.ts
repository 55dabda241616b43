import { describe, expect, test } from 'vitest';
import { probeSchema } from './probe.ts';
import { answerProbes } from './run.ts';
import { everything, group, LOCAL, machine, network, open, reach, said, subnet, table, VPC } from './toy-described.ts';

describe('traps', () => {
  test('what is deleted or terminated is not there', () => {
    const gone = {
      Reservations: [
        {
          Instances: [
            { InstanceId: 'i-0gone', SubnetId: 'subnet-0app', PrivateIpAddress: '10.0.1.9', State: { Name: 'terminated' } },
          ],
        },
      ],
    };
    const configuration = open([...Object.entries(network).map(([key, value]) => ({ [key]: value })), gone]);
    expect(configuration.resources.map(({ physicalId }) => physicalId)).not.toContain('nat-0old');
    expect(configuration.resources.map(({ physicalId }) => physicalId)).not.toContain('i-0gone');
  });

  test('second blocks count, blocks that are gone do not', () => {
    const state = (CidrBlock: string, State: string) => ({ CidrBlock, CidrBlockState: { State } });
    const vpc = {
      ...VPC,
      CidrBlockAssociationSet: [
        ...VPC.CidrBlockAssociationSet,
        state('100.64.0.0/16', 'associated'),
        state('10.99.0.0/16', 'disassociated'),
      ],
    };
    const far = subnet('subnet-0far', '100.64.1.0/24');
    const configuration = open({
      ...network,
      Vpcs: [vpc],
      Subnets: [...network.Subnets, far],
      NetworkInterfaces: [...network.NetworkInterfaces, machine('eni-0far', 'subnet-0far', '100.64.1.8', ['sg-0far'])],
      SecurityGroups: [...network.SecurityGroups, group('sg-0far', { IpPermissions: everything })],
    });
    expect(reach(configuration, '100.64.1.8')).toMatchObject({ connection: 'established', via: [] });
    expect(configuration.resources.map(({ physicalId }) => physicalId)).not.toContain('vpc-0a/10.99.0.0/16');
  });

  test('peers with the same block are told apart by their connections', () => {
    const peer = (letter: string) => ({ ...VPC, VpcId: `vpc-0${letter}`, CidrBlock: '10.7.0.0/16', CidrBlockAssociationSet: [] });
    const inPeer = (letter: string) => ({ ...subnet(`subnet-0${letter}`, '10.7.1.0/24'), VpcId: `vpc-0${letter}` });
    const nic = (letter: string) => ({
      ...machine(`eni-0${letter}`, `subnet-0${letter}`, '10.7.1.9', [`sg-0${letter}`]),
      VpcId: `vpc-0${letter}`,
    });
    const back = (letter: string) => ({
      RouteTableId: `rtb-0${letter}`,
      VpcId: `vpc-0${letter}`,
      Associations: [{ Main: true }],
      Routes: [{ DestinationCidrBlock: '10.0.0.0/16', VpcPeeringConnectionId: `pcx-0${letter}`, State: 'active' }],
    });
    const connection = (letter: string, Code: string) => ({
      VpcPeeringConnectionId: `pcx-0${letter}`,
      RequesterVpcInfo: { VpcId: 'vpc-0a' },
      AccepterVpcInfo: { VpcId: `vpc-0${letter}`, CidrBlock: '10.7.0.0/16' },
      Status: { Code },
    });
    const through = (letter: string) => ({
      ...network,
      Vpcs: [VPC, peer('x'), peer('y')],
      Subnets: [...network.Subnets, inPeer('x'), inPeer('y')],
      NetworkInterfaces: [...network.NetworkInterfaces, nic('x'), nic('y')],
      SecurityGroups: [
        group('sg-0app'),
        ...['x', 'y'].map((each) => ({
          ...group(`sg-0${each}`, each === 'x' ? { IpPermissions: everything } : {}),
          VpcId: `vpc-0${each}`,
        })),
      ],
      RouteTables: [
        table(
          'rtb-0main',
          [LOCAL, { DestinationCidrBlock: '10.7.0.0/16', VpcPeeringConnectionId: `pcx-0${letter}`, State: 'active' }],
          [{ Main: true }],
        ),
        back('x'),
        back('y'),
      ],
      VpcPeeringConnections: [connection('x', 'active'), connection('y', 'active')],
    });
    expect(reach(open(through('x')), '10.7.1.9')).toMatchObject({ connection: 'established' });
    expect(reach(open(through('y')), '10.7.1.9')).toMatchObject({ connection: 'fails', blocks: [{ id: 'sg-0y' }] });
    const waiting = {
      ...through('x'),
      VpcPeeringConnections: [connection('x', 'pending-acceptance'), connection('y', 'active')],
    };
    expect(reach(open(waiting), '10.7.1.9')).toMatchObject({ connection: 'fails', blocks: [{ kind: 'route-table' }] });
  });

  test('a list without entries matches nothing, and that is said', () => {
    const rule = [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-0own' }] }];
    const configuration = open({
      ...network,
      SecurityGroups: [group('sg-0app', { IpPermissionsEgress: rule })],
      PrefixLists: [{ PrefixListId: 'pl-0own', PrefixListName: 'ours', OwnerId: '444455556666', AddressFamily: 'IPv4' }],
    });
    expect(said(configuration, 'DESCRIBED_MISSING')[0]?.message).toMatch(/^The entries of pl-0own were not gathered/);
    expect(reach(configuration, '203.0.113.9')).toMatchObject({ connection: 'fails', blocks: [{ id: 'sg-0app' }] });
  });

  test("a gateway endpoint's line tells which list is its service's", () => {
    const endpoint = {
      VpcEndpointId: 'vpce-0s3',
      VpcEndpointType: 'Gateway',
      VpcId: 'vpc-0a',
      ServiceName: 'com.amazonaws.eu-west-1.s3',
      State: 'available',
      RouteTableIds: ['rtb-0main'],
    };
    const main = table(
      'rtb-0main',
      [LOCAL, { DestinationPrefixListId: 'pl-0other', GatewayId: 'vpce-0s3', State: 'active' }],
      [{ Main: true }],
    );
    const rule = [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-0other' }] }];
    const configuration = open({
      ...network,
      RouteTables: [main],
      VpcEndpoints: [endpoint],
      SecurityGroups: [group('sg-0app', { IpPermissionsEgress: rule })],
    });
    expect(reach(configuration, '52.218.3.4')).toMatchObject({ connection: 'established', via: [{ id: 'vpce-0s3' }] });
  });

  test('a group without its rules takes those that were gathered apart', () => {
    const { IpPermissions: _in, IpPermissionsEgress: _out, ...bare } = group('sg-0app');
    const rules = [
      {
        SecurityGroupRuleId: 'sgr-0',
        GroupId: 'sg-0app',
        IsEgress: true,
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        CidrIpv4: '0.0.0.0/0',
      },
    ];
    expect(reach(open({ ...network, SecurityGroups: [bare], SecurityGroupRules: rules }), '203.0.113.9')).toMatchObject({
      connection: 'established',
    });
    expect(said(open({ ...network, SecurityGroups: [bare] }), 'DESCRIBED_MISSING')).toHaveLength(1);
  });

  test('a line to a gateway that was not gathered is told; a line that leads nowhere is a blackhole', () => {
    const { InternetGateways: _gone, ...rest } = network;
    const configuration = open(Object.entries(rest).map(([key, value]) => ({ [key]: value })));
    expect(said(configuration, 'DESCRIBED_MISSING')[0]?.message).toMatch(/^igw-0a was not gathered/);
    expect(reach(configuration, '203.0.113.9')).toMatchObject({ connection: 'established' });
    const main = table(
      'rtb-0main',
      [LOCAL, { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-0old', State: 'blackhole' }],
      [{ Main: true }],
    );
    expect(reach(open({ ...network, RouteTables: [main] }), '203.0.113.9')).toMatchObject({
      connection: 'fails',
      blocks: [{ kind: 'route-table', id: 'rtb-0main', explanationCode: 'BAD_STATE_ROUTE' }],
    });
  });

  test('the default group and ACL are what is described, not what AWS once made', () => {
    const closed = {
      NetworkAclId: 'acl-0main',
      VpcId: 'vpc-0a',
      IsDefault: true,
      Associations: [],
      Entries: [
        { RuleNumber: 100, Protocol: '-1', RuleAction: 'deny', Egress: true, CidrBlock: '0.0.0.0/0' },
        { RuleNumber: 32767, Protocol: '-1', RuleAction: 'deny', Egress: false, CidrBlock: '0.0.0.0/0' },
      ],
    };
    expect(reach(open({ ...network, NetworkAcls: [closed] }), '203.0.113.9')).toMatchObject({
      connection: 'fails',
      blockedBy: { kind: 'network-acl', id: 'acl-0main' },
    });
    const emptied = { ...group('sg-0def', { IpPermissionsEgress: [] }), GroupName: 'default' };
    const configuration = open({
      ...network,
      SecurityGroups: [emptied],
      NetworkInterfaces: [machine('eni-0app', 'subnet-0app', '10.0.1.77', ['sg-0def'])],
    });
    expect(reach(configuration, '203.0.113.9')).toMatchObject({ connection: 'fails', blocks: [{ id: 'sg-0def' }] });
  });

  test('interfaces that AWS made keep their ids and addresses', () => {
    const endpoint = {
      VpcEndpointId: 'vpce-0sqs',
      VpcEndpointType: 'Interface',
      VpcId: 'vpc-0a',
      ServiceName: 'com.amazonaws.eu-west-1.sqs',
      State: 'available',
      SubnetIds: ['subnet-0app'],
      NetworkInterfaceIds: ['eni-0sqs'],
      Groups: [{ GroupId: 'sg-0app' }],
      PrivateDnsEnabled: true,
      DnsEntries: [{ DnsName: 'vpce-0sqs-abcd1234.sqs.eu-west-1.vpce.amazonaws.com' }],
    };
    const nic = { ...machine('eni-0sqs', 'subnet-0app', '10.0.1.200'), InterfaceType: 'vpc_endpoint' };
    const configuration = open({
      ...network,
      VpcEndpoints: [endpoint],
      NetworkInterfaces: [...network.NetworkInterfaces, nic],
      SecurityGroups: [group('sg-0app', { IpPermissions: everything })],
    });
    const name = (dnsName: string) =>
      answerProbes(configuration, [probeSchema.parse({ kind: 'dns', from: { networkInterface: 'eni-0app' }, name: dnsName })])[0]
        ?.dns?.answers;
    expect([name('sqs.eu-west-1.amazonaws.com'), name('vpce-0sqs-abcd1234.sqs.eu-west-1.vpce.amazonaws.com')]).toEqual([
      ['10.0.1.200'],
      ['10.0.1.200'],
    ]);
  });

  test('a state that a template cannot express holds until a probe says otherwise', () => {
    const endpoint = {
      VpcEndpointId: 'vpce-0sqs',
      VpcEndpointType: 'Interface',
      VpcId: 'vpc-0a',
      ServiceName: 'com.amazonaws.eu-west-1.sqs',
      State: 'rejected',
      SubnetIds: ['subnet-0app'],
      NetworkInterfaceIds: [],
      Groups: [{ GroupId: 'sg-0app' }],
      PrivateDnsEnabled: false,
    };
    const configuration = open({
      ...network,
      VpcEndpoints: [endpoint],
      SecurityGroups: [group('sg-0app', { IpPermissions: everything })],
    });
    const ask = (states: object) =>
      answerProbes(configuration, [
        probeSchema.parse({
          kind: 'reachability',
          from: { networkInterface: 'eni-0app' },
          to: { endpoint: 'vpce-0sqs' },
          ...states,
        }),
      ])[0]?.connection;
    expect([ask({}), ask({ states: { 'vpce-0sqs': 'available' } })]).toEqual(['fails', 'established']);
  });
});
