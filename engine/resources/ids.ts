/** The AWS-shaped id that belongs to `seed`: the prefix, then 17 hexadecimal digits, the same for the same seed. */
export function derivedId(prefix: string, seed: string): string {
  return `${prefix}0${fnv(seed, 0x811c9dc5)}${fnv(`${seed}#`, 0x01000193)}`;
}

/** Eight hexadecimal digits of FNV-1a. */
function fnv(text: string, start: number): string {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
