import { zonesOf } from '../catalogue/regions.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Json } from '../json.ts';
import { DEFAULT_VPC_BLOCK, defaultVpcOf, type Home } from '../resources/default-vpc.ts';
import type { Declared } from '../resources/kind.ts';
import { fromJson } from '../template/tree.ts';

/**
 * A value for a parameter whose type AWS fills from what is there, and that nobody gave one: things of the default VPC that every account
 * has in a Region. Parameters that are called by a letter or number (`SubnetB`, `Zone2`) get different ones. Undefined where nothing is plausible.
 */
export function plausibleParameter(home: Home, type: string, name: string): string | undefined {
  const inner = /<(.+)>$/.exec(type)?.[1] ?? type;
  const list = /List</.test(type);
  const asked = /<(.+)>$/.exec(inner)?.[1] ?? inner;
  const values = VALUES[asked]?.(home);
  if (values === undefined) return undefined;
  return list ? values.join(',') : values[placeIn(name) % values.length];
}

const VALUES: Readonly<Record<string, (home: Home) => readonly string[]>> = {
  'AWS::EC2::AvailabilityZone::Name': ({ region }) => zonesOf(region).slice(0, 3),
  'AWS::EC2::VPC::Id': (home) => [defaultVpcOf(home).vpc],
  'AWS::EC2::Subnet::Id': (home) => defaultVpcOf(home).subnets.map(({ id }) => id),
  'AWS::EC2::SecurityGroup::Id': (home) => [defaultVpcOf(home).securityGroup],
  'AWS::EC2::Instance::Id': (home) => [defaultVpcOf(home).instance],
  'AWS::EC2::Image::Id': () => ['ami-0a1b2c3d4e5f60718'],
  'AWS::EC2::KeyPair::KeyName': () => ['key'],
  'AWS::EC2::Volume::Id': () => ['vol-0a1b2c3d4e5f60718'],
  'AWS::EC2::SecurityGroup::GroupName': () => ['default'],
  'AWS::Route53::HostedZone::Id': () => ['Z0A1B2C3D4E5F6'],
  'AWS::SSM::Parameter::Name': () => ['/assumed'],
};

const WORDS: Readonly<Record<string, number>> = { one: 0, two: 1, three: 2, first: 0, second: 1, third: 2 };

/** The place that a name ends with, from 0: `SubnetB` and `Zone2Id` are 1. */
function placeIn(name: string): number {
  const bare = name.replace(/(Ids?|Names?|Cidr)$/, '');
  const word = /(one|two|three|first|second|third)$/i.exec(bare)?.[1]?.toLowerCase();
  if (word !== undefined) return WORDS[word] ?? 0;
  const end = /([A-Ca-c]|\d)$/.exec(bare)?.[1] ?? '1';
  return /\d/.test(end) ? Math.max(0, Number(end) - 1) : end.toUpperCase().charCodeAt(0) - 65;
}

/**
 * The default VPC with its subnets, gateway and main table, and an instance in it, where `ids` names one of its parts; else nothing.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
 */
export function defaultVpc(home: Home, ids: ReadonlySet<string>, span: NonNullable<Diagnostic['span']>): readonly Declared[] {
  const { vpc, subnets, securityGroup, routeTable, internetGateway, instance } = defaultVpcOf(home);
  const parts = [vpc, securityGroup, routeTable, internetGateway, instance, ...subnets.map(({ id }) => id)];
  if (!parts.some((id) => ids.has(id))) return [];
  const declare = (type: string, physicalId: string, properties: Json): Declared => ({
    logicalId: physicalId,
    type: `AWS::EC2::${type}`,
    physicalId,
    properties: fromJson(properties, span),
    needs: [],
    span,
    origin: { id: physicalId, span },
  });
  return [
    declare('VPC', vpc, { CidrBlock: DEFAULT_VPC_BLOCK, EnableDnsSupport: true, EnableDnsHostnames: true }),
    ...subnets.map(({ id, cidrBlock, availabilityZone }) =>
      declare('Subnet', id, {
        VpcId: vpc,
        CidrBlock: cidrBlock,
        AvailabilityZone: availabilityZone,
        MapPublicIpOnLaunch: true,
      }),
    ),
    declare('InternetGateway', internetGateway, {}),
    declare('VPCGatewayAttachment', `${internetGateway}/${vpc}`, { InternetGatewayId: internetGateway, VpcId: vpc }),
    declare('Route', `${vpc}/default-route`, {
      RouteTableId: routeTable,
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: internetGateway,
    }),
    ...(ids.has(instance) ? [declare('Instance', instance, { SubnetId: subnets[0]?.id ?? '' })] : []),
  ];
}
