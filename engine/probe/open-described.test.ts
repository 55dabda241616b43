import { describe, expect, test } from 'vitest';
import { worldSchema } from '../world.ts';
import { openParsed } from './open.ts';
import { isDescribed, parseDescribed } from './open-described.ts';
import { group, network, open, openTexts, reach, said, subnet } from './toy-described.ts';

test('a network is named by its AWS ids, and nothing is missing', () => {
  const configuration = open(network);
  expect(configuration.report).toMatchObject({ format: 'describe', loaded: true, unsupported: [], rejections: [] });
  expect(configuration.report.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(reach(configuration, '203.0.113.9')).toMatchObject({
    connection: 'established',
    via: [{ id: 'nat-0a' }, { id: 'igw-0a' }],
  });
});

describe('how it is handed in does not matter', () => {
  const whole = reach(open(network), '203.0.113.9');
  test.each([
    ['one file', [JSON.stringify(network)]],
    ['a list of responses', [JSON.stringify(Object.entries(network).map(([key, value]) => ({ [key]: value })))]],
    [
      'responses one after another',
      [
        Object.entries(network)
          .map(([key, value]) => JSON.stringify({ [key]: value }))
          .join('\n'),
      ],
    ],
    [
      'responses by the name of their command',
      [JSON.stringify(Object.fromEntries(Object.entries(network).map(([key, value]) => [`describe-${key}`, { [key]: value }])))],
    ],
    ['everything twice', [JSON.stringify(network), JSON.stringify(network)]],
    ['with a byte order mark', [`\uFEFF${JSON.stringify(network)}`]],
  ])('%s', (_what, texts) =>
    expect({ ...reach(openTexts(texts), '203.0.113.9'), id: 'p1' }).toMatchObject({ outcome: whole?.outcome, via: whole?.via }),
  );
  test.each([
    ['describe output', JSON.stringify(network), true],
    ['a template', '{"Resources": {"Vpcs": {"Type": "AWS::EC2::VPC"}}}', false],
    ['YAML', 'Resources:\n  Vpc: {}', false],
  ])('%s is told by what it holds', (_what, text, expected) => expect(isDescribed(text)).toBe(expected));
});

test('accounts and Regions come from the folders, and one network is walked across them', () => {
  const files = Object.entries(network).map(([key, value]) => ({
    path: `accounts/777788889999/eu-west-1/${key}.json`,
    text: JSON.stringify({ [key]: value }),
  }));
  const configuration = openParsed(parseDescribed({ files, world: worldSchema.parse({}) }));
  expect(reach(configuration, '203.0.113.9')).toMatchObject({ connection: 'established' });
});

test('a verdict points at the line of the file that it rests on', () => {
  const configuration = open({ ...network, SecurityGroups: [group('sg-0app', { IpPermissionsEgress: [] })] });
  const span = reach(configuration, '203.0.113.9')?.blockedBy?.span;
  expect(span).toMatchObject({ file: '2.json', start: { line: 3 } });
});

describe('what cannot be read is named', () => {
  test('a list that does not say whose it is', () =>
    expect(
      said(
        openTexts([JSON.stringify(network), '{"Routes": [{"DestinationCidrBlock": "10.0.0.0/8"}]}']),
        'DESCRIBED_WITHOUT_OWNER',
      ),
    ).toHaveLength(1));
  test('a thing that is not simulated', () =>
    expect(
      said(
        openTexts([JSON.stringify(network), '{"Functions": [{"FunctionName": "f"}, {"FunctionName": "g"}]}']),
        'NOT_SIMULATED',
      )[0]?.message,
    ).toMatch(/^2 of `Functions`/));
  test.each([
    ['nothing', ['']],
    ['other JSON', ['{"a": 1}']],
    ['no JSON', ['hello']],
    ['an empty list', ['{"Vpcs": []}']],
  ])('%s does not load', (_what, texts) => expect(openTexts(texts).report).toMatchObject({ loaded: false }));
  test('a thing that AWS would refuse is left out, and the rest stands', () => {
    const configuration = open({ ...network, Subnets: [...network.Subnets, subnet('subnet-0odd', '192.168.0.0/24')] });
    expect(said(configuration, 'DESCRIBED_NOT_UNDERSTOOD')).toHaveLength(1);
    expect(reach(configuration, '203.0.113.9')).toMatchObject({ connection: 'established' });
  });
});
