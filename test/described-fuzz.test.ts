import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerProbes, isDescribed, openParsed, parseDescribed, probeSchema, worldSchema, writeConfiguration } from '#engine';

const world = worldSchema.parse({});
const open = (text: string) => openParsed(parseDescribed({ files: [{ path: 'all.json', text }], world }));
const ask = probeSchema.parse({ kind: 'reachability', from: { ip: '10.1.1.10' }, to: { ip: '10.2.1.20' }, destinationPort: 443 });

/** Everything is asked that may be asked of a configuration; nothing of it may throw. */
function used(text: string): void {
  const configuration = open(text);
  answerProbes(configuration, [ask]);
  writeConfiguration(configuration, 'cloudformation');
  writeConfiguration(configuration, 'commands');
  for (const { span } of configuration.report.diagnostics) if (span !== undefined) expect(span.file).toBe('all.json');
}

test('no text ends in anything but a configuration and remarks', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json({ maxDepth: 3 })), (text) => used(text)),
    { numRuns: 150 },
  ));

const KEYS = [
  'Vpcs',
  'Subnets',
  'RouteTables',
  'SecurityGroups',
  'NatGateways',
  'VpcEndpoints',
  'Reservations',
  'LoadBalancers',
  'PrefixLists',
  'HostedZones',
];
const junk = fc.array(
  fc.oneof(
    fc.jsonValue(),
    fc.dictionary(
      fc.constantFrom('VpcId', 'SubnetId', 'CidrBlock', 'State', 'Routes', 'Associations', 'Instances', 'IpPermissions'),
      fc.jsonValue(),
    ),
  ),
);

test('lists that hold anything are no worse', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...KEYS), junk), (response) => used(JSON.stringify(response))),
    { numRuns: 80 },
  ));

const peering = readFileSync(new URL('./corpus/described/hub-and-spoke/everything.json', import.meta.url), 'utf8');
const places = peering.split('\n').flatMap((line, index) => (/^\s+"/.test(line) ? [index] : []));

test('a description that lost some of its lines is read as far as it goes', () =>
  fc.assert(
    fc.property(fc.subarray(places, { minLength: 1, maxLength: 6 }), (lost) => {
      const rest = peering.split('\n').filter((_, index) => !lost.includes(index));
      used(rest.join('\n').replace(/,(\s*[}\]])/g, '$1'));
    }),
    { numRuns: 25 },
  ));

test.each([
  ['an endless nest', `${'['.repeat(100_000)}`, 'TEMPLATE_TOO_DEEP'],
  ['50 MB', `{"Vpcs": [${'{"VpcId": "vpc-0a", "CidrBlock": "10.0.0.0/16"},'.repeat(1_050_000)}{}]}`, 'DESCRIBED_TOO_LARGE'],
])('%s gets a remark with a place', (_what, text, code) => {
  const found = open(text).report.diagnostics.find((each) => each.code === code);
  expect(found?.span?.start).toEqual({ line: expect.any(Number), column: expect.any(Number) });
});

test('what is told by its first keys is told at once', () =>
  expect(isDescribed(`{"a": "${'x'.repeat(5_000_000)}"}`)).toBe(false));
