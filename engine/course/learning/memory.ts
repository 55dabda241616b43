import { type Card, createEmptyCard, type FSRS, fsrs, type Grade, Rating } from 'ts-fsrs';
import { type Share, shareOf } from './interval.ts';
import { DAY, dayOf, type ItemTry } from './try.ts';

/** What the spacing aims at. */
export interface Aim {
  /** The probability of recall at which a concept is due, from 0 to 1. */
  readonly retention: number;
  /** The longest time until the next review, in days. */
  readonly maximumInterval: number;
}

const USUAL: Aim = { retention: 0.9, maximumInterval: 365 };

/** The aim at `now`: before an exam more is kept, and nothing is put off longer than a third of the days that are left. */
export function aimAt(now: number, examAt: number | undefined): Aim {
  if (examAt === undefined || examAt <= now) return USUAL;
  return { retention: 0.95, maximumInterval: Math.max(1, Math.floor((examAt - now) / DAY / 3)) };
}

/** One review of a concept: what was expected of it and what came. */
export interface Recall {
  readonly concept: string;
  readonly at: number;
  /** The probability of recall that the model gave just before, from 0 to 1; absent at the first review. */
  readonly predicted?: number;
  readonly recalled: boolean;
}

/** What is remembered of one concept. `dueAt` is in milliseconds. */
export interface Memory {
  readonly concept: string;
  readonly dueAt: number;
  readonly lastAt: number;
  readonly reviews: number;
  readonly lapses: number;
  /** Days after which recall falls to 90 %. */
  readonly stability: number;
  readonly recalls: readonly Recall[];
  /** The probability of recall at a moment, from 0 to 1. */
  readonly retrievability: (at: number) => number;
}

/**
 * What is remembered of each concept that was asked, by FSRS. `tries` are in the order of their time. All tries of one day at one
 * concept are one review, as good as the worst first answer to any of its items: a question that was just explained says little.
 * @see https://github.com/open-spaced-repetition/ts-fsrs
 */
export function memories(tries: readonly ItemTry[], aim: Aim): ReadonlyMap<string, Memory> {
  const scheduler = schedulerFor(aim);
  const known = new Map<string, Memory>();
  for (const [concept, reviews] of reviewsByConcept(tries)) {
    const memory = fold(scheduler, concept, reviews, aim);
    if (memory !== undefined) known.set(concept, memory);
  }
  return known;
}

/** FSRS without its steps of minutes, which are for cards: what is learned here is learned in a sitting and asked on another day. */
export const schedulerFor = (aim: Aim): FSRS =>
  fsrs({
    request_retention: aim.retention,
    maximum_interval: aim.maximumInterval,
    enable_fuzz: false,
    enable_short_term: false,
  });

interface Review {
  readonly at: number;
  readonly grade: Grade;
}

function fold(scheduler: FSRS, concept: string, reviews: readonly Review[], aim: Aim): Memory | undefined {
  const first = reviews[0];
  if (first === undefined) return undefined;
  let card: Card = createEmptyCard(first.at);
  const recalls: Recall[] = [];
  for (const { at, grade } of reviews) {
    const recalled = grade !== Rating.Again;
    const predicted = card.reps === 0 ? {} : { predicted: scheduler.get_retrievability(card, at, false) };
    recalls.push({ concept, at, recalled, ...predicted });
    card = scheduler.next(card, at, grade).card;
  }
  const held = card;
  const lastAt = reviews.at(-1)?.at ?? first.at;
  return {
    concept,
    // The library keeps the intervals of its grades apart, and may put one a day beyond the maximum.
    dueAt: Math.min(held.due.getTime(), lastAt + aim.maximumInterval * DAY),
    lastAt,
    reviews: held.reps,
    lapses: held.lapses,
    stability: held.stability,
    recalls,
    retrievability: (at) => scheduler.get_retrievability(held, at, false),
  };
}

function reviewsByConcept(tries: readonly ItemTry[]): ReadonlyMap<string, readonly Review[]> {
  const days = new Map<string, Map<number, Review>>();
  const answered = new Set<string>();
  for (const each of tries) {
    const day = dayOf(each.at);
    const again = answered.has(`${day}/${each.item}`);
    answered.add(`${day}/${each.item}`);
    if (again) continue;
    for (const concept of each.of.concepts) {
      const held = days.get(concept) ?? new Map<number, Review>();
      days.set(concept, held);
      const grade = gradeOf(each);
      const before = held.get(day);
      held.set(day, before === undefined ? { at: each.at, grade } : { at: before.at, grade: Math.min(before.grade, grade) });
    }
  }
  return new Map([...days].map(([concept, byDay]) => [concept, [...byDay.values()]] as const));
}

const QUICK_SECONDS = 20;

/** Wrong is Again; right with help or as a guess is Hard; right, sure and quick is Easy; anything else that is right is Good. */
export function gradeOf({ correct, helped, certainty, seconds }: ItemTry): Grade {
  if (!correct) return Rating.Again;
  if (helped === true || certainty === 'guess') return Rating.Hard;
  if (certainty === 'sure' && seconds !== undefined && seconds <= QUICK_SECONDS) return Rating.Easy;
  return Rating.Good;
}

/** Recall against what was predicted, in bands of the prediction; bands without a review are left out. */
export function recallBands(known: ReadonlyMap<string, Memory>): readonly {
  readonly from: number;
  readonly to: number;
  readonly predicted: number;
  readonly recalled: Share;
  readonly of: number;
}[] {
  const recalls = [...known.values()].flatMap((memory) => memory.recalls);
  return BANDS.flatMap(([from, to]) => {
    const here = recalls.filter(({ predicted }) => predicted !== undefined && predicted >= from && predicted < to);
    if (here.length === 0) return [];
    const predicted = here.reduce((sum, each) => sum + (each.predicted ?? 0), 0) / here.length;
    const recalled = shareOf(here.filter((each) => each.recalled).length, here.length);
    return [{ from, to, predicted, recalled, of: here.length }];
  });
}

const BANDS: readonly (readonly [number, number])[] = [
  [0, 0.5],
  [0.5, 0.7],
  [0.7, 0.85],
  [0.85, 0.95],
  [0.95, 1.01],
];
