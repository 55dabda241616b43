import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerProbes, type Block, describeBlock, openConfiguration, type Probe, type StackPlace, worldSchema } from '#engine';
import { draw } from '../app/_ui/diagram/draw.ts';
import { layoutOf } from '../app/_ui/diagram/layout.ts';
import { pathOf } from '../app/_ui/diagram/path-of.ts';
import { kindWords } from '../app/_ui/trace/kind-words.ts';
import { hostOf } from '../app/_ui/trace/probe-words.ts';
import { traceOf } from '../app/_ui/trace/trace-of.ts';
import { closerOf } from '../app/lab/[lab]/closer.ts';
import { mergePatch } from './merge-patch.ts';

const FOLDER = new URL('./conformance/network/', import.meta.url);

/** Every kind of thing that can stop a packet or a request (contract 3). */
const KINDS = [
  ...[
    'dns',
    'route-table',
    'vpc',
    'internet',
    'internet-gateway',
    'egress-only-internet-gateway',
    'nat-gateway',
    'transit-gateway',
  ],
  ...['transit-gateway-route-table', 'peering-connection', 'vpn-gateway', 'network-interface', 'on-premises', 'vpc-endpoint'],
  ...['security-group', 'network-acl', 'load-balancer-security-group', 'availability-zone', 'endpoint-state', 'load-balancer'],
  ...['identity-policy', 'endpoint-policy', 'resource-policy', 'service-control-policy', 'resource-control-policy'],
  ...['permission-boundary', 'session-policy'],
];
/** Kinds that the engine has a word for and no rule of AWS that ends a packet there. */
const NEVER = ['vpc'];
/** Kinds that no line of a network's text makes: the internet, and what a world says of its principals. */
const IN_NO_LINE = ['internet', 'identity-policy', 'permission-boundary', 'session-policy'];

interface Case {
  readonly name: string;
  readonly change: Readonly<Record<string, unknown>>;
  readonly world?: object;
  readonly probe: Probe;
  readonly expected: { readonly blocks?: readonly Partial<Block>[]; readonly blockedBy?: Partial<Block> };
}

const files = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
const cases = files.flatMap(({ base, stacks = [], world, cases: all }) =>
  (all as readonly Case[]).map((each) => ({ base, stacks: stacks as readonly StackPlace[], around: world, ...each })),
);

const ALLOW = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
const DENY = { Version: '2012-10-17', Statement: [{ Sid: 'No', Effect: 'Deny', Action: 's3:*', Resource: '*' }] };
const own = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const deniedBy = { orgIdentifier: 'r-1', policies: [DENY] };

/** One host with a gateway endpoint and a way on premises, and a caller for each layer that denies; what the files do not pin. */
const EXTRA = {
  base: {
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.20.0.0/16' } },
      AppA: {
        Type: 'AWS::EC2::Subnet',
        Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.20.1.0/24', AvailabilityZone: 'us-east-1a' },
      },
      RtA: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
      AssocA: {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        Properties: { SubnetId: { Ref: 'AppA' }, RouteTableId: { Ref: 'RtA' } },
      },
      Vgw: { Type: 'AWS::EC2::VPNGateway', Properties: { Type: 'ipsec.1' } },
      VgwAt: { Type: 'AWS::EC2::VPCGatewayAttachment', Properties: { VpcId: { Ref: 'Vpc' }, VpnGatewayId: { Ref: 'Vgw' } } },
      Office: {
        Type: 'AWS::EC2::Route',
        DependsOn: 'VgwAt',
        Properties: { RouteTableId: { Ref: 'RtA' }, DestinationCidrBlock: '192.168.0.0/16', GatewayId: { Ref: 'Vgw' } },
      },
      S3Gw: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: { VpcId: { Ref: 'Vpc' }, ServiceName: 'com.amazonaws.us-east-1.s3', RouteTableIds: [{ Ref: 'RtA' }] },
      },
    },
  },
  stacks: [],
  around: {
    organizations: { 'o-1': ['111122223333', '222233334444'] },
    hosts: { 'app-a': { subnet: 'AppA', ip: '10.20.1.15' } },
    principals: {
      'identity-policy': { arn: 'arn:aws:iam::111122223333:role/none', policies: [] },
      'endpoint-policy': { arn: 'arn:aws:iam::111122223333:role/all', policies: [own] },
      'resource-policy': { arn: 'arn:aws:iam::111122223333:role/all', policies: [own] },
      'permission-boundary': { arn: 'arn:aws:iam::111122223333:role/bound', policies: [own], permissionsBoundary: DENY },
      'session-policy': { arn: 'arn:aws:iam::111122223333:role/short', policies: [own], sessionPolicy: DENY },
      'service-control-policy': { arn: 'arn:aws:iam::222233334444:role/ruled', policies: [own] },
      'resource-control-policy': { arn: 'arn:aws:iam::111122223333:role/all', policies: [own] },
    },
    serviceControlPolicies: [{ account: '222233334444', levels: [deniedBy] }],
    resourceControlPolicies: [
      {
        account: '222233334444',
        levels: [{ ...deniedBy, policies: [{ ...DENY, Statement: [{ ...DENY.Statement[0], Principal: '*' }] }] }],
      },
    ],
    resources: {
      'arn:aws:s3:::open': { account: '111122223333', region: 'us-east-1', policy: ALLOW },
      'arn:aws:s3:::shut': {
        account: '111122223333',
        region: 'us-east-1',
        policy: { ...ALLOW, Statement: [{ ...ALLOW.Statement[0], Effect: 'Deny' }] },
      },
      'arn:aws:s3:::ruled': { account: '222233334444', region: 'us-east-1', policy: ALLOW },
    },
  },
  change: {},
};

function extraFor(kind: string): readonly (typeof cases)[number][] {
  if (kind === 'on-premises') {
    const probe: Probe = { kind: 'reachability', from: { host: 'app-a' }, to: { ip: '192.168.10.77' } };
    return [{ ...EXTRA, name: kind, probe, expected: {} }];
  }
  if (!Object.hasOwn(EXTRA.around.principals, kind)) return [];
  const bucket = { 'resource-policy': 'shut', 'resource-control-policy': 'ruled', 'identity-policy': 'nobodys' }[kind] ?? 'open';
  const probe: Probe = {
    kind: 'request',
    from: { host: 'app-a' },
    principal: kind,
    action: 's3:GetObject',
    resource: `arn:aws:s3:::${bucket}/x`,
  };
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::other/*' }],
  };
  const change = kind === 'endpoint-policy' ? { S3Gw: { Properties: { PolicyDocument: document } } } : {};
  const own = kind === 'resource-policy' ? [declaredBucket(probe)] : [];
  return [{ ...EXTRA, name: kind, probe, change, expected: {} }, ...own];
}

/** A bucket whose policy stands in the learner's own text. */
function declaredBucket(probe: Extract<Probe, { kind: 'request' }>): (typeof cases)[number] {
  const policy = { ...DENY, Statement: [{ ...DENY.Statement[0], Principal: '*', Resource: 'arn:aws:s3:::mine/*' }] };
  const change = {
    Mine: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'mine' } },
    MinePolicy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Mine' }, PolicyDocument: policy } },
  };
  return { ...EXTRA, name: 'declared bucket', probe: { ...probe, resource: 'arn:aws:s3:::mine/x' }, change, expected: {} };
}

const stopsAt = (kind: string) =>
  cases.filter(({ expected }) => [...(expected.blocks ?? []), expected.blockedBy ?? {}].some((block) => block.kind === kind));

/** The configuration of a case, its text on many lines, and the answer to its probe, explained where that can be. */
function answered({ base, stacks, around, change, world = {}, probe }: (typeof cases)[number]) {
  const patch = mergePatch(around, world);
  const text = (id: string) =>
    JSON.stringify(
      { Resources: mergePatch(id === '' ? base.Resources : base[id], id === '' ? change : (change[id] ?? {})) },
      null,
      1,
    );
  const ids = stacks.length === 0 ? [''] : stacks.map(({ id }) => id);
  const configuration = openConfiguration({
    files: ids.map((id) => ({ path: `${id}.json`, text: text(id) })),
    stacks: stacks.map((each) => ({ ...each, path: `${each.id}.json` })),
    world: worldSchema.parse(patch),
  });
  const asked: Probe = probe.kind === 'request' ? { ...probe, explain: true } : probe;
  return { configuration, world: worldSchema.parse(patch), probe, answer: answerProbes(configuration, [asked])[0] };
}

describe.each(KINDS.filter((kind) => !NEVER.includes(kind)))('what stops at %s', (kind) => {
  const all = [...stopsAt(kind), ...extraFor(kind)].map(answered);

  test('is pinned by a case', () => {
    const stopped = all.flatMap(({ answer }) => answer?.blocks ?? []).filter((block) => block.kind === kind);
    expect(stopped.length).toBeGreaterThan(0);
  });

  test('is one step of the trace, which names it and says why', () => {
    for (const { configuration, answer } of all) {
      if (answer === undefined) throw new Error('no answer');
      const { steps } = traceOf(answer, describeBlock, closerOf(configuration));
      for (const block of (answer.blocks ?? []).filter((each) => each.kind === kind)) {
        const own = steps.flatMap((step) =>
          step.blocks.filter((view) => view.code === block.explanationCode && view.kind === kindWords(kind)).map(() => step),
        );
        expect(own.length).toBeGreaterThan(0);
        for (const step of own) {
          expect(step.state).toBe('blocked');
          expect(step.blocks[0]?.summary).not.toBe('');
        }
      }
    }
  });

  test('is drawn at a place of the map', () => {
    for (const { configuration, world, answer, probe } of all) {
      if (answer === undefined) throw new Error('no answer');
      const layout = layoutOf(draw(configuration.resources, world.hosts));
      const { steps } = traceOf(answer, describeBlock, closerOf(configuration), hostOf(probe));
      const points = pathOf(layout, steps);
      for (const [index, step] of steps.entries())
        if (step.blocks.some((view) => view.kind === kindWords(kind))) expect(points[index], step.name).toBeDefined();
    }
  });

  test('is linked to the line that made it', () => {
    const linked = all
      .flatMap(({ answer }) => answer?.blocks ?? [])
      .filter((each) => each.kind === kind && each.span !== undefined);
    expect(linked.length > 0).toBe(!IN_NO_LINE.includes(kind));
    for (const { configuration, answer } of all) {
      if (answer === undefined) throw new Error('no answer');
      const { steps } = traceOf(answer, describeBlock, closerOf(configuration));
      for (const block of (answer.blocks ?? []).filter((each) => each.kind === kind && each.span !== undefined)) {
        const step = steps.find((each) =>
          each.blocks.some((view) => view.span === block.span && view.code === block.explanationCode),
        );
        expect(step?.span?.start).toEqual(block.span?.start);
        if (block.logicalId === undefined) continue;
        const owner = configuration.resources
          .filter(({ span }) => span.file === block.span?.file && span.start.line <= block.span.start.line)
          .toSorted((one, other) => other.span.start.line - one.span.start.line)[0];
        const mentions = owner?.logicalId === block.logicalId || JSON.stringify(owner?.properties).includes(block.id);
        expect(mentions, `${block.logicalId} on the line of ${owner?.logicalId}`).toBe(true);
      }
    }
  });
});
