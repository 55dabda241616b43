import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerProbes, openConfiguration, type Probe, type ProbeAnswer, worldSchema } from '#engine';
import { answersOf, type Estate, estates, resourcesOf } from './estate.ts';

const RUNS = { numRuns: 80 };

const ref = (id: string) => ({ Ref: id });
const ec2 = (type: string, properties: object) => ({ Type: `AWS::EC2::${type}`, Properties: properties });

function ask(resources: object, world: unknown, probes: readonly Probe[]): readonly ProbeAnswer[] {
  const text = JSON.stringify({ Resources: resources });
  const configuration = openConfiguration({ files: [{ path: 'network.json', text }], world: worldSchema.parse(world) });
  expect(configuration.report.rejections).toEqual([]);
  expect(configuration.report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return answerProbes(configuration, probes);
}

test('a group that admitted a packet on an interface admits its reply there', () =>
  fc.assert(
    fc.property(estates, (estate) => {
      const blocks = answersOf(resourcesOf(estate)).flatMap((each) => each.blocks ?? []);
      for (const block of blocks) if (block.kind === 'security-group') expect(block.direction).toBe('forward');
    }),
    RUNS,
  ));

interface Wide {
  readonly base: { readonly Resources: Readonly<Record<string, object>> };
  readonly world: { readonly hosts: Readonly<Record<string, { readonly subnet?: string; readonly resolver?: string }>> };
}

/** Four VPCs, peering, a transit gateway, VPN and Direct Connect: everything from which somebody may count on an endpoint. */
const wide = JSON.parse(readFileSync(new URL('./conformance/network/symptoms.json', import.meta.url), 'utf8')) as Wide;

test('a gateway endpoint is entered only from an interface of its own VPC', () => {
  const senders = Object.keys(wide.world.hosts).filter((name) => name !== 'dx');
  const probe = (host: string, ip: string): Probe => ({ kind: 'reachability', from: { host }, to: { ip } });
  const world = { ...wide.world, hosts: Object.fromEntries(Object.entries(wide.world.hosts).filter(([name]) => name !== 'dx')) };
  fc.assert(
    fc.property(
      fc.constantFrom(...senders),
      fc.integer({ min: 0, max: 65_535 }),
      fc.subarray(['RtOn', 'RtOff', 'RtPeer', 'RtFar', 'RtSpoke']),
      (host, low, tables) => {
        const own = tables.filter((each) => ['RtOn', 'RtOff'].includes(each));
        const endpoint = ec2('VPCEndpoint', {
          VpcId: ref('Vpc'),
          ServiceName: 'com.amazonaws.us-east-1.s3',
          RouteTableIds: own.map(ref),
        });
        const address = `52.216.${low >> 8}.${low & 255}`;
        const [answer] = ask({ ...wide.base.Resources, S3Gw: endpoint }, world, [probe(host, address)]);
        const entered = (answer?.via ?? []).some((each) => each.kind === 'vpc-endpoint' && each.endpointType === 'Gateway');
        if (entered) expect(['On', 'Off']).toContain(wide.world.hosts[host]?.subnet);
      },
    ),
    RUNS,
  );
});

/** Blocks of the list of S3 in us-east-1, as base and length. */
const LIST = [
  { first: 52, second: 216, length: 15 },
  { first: 54, second: 231, length: 16 },
];

const listed = fc
  .tuple(fc.constantFrom(...LIST), fc.nat(1), fc.nat(255), fc.nat(255))
  .map(([{ first, second, length }, odd, third, fourth]) => ({
    ip: `${first}.${second + (length === 15 ? odd : 0)}.${third}.${fourth}`,
    length,
  }));

const number = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** Whether a written line of the host's table is as long as the list's entry or longer, and covers the address. */
const excepted = (estate: Estate, { ip, length }: { readonly ip: string; readonly length: number }): boolean =>
  estate.routes.some(({ table, cidr }) => {
    const [base = '', size = '0'] = cidr.split('/');
    const width = 2 ** (32 - Number(size));
    const covers = Math.floor(number(base) / width) === Math.floor(number(ip) / width);
    return table === 'RtA' && covers && Number(size) >= length;
  });

test('every address of a prefix list is routed alike, unless a longer line or an equal static one says otherwise', () =>
  fc.assert(
    fc.property(estates, listed, listed, (estate, one, other) => {
      const world = { hosts: { a: { subnet: 'SubA', securityGroups: ['Sg'] } } };
      const probe = ({ ip }: { readonly ip: string }): Probe => ({ kind: 'reachability', from: { host: 'a' }, to: { ip } });
      const associated = { ...estate, endpointTables: ['RtA' as const] };
      const answers = ask(resourcesOf(associated), world, [one, other].map(probe));
      for (const [index, address] of [one, other].entries()) {
        const endpoint = (answers[index]?.via ?? []).some((each) => each.id === 'S3Gw');
        expect(endpoint).toBe(!excepted(estate, address));
      }
    }),
    RUNS,
  ));

/** An interface endpoint whose possible subnets share a table and an ACL; the client stands in none of them. */
const placements = fc.record({
  chosen: fc.subarray(['A', 'B', 'C'], { minLength: 1, maxLength: 2 }),
  ingress: fc.subarray(['10.0.0.0/16', '10.0.9.0/24', '10.9.0.0/16']),
  entries: fc.uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 90 }),
      egress: fc.boolean(),
      allow: fc.boolean(),
      cidr: fc.constantFrom('0.0.0.0/0', '10.0.9.0/24', '10.0.0.0/16'),
      from: fc.constantFrom(0, 443, 1024),
    }),
    { maxLength: 5, selector: (each) => `${each.egress} ${each.number}` },
  ),
  open: fc.boolean(),
});
type Placement = typeof placements extends fc.Arbitrary<infer T> ? T : never;

function endpointIn({ chosen, ingress, entries, open }: Placement): object {
  const zones = Object.entries({ A: 'a', B: 'b', C: 'c' });
  const rules = [...entries, ...[false, true].map((egress) => ({ number: 99, egress, allow: open, cidr: '0.0.0.0/0', from: 0 }))];
  return {
    Vpc: ec2('VPC', { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true }),
    Client: ec2('Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.9.0/24', AvailabilityZone: 'us-east-1a' }),
    Acl: ec2('NetworkAcl', { VpcId: ref('Vpc') }),
    ...Object.fromEntries(
      zones.flatMap(([name, zone], index) => [
        [name, ec2('Subnet', { VpcId: ref('Vpc'), CidrBlock: `10.0.${index + 1}.0/24`, AvailabilityZone: `us-east-1${zone}` })],
        [`${name}Acl`, ec2('SubnetNetworkAclAssociation', { SubnetId: ref(name), NetworkAclId: ref('Acl') })],
      ]),
    ),
    ...Object.fromEntries(
      rules.map((each, index) => [
        `Entry${index}`,
        ec2('NetworkAclEntry', {
          NetworkAclId: ref('Acl'),
          RuleNumber: each.number,
          Egress: each.egress,
          RuleAction: each.allow ? 'allow' : 'deny',
          Protocol: 6,
          CidrBlock: each.cidr,
          PortRange: { From: each.from, To: 65_535 },
        }),
      ]),
    ),
    SgClient: ec2('SecurityGroup', { GroupDescription: 'client', VpcId: ref('Vpc') }),
    SgEp: ec2('SecurityGroup', {
      GroupDescription: 'endpoint',
      VpcId: ref('Vpc'),
      SecurityGroupIngress: ingress.map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp })),
    }),
    If: ec2('VPCEndpoint', {
      VpcId: ref('Vpc'),
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.us-east-1.sqs',
      SubnetIds: chosen.map(ref),
      SecurityGroupIds: [ref('SgEp')],
      PrivateDnsEnabled: true,
    }),
  };
}

const connects = (placement: Placement): boolean => {
  const to = { name: 'sqs.us-east-1.amazonaws.com' };
  const world = { hosts: { client: { subnet: 'Client', securityGroups: ['SgClient'] } } };
  const [answer] = ask(endpointIn(placement), world, [{ kind: 'reachability', from: { host: 'client' }, to }]);
  return answer?.connection === 'established';
};

test('adding a zone to an endpoint, in a subnet with the table and ACL of one already chosen, never loses a connection', () => {
  let established = 0;
  fc.assert(
    fc.property(placements, fc.constantFrom('A', 'B', 'C'), (placement, added) => {
      if (placement.chosen.includes(added) || !connects(placement)) return;
      established += 1;
      expect(connects({ ...placement, chosen: [...placement.chosen, added] })).toBe(true);
    }),
    { ...RUNS, seed: 7 },
  );
  expect(established).toBeGreaterThan(3);
});

const KEYS = ['aws:SourceVpce', 'aws:SourceVpc'] as const;

/** Policies that name things of the template by their ids. */
const guarded = fc.record({
  bucketKey: fc.constantFrom(...KEYS),
  names: fc.constantFrom('own', 'other'),
  written: fc.constantFrom('Ref', 'Sub'),
  operator: fc.constantFrom('StringEquals', 'StringNotEquals'),
  effect: fc.constantFrom('Allow', 'Deny'),
});
type Guarded = typeof guarded extends fc.Arbitrary<infer T> ? T : never;

function guardedBy({ bucketKey, names, written, operator, effect }: Guarded, rename: (id: string) => string): object {
  const thing = (key: (typeof KEYS)[number]) => {
    const id = rename(`${key === 'aws:SourceVpce' ? 'S3Gw' : 'Vpc'}${names === 'own' ? '' : 'Other'}`);
    return written === 'Ref' ? ref(id) : { 'Fn::Sub': `\${${id}}` };
  };
  const statement = (Effect: string, Resource: unknown, Condition?: object) => ({
    Effect,
    Principal: '*',
    Action: 's3:*',
    Resource,
    ...(Condition === undefined ? {} : { Condition }),
  });
  const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
  // An endpoint that named itself would wait for itself; its policy names the VPC.
  const policy = document(
    statement('Allow', '*'),
    statement('Deny', '*', { [operator]: { 'aws:SourceVpc': thing('aws:SourceVpc') } }),
  );
  const vpc = (suffix: string, cidr: string, PolicyDocument?: object) => ({
    [rename(`Vpc${suffix}`)]: ec2('VPC', { CidrBlock: cidr, EnableDnsHostnames: true }),
    [rename(`Sub${suffix}`)]: ec2('Subnet', {
      VpcId: ref(rename(`Vpc${suffix}`)),
      CidrBlock: cidr.replace('.0.0/16', '.1.0/24'),
    }),
    [rename(`Rt${suffix}`)]: ec2('RouteTable', { VpcId: ref(rename(`Vpc${suffix}`)) }),
    [rename(`RtOf${suffix}`)]: ec2('SubnetRouteTableAssociation', {
      SubnetId: ref(rename(`Sub${suffix}`)),
      RouteTableId: ref(rename(`Rt${suffix}`)),
    }),
    [rename(`S3Gw${suffix}`)]: ec2('VPCEndpoint', {
      VpcId: ref(rename(`Vpc${suffix}`)),
      ServiceName: 'com.amazonaws.us-east-1.s3',
      RouteTableIds: [ref(rename(`Rt${suffix}`))],
      ...(PolicyDocument === undefined ? {} : { PolicyDocument }),
    }),
  });
  return {
    ...vpc('', '10.0.0.0/16', effect === 'Deny' ? policy : undefined),
    ...vpc('Other', '10.1.0.0/16'),
    [rename('Bucket')]: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'claims-data' } },
    [rename('BucketPolicy')]: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: ref(rename('Bucket')),
        PolicyDocument: document(
          statement(effect, 'arn:aws:s3:::claims-data/*', { [operator]: { [bucketKey]: thing(bucketKey) } }),
        ),
      },
    },
  };
}

test('renaming ids everywhere, policies included, never changes a verdict', () => {
  const outcomes = new Set<unknown>();
  const read = (design: Guarded, rename: (id: string) => string) => {
    const role = (policies: readonly object[]) => ({ arn: 'arn:aws:iam::111122223333:role/App', session: 'i-0abc', policies });
    const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const world = {
      hosts: { app: { subnet: rename('Sub') }, other: { subnet: rename('SubOther') } },
      principals: { Full: role([all]), Bare: role([]) },
    };
    const probes = ['app', 'other'].flatMap((host) =>
      ['Full', 'Bare'].map(
        (principal): Probe => ({
          kind: 'request',
          from: { host },
          principal,
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::claims-data/x',
        }),
      ),
    );
    return ask(guardedBy(design, rename), world, probes).map(({ outcome, blocks }) => [
      outcome,
      (blocks ?? []).map(({ kind, explanationCode }) => [kind, explanationCode]),
    ]);
  };
  fc.assert(
    fc.property(guarded, fc.stringMatching(/^[A-Z][a-z]{0,5}$/), (design, prefix) => {
      const before = read(design, (id) => id);
      for (const [outcome] of before) outcomes.add(outcome);
      expect(read(design, (id) => `${prefix}${id}`)).toEqual(before);
    }),
    RUNS,
  );
  expect(outcomes).toEqual(new Set(['allowed', 'accessDenied']));
});
