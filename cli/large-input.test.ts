import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const WORKBOOK = fileURLToPath(new URL('./workbook', import.meta.url));
const MINUTE = 60_000;
const SIZE = 50 * 1024 * 1024;
/** The same 50 MB as each kind of input. */
const PLACES = ['large.yaml', 'large.json', 'terraform/main.tf', 'described/all.json'];
const probes = [{ id: 'p', kind: 'dns', from: { host: 'a' }, name: 'example.com', type: 'A' }];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'workbook-large-'));
  for (const each of ['terraform', 'described']) mkdirSync(path.join(folder, each));
  writeFileSync(path.join(folder, 'whole'), Buffer.alloc(SIZE, '- [a, [b, {c: d}]]\n'));
  for (const each of PLACES) linkSync(path.join(folder, 'whole'), path.join(folder, each));
  writeFileSync(path.join(folder, 'small.yaml'), 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function workbook(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [WORKBOOK, ...args], {
    ...{ cwd: folder, input, encoding: 'utf8', timeout: MINUTE },
  });
  return { status, stdout, stderr };
}

test.each([
  ['large.yaml', 'TEMPLATE_TOO_LARGE'],
  ['large.json', 'TEMPLATE_TOO_LARGE'],
  ['terraform', 'FILE_TOO_LARGE'],
  ['described', 'DESCRIBED_TOO_LARGE'],
])(
  'validate says of 50 MB in %s that they are too large',
  (name, code) => {
    const { status, stdout } = workbook(['validate', name]);
    expect({ status, said: stdout.includes(`error ${code}`) }).toEqual({ status: 1, said: true });
  },
  MINUTE,
);

test.each([
  [{ template: 'large.yaml' }, 'NOT_LOADED'],
  [{ terraform: 'terraform' }, 'NOT_LOADED'],
  [{ describe: 'described' }, 'NOT_LOADED'],
])(
  'probe answers a question about 50 MB in %j',
  (configuration, code) => {
    const { status, stdout } = workbook(['probe'], JSON.stringify({ configuration, probes }));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'p', error: { code } }]);
  },
  MINUTE,
);

test(
  'a world, a file of assertions or a request of 50 MB is refused',
  () => {
    const request = { configuration: { template: 'small.yaml' }, world: 'large.yaml', probes };
    expect(JSON.parse(workbook(['probe'], JSON.stringify(request)).stdout)).toMatchObject([{ error: { code: 'TOO_LARGE' } }]);
    expect(workbook(['probe', '--assert', 'large.yaml'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('TOO_LARGE'),
    });
    expect(workbook(['probe', 'large.json'])).toMatchObject({ status: 2, stderr: expect.stringContaining('JSON_SYNTAX') });
  },
  MINUTE,
);

/** Nothing here measures time: what a reader goes through sign by sign ends where it is too deep, else this would run out of stack or of its minute. */
test.each([
  ['brackets', '['.repeat(1_000_000)],
  ['braces', '{a: '.repeat(250_000)],
  ['dashes', '- '.repeat(500_000)],
  ['brackets below a key', `checks: ${'['.repeat(900_000)}`],
])('a file of assertions that is all %s is refused where it is too deep', (_what, text) => {
  writeFileSync(path.join(folder, 'deep.yaml'), text);
  const { status, stderr } = workbook(['probe', '--assert', 'deep.yaml']);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^deep\.yaml:1:\d+: error YAML_TOO_DEEP: /);
});
