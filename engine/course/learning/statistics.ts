import { grouped } from './grouped.ts';
import { correlationRange, type Share, shareOf } from './interval.ts';

/** One learner's first answer to one item of a set that he answered, each mark from 0 to 1. */
export interface Mark {
  readonly learner: string;
  readonly item: string;
  readonly mark: number;
  /** The options that were chosen, where the item has options. */
  readonly chosen?: readonly string[];
}

export const FLAGS = ['negative-discrimination', 'too-easy', 'too-hard', 'dead-distractor'] as const;
export type Flag = (typeof FLAGS)[number];

/** What first answers say of one item, as Moodle's quiz statistics define it. */
export interface ItemStatistics {
  readonly item: string;
  readonly answers: number;
  /** The mean mark; its interval is Wilson's, of the marks rounded to right or wrong. */
  readonly facility: Share & { readonly mean: number };
  /** 100 × the correlation of this mark with the sum of the learner's other marks, from -100 to 100; absent where either does not vary. */
  readonly discrimination?: number;
  /** 95 % of samples like this one hold the true discrimination in it; absent as above. */
  readonly discriminationRange?: { readonly low: number; readonly high: number };
  /** 100 × their covariance by the greatest that these marks could have, from -100 to 100; absent as above. */
  readonly efficiency?: number;
  /** How many took each option. */
  readonly taken: Readonly<Record<string, number>>;
  readonly flags: readonly Flag[];
}

/** Below so many answers nothing is said of an item. */
export const ENOUGH_ANSWERS = 10;

/**
 * The statistics of every item that at least ten learners answered, by its id. `marks` hold each learner's first answer to each item and nothing
 * else; `options` are the ids of an item's options, with those that are right.
 * @see https://docs.moodle.org/dev/Quiz_statistics_calculations
 */
export function statisticsOf(
  marks: readonly Mark[],
  options: ReadonlyMap<string, readonly { readonly id: string; readonly correct: boolean }[]> = new Map(),
): readonly ItemStatistics[] {
  const totals = new Map(
    [...grouped(marks, (each) => each.learner)].map(([name, own]) => [name, sum(own.map((each) => each.mark))] as const),
  );
  return [...grouped(marks, (each) => each.item)]
    .filter(([, own]) => own.length >= ENOUGH_ANSWERS)
    .map(([item, own]) => statisticsOfItem(item, own, totals, options.get(item) ?? []))
    .toSorted((a, b) => (a.item < b.item ? -1 : 1));
}

function statisticsOfItem(
  item: string,
  marks: readonly Mark[],
  totals: ReadonlyMap<string, number>,
  options: readonly { readonly id: string; readonly correct: boolean }[],
): ItemStatistics {
  const own = marks.map((each) => each.mark);
  const rest = marks.map((each) => (totals.get(each.learner) ?? 0) - each.mark);
  const spread = Math.sqrt(covariance(own, own) * covariance(rest, rest));
  const greatest = covariance(own.toSorted(rising), rest.toSorted(rising));
  const together = covariance(own, rest);
  const discrimination = spread > 0 ? discriminationOf(together / spread, own.length) : {};
  const efficiency = greatest > 0 ? { efficiency: (100 * together) / greatest } : {};
  const mean = sum(own) / own.length;
  const facility = { ...shareOf(own.filter((mark) => mark >= 0.5).length, own.length), mean };
  const taken = countOf(marks.flatMap((each) => each.chosen ?? []));
  return {
    item,
    answers: own.length,
    facility,
    ...discrimination,
    ...efficiency,
    taken,
    flags: flagsOf(mean, together, taken, options, own.length),
  };
}

function discriminationOf(correlation: number, of: number) {
  const { low, high } = correlationRange(Math.max(-1, Math.min(1, correlation)), of);
  return { discrimination: 100 * correlation, discriminationRange: { low: 100 * low, high: 100 * high } };
}

/** Facility outside 30 to 95 %, a covariance below zero, and a wrong option that fewer than one in twenty took. */
function flagsOf(
  mean: number,
  together: number,
  taken: Readonly<Record<string, number>>,
  options: readonly { readonly id: string; readonly correct: boolean }[],
  answers: number,
): readonly Flag[] {
  const dead = options.some(({ id, correct }) => !correct && (taken[id] ?? 0) / answers < 0.05);
  const found: readonly (readonly [Flag, boolean])[] = [
    ['negative-discrimination', together < 0],
    ['too-easy', mean > 0.95],
    ['too-hard', mean < 0.3],
    ['dead-distractor', dead],
  ];
  return found.flatMap(([flag, holds]) => (holds ? [flag] : []));
}

function countOf(names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...grouped(names, (name) => name)].map(([name, all]) => [name, all.length]));
}

/** The covariance of two lists of the same length, as of a sample. */
function covariance(a: readonly number[], b: readonly number[]): number {
  if (a.length < 2) return 0;
  const [meanA, meanB] = [sum(a) / a.length, sum(b) / b.length];
  return sum(a.map((value, index) => (value - meanA) * ((b[index] ?? 0) - meanB))) / (a.length - 1);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const rising = (a: number, b: number): number => a - b;
