import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Every ready-made test vector of the facts. */
const numbers = (letter: string, ...ranges: readonly (readonly [number, number])[]): readonly string[] =>
  ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => `${letter}-T${from + index}`));
const VECTORS = [...numbers('B', [1, 9]), ...numbers('E', [1, 12], [20, 25]), ...numbers('G', [1, 13]), ...numbers('J', [1, 10])];

/** Every row of the facts that says how a simulator should decide ("Sim:"), and the case that shows it, or why none can. */
const RULES: Readonly<Record<string, string | { readonly because: string }>> = {
  'A22 the states of an endpoint': 'an endpoint that failed carries nothing',
  'A35 datagrams of 9,001 bytes': { because: 'the size of a packet is no part of a probe' },
  'B8 two lists with one entry are decided alike each time, with a remark':
    'two lists with one entry and two targets are an advisory',
  'B14 without DNS support no name is resolved': 'with DNS support off nobody answers',
  'B14 DNS hostnames that are off are a remark alone':
    'a gateway endpoint in a VPC without DNS hostnames is accepted with a remark',
  'C26 private DNS is off where a template does not say': 'CloudFormation leaves private DNS off unless it is told',
  "E22 an account as a gateway endpoint's principal is its root user":
    "K104 an account as a gateway endpoint's principal is its root user",
  'E22 a principal that is no account matches nothing there': 'a role principal on a gateway endpoint matches nothing',
  'E88 a variable without a value': 'a variable without value matches no resource',
  'E100 when S3 gives its reason': { because: 'the words of a refusal: iam-explanation.test.ts has the law by name' },
  'H6 the fields of an explanation': { because: 'facts of a block differ by code: explained.ts has each code with its own' },
};

interface Case {
  readonly name: string;
  readonly source: string;
}

const FOLDER = new URL('./conformance/', import.meta.url);
const CASES: readonly Case[] = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const read = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as readonly Case[] | { readonly cases: readonly Case[] };
    return 'cases' in read ? read.cases : read;
  });

test('there are cases enough, each with its fact', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(260);
  expect(CASES.filter(({ source }) => source.trim() === '')).toEqual([]);
});

test.each(VECTORS)('%s is a case', (vector) => {
  const spoken = new RegExp(`${vector}(?![\\d])`);
  expect(CASES.some(({ name, source }) => spoken.test(`${name} ${source}`))).toBe(true);
});

test.each(Object.entries(RULES))('%s: shown, or it is said why not', (_rule, shown) => {
  if (typeof shown === 'string') expect(CASES.map(({ name }) => name)).toContain(shown);
  else expect(shown.because.length).toBeGreaterThan(20);
});
