/** One measured rate of the engine on this machine. */
export interface Rate {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is meant to be: at least this for what is done in a second, at most this for a time. */
  readonly target?: number;
}

/** Milliseconds that this process has used a processor for: what other programs of a busy machine take does not count. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How long `work` takes, in milliseconds of processor time. */
export function timeOf(work: () => unknown): number {
  const before = used();
  work();
  return used() - before;
}

/** The times of `work`, ascending: warmed up first, then for `most` milliseconds and at least 15 times. */
function timesOf(work: () => unknown, most: number): readonly number[] {
  const warm = used();
  for (let round = 0; round < 20 && used() - warm < most; round++) work();
  const times: number[] = [];
  const begun = used();
  while (times.length < 15 || used() - begun < most) times.push(timeOf(work));
  return times.toSorted((a, b) => a - b);
}

/** The median time of `work` in milliseconds. */
export function median(work: () => unknown): number {
  const times = timesOf(work, 300);
  return times[Math.floor(times.length / 2)] ?? 0;
}

/** The shortest time of `work` in milliseconds; the first of `rounds` warms up where there are several. */
export function best(work: () => unknown, rounds: number): number {
  const times = Array.from({ length: rounds }, () => timeOf(work));
  return Math.min(...times.slice(rounds > 3 ? Math.ceil(rounds / 4) : 1));
}

/** How often `work` is done in a second: warmed up for a fifth of a second, then counted for half of one. */
export function perSecond(work: () => unknown): number {
  const doFor = (milliseconds: number): number => {
    const begun = used();
    let done = 0;
    // The clock costs as much as a small piece of work: it is asked once for many.
    while (used() - begun < milliseconds) for (let round = 0; round < 50; round++, done++) work();
    return (done / (used() - begun)) * 1000;
  };
  doFor(200);
  return doFor(500);
}

/**
 * How many of `count` questions are answered in a second, all of them counted from the first on: so are the tables that it makes.
 * `draw` gives the next few, no two alike unless by chance; its own time does not count.
 */
export function answeredPerSecond<T>(
  count: number,
  draw: (few: number) => readonly T[],
  answer: (question: T) => unknown,
): number {
  const FEW = 10_000;
  let time = 0;
  for (let asked = 0; asked < count; asked += FEW) {
    const questions = draw(FEW);
    time += timeOf(() => {
      for (const question of questions) answer(question);
    });
  }
  return (count / time) * 1000;
}
