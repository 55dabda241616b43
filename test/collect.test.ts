import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerProbes, openConfiguration, openParsed, parseDescribed, type SourceFile } from '#engine';
import { describeOutput } from './describe-output.ts';
import { byId, labPairs, namesOf, probeById, verdict, worldById } from './pairs.ts';

const MINUTE = 60_000;
const SCRIPT = path.resolve(import.meta.dirname, '../cli/collect.sh');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'workbook-collect-'));
  mkdirSync(path.join(folder, 'bin'));
  const fake = path.join(folder, 'bin/aws');
  copyFileSync(path.join(import.meta.dirname, 'fake-aws.mjs'), `${fake}.mjs`);
  symlinkSync(`${fake}.mjs`, fake);
  chmodSync(`${fake}.mjs`, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') =>
  spawnSync(command, args, {
    ...{ cwd: folder, input, encoding: 'utf8' },
    env: { ...process.env, ...env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` },
  });

/** Every file below `at`, by its path there. */
const filesBelow = (at: string): readonly SourceFile[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name))
    .map((name) => ({ path: path.relative(at, name), text: readFileSync(name, 'utf8') }));

/** What the script gathers of an account that describes `output`: run once for each account, over its Regions. */
function collected(name: string, output: object): readonly SourceFile[] {
  writeFileSync(path.join(folder, 'described.json'), JSON.stringify(output));
  const places = [...new Set(Object.keys(output).map((each) => each.split('/').slice(1, 3).join('/')))];
  const accounts = [...new Set(places.map((each) => each.split('/')[0] ?? ''))];
  for (const account of accounts) {
    const regions = places.flatMap((each) => (each.startsWith(account) ? [each.split('/')[1] ?? ''] : []));
    const printed = run('sh', [SCRIPT, name, ...regions]);
    expect([printed.status, printed.stderr]).toEqual([0, '']);
    const ran = run('sh', [], { FAKE_AWS: path.join(folder, 'described.json'), FAKE_AWS_ACCOUNT: account }, printed.stdout);
    expect(ran.status).toBe(0);
    // The shell itself has nothing to remark on; only refusals of the command are printed.
    expect(
      ran.stderr.split('\n').filter((line) => line !== '' && !/^aws: An error occurred \(AccessDenied\)/.test(line)),
    ).toEqual([]);
  }
  return filesBelow(path.join(folder, name));
}

/** Networks that have, between them, all that the script asks for. */
const CHOSEN = ['I05', 'B03', 'B05', 'F09'];
const pairs = CHOSEN.flatMap((id) => labPairs().find(({ name }) => name.startsWith(`${id} `)) ?? []);

// Each command is a process of its own, some eighty of them for each place.
test.each(pairs.map((pair) => [pair.name, pair] as const))(
  'what the script gathers of %s has the verdicts of its templates',
  (name, { input, probes }) => {
    const configuration = openConfiguration(input);
    const idOf = namesOf(configuration);
    const files = collected(name.replace(/\W+/g, '-'), describeOutput(configuration));
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) expect(() => JSON.parse(file.text)).not.toThrow();
    const again = openParsed(parseDescribed({ files, world: worldById(input.world, idOf) }));
    expect(again.report.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const asked = probes.filter(({ kind }) => kind !== 'deployment' && kind !== 'cost');
    const described = answerProbes(
      again,
      asked.map((probe) => probeById(probe, idOf)),
    );
    expect(described.map(verdict)).toEqual(byId(answerProbes(configuration, asked).map(verdict), idOf));
  },
  10 * MINUTE,
);

test('the script itself runs nothing: it prints commands, and each of them only reads', () => {
  const { status, stdout } = run('sh', [SCRIPT], { PATH: '/nowhere' });
  expect(status).toBe(0);
  const commands = [
    ...stdout.matchAll(/\b(?:aws|ask "[^"]*"|ids) ((?:sts|ec2|elbv2|route53|route53resolver|s3api|iam) [a-z0-9-]+)/g),
  ].map(([, each]) => each);
  expect(commands.length).toBeGreaterThan(40);
  for (const each of commands) expect(each).toMatch(/ (describe|get|list|search)-/);
});
