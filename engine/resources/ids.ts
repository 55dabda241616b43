/** The AWS-shaped id that belongs to `seed`: the prefix, then 17 hexadecimal digits, the same for the same seed. */
export function derivedId(prefix: string, seed: string): string {
  let first = 0x811c9dc5;
  let second = PRIME;
  for (let index = 0; index < seed.length; index += 1) {
    const code = seed.charCodeAt(index);
    first = Math.imul(first ^ code, PRIME);
    second = Math.imul(second ^ code, PRIME);
  }
  return `${prefix}0${digits(first)}${digits(Math.imul(second ^ END, PRIME))}`;
}

/** Of FNV-1a. */
const PRIME = 0x01000193;
/** The code of the sign that ends the second of the two hashes. */
const END = 0x23;

/** Eight hexadecimal digits, two at a time: to write a number out and fill it up takes several times as long. */
const digits = (hash: number): string =>
  `${PAIRS[hash >>> 24]}${PAIRS[(hash >>> 16) & 255]}${PAIRS[(hash >>> 8) & 255]}${PAIRS[hash & 255]}`;

const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
