import { expect, test } from 'vitest';
import type { Loaded } from '../probe/loaded.ts';
import { openConfiguration } from '../probe/open.ts';
import { worldSchema } from '../world.ts';

const COUNT = 150;
const NAMES = Array.from({ length: COUNT }, (_, index) => `Eip${index}`);
const template = (names: readonly string[]) =>
  JSON.stringify({
    Resources: Object.fromEntries(names.map((name) => [name, { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } }])),
    Outputs: Object.fromEntries(names.map((name) => [name, { Value: { 'Fn::GetAtt': [name, 'PublicIp'] } }])),
  });
const opened = (names: readonly string[], world = worldSchema.parse({})) =>
  (openConfiguration({ files: [{ path: 't.json', text: template(names) }], world }) as Loaded).deployed?.stack.draft;
const addressesOf = (draft: ReturnType<typeof opened>) =>
  new Map([...(draft?.elasticAddresses.values() ?? [])].map(({ origin, address }) => [origin.logicalId, address]));

test('no two Elastic IP addresses are one', () => expect(new Set(addressesOf(opened(NAMES)).values()).size).toBe(COUNT));

test('the order of a text decides no address', () =>
  expect(addressesOf(opened(NAMES.toReversed()))).toEqual(addressesOf(opened(NAMES))));

test('nothing gets an address that the world has given away', () => {
  const [first] = addressesOf(opened(['Nat'])).values();
  const ip = [24, 16, 8, 0].map((shift) => ((first ?? 0) >>> shift) & 255).join('.');
  const again = addressesOf(opened(['Nat'], worldSchema.parse({ hosts: { laptop: { internet: true, ip } } })));
  expect([...again.values()][0]).not.toBe(first);
});

test('a template reads of an address what it gets, also where two names choose alike', () => {
  const policies = NAMES.map((name): [string, object] => [
    `${name}Bucket`,
    {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: { 'Fn::Sub': `b-\${${name}.PublicIp}` } },
    },
  ]);
  const text = JSON.stringify({
    Resources: { ...JSON.parse(template(NAMES)).Resources, ...Object.fromEntries(policies) },
  });
  const configuration = openConfiguration({ files: [{ path: 't.json', text }], world: worldSchema.parse({}) }) as Loaded;
  const draft = configuration.deployed?.stack.draft;
  const shown = (address: number) => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
  for (const [name, address] of addressesOf(draft))
    expect(draft?.resources.get(`arn:aws:s3:::b-${shown(address)}`)?.logicalId).toBe(`${name}Bucket`);
});
