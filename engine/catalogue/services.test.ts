import { expect, test } from 'vitest';
import { defaultNameOf, privateNamesOf, serviceOfName } from './service-names.ts';
import { parseServiceName, SERVICES } from './services.ts';

test('the catalogue holds at least seventy services, each once', () => {
  const names = SERVICES.map((each) => each.service);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(70);
});

test.each(SERVICES)('the default name of $service leads back to a service of the same actions', (entry) => {
  const name = defaultNameOf(entry, 'eu-west-1').replace('*.', 'x.');
  expect(serviceOfName(name)?.entry.actionPrefix).toBe(entry.actionPrefix);
});

test.each(SERVICES)('every private name of $service is one of its public names', (entry) => {
  for (const name of privateNamesOf(entry, 'us-east-1', true))
    expect(serviceOfName(name.replace('*.', 'x.'))?.entry.actionPrefix).toBe(entry.actionPrefix);
});

test.each(SERVICES)('the service name of $service is read back', (entry) => {
  const name = (entry.serviceName ?? `com.amazonaws.{region}.${entry.service}`).replace('{region}', 'us-east-1');
  expect(parseServiceName(name)).toEqual({ region: 'us-east-1', service: entry.service });
});

test.each([
  ['claims-data.s3.eu-west-1.amazonaws.com', 's3', 'eu-west-1'],
  ['my-us-west-2.s3.eu-west-1.amazonaws.com', 's3', 'eu-west-1'],
  ['s3-us-west-2.amazonaws.com', 's3', 'us-west-2'],
  ['sts.amazonaws.com', 'sts', 'us-east-1'],
  ['sqs-fips.us-east-1.amazonaws.com', 'sqs', 'us-east-1'],
  ['111122223333.dkr.ecr.us-east-1.amazonaws.com', 'ecr.dkr', 'us-east-1'],
  ['sqs.us-east-1.api.aws', 'sqs', 'us-east-1'],
])('%s belongs to %s in %s', (name, service, region) => {
  const found = serviceOfName(name);
  expect([found?.entry.service, found?.region]).toEqual([service, region]);
});

test.each(['example.com', 'nothing.us-east-1.amazonaws.com', 'amazonaws.com'])('%s belongs to no service', (name) =>
  expect(serviceOfName(name)).toBeUndefined(),
);
