import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { CATALOGUE_FILE, cutCatalogue } from '../cli/cut-catalogue.ts';
import { loadActionCatalogue } from '../engine/catalogue/actions/load.ts';

const committed = readFileSync(CATALOGUE_FILE, 'utf8');
const catalogue = await loadActionCatalogue();

test('cutting the pinned package again gives the committed file', async () => {
  expect((await cutCatalogue()) === committed, 'run `npx tsx cli/cut-catalogue.ts` and commit the file').toBe(true);
});

test('the catalogue is at most 60 KB compressed', () => {
  expect(gzipSync(committed).length).toBeLessThanOrEqual(60 * 1024);
});

test('every service of the course has actions, each of which acts on types and carries keys of its own service', () => {
  expect(catalogue.known.length).toBeGreaterThanOrEqual(38);
  for (const prefix of catalogue.known) {
    const service = catalogue.service(prefix);
    expect(service?.actions.size, prefix).toBeGreaterThan(0);
    expect(catalogue.everyService.has(prefix)).toBe(true);
    for (const action of service?.actions.values() ?? []) {
      for (const resource of action.resources) expect(service?.resources).toContain(resource);
      for (const key of action.keys) expect(service?.keys.get(key.name.toLowerCase())).toBe(key);
    }
  }
});

test.each([
  ['s3', 'GetObject', ['arn:*:s3:*:*:accesspoint/*/object/*', 'arn:*:s3:::*/*'], 's3:ExistingObjectTag/*'],
  ['s3', 'ListBucket', ['arn:*:s3:*:*:accesspoint/*', 'arn:*:s3:::*'], 's3:prefix'],
  ['dynamodb', 'GetItem', ['arn:*:dynamodb:*:*:table/*'], 'dynamodb:LeadingKeys'],
  ['sqs', 'SendMessage', ['arn:*:sqs:*:*:*'], undefined],
])('%s:%s acts on its resources and carries its keys', (service, action, arns, key) => {
  const found = catalogue.service(service)?.actions.get(action.toLowerCase());
  expect(found?.name).toBe(action);
  expect(found?.resources.map(({ arn }) => arn)).toEqual(expect.arrayContaining(arns));
  if (key !== undefined) expect(found?.keys.map(({ name }) => name)).toContain(key);
});

test('the keys of the network path are global', () => {
  for (const key of [
    'aws:SourceVpce',
    'aws:SourceVpc',
    'aws:VpcSourceIp',
    'aws:SourceIp',
    'aws:PrincipalOrgID',
    'aws:PrincipalTag/*',
  ])
    expect(catalogue.globalKeys.get(key.toLowerCase())?.name).toBe(key);
});

test('actions of S3 named after objects act on objects and not on buckets, those named after buckets the other way round', () => {
  const types = [...(catalogue.service('s3')?.actions.values() ?? [])].map(({ name, resources }) => ({
    name,
    types: resources.map(({ type }) => type),
  }));
  const named = (begin: RegExp) => types.filter(({ name }) => begin.test(name));
  expect(
    named(/^(Get|Put|Delete)Object/).filter((each) => !each.types.includes('object') || each.types.includes('bucket')),
  ).toEqual([]);
  expect(
    named(/^(List|Get|Put|Delete)Bucket/).filter((each) => !each.types.includes('bucket') || each.types.includes('object')),
  ).toEqual([]);
});
