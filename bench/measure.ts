/** One measured rate of the engine on this machine. */
export interface Rate {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
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
