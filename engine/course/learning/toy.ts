import type { Item, ItemTry, Try } from './try.ts';
import { orderedTries } from './try.ts';

/** An item for tests: of lesson L1, four options, unless told otherwise. */
export const toyItem = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  kind: 'question',
  lesson: 'L1',
  module: 'M1',
  concepts: [`about-${id}`],
  examTasks: [],
  misconceptions: [],
  difficulty: 2,
  guessRate: 0.25,
  simulated: false,
  ...more,
});

export const catalogueOf = (items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.id, item] as const));

/** Tries at `items` in the order of their time; keys are made up from their place. */
export const triesAt = (
  items: readonly Item[],
  tries: readonly (Omit<Try, 'key' | 'misconceptions'> & Partial<Try>)[],
): readonly ItemTry[] =>
  orderedTries(
    catalogueOf(items),
    tries.map((each, index) => ({ key: String(index).padStart(6, '0'), misconceptions: [], ...each })),
  );
