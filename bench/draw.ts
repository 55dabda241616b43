/** Numbers that look random and are the same each time. */
export interface Draw {
  /** A whole number from 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
  /** One of `values`, of which there is at least one. */
  readonly one: <T>(values: readonly T[]) => T;
}

/** A source of such numbers that begins at `seed`. */
export function drawFrom(seed: number): Draw {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const one = <T>(values: readonly T[]): T => {
    const chosen = values[below(values.length)];
    if (chosen === undefined) throw new Error('there is nothing to choose from');
    return chosen;
  };
  return { below, one };
}
