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

/** The rows of the facts on which verdicts may rest; B-T and its kin are above. */
const ROWS: readonly string[] = [
  ['A', '1-26 30-40 50-59'],
  ['B', '1-26'],
  ['C', '1-10 20-31 40-44 50-56 60-66 70-72 80-90'],
  ['D', '1-24'],
  ['E', '1-10 20-28 30-45 50-70 80-98 100-108'],
  ['F', '1-10'],
  ['G', '1-17 20-24 30-35 40-46'],
  ['H', '1-6 30-33'],
].flatMap(([letter = '', ranges = '']) =>
  ranges.split(' ').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => `${letter}${from + index}`);
  }),
);

const no = (because: string) => ({ because });

/** Rows that no case names as its source: the case that shows them all the same, or why none can. */
const OTHER_ROWS: Readonly<Record<string, string | { readonly because: string }>> = {
  A1: 'an endpoint type that does not exist is refused',
  A4: 'subnets on a gateway endpoint',
  A5: 'G43 a gateway endpoint in each VPC costs nothing',
  A15: no('what describe-vpc-endpoints prints: the console’s own tests have it'),
  A16: no('endpoints that AWS services manage are made by no template'),
  A23: no('how long until a request expires is not known (facts:M1), and no probe has a clock'),
  A24: no('how soon a change acts is a matter of time'),
  A25: no('the states of a service while AWS makes it are over before anything can be asked'),
  A34: no('bandwidth is no part of a probe'),
  A35: no('the size of a packet is no part of a probe'),
  A36: no('how long a connection is idle is no part of a probe'),
  A38: no('it depends on how often others call'),
  B11: 'G.5 peered VPC of another Region: no gateway endpoint',
  B16: no('connections that are open while something changes are no part of a probe'),
  B17: 'G43 a gateway endpoint in each VPC costs nothing',
  B22: 'a role principal on a gateway endpoint matches nothing',
  B25: no('a claim that is out of date'),
  B26: no('dates of announcements'),
  C40: no('a recommendation; C41 and C42 are what it rests on'),
  C71: no('how many requests a second, and how long a client waits, is no part of a probe'),
  C80: 'K60 image layers come from S3, which has no way',
  C81: 'K60 image layers come from S3, which has no way',
  C85: "K64 the client's side lacks the same",
  C86: "K62 nodes have no way to ECR's API",
  C88: no('functions are drawn and not simulated; a host stands for one in the labs'),
  C89: 'an IPv4 S3 interface endpoint does not cover dual-stack names',
  C90: 'K99 a deployment helper outside the VPC, and a quantifier that is true of an absent key',
  D16: no('metrics are counted from traffic, which nothing sends here'),
  E8: no('where a trail may lack an event: console/trail.ts says it, and console.test.ts has it'),
  E9: no('the words of a refusal: iam-explanation.test.ts has the sentences'),
  E10: no('the words of a refusal: iam-explanation.test.ts has the sentences'),
  E31: 'across accounts every layer allows',
  E100: no('the words of a refusal: iam-explanation.test.ts has the law by name'),
  E107: no('which of several gates is named first is open (facts:M6, M18): every gate that says no is told'),
  F10: no('a judgement on what perimeters are for'),
  G17: no('the size of a packet is no part of a probe'),
  G23: no('the order of two steps, of which it is said that it changes no verdict'),
  G24: no('flows that are open while a rule changes are no part of a probe'),
  H1: no('what Reachability Analyzer is'),
  H2: no('what Reachability Analyzer takes'),
  H3: no('what Reachability Analyzer takes'),
  H4: no('what Reachability Analyzer leaves out'),
  H5: no('the shape of its answers: the contract of a probe has its fields'),
  H6: no('the fields of its explanations: facts of a block differ by code'),
  H30: no('Network Access Analyzer looks for any path of a kind; a probe asks for one'),
  H31: no('what a scope of Network Access Analyzer is made of'),
  H32: no('where paths of Network Access Analyzer end'),
  H33: no('scopes to teach, each of which many probes would have to ask'),
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

const cited = (row: string): boolean => {
  const spoken = new RegExp(`\\b${row}(?![\\d])`);
  return CASES.some(({ name, source }) => spoken.test(`${name} ${source}`) || inRange(row, source));
};

/** Whether a source names the row among others, as in `facts:B18–B21`. */
const inRange = (row: string, source: string): boolean =>
  [...source.matchAll(/\b([A-H])(\d+)[–-][A-H]?(\d+)/g)].some(
    ([, letter, from, to]) => row.startsWith(letter ?? ' ') && within(Number(row.slice(1)), Number(from), Number(to)),
  );
const within = (number: number, from: number, to: number): boolean => number >= from && number <= to;

test.each(ROWS)('%s has a case, or it is said why not', (row) => {
  const shown = OTHER_ROWS[row];
  if (shown === undefined) expect(cited(row)).toBe(true);
  else if (typeof shown === 'string') expect(CASES.map(({ name }) => name)).toContain(shown);
  else expect(shown.because.length).toBeGreaterThan(15);
});

test('of no row is it said that nothing shows it where a case does', () =>
  expect(Object.entries(OTHER_ROWS).flatMap(([row, shown]) => (typeof shown !== 'string' && cited(row) ? [row] : []))).toEqual(
    [],
  ));
