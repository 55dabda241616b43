import { byFit, type Ratings } from './rating.ts';
import { DAY, type Item, type ItemTry } from './try.ts';

/** What somebody wants to practise; `of` names the lesson, module, misconception or exam task. */
export const PRACTICE_BY = ['mixed', 'lesson', 'module', 'misconception', 'exam-task'] as const;
export interface PracticeWish {
  readonly by: (typeof PRACTICE_BY)[number];
  readonly of?: string;
}

export interface PracticeFrom {
  readonly items: ReadonlyMap<string, Item>;
  /** In the order of their time. */
  readonly tries: readonly ItemTry[];
  readonly ratings: Ratings;
  readonly ability: number;
  readonly now: number;
}

/**
 * The questions of one sitting of practice, at most `count`: what was never asked first, the one first that would be right four times out
 * of five, then what was wrong last, then the rest, what was seen longest ago first. What was seen within a day comes only where nothing else is left.
 */
export function practiceItems(
  { items, tries, ratings, ability, now }: PracticeFrom,
  wish: PracticeWish,
  count: number,
): readonly Item[] {
  const last = new Map(tries.map((each) => [each.item, each] as const));
  const wanted = [...items.values()].filter((item) => item.kind === 'question' && isWanted(item, wish));
  const fresh = byFit(
    wanted.filter((item) => !last.has(item.id)),
    ability,
    ratings,
  );
  const seen = wanted
    .flatMap((item) => last.get(item.id) ?? [])
    .toSorted(
      (a, b) => Number(isRecent(a, now)) - Number(isRecent(b, now)) || Number(a.correct) - Number(b.correct) || a.at - b.at,
    );
  return [...fresh, ...seen.map((each) => each.of)].slice(0, count);
}

const isRecent = (last: ItemTry, now: number): boolean => last.at > now - DAY;

function isWanted(item: Item, { by, of }: PracticeWish): boolean {
  switch (by) {
    case 'mixed':
      return true;
    case 'lesson':
      return item.lesson === of;
    case 'module':
      return item.module === of;
    case 'misconception':
      return of !== undefined && item.misconceptions.includes(of);
    case 'exam-task':
      return of !== undefined && item.examTasks.some((task) => task === of || task.startsWith(`${of}/`));
  }
}
