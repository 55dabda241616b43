import { type Probe, type SourceFile, type StackPlace, type World, worldSchema } from '#engine';
import type { Draw } from './draw.ts';

/** A generated estate: a stack in an account of its own for each ten VPCs, as CloudFormation and the quotas take no more. */
export interface Estate {
  readonly files: readonly SourceFile[];
  readonly stacks: readonly StackPlace[];
  readonly world: World;
  /** Names of its instances, as a probe writes them. */
  readonly instances: readonly string[];
  /** Their addresses, in the same order. */
  readonly addresses: readonly string[];
}

const VPCS_PER_STACK = 10;
const TRANSIT_GATEWAY = 'tgw-0a11';
const ref = (name: string) => ({ Ref: name });
const of = (type: string, properties: object) => ({ Type: `AWS::EC2::${type}`, Properties: properties });

/** Each VPC has a block of 4,096 addresses: 10.0.0.0/20, 10.0.16.0/20 and so on. */
const octets = (vpc: number): string => `10.${Math.floor(vpc / 16)}`;
const inVpc = (vpc: number, subnet: number, host: string): string => `${octets(vpc)}.${(vpc % 16) * 16 + subnet}.${host}`;

/** `vpcs` VPCs at one transit gateway, neighbours peered; each with four subnets, five instances, groups, an ACL, NAT, a gateway endpoint and two interface endpoints. */
export function estateOf(vpcs: number): Estate {
  const stacks = Array.from({ length: Math.ceil(vpcs / VPCS_PER_STACK) }, (_, stack) => stack);
  const files = stacks.map((stack) => {
    const first = stack * VPCS_PER_STACK;
    const numbers = Array.from({ length: Math.min(VPCS_PER_STACK, vpcs - first) }, (_, index) => first + index);
    const Resources = Object.assign({}, ...numbers.map((vpc) => vpcResources(vpc, numbers.includes(vpc ^ 1))));
    const shared = stack > 0 ? {} : { Tgw: of('TransitGateway', {}) };
    return { path: `s${stack}.json`, text: JSON.stringify({ Resources: { ...shared, ...Resources } }) };
  });
  const hosts = Array.from({ length: vpcs }, (_, vpc) =>
    HOSTS.map(({ name, subnet, host }) => ({ name, subnet, host, vpc })),
  ).flat();
  return {
    files,
    stacks: stacks.map((stack) => ({ id: `s${stack}`, path: `s${stack}.json`, account: String(111_122_223_333 + stack) })),
    world: WORLD,
    instances: hosts.map(({ name, vpc }) => `s${Math.floor(vpc / VPCS_PER_STACK)}/${name}${vpc}`),
    addresses: hosts.map(({ vpc, subnet, host }) => inVpc(vpc, subnet, host)),
  };
}

const HOSTS = [
  { name: 'Web', subnet: 0, host: '20', at: 'AppA', group: 'App' },
  { name: 'Api', subnet: 0, host: '21', at: 'AppA', group: 'App' },
  { name: 'Job', subnet: 1, host: '20', at: 'AppB', group: 'App' },
  { name: 'Store', subnet: 1, host: '21', at: 'AppB', group: 'Data' },
  { name: 'Edge', subnet: 2, host: '20', at: 'Pub', group: 'Door' },
] as const;

function vpcResources(vpc: number, peered: boolean): Record<string, object> {
  const named = (name: string) => `${name}${vpc}`;
  const to = (name: string) => ref(named(name));
  const vpcId = { VpcId: to('Vpc') };
  const requester = vpc % 2 === 0;
  const resources: Record<string, object> = {
    Vpc: of('VPC', { CidrBlock: `${inVpc(vpc, 0, '0')}/20`, EnableDnsHostnames: true, EnableDnsSupport: true }),
    Igw: of('InternetGateway', {}),
    IgwOf: of('VPCGatewayAttachment', { ...vpcId, InternetGatewayId: to('Igw') }),
    Inside: of('RouteTable', vpcId),
    Outside: of('RouteTable', vpcId),
    Eip: of('EIP', { Domain: 'vpc' }),
    EdgeEip: of('EIP', { Domain: 'vpc', InstanceId: to('Edge') }),
    Nat: of('NatGateway', { SubnetId: to('Pub'), AllocationId: { 'Fn::GetAtt': [named('Eip'), 'AllocationId'] } }),
    AttachTgw: of('TransitGatewayVpcAttachment', {
      ...vpcId,
      SubnetIds: [to('AppA'), to('AppB')],
      TransitGatewayId: TRANSIT_GATEWAY,
    }),
    ToNat: of('Route', { RouteTableId: to('Inside'), DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: to('Nat') }),
    ToTgw: of('Route', { RouteTableId: to('Inside'), DestinationCidrBlock: '10.0.0.0/8', TransitGatewayId: TRANSIT_GATEWAY }),
    ToNet: of('Route', { RouteTableId: to('Outside'), DestinationCidrBlock: '0.0.0.0/0', GatewayId: to('Igw') }),
    ...subnets(vpc, to),
    ...filters(vpc, to, vpcId),
    ...endpoints(to, vpcId),
    ...Object.fromEntries(
      HOSTS.map(({ name, subnet, host, at, group }) => [
        name,
        of('Instance', { SubnetId: to(at), PrivateIpAddress: inVpc(vpc, subnet, host), SecurityGroupIds: [to(group)] }),
      ]),
    ),
  };
  if (peered) {
    const pcx = `Pcx${requester ? vpc : vpc - 1}`;
    if (requester) resources.Pcx = of('VPCPeeringConnection', { VpcId: to('Vpc'), PeerVpcId: ref(`Vpc${vpc + 1}`) });
    resources.ToPeer = of('Route', {
      RouteTableId: to('Inside'),
      DestinationCidrBlock: `${inVpc(vpc ^ 1, 0, '0')}/20`,
      VpcPeeringConnectionId: ref(pcx),
    });
  }
  return Object.fromEntries(Object.entries(resources).map(([name, resource]) => [named(name), resource]));
}

type Refer = (name: string) => object;

const SUBNETS = [
  { name: 'AppA', zone: 'a', table: 'Inside' },
  { name: 'AppB', zone: 'b', table: 'Inside' },
  { name: 'Pub', zone: 'a', table: 'Outside' },
  { name: 'Ends', zone: 'b', table: 'Inside' },
];

const subnets = (vpc: number, to: Refer): Record<string, object> =>
  Object.fromEntries(
    SUBNETS.flatMap(({ name, zone, table }, index) => [
      [
        name,
        of('Subnet', {
          VpcId: to('Vpc'),
          CidrBlock: `${inVpc(vpc, index, '0')}/24`,
          AvailabilityZone: `us-east-1${zone}`,
        }),
      ],
      [`${name}Table`, of('SubnetRouteTableAssociation', { SubnetId: to(name), RouteTableId: to(table) })],
    ]),
  );

const tcp = (port: number, peer: object) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...peer });
const EVERYBODY = { CidrIp: '0.0.0.0/0' };
const ESTATE = { CidrIp: '10.0.0.0/8' };

function filters(vpc: number, to: Refer, vpcId: object): Record<string, object> {
  const group = (ingress: readonly object[], egress: readonly object[]) =>
    of('SecurityGroup', {
      ...vpcId,
      GroupDescription: 'generated',
      SecurityGroupIngress: ingress,
      SecurityGroupEgress: egress,
    });
  const entry = (number: number, egress: boolean, allow: boolean, cidr: string, from: number, until: number) =>
    of('NetworkAclEntry', {
      NetworkAclId: to('Acl'),
      RuleNumber: number,
      Egress: egress,
      RuleAction: allow ? 'allow' : 'deny',
      Protocol: 6,
      CidrBlock: cidr,
      PortRange: { From: from, To: until },
    });
  const apps = ['AppA', 'AppB'].map((_, index) => ({ CidrIp: `${inVpc(vpc, index, '0')}/24` }));
  return {
    App: group([tcp(8080, ESTATE), tcp(443, ESTATE)], [tcp(443, EVERYBODY), tcp(8080, ESTATE), tcp(5432, ESTATE)]),
    Data: group([...apps.map((each) => tcp(5432, each)), tcp(22, ESTATE)], [tcp(443, EVERYBODY)]),
    Door: group([tcp(443, EVERYBODY)], [tcp(443, EVERYBODY), tcp(8080, ESTATE)]),
    AppFromDoor: of('SecurityGroupIngress', { GroupId: to('App'), ...tcp(9000, {}), SourceSecurityGroupId: to('Door') }),
    Ports: group([tcp(443, { CidrIp: `${inVpc(vpc, 0, '0')}/20` })], [tcp(443, EVERYBODY)]),
    Acl: of('NetworkAcl', vpcId),
    AclOf: of('SubnetNetworkAclAssociation', { SubnetId: to('AppB'), NetworkAclId: to('Acl') }),
    In90: entry(90, false, false, `${octets((vpc + 32) % 1024)}.0.0/16`, 0, 65535),
    In100: entry(100, false, true, '10.0.0.0/8', 0, 65535),
    In110: entry(110, false, true, '0.0.0.0/0', 1024, 65535),
    Out100: entry(100, true, true, '0.0.0.0/0', 0, 65535),
  };
}

const READ = {
  Statement: [{ Effect: 'Allow', Principal: '*', Action: ['s3:Get*', 's3:List*'], Resource: ['arn:aws:s3:::claims-*', '*'] }],
};

const endpoints = (to: Refer, vpcId: object): Record<string, object> => ({
  S3: of('VPCEndpoint', {
    ...vpcId,
    ServiceName: 'com.amazonaws.us-east-1.s3',
    RouteTableIds: [to('Inside')],
    PolicyDocument: READ,
  }),
  ...Object.fromEntries(
    ['sqs', 'kms'].map((service) => [
      `If${service}`,
      of('VPCEndpoint', {
        ...vpcId,
        VpcEndpointType: 'Interface',
        ServiceName: `com.amazonaws.us-east-1.${service}`,
        SubnetIds: [to('Ends')],
        SecurityGroupIds: [to('Ports')],
        PrivateDnsEnabled: service === 'sqs',
      }),
    ]),
  ),
});

const allow = (statement: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

const WORLD = worldSchema.parse({
  physicalIds: { 's0/Tgw': TRANSIT_GATEWAY },
  principals: {
    App: { arn: 'arn:aws:iam::111122223333:role/App', policies: [allow({ Action: ['s3:Get*', 'sqs:*'], Resource: '*' })] },
  },
  resources: {
    'arn:aws:s3:::claims-data': {
      account: '111122223333',
      policy: allow({ Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::claims-data/*' }),
    },
    'arn:aws:sqs:us-east-1:111122223333:jobs': { account: '111122223333' },
  },
});

/** Ports that the generated rules name, and one that none does. */
export const PORTS = [443, 8080, 5432, 22, 9000, 80, 1024, 53];

/** Outside the estate: S3, the internet, an address of a VPC that nobody wears. */
const STRANGERS = ['52.216.14.9', '93.184.216.34', '10.0.7.7'];

/** `count` reachability probes between instances, and to addresses outside, half of them to any port, drawn with `draw`. */
export function drawProbes(
  { instances, addresses }: Pick<Estate, 'instances' | 'addresses'>,
  draw: Draw,
  count: number,
): readonly Probe[] {
  return Array.from(
    { length: count },
    (_, index): Probe => ({
      id: `p${index}`,
      kind: 'reachability',
      from: { instance: draw.one(instances) },
      to: { ip: draw.below(5) === 0 ? draw.one(STRANGERS) : draw.one(addresses) },
      protocol: 'tcp',
      destinationPort: draw.below(2) === 0 ? draw.one(PORTS) : draw.below(65_536),
    }),
  );
}

/** `count` requests to S3 and SQS: a name, a way and the policies of caller, resource and endpoint. */
export const drawRequests = ({ instances }: Pick<Estate, 'instances'>, draw: Draw, count: number): readonly Probe[] =>
  Array.from({ length: count }, (_, index): Probe => {
    const queue = draw.below(2) === 0;
    return {
      id: `r${index}`,
      kind: 'request',
      from: { instance: draw.one(instances) },
      principal: 'App',
      action: queue ? 'sqs:SendMessage' : 's3:GetObject',
      resource: queue ? 'arn:aws:sqs:us-east-1:111122223333:jobs' : `arn:aws:s3:::claims-data/${draw.below(1000)}`,
    };
  });
