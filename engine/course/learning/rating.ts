import { grouped } from './grouped.ts';
import { firstTries, type Item, type ItemTry } from './try.ts';

/** A measure of ability or difficulty in logits, and how many answers it rests on. */
export interface Rating {
  readonly value: number;
  readonly answers: number;
}

/** The ratings of everybody and everything after the answers that were folded. */
export interface Ratings {
  readonly learners: ReadonlyMap<string, Rating>;
  readonly items: ReadonlyMap<string, Rating>;
}

/** What the author's estimate is worth until answers come: easy, medium and hard stand 1.2 logits apart. */
const PRIORS: Readonly<Record<1 | 2 | 3, number>> = { 1: -1.2, 2: 0, 3: 1.2 };

/** The probability that somebody of this ability is right, from the guess rate to 1. */
export const chanceOf = (ability: number, difficulty: number, guessRate: number): number =>
  guessRate + (1 - guessRate) / (1 + Math.exp(difficulty - ability));

/** An answer moves a rating the less, the more answers it rests on. */
const stepAfter = (answers: number): number => 1 / (1 + 0.05 * answers);

/**
 * Elo ratings over first tries, with the author's estimate as the items' prior and the guess rate taken out: of a right answer only the part counts
 * that was not a guess. `tries` are in the order of their time, each with its learner's name.
 */
export function ratingsOf(items: ReadonlyMap<string, Item>, tries: readonly (ItemTry & { readonly learner: string })[]): Ratings {
  const learners = new Map<string, Rating>();
  const rated = new Map<string, Rating>(
    [...items.values()].map((item) => [item.id, { value: PRIORS[item.difficulty], answers: 0 }] as const),
  );
  const byLearner = grouped(tries, (each) => each.learner);
  const first = new Set([...byLearner.values()].flatMap(firstTries));
  for (const each of tries) {
    if (!first.has(each)) continue;
    const ability = learners.get(each.learner) ?? { value: 0, answers: 0 };
    const difficulty = rated.get(each.item) ?? { value: 0, answers: 0 };
    const known = chanceOf(ability.value, difficulty.value, 0);
    const chance = chanceOf(ability.value, difficulty.value, each.of.guessRate);
    // The slope of the likelihood: a right answer is evidence only as far as knowledge explains it better than luck does.
    const surprise = each.correct ? ((1 - chance) * known) / chance : -known;
    learners.set(each.learner, moved(ability, surprise));
    rated.set(each.item, moved(difficulty, -surprise));
  }
  return { learners, items: rated };
}

const moved = ({ value, answers }: Rating, by: number): Rating => ({
  value: value + stepAfter(answers) * by,
  answers: answers + 1,
});

/** The part of right answers that practice aims at. */
export const AIMED_CHANCE = 0.8;

/** The items, the one first whose chance for this ability is closest to four out of five. */
export function byFit(items: readonly Item[], ability: number, ratings: Ratings): readonly Item[] {
  const distance = (item: Item) =>
    Math.abs(chanceOf(ability, ratings.items.get(item.id)?.value ?? PRIORS[item.difficulty], item.guessRate) - AIMED_CHANCE);
  return items.toSorted((a, b) => distance(a) - distance(b) || (a.id < b.id ? -1 : 1));
}
