import { grouped } from './grouped.ts';
import type { Memory } from './memory.ts';
import { DAY, dayOf, type Item, type ItemTry } from './try.ts';

/** One concept that is due, and the item by which it is asked. */
export interface DueReview {
  readonly concept: string;
  readonly item: Item;
  readonly reason: 'sure-and-wrong' | 'due';
  /** The set of which the concept that is asked right before it is too. */
  readonly beside?: string;
  /** The probability that it is still known, from 0 to 1. */
  readonly retrievability: number;
}

/** What a day of review is made from. */
export interface ReviewDay {
  readonly items: ReadonlyMap<string, Item>;
  readonly memories: ReadonlyMap<string, Memory>;
  /** In the order of their time. */
  readonly tries: readonly ItemTry[];
  readonly now: number;
  /** The most concepts that one day asks. */
  readonly limit: number;
  /** Sets of concepts that are taken for each other; a review alternates within a set. */
  readonly confusable: readonly Confusable[];
}

/** Concepts that are taken for each other, under the name of their set. */
export interface Confusable {
  readonly id: string;
  readonly concepts: readonly string[];
}

export const USUAL_LIMIT = 20;

/**
 * What is to be reviewed now, in the order in which it is asked: concepts that were answered surely and wrongly first, then the least likely
 * to be known. Neighbours come from different lessons wherever that can be had, and of concepts that are taken for each other one
 * follows the other. What was reviewed today counts against the limit. Each concept is asked by the question or lab that was seen longest
 * ago; one that only lessons ask about is none of them.
 */
export function reviewsDue(day: ReviewDay): readonly DueReview[] {
  const today = dayOf(day.now);
  const done = new Set(day.tries.filter((each) => dayOf(each.at) === today).flatMap((each) => each.of.concepts));
  const started = [...day.memories.values()].filter((memory) => memory.recalls.length > 1 && done.has(memory.concept)).length;
  const room = Math.max(0, day.limit - started);
  const due = [...day.memories.values()]
    .filter((memory) => !done.has(memory.concept) && dayOf(memory.dueAt) <= today)
    .map((memory) => dueReview(memory, day))
    .filter((each) => each !== undefined)
    .toSorted((a, b) => rank(a) - rank(b) || a.retrievability - b.retrievability || (a.concept < b.concept ? -1 : 1));
  return interleaved(due.slice(0, room), day.confusable);
}

/** How many concepts will be due on each of the next `days` days, today's first, as things stand: what is overdue is due today. */
export function forecast(memories: ReadonlyMap<string, Memory>, now: number, days: number): readonly number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const { dueAt } of memories.values()) {
    const day = Math.max(0, dayOf(dueAt) - dayOf(now));
    if (day < days) counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}

const rank = (each: DueReview): number => (each.reason === 'sure-and-wrong' ? 0 : 1);

function dueReview(memory: Memory, { items, tries, now }: ReviewDay): DueReview | undefined {
  const lastSeen = new Map(tries.map((each) => [each.item, each.at] as const));
  // What is asked within a lesson has its sense there alone.
  const candidates = [...items.values()].filter((item) => item.kind !== 'prediction' && item.concepts.includes(memory.concept));
  // A question takes a minute and a lab ten: a lab comes up where no question has been left unseen for a day.
  const age = (item: Item) => lastSeen.get(item.id) ?? Number.NEGATIVE_INFINITY;
  const fresh = candidates.filter((item) => item.kind !== 'lab' && age(item) < now - DAY);
  const item = (fresh.length > 0 ? fresh : candidates).toSorted((a, b) => age(a) - age(b) || (a.id < b.id ? -1 : 1))[0];
  if (item === undefined) return undefined;
  const last = tries.findLast((each) => each.of.concepts.includes(memory.concept));
  const reason = last !== undefined && !last.correct && last.certainty === 'sure' ? 'sure-and-wrong' : 'due';
  return { concept: memory.concept, item, reason, retrievability: memory.retrievability(now) };
}

/** The reviews in their order, each moved back no further than it takes to stand next to another lesson's and beside what it is confused with. */
function interleaved(due: readonly DueReview[], confusable: ReviewDay['confusable']): readonly DueReview[] {
  const left = [...due];
  const order: DueReview[] = [];
  while (left.length > 0) {
    const before = order.at(-1);
    const apart = left.filter((each) => each.item.lesson !== before?.item.lesson);
    const partner = apart.find((each) => sharedSet(each, before, confusable) !== undefined);
    // The lesson with the most left goes first as soon as leaving it would make two of its own meet at the end.
    const crowded = mostOf(left);
    const pressing = crowded.count * 2 > left.length ? apart.find((each) => each.item.lesson === crowded.lesson) : undefined;
    const next = pressing ?? partner ?? apart[0] ?? left[0];
    if (next === undefined) break;
    left.splice(left.indexOf(next), 1);
    const beside = sharedSet(next, before, confusable);
    order.push(beside === undefined ? next : { ...next, beside });
  }
  return order;
}

/** The name of the first set that holds the concepts of both. */
const sharedSet = (a: DueReview, b: DueReview | undefined, sets: ReviewDay['confusable']): string | undefined =>
  b === undefined ? undefined : sets.find(({ concepts }) => concepts.includes(a.concept) && concepts.includes(b.concept))?.id;

function mostOf(reviews: readonly DueReview[]): { readonly lesson: string; readonly count: number } {
  const counts = grouped(reviews, (each) => each.item.lesson);
  return [...counts].reduce((most, [lesson, of]) => (of.length > most.count ? { lesson, count: of.length } : most), {
    lesson: '',
    count: 0,
  });
}
