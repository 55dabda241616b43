import fc from 'fast-check';
import { answerProbes, openConfiguration, type Probe, type ProbeAnswer, worldSchema } from '#engine';

/** A small network drawn at random: two subnets with a table and an ACL each, a gateway endpoint, a NAT gateway, one group per host. */
export interface Estate {
  readonly endpointTables: readonly ('RtA' | 'RtB')[];
  readonly routes: readonly { readonly table: 'RtA' | 'RtB'; readonly cidr: string }[];
  readonly egress: readonly Rule[];
  readonly ingress: readonly Rule[];
  readonly entries: readonly Entry[];
}

export interface Rule {
  readonly cidr: string;
  readonly from: number;
  readonly to: number;
}

export interface Entry {
  readonly number: number;
  readonly egress: boolean;
  readonly allow: boolean;
  readonly cidr: string;
  readonly from: number;
  readonly to: number;
}

const CIDRS = [
  '0.0.0.0/0',
  '10.0.0.0/16',
  '10.0.1.0/24',
  '10.0.2.0/24',
  '52.216.0.0/15',
  '52.216.0.0/16',
  '52.0.0.0/8',
  '93.184.216.0/24',
];
const PORTS = [0, 443, 1023, 1024, 32_768, 60_999, 65_535];

const everyPort = { from: 0, to: 65_535 };
const drawnPorts = fc
  .tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
/** Mostly all ports or 443, so that about half of what is asked connects. */
const range = fc.oneof(
  { weight: 4, arbitrary: fc.constant(everyPort) },
  { weight: 2, arbitrary: fc.constant({ from: 443, to: 443 }) },
  { weight: 2, arbitrary: drawnPorts },
);
const cidr = fc.oneof({ weight: 3, arbitrary: fc.constant('0.0.0.0/0') }, { weight: 2, arbitrary: fc.constantFrom(...CIDRS) });
const rule = fc.record({ cidr, ports: range }).map(({ ports, ...rest }): Rule => ({ ...rest, ...ports }));
const entry = fc
  .record({
    number: fc.integer({ min: 1, max: 60 }),
    egress: fc.boolean(),
    allow: fc.boolean(),
    cidr,
    ports: range,
  })
  .map(({ ports, ...rest }): Entry => ({ ...rest, ...ports }));
const table = fc.constantFrom('RtA' as const, 'RtB' as const);

/** Mostly closed by two entries that admit what is left, as people's ACLs are. */
const withOpenEnd = (entries: readonly Entry[]) => {
  const open = [false, true].map((egress): Entry => ({ number: 100, egress, allow: true, cidr: '0.0.0.0/0', ...everyPort }));
  return fc.oneof({ weight: 3, arbitrary: fc.constant([...entries, ...open]) }, { weight: 1, arbitrary: fc.constant(entries) });
};

/** Estates whose ACL numbers are unique in each direction and whose tables hold a destination once, as AWS demands. */
export const estates: fc.Arbitrary<Estate> = fc.record({
  endpointTables: fc.uniqueArray(table, { maxLength: 2 }),
  routes: fc.uniqueArray(
    fc.record({ table, cidr: fc.constantFrom('0.0.0.0/0', '52.216.0.0/15', '52.216.0.0/16', '52.0.0.0/8') }),
    {
      maxLength: 4,
      selector: (each) => `${each.table} ${each.cidr}`,
    },
  ),
  egress: fc.array(rule, { minLength: 1, maxLength: 4 }),
  ingress: fc.array(rule, { maxLength: 4 }),
  entries: fc.uniqueArray(entry, { maxLength: 6, selector: (each) => `${each.egress} ${each.number}` }).chain(withOpenEnd),
});

const ref = (id: string) => ({ Ref: id });
const resource = (type: string, properties: object) => ({ Type: type, Properties: properties });
const sgRule = (each: Rule) => ({ IpProtocol: 'tcp', FromPort: each.from, ToPort: each.to, CidrIp: each.cidr });

/** The CloudFormation resources of an estate; `rename` gives every logical id another name. */
export function resourcesOf(estate: Estate): Record<string, object> {
  const fixed = {
    Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true }),
    SubA: resource('AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1a' }),
    SubB: resource('AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.2.0/24', AvailabilityZone: 'us-east-1b' }),
    Pub: resource('AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.9.0/24', AvailabilityZone: 'us-east-1a' }),
    RtA: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
    RtB: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
    RtPub: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
    AssocA: resource('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('SubA'), RouteTableId: ref('RtA') }),
    AssocB: resource('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('SubB'), RouteTableId: ref('RtB') }),
    AssocPub: resource('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('Pub'), RouteTableId: ref('RtPub') }),
    Igw: resource('AWS::EC2::InternetGateway', {}),
    IgwOf: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Igw') }),
    PubOut: resource('AWS::EC2::Route', { RouteTableId: ref('RtPub'), DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref('Igw') }),
    Eip: resource('AWS::EC2::EIP', { Domain: 'vpc' }),
    Nat: resource('AWS::EC2::NatGateway', { SubnetId: ref('Pub'), AllocationId: { 'Fn::GetAtt': ['Eip', 'AllocationId'] } }),
    Sg: resource('AWS::EC2::SecurityGroup', {
      GroupDescription: 'hosts',
      VpcId: ref('Vpc'),
      SecurityGroupEgress: estate.egress.map(sgRule),
      SecurityGroupIngress: estate.ingress.map(sgRule),
    }),
    S3Gw: resource('AWS::EC2::VPCEndpoint', {
      VpcId: ref('Vpc'),
      ServiceName: 'com.amazonaws.us-east-1.s3',
      RouteTableIds: estate.endpointTables.map(ref),
    }),
    Acl: resource('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
    AclOf: resource('AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: ref('SubA'), NetworkAclId: ref('Acl') }),
  };
  const routes = estate.routes.map((each, index) => [
    `Route${index}`,
    resource('AWS::EC2::Route', { RouteTableId: ref(each.table), DestinationCidrBlock: each.cidr, NatGatewayId: ref('Nat') }),
  ]);
  const entries = estate.entries.map((each, index) => [`Entry${index}`, aclEntry(each)]);
  return { ...fixed, ...Object.fromEntries([...routes, ...entries]) };
}

const aclEntry = (each: Entry) =>
  resource('AWS::EC2::NetworkAclEntry', {
    NetworkAclId: ref('Acl'),
    RuleNumber: each.number,
    Egress: each.egress,
    RuleAction: each.allow ? 'allow' : 'deny',
    Protocol: 6,
    CidrBlock: each.cidr,
    PortRange: { From: each.from, To: each.to },
  });

const WORLD = worldSchema.parse({
  hosts: {
    a: { subnet: 'SubA', securityGroups: ['Sg'], ip: '10.0.1.15' },
    b: { subnet: 'SubB', securityGroups: ['Sg'], ip: '10.0.2.15' },
  },
});

/** What is asked of every estate: S3 from both hosts, the internet, and each other. */
const PROBES: readonly Probe[] = [
  { kind: 'reachability', from: { host: 'a' }, to: { ip: '52.216.14.9' } },
  { kind: 'reachability', from: { host: 'b' }, to: { ip: '52.217.70.33' } },
  { kind: 'reachability', from: { host: 'a' }, to: { ip: '93.184.216.34' } },
  { kind: 'reachability', from: { host: 'b' }, to: { host: 'a' } },
  { kind: 'reachability', from: { host: 'a' }, to: { host: 'b' } },
];

/** The answers of the standing probes; `names` translates the world's logical ids where they were renamed. */
export function answersOf(resources: Record<string, object>, names: (id: string) => string = (id) => id): readonly ProbeAnswer[] {
  const hosts = Object.fromEntries(
    Object.entries(WORLD.hosts).map(([name, host]) => [
      name,
      { ...host, subnet: names(host.subnet ?? ''), securityGroups: (host.securityGroups ?? []).map(names) },
    ]),
  );
  const configuration = openConfiguration({
    files: [{ path: 'estate.json', text: JSON.stringify({ Resources: resources }) }],
    world: { ...WORLD, hosts },
  });
  const [rejection] = configuration.report.rejections;
  if (rejection !== undefined) throw new Error(`the estate is refused: ${rejection.code} ${rejection.message}`);
  return answerProbes(configuration, PROBES);
}

/** For each standing probe, whether its connection is established. */
export const connections = (estate: Estate): readonly boolean[] =>
  answersOf(resourcesOf(estate)).map((answer) => answer.connection === 'established');
