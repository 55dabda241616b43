import { type Prefix, stretchValues } from './prefixes.ts';

/**
 * Many functions from IPv4 addresses to whole numbers, all in one piece of memory: where thousands of them are asked in any order, what
 * takes the time is to fetch them.
 */
export interface Shelf {
  /** The number of the function that is on each address `derive` (at least 0) the prefixes that hold it, the longest first; the address is one of those that lie in the same. */
  readonly add: <T>(prefixes: readonly Prefix<T>[], derive: (holding: readonly Prefix<T>[], address: number) => number) => number;
  readonly at: (added: number, address: number) => number;
}

/** An empty shelf. Functions that are alike are kept once. */
export function newShelf(): Shelf {
  // Each stretch is two numbers: its first address, and the value up to the next one.
  let cells = new Uint32Array(2048);
  let begins = new Int32Array(1024);
  let count = 0;
  const added = new Map<string, number>();
  const put = (stretches: readonly number[]): number => {
    const begin = begins[count] ?? 0;
    if (begin + stretches.length > cells.length) cells = grown(cells, new Uint32Array(2 * (begin + stretches.length)));
    if (count + 2 > begins.length) begins = grown(begins, new Int32Array(2 * begins.length));
    cells.set(stretches, begin);
    begins[count + 1] = begin + stretches.length;
    count += 1;
    return count - 1;
  };
  return {
    add: (prefixes, derive) => {
      const stretches = stretchValues(prefixes, derive);
      const key = stretches.join();
      const number = added.get(key) ?? put(stretches);
      added.set(key, number);
      return number;
    },
    at: (which, address) => {
      let low = (begins[which] as number) >> 1;
      let high = (begins[which + 1] as number) >> 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((cells[2 * middle] as number) <= address) low = middle;
        else high = middle;
      }
      return cells[2 * low + 1] as number;
    },
  };
}

function grown<T extends Uint32Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
