/** The AWS-shaped id that belongs to `seed`: the prefix, then 17 hexadecimal digits, the same for the same seed. */
export function derivedId(prefix: string, seed: string): string {
  let [first, second] = [0x811c9dc5, PRIME];
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

/** Eight hexadecimal digits. */
const digits = (hash: number): string => (hash >>> 0).toString(16).padStart(8, '0');
