import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const WORKBOOK = fileURLToPath(new URL('./workbook', import.meta.url));

const TEMPLATE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  App: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a } }
`;
const assertions = (connection: string, to = '10.0.1.9') => `name: our network
configuration: { template: network.yaml }
world: { hosts: { app: { subnet: App }, db: { subnet: App, ip: 10.0.1.9 } } }
checks:
  - id: app-reaches-db
    title: The application reaches its database
    probe: { kind: reachability, from: { host: app }, to: { ip: ${to} }, destinationPort: 5432 }
    expect: { connection: ${connection} }
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'workbook-assert-'));
  writeFileSync(path.join(folder, 'network.yaml'), TEMPLATE);
  writeFileSync(path.join(folder, 'holds.yaml'), assertions('established'));
  writeFileSync(path.join(folder, 'fails.yaml'), assertions('established', '192.0.2.7'));
  writeFileSync(path.join(folder, 'typo.yaml'), assertions('established').replace('expect:', 'expct:'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [WORKBOOK, 'probe', '--assert', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('checks that hold end with status 0', () =>
  expect(run('holds.yaml')).toEqual({ status: 0, stdout: 'our network: 1 of 1 hold\n  ok    app-reaches-db\n', stderr: '' }));

test('a check that does not hold ends with status 1, its reason in words, and JUnit has it', () => {
  const { status, stdout } = run('holds.yaml', 'fails.yaml', '--junit', 'results.xml');
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /FAIL {2}app-reaches-db: The application[\s\S]*got {6}\{"connection":"fails"\}\n {8}network\.yaml:\d+:\d+: .*no route/i,
  );
  const junit = readFileSync(path.join(folder, 'results.xml'), 'utf8');
  expect(junit.match(/<testcase /g)).toHaveLength(2);
  expect(junit).toMatch(/tests="1" failures="1" errors="0"[\s\S]*<failure message="[^"]+">/);
});

test('a file that is no file of checks ends with status 2, at its line', () =>
  expect(run('typo.yaml')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^typo\.yaml:8:5: .*expct/) }));

test('the form of JUnit goes with --assert alone', () => {
  const { status } = spawnSync(process.execPath, [WORKBOOK, 'probe', 'x.json', '--junit', 'y'], { cwd: folder });
  expect(status).toBe(2);
});
