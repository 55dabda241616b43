import { zonesOf } from '../catalogue/regions.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Json } from '../json.ts';
import { derivedId } from '../resources/ids.ts';
import type { Declared } from '../resources/kind.ts';
import { fromJson } from '../template/tree.ts';

/** Where a template is deployed, as far as its parameters may ask of things that are there already. */
interface Home {
  readonly account: string;
  readonly region: string;
}

const SUBNETS = 3;

const vpcOf = ({ account, region }: Home): string => derivedId('vpc-', `${account}/${region}/default`);
const subnetOf = (home: Home, index: number): string => derivedId('subnet-', `${vpcOf(home)}/${index}`);
const groupOf = (home: Home): string => derivedId('sg-', `${vpcOf(home)}/default`);
const instanceOf = (home: Home): string => derivedId('i-', `${vpcOf(home)}/instance`);

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
  'AWS::EC2::AvailabilityZone::Name': ({ region }) => zonesOf(region).slice(0, SUBNETS),
  'AWS::EC2::VPC::Id': (home) => [vpcOf(home)],
  'AWS::EC2::Subnet::Id': (home) => Array.from({ length: SUBNETS }, (_, index) => subnetOf(home, index)),
  'AWS::EC2::SecurityGroup::Id': (home) => [groupOf(home)],
  'AWS::EC2::Instance::Id': (home) => [instanceOf(home)],
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
  const vpc = vpcOf(home);
  const subnets = Array.from({ length: SUBNETS }, (_, index) => subnetOf(home, index));
  if (![vpc, groupOf(home), instanceOf(home), ...subnets].some((id) => ids.has(id))) return [];
  const igw = derivedId('igw-', vpc);
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
    declare('VPC', vpc, { CidrBlock: '172.31.0.0/16', EnableDnsSupport: true, EnableDnsHostnames: true }),
    ...subnets.map((id, index) =>
      declare('Subnet', id, {
        VpcId: vpc,
        CidrBlock: `172.31.${index * 16}.0/20`,
        AvailabilityZone: zonesOf(home.region)[index] ?? '',
        MapPublicIpOnLaunch: true,
      }),
    ),
    declare('InternetGateway', igw, {}),
    declare('VPCGatewayAttachment', `${igw}/${vpc}`, { InternetGatewayId: igw, VpcId: vpc }),
    declare('Route', `${vpc}/default-route`, {
      RouteTableId: derivedId('rtb-', `${vpc}/main`),
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: igw,
    }),
    ...(ids.has(instanceOf(home)) ? [declare('Instance', instanceOf(home), { SubnetId: subnetOf(home, 0) })] : []),
  ];
}
