import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { loadResourceSpecification, type PropertyType } from '#engine';
import { cutSpecification, SPECIFICATION_FILE } from '../cli/cut-specification.ts';

const committed = readFileSync(SPECIFICATION_FILE, 'utf8');
const specification = await loadResourceSpecification();
const pinned: { readonly devDependencies: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

test('cutting the pinned package again gives the committed file', async () => {
  expect((await cutSpecification()) === committed, 'run `npx tsx cli/cut-specification.ts` and commit the file').toBe(true);
  expect(specification.source).toContain(` ${pinned.devDependencies['@aws-cdk/aws-service-spec']},`);
});

test('the table is at most 40 KB compressed', () => expect(gzipSync(committed).length).toBeLessThanOrEqual(40 * 1024));

test('every part that a property names is in the table', () => {
  const seen = new Set<string>();
  const visit = (type: PropertyType): void => {
    if (type.kind === 'list' || type.kind === 'map') visit(type.of);
    if (type.kind !== 'part' || seen.has(type.part)) return;
    seen.add(type.part);
    // CloudFormation has parts without any property, which only have to be there.
    for (const each of specification.partNamed(type.part).values()) visit(each.type);
  };
  for (const { properties } of specification.types.values()) for (const { type } of properties.values()) visit(type);
  expect(seen.size).toBeGreaterThan(200);
});

test('an endpoint has the types that AWS names, and needs a VPC', () => {
  const endpoint = specification.types.get('AWS::EC2::VPCEndpoint');
  expect(endpoint?.properties.get('VpcEndpointType')?.allowedValues).toContain('GatewayLoadBalancer');
  expect([...(endpoint?.properties.values() ?? [])].filter(({ required }) => required).map(({ name }) => name)).toEqual([
    'VpcId',
  ]);
  expect(endpoint?.attributes).toContain('DnsEntries');
});
