import { dayOf, firstTries, type ItemTry } from './try.ts';

/** How far a concept is mastered: the run of right first tries that ends with the last one, the days it spans, and whether the engine was asked in it. */
export interface Mastery {
  readonly concept: string;
  readonly mastered: boolean;
  readonly run: number;
  readonly days: number;
  readonly simulated: boolean;
  /** First tries that failed since the concept was mastered last, or ever. */
  readonly fails: number;
}

const RUN = 3;
const DAYS = 2;

/**
 * The mastery of each concept that was tried: three right first tries in a row over at least two days, one of them in the simulator.
 * Tries with help break no run and add nothing to it. `tries` are in the order of their time.
 */
export function masteryOf(tries: readonly ItemTry[]): ReadonlyMap<string, Mastery> {
  const byConcept = new Map<string, ItemTry[]>();
  for (const each of firstTries(tries))
    for (const concept of each.of.concepts) byConcept.set(concept, [...(byConcept.get(concept) ?? []), each]);
  return new Map([...byConcept].map(([concept, all]) => [concept, standing(concept, all)] as const));
}

function standing(concept: string, tries: readonly ItemTry[]): Mastery {
  const unaided = tries.filter((each) => !(each.correct && each.helped === true));
  const lastFail = unaided.findLastIndex((each) => !each.correct);
  const run = unaided.slice(lastFail + 1);
  const days = new Set(run.map((each) => dayOf(each.at))).size;
  const simulated = run.some((each) => each.of.simulated);
  const fails = unaided.length - unaided.filter((each) => each.correct).length;
  return { concept, mastered: run.length >= RUN && days >= DAYS && simulated, run: run.length, days, simulated, fails };
}
