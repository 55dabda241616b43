import { firstTries, type ItemTry } from './try.ts';

/** A belief that a learner's answers show, with the answers. */
export interface Held {
  readonly misconception: string;
  readonly shown: readonly ItemTry[];
  /** How many of the last occasions to show it did. */
  readonly recent: number;
  readonly occasions: number;
}

const RECENT = 4;
const ENOUGH = 2;

/**
 * The misconceptions that the learner holds, the one shown most often first. An occasion is a first try at something that would show the
 * belief; it is held when at least two of the last four occasions did: one slip is a slip, and two right answers in a row after
 * it mend it. `tries` are in the order of their time.
 */
export function heldMisconceptions(tries: readonly ItemTry[]): readonly Held[] {
  const occasions = new Map<string, ItemTry[]>();
  for (const each of firstTries(tries))
    for (const name of new Set([...each.of.misconceptions, ...each.misconceptions]))
      occasions.set(name, [...(occasions.get(name) ?? []), each]);
  return [...occasions]
    .flatMap(([misconception, all]) => {
      const shown = all.filter((each) => each.misconceptions.includes(misconception));
      const last = all.slice(-RECENT);
      const recent = last.filter((each) => each.misconceptions.includes(misconception)).length;
      const mended = all.length >= ENOUGH && all.slice(-ENOUGH).every((each) => each.correct);
      return recent >= ENOUGH && !mended ? [{ misconception, shown, recent, occasions: all.length }] : [];
    })
    .toSorted(
      (a, b) =>
        b.recent / Math.min(RECENT, b.occasions) - a.recent / Math.min(RECENT, a.occasions) ||
        b.shown.length - a.shown.length ||
        (a.misconception < b.misconception ? -1 : 1),
    );
}
