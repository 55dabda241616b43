import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerProbes, openConfiguration, type StackPlace, verdictsOf, worldSchema } from '#engine';
import { drawFrom } from '../bench/draw.ts';
import { drawProbes, drawRequests, estateOf } from '../bench/estate.ts';
import { type Address, familyOf, parseAddress } from '../engine/ip/address.ts';
import { onePort } from '../engine/ip/ports.ts';
import { type Connection, connect, type Verdict, verdictOf } from '../engine/network/connect.ts';
import { estateTables } from '../engine/network/estate-tables.ts';
import { plainly } from '../engine/network/lookups.ts';
import { judgeOf, matrixOf } from '../engine/network/matrix.ts';
import { type Network, type NetworkInterface, TCP } from '../engine/network/model.ts';
import { tabled } from '../engine/network/verdicts.ts';
import type { Circumstances } from '../engine/network/walk.ts';
import type { Loaded } from '../engine/probe/loaded.ts';
import { estates, resourcesOf } from './estate.ts';

const FOLDER = new URL('./conformance/network/', import.meta.url);
const PROTOCOLS = [6, 6, 6, 17];
const PORTS = [443, 443, 80, 53, 22, 1024, 5432, 8080, 9000];
const ELSEWHERE = ['52.216.14.9', '52.217.70.33', '93.184.216.34', '10.0.7.7', '10.250.0.1', '192.168.10.9', '2600:1f00::1'];
/** A policy that tells one object from another. */
const SOME_OBJECTS = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws:s3:::claims-data/2*', 'arn:aws:s3:::claims-data/?'] },
    { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::claims-data/*7' },
  ],
};
const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];

type Input = Omit<Parameters<typeof openConfiguration>[0], 'stacks'> & { stacks?: readonly StackPlace[] };

/** The network of a configuration that AWS would take, else none. */
function networkOf(input: Input): readonly Network[] {
  const loaded = openConfiguration(input) as Loaded;
  return loaded.deployed === undefined || loaded.report.rejections.length > 0 ? [] : [loaded.deployed.compiled.network];
}

/** What the conformance files start from: every kind of gateway, endpoint and balancer. */
const conformanceInputs = readdirSync(FOLDER).map((file): Input => {
  const { base, stacks = [], world } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  const places: StackPlace[] = stacks.map((each: StackPlace) => ({ ...each, path: each.id }));
  const files =
    places.length === 0
      ? [{ path: 'x', text: JSON.stringify(base) }]
      : places.map(({ id }) => ({ path: id, text: JSON.stringify({ Resources: base[id] }) }));
  return { files, stacks: places, world: worldSchema.parse(world) };
});
const conformance = conformanceInputs.flatMap(networkOf);

const world = worldSchema.parse({
  hosts: Object.fromEntries(
    ['SubA', 'SubB', 'Pub'].flatMap((subnet) =>
      [15, 16, 200].map((last) => [`${subnet}-${last}`, { subnet, securityGroups: ['Sg'] }]),
    ),
  ),
});
const drawn = fc
  .sample(estates, { numRuns: 60, seed: 11 })
  .flatMap((estate) => networkOf({ files: [{ path: 'x', text: JSON.stringify({ Resources: resourcesOf(estate) }) }], world }));

const generated = [10, 3].flatMap((vpcs) => networkOf(estateOf(vpcs)));

const textOf = (connection: Connection): string =>
  JSON.stringify(connection, (_key, value) => (typeof value === 'bigint' ? value.toString() : value));

function placeOf({ arrival }: Verdict): string {
  if (arrival?.kind === 'interface') return arrival.networkInterface.origin.id;
  return arrival?.kind === 'gateway-endpoint' ? arrival.endpoint.origin.id : (arrival?.kind ?? 'nowhere');
}

interface Compared {
  readonly asked: number;
  readonly established: number;
  readonly tabled: number;
}

/** Asks `count` random questions of `network`, of its plain reading and of its tables; how many connections are established, and how many verdicts the tables tell. */
function compare(network: Network, seed: number, count: number): Compared {
  const plain = plainly(network);
  const draw = drawFrom(seed);
  const interfaces = [...network.networkInterfaces.values()].filter((nic) => nic.addresses.length > 0);
  const addresses: Address[] = [
    ...interfaces.flatMap((nic) => [...nic.addresses, ...(nic.publicAddress === undefined ? [] : [nic.publicAddress])]),
    ...ELSEWHERE.flatMap((text) => parseAddress(text) ?? []),
  ];
  let [established, tabledVerdicts] = [0, 0];
  for (let round = 0; round < 4; round += 1) {
    const failed = round < 2 ? [] : [draw.one(ZONES)];
    const circumstances: Circumstances = { failedZoneIds: new Set(failed), endpointStates: new Map() };
    const judge = judgeOf(network, circumstances);
    const told = new Map(PROTOCOLS.map((each) => [each, tabled(estateTables(network, circumstances, each))]));
    for (let asked = 0; asked < count / 4; asked += 1) {
      const from: NetworkInterface = draw.one(interfaces);
      const [to, protocol, port] = [draw.one(addresses), draw.one(PROTOCOLS), draw.one(PORTS)];
      const source = from.addresses.find((each) => familyOf(each) === familyOf(to)) ?? from.addresses[0] ?? 0;
      const packet = { source, destination: to, protocol, sourcePorts: from.ephemeralPorts, destinationPorts: onePort(port) };
      const sender = { kind: 'interface', networkInterface: from } as const;
      const reference = connect(plain, sender, packet, circumstances);
      const walked = connect(network, sender, packet, circumstances);
      const verdict = verdictOf(network, sender, packet, circumstances);
      const judged = judge({ from, to, protocol, port });
      const said = [verdict.forward, verdict.connection, placeOf(verdict), judged.forward, judged.connection].join(' ');
      const ends = [reference.forward, reference.connection];
      const same = [...ends, placeOf(reference), ...ends].join(' ');
      // Asked of expect only where there is a difference to show: a hundred thousand expectations take longer than the walks.
      if (said !== same) expect({ packet, said }).toEqual({ packet, said: same });
      if (textOf(walked) !== textOf(reference)) expect(walked).toEqual(reference);
      if (told.get(protocol)?.({ from, to, protocol, port }) !== undefined) tabledVerdicts += 1;
      if (reference.connection === 'established') established += 1;
    }
  }
  return { asked: 4 * Math.ceil(count / 4), established, tabled: tabledVerdicts };
}

describe('tables, classes and a plain reading of the whole network give the same verdict', () => {
  test.each([
    ['40,000 probes over generated estates', generated, 20_000, 0.3],
    ['30,000 probes over the networks of the conformance cases', conformance, 30_000 / conformance.length, 0.3],
    ['30,000 probes over drawn networks', drawn, 30_000 / drawn.length, 0.5],
  ] as const)('%s, of which tables tell at least a share', { timeout: 240_000 }, (_what, networks, each, share) => {
    expect(networks.length).toBeGreaterThan(1);
    const compared = networks.map((network, index) => compare(network, index + 1, Math.ceil(each)));
    const sumOf = (of: (one: Compared) => number) => compared.reduce((sum, one) => sum + of(one), 0);
    expect(sumOf((one) => one.established)).toBeGreaterThan(1_000);
    expect(sumOf((one) => one.tabled) / sumOf((one) => one.asked)).toBeGreaterThanOrEqual(share);
  });
});

test('tables tell all but one in a hundred verdicts that are asked of the machines of an estate', () => {
  const estate = estateOf(10);
  const verdicts = verdictsOf(openConfiguration(estate));
  const [network] = generated;
  if (verdicts === undefined || network === undefined) throw new Error('the estate is refused');
  const tell = tabled(estateTables(network, { failedZoneIds: new Set(), endpointStates: new Map() }, TCP));
  const asked = drawProbes(estate, drawFrom(8), 5_000);
  const told = asked.filter((probe) => {
    const attempt = probe.kind === 'reachability' ? verdicts.attemptOf(probe) : undefined;
    const from = network.networkInterfaces.get(attempt?.from.origin.id ?? '');
    return attempt !== undefined && from !== undefined && tell({ ...attempt, from }) !== undefined;
  });
  expect(told.length / asked.length).toBeGreaterThan(0.99);
});

test('a call from memory gets the answer of a call of its own, whichever object it names', () => {
  const draw = drawFrom(6);
  const estate = estateOf(4);
  const worlds = [
    estate.world,
    { ...estate.world, principals: { App: { arn: 'arn:aws:iam::111122223333:role/App', policies: [SOME_OBJECTS] } } },
  ];
  for (const world of worlds) {
    const configuration = openConfiguration({ ...estate, world });
    for (const probe of drawRequests(estate, draw, 1_500)) {
      const asked = probe.kind === 'request' && draw.below(3) === 0 ? { ...probe, action: 's3:PutObject' } : probe;
      const [remembered] = answerProbes(configuration, [asked]);
      const [anew] = answerProbes(configuration, [{ ...asked, faults: [] }]);
      expect(remembered).toEqual(anew);
    }
  }
});

test('the matrix of classes equals the matrix of hosts', () => {
  const circumstances: Circumstances = { failedZoneIds: new Set(), endpointStates: new Map() };
  for (const network of drawn.slice(0, 12)) {
    const hosts = [...network.networkInterfaces.values()].filter((nic) => nic.kind === 'host');
    const plain = plainly(network);
    const matrix = matrixOf(network, circumstances, hosts, PORTS);
    for (const [row, from] of hosts.entries())
      for (const [column, to] of hosts.entries())
        for (const [index, port] of PORTS.entries()) {
          const [source, destination] = [from.addresses[0] ?? 0, to.addresses[0] ?? 0];
          const packet = { source, destination, protocol: 6, sourcePorts: from.ephemeralPorts, destinationPorts: onePort(port) };
          const walked = connect(plain, { kind: 'interface', networkInterface: from }, packet, circumstances);
          expect(matrix[row]?.[column]?.[index]).toBe(walked.connection === 'established');
        }
  }
});
