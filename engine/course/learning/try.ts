/** How sure a learner said to be; absent where nobody asked or he did not say. */
export const CERTAINTIES = ['guess', 'likely', 'sure'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** What the folds of this room know of a question, a prediction, a check in a lesson or a lab. Ids are unique in the course. */
export interface Item {
  readonly id: string;
  readonly kind: 'question' | 'prediction' | 'lab';
  readonly lesson: string;
  readonly module: string;
  readonly concepts: readonly string[];
  readonly examTasks: readonly string[];
  readonly misconceptions: readonly string[];
  /** The author's estimate: 1 easy, 2 medium, 3 hard. */
  readonly difficulty: 1 | 2 | 3;
  /** How often somebody who knows nothing is right, from 0 to 1. */
  readonly guessRate: number;
  /** Whether the engine computes the outcome: a prediction, a `predict` question or a lab. */
  readonly simulated: boolean;
}

/** One recorded answer or submission. `key` is the client's, so that one sent twice counts once; `at` is in milliseconds. */
export interface Try {
  readonly key: string;
  readonly item: string;
  readonly correct: boolean;
  readonly misconceptions: readonly string[];
  readonly at: number;
  readonly certainty?: Certainty;
  /** Whether help was taken before it: a hint, or a solution read. */
  readonly helped?: boolean;
  /** How long it took, in seconds, where that is known. */
  readonly seconds?: number;
}

/** A try with the item that it was at. */
export interface ItemTry extends Try {
  readonly of: Item;
}

export const DAY = 86_400_000;

/** The day of a moment, counted from the epoch; days begin at `dayStart` (milliseconds after midnight UTC). */
export const dayOf = (at: number, dayStart = 0): number => Math.floor((at - dayStart) / DAY);

/** The tries at items that the course has, each key once, in the order of their time; of the same moment the lesser key comes first. */
export function orderedTries(items: ReadonlyMap<string, Item>, tries: readonly Try[]): readonly ItemTry[] {
  const byKey = new Map(tries.map((each) => [each.key, each] as const));
  return [...byKey.values()]
    .flatMap((each) => {
      const of = items.get(each.item);
      return of === undefined ? [] : [{ ...each, of }];
    })
    .toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

/** Of tries in the order of their time the first at each item: later ones measure the memory of an answer, not of an idea. */
export function firstTries(tries: readonly ItemTry[]): readonly ItemTry[] {
  const seen = new Set<string>();
  return tries.filter(({ item }) => {
    const first = !seen.has(item);
    seen.add(item);
    return first;
  });
}
