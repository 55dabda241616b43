import { type Address, formatAddress } from '../../ip/address.ts';
import { type Cidr, parseCidr } from '../../ip/cidr.ts';
import { epochSeconds } from '../operators/values/date.ts';

/** What stands for a `*`, the plainest first: none, a longer name, something below it, both; right after a slash a name or none. */
const RUNS = ['', '-archive', '/key', '-archive/key'];
const AFTER_SLASH = ['key', '', 'key/below', 'key'];

/** Texts at the edges of a pattern: its wildcards filled in several ways, and just outside of it. The plainest first; each once. */
export function edgesOf(pattern: string, runs: readonly string[] = RUNS): readonly string[] {
  const pieces = pattern.split('*');
  if (pieces.length === 1 && !pattern.includes('?')) return unique([pattern, ...outside(pattern, runs)]);
  const runsAfter = (piece: string): readonly string[] => (piece.endsWith('/') ? AFTER_SLASH : runs);
  const together = runs.map((_, way) => filled(pieces, (before) => runsAfter(before)[way] ?? ''));
  // One wildcard at a time as well, the others short: which of two wildcards is the narrower one.
  const apart = pieces
    .slice(1)
    .flatMap((_, at) => runs.map((run) => filled(pieces, (_before, star) => (star === at ? run : 'a'))));
  const texts = unique([...together, ...apart].slice(0, MOST));
  return unique([
    ...texts.flatMap((text) => (text.includes('?') ? ['a', '/', ''].map((one) => text.replaceAll('?', one)) : [text])),
    ...outside((pieces[0] ?? '').split('?')[0] ?? '', ['']),
  ]);
}

const MOST = 48;

/** The pieces with a run in each gap; `run` gets the piece before the gap and which gap it is, from 0. */
const filled = (pieces: readonly string[], run: (before: string, gap: number) => string): string =>
  pieces.map((piece, index) => (index === pieces.length - 1 ? piece : piece + run(piece, index))).join('');

/** The text with something after it, and without its last character. */
const outside = (text: string, runs: readonly string[]): readonly string[] =>
  text === '' ? [] : [...runs.filter((run) => run !== '').map((run) => text + run), text.slice(0, -1)];

export const unique = <T>(texts: readonly T[]): readonly T[] => [...new Set(texts)];

const REGIONS = ['us-east-1', 'eu-west-1'];

/** The same of an ARN, part by part: Regions and accounts are filled with Regions and accounts. */
export function arnEdges(pattern: string, accounts: readonly string[]): readonly string[] {
  const parts = pattern.split(':');
  if (parts.length < 6) return edgesOf(pattern);
  const [arn = 'arn', partition = 'aws', service = '', region = '', account = ''] = parts;
  const head = (place: string, owner: string) => [arn, partition.replace('*', 'aws'), service, place, owner].join(':');
  const places = region.includes('*') ? REGIONS : [region];
  const owners = /[*?]/.test(account) ? accounts : [account];
  const heads = unique(places.flatMap((place) => owners.map((owner) => head(place, owner))));
  return edgesOf(parts.slice(5).join(':')).flatMap((rest) => heads.map((each) => `${each}:${rest}`));
}

/** Numbers at, below, above and between the texts that are numbers. */
export function numberEdges(texts: readonly string[]): readonly string[] {
  const numbers = texts
    .map(Number)
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const between = numbers.slice(1).map((each, index) => (each + (numbers[index] ?? each)) / 2);
  return unique([...numbers.flatMap((each) => [each, each - 1, each + 1]), ...between].map(String));
}

/** Moments at, a second before and a second after the texts that are dates, as seconds since 1970. */
export const dateEdges = (texts: readonly string[]): readonly string[] =>
  unique(
    texts.flatMap((text) => {
      const seconds = epochSeconds(text);
      return seconds === undefined ? [] : [text, String(seconds - 1), String(seconds + 1)];
    }),
  );

/** The first and last address of each block, their neighbours outside, and one address of the other family. */
export function addressEdges(texts: readonly string[]): readonly string[] {
  const edges = texts.flatMap((text) => {
    const block = parseCidr(text);
    return block === undefined ? [] : edgesOfBlock(block).map(formatAddress);
  });
  const other = texts.some((text) => text.includes(':')) ? '198.51.100.7' : '2001:db8::7';
  return unique([...edges, other]);
}

function edgesOfBlock({ base, length }: Cidr): readonly Address[] {
  if (typeof base === 'number') {
    const last = base + 2 ** (32 - length) - 1;
    return [base, last, base - 1, last + 1].filter((each) => each >= 0 && each < 2 ** 32);
  }
  const last = base + 2n ** BigInt(128 - length) - 1n;
  return [base, last, base - 1n, last + 1n].filter((each) => each >= 0n && each < 2n ** 128n);
}

/** The other case of every letter: what two operators that differ in case tell apart. */
export const swappedCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));
