/** One measured rate of the engine on this machine. */
export interface Rate {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is meant to be: at least this for what is done in a second, at most this for a time. */
  readonly target?: number;
}

/** The median time of `work` in milliseconds: warmed up first, then for half a second and at least 30 times. */
export function median(work: () => unknown): number {
  for (let round = 0; round < 20; round++) work();
  const times: number[] = [];
  const until = performance.now() + 500;
  while (times.length < 30 || performance.now() < until) {
    const before = performance.now();
    work();
    times.push(performance.now() - before);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** How often `work` is done in a second: warmed up for half a second, then counted for one. */
export function perSecond(work: () => unknown): number {
  const doFor = (milliseconds: number): number => {
    const before = performance.now();
    let done = 0;
    // The clock costs as much as a small piece of work: it is asked once for many.
    while (performance.now() - before < milliseconds) for (let round = 0; round < 20; round++, done++) work();
    return (done / (performance.now() - before)) * 1000;
  };
  doFor(500);
  return doFor(1000);
}

/**
 * How often `work` is done in a second, at its best: in the fastest of many short slices, which the other programs of a busy machine
 * disturb the least. Warmed up for a second; each slice is long enough to hold its share of collected garbage.
 */
export function bestPerSecond(work: () => unknown): number {
  const slice = (milliseconds: number): number => {
    const before = performance.now();
    let done = 0;
    do for (let round = 0; round < 20; round++, done++) work();
    while (performance.now() - before < milliseconds);
    return (done / (performance.now() - before)) * 1000;
  };
  slice(1000);
  let best = 0;
  for (let round = 0; round < 80; round++) best = Math.max(best, slice(20));
  return best;
}

/** The shortest time of `work` in milliseconds, of `rounds` after some to warm up. */
export function best(work: () => unknown, rounds: number): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = -Math.ceil(rounds / 3); round < rounds; round++) {
    const before = performance.now();
    work();
    if (round >= 0) shortest = Math.min(shortest, performance.now() - before);
  }
  return shortest;
}
