import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerProbes, openConfiguration, type Probe, worldSchema } from '#engine';
import { mergePatch } from './merge-patch.ts';

const FILE = new URL('./conformance/network/provider.json', import.meta.url);
const { base, stacks, world } = JSON.parse(readFileSync(FILE, 'utf8')) as {
  readonly base: Readonly<Record<string, unknown>>;
  readonly stacks: readonly { readonly id: string; readonly account: string }[];
  readonly world: unknown;
};

const TARGETS = ['TargetA', 'TargetB'] as const;
const CLIENTS = ['10.20.1.0/24', '10.20.2.0/24', '10.20.0.0/16', '10.50.0.0/16'] as const;
const SUBNETS = ['EpA', 'EpB'] as const;

/** A provider and its consumer, as far as the laws vary them. */
const designs = fc.record({
  targets: fc.subarray([...TARGETS]),
  clients: fc.subarray([...CLIENTS]),
  nodes: fc.subarray(['10.50.1.0/24', '10.50.2.0/24']),
  subnets: fc.subarray([...SUBNETS], { minLength: 1 }),
  crossZone: fc.boolean(),
  enforced: fc.boolean(),
  failed: fc.subarray(['use1-az1', 'use1-az2']),
});
type Design = typeof designs extends fc.Arbitrary<infer T> ? T : never;

const ref = (name: string) => ({ Ref: name });
const https = (cidr: string) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: cidr });

const changed = (design: Design) => ({
  provider: {
    Tg: { Properties: { Targets: design.targets.map((name) => ({ Id: ref(name) })) } },
    SgNlb: { Properties: { SecurityGroupIngress: design.clients.map(https) } },
    SgTarget: { Properties: { SecurityGroupIngress: design.nodes.map(https) } },
    Nlb: {
      Properties: {
        EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: design.enforced ? 'on' : 'off',
        LoadBalancerAttributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: String(design.crossZone) }],
      },
    },
  },
  consumer: { IfSvc: { Properties: { SubnetIds: design.subnets.map(ref) } } },
});

const probesOf = (design: Design, consumer: string): readonly Probe[] =>
  ['app-a', 'app-b'].flatMap((host) =>
    [undefined, 'us-east-1a', 'us-east-1b'].map(
      (zone): Probe => ({
        kind: 'reachability',
        from: { host },
        to: { endpoint: `${consumer}/IfSvc`, ...(zone === undefined ? {} : { zone }) },
        faults: design.failed.map((availabilityZone) => ({ availabilityZone })),
      }),
    ),
  );

/** Which of the probes connect: two clients by the Regional and by both zonal names. */
function connections(
  design: Design,
  order: readonly string[] = stacks.map(({ id }) => id),
  consumer = 'consumer',
): readonly boolean[] {
  const resources = mergePatch(base, changed(design)) as Readonly<Record<string, unknown>>;
  const named = (id: string) => (id === 'consumer' ? consumer : id);
  const places = order.flatMap((id) => stacks.filter((each) => each.id === id));
  const renamed = JSON.parse(JSON.stringify(world).replaceAll('consumer/', `${consumer}/`)) as unknown;
  const configuration = openConfiguration({
    files: places.map(({ id }) => ({ path: `${id}.json`, text: JSON.stringify({ Resources: resources[id] }) })),
    stacks: places.map(({ id, account }) => ({ id: named(id), account, path: `${id}.json` })),
    world: worldSchema.parse(renamed),
  });
  return answerProbes(configuration, probesOf(design, consumer)).map((each) => each.connection === 'established');
}

/** No connection of `fewer` that `more` does not have. */
function neverConnectsMore(fewer: Design, more: Design): void {
  const before = connections(more);
  for (const [index, established] of connections(fewer).entries()) if (established) expect(before[index]).toBe(true);
}

const RUNS = { numRuns: 60 };

test('the drawn designs connect often and often not, so that the laws below have something to say', () => {
  const drawn = fc.sample(designs, { numRuns: 120, seed: 7 }).flatMap((each) => connections(each));
  const established = drawn.filter((each) => each).length;
  expect(established).toBeGreaterThan(drawn.length / 20);
  expect(established).toBeLessThan(drawn.length * 0.9);
});

test("taking a rule away from the load balancer's or the targets' group never connects anything", () =>
  fc.assert(
    fc.property(designs, fc.nat(3), (design, index) => {
      neverConnectsMore({ ...design, clients: design.clients.filter((_, each) => each !== index) }, design);
      neverConnectsMore({ ...design, nodes: design.nodes.filter((_, each) => each !== index) }, design);
    }),
    RUNS,
  ));

test("not to judge PrivateLink's clients never disconnects any", () =>
  fc.assert(
    fc.property(designs, (design) => neverConnectsMore(design, { ...design, enforced: false })),
    RUNS,
  ));

test('the loss of a zone never connects anything by a zonal name', () =>
  fc.assert(
    fc.property(designs, fc.constantFrom('use1-az1', 'use1-az2'), (design, zone) => {
      const healthy = { ...design, failed: [], crossZone: false };
      const [before, after] = [connections(healthy), connections({ ...healthy, failed: [zone] })];
      // The Regional name may get better: an interface without targets drops out of the answer with its zone.
      for (const index of [1, 2, 4, 5]) if (after[index] === true) expect(before[index]).toBe(true);
    }),
    RUNS,
  ));

test('the order of the stacks never changes a verdict', () =>
  fc.assert(
    fc.property(designs, fc.shuffledSubarray(['provider', 'consumer', 'other'], { minLength: 3 }), (design, order) => {
      expect(connections(design, order)).toEqual(connections(design));
    }),
    RUNS,
  ));

test('the name of a stack never changes a verdict', () =>
  fc.assert(
    fc.property(designs, (design) => {
      expect(connections(design, undefined, 'tenant-7')).toEqual(connections(design));
    }),
    RUNS,
  ));
