import { worldSchema } from '../world.ts';
import { openParsed } from './open.ts';
import { parseDescribed } from './open-described.ts';
import { probeSchema } from './probe.ts';
import { answerProbes } from './run.ts';

type Response = Readonly<Record<string, unknown>>;

/** Two subnets, one with a machine and one with a NAT gateway, as an account describes them. */
export const VPC = {
  VpcId: 'vpc-0a',
  OwnerId: '444455556666',
  State: 'available',
  CidrBlock: '10.0.0.0/16',
  CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } }],
};
export const subnet = (id: string, CidrBlock: string, more: Response = {}) => ({
  SubnetId: id,
  VpcId: 'vpc-0a',
  CidrBlock,
  AvailabilityZone: 'eu-west-1a',
  AvailabilityZoneId: 'euw1-az3',
  State: 'available',
  ...more,
});
export const table = (id: string, Routes: readonly Response[], Associations: readonly Response[]) => ({
  RouteTableId: id,
  VpcId: 'vpc-0a',
  Routes,
  Associations,
});
export const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
export const group = (id: string, more: Response = {}) => ({
  GroupId: id,
  VpcId: 'vpc-0a',
  GroupName: id,
  IpPermissions: [],
  IpPermissionsEgress: everything,
  ...more,
});
export const machine = (id: string, subnetId: string, ip: string, groups: readonly string[] = ['sg-0app']) => ({
  NetworkInterfaceId: id,
  SubnetId: subnetId,
  VpcId: 'vpc-0a',
  PrivateIpAddress: ip,
  InterfaceType: 'interface',
  Description: '',
  Groups: groups.map((GroupId) => ({ GroupId })),
});
export const LOCAL = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active', Origin: 'CreateRouteTable' };

export const network = {
  Vpcs: [VPC],
  Subnets: [subnet('subnet-0app', '10.0.1.0/24'), subnet('subnet-0pub', '10.0.2.0/24')],
  SecurityGroups: [group('sg-0app')],
  NetworkInterfaces: [machine('eni-0app', 'subnet-0app', '10.0.1.77')],
  RouteTables: [
    table('rtb-0main', [LOCAL, { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-0a', State: 'active' }], [{ Main: true }]),
    table(
      'rtb-0pub',
      [LOCAL, { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-0a', State: 'active' }],
      [{ Main: false, SubnetId: 'subnet-0pub' }],
    ),
  ],
  InternetGateways: [{ InternetGatewayId: 'igw-0a', Attachments: [{ VpcId: 'vpc-0a', State: 'available' }] }],
  NatGateways: [
    { NatGatewayId: 'nat-0old', SubnetId: 'subnet-0pub', VpcId: 'vpc-0a', State: 'deleted', NatGatewayAddresses: [] },
    {
      NatGatewayId: 'nat-0a',
      SubnetId: 'subnet-0pub',
      VpcId: 'vpc-0a',
      State: 'available',
      NatGatewayAddresses: [
        { NetworkInterfaceId: 'eni-0nat', PrivateIp: '10.0.2.50', PublicIp: '198.51.100.7', AllocationId: 'eipalloc-0a' },
      ],
    },
  ],
};

type Network = Readonly<Record<keyof typeof network, readonly Response[]>> & Response;

export function open(responses: Network | readonly Response[], world: object = {}) {
  const texts = (
    Array.isArray(responses) ? responses : Object.entries(responses).map(([key, value]) => ({ [key]: value }))
  ) as readonly Response[];
  return openTexts(
    texts.map((each) => JSON.stringify(each, null, 1)),
    world,
  );
}
export const openTexts = (texts: readonly string[], world: object = {}) =>
  openParsed(
    parseDescribed({ files: texts.map((text, index) => ({ path: `${index}.json`, text })), world: worldSchema.parse(world) }),
  );

export const reach = (configuration: ReturnType<typeof open>, ip: string, port = 443, from = 'eni-0app') =>
  answerProbes(configuration, [
    probeSchema.parse({ kind: 'reachability', from: { networkInterface: from }, to: { ip }, destinationPort: port }),
  ])[0];
export const said = (configuration: ReturnType<typeof open>, code: string) =>
  configuration.report.diagnostics.filter((each) => each.code === code);
