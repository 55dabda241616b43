/** Words of 32 bits: JavaScript's bit operations work on signed ones, so `>>> 0` is done where a number is looked at. */
const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** The message with its end mark and its length in bits, as words of each 64-byte block. */
function blocks(bytes: readonly number[], littleEndian: boolean): readonly (readonly number[])[] {
  const padded = [...bytes, 0x80];
  while (padded.length % 64 !== 56) padded.push(0);
  const bits = BigInt(bytes.length) * 8n;
  const length = Array.from({ length: 8 }, (_, index) => Number((bits >> BigInt(8 * index)) & 255n));
  padded.push(...(littleEndian ? length : length.toReversed()));
  return Array.from({ length: padded.length / 64 }, (_, block) =>
    Array.from({ length: 16 }, (_word, word) => {
      const four = padded.slice(block * 64 + word * 4, block * 64 + word * 4 + 4);
      return (littleEndian ? four.toReversed() : four).reduce((value, byte) => (value << 8) | byte, 0);
    }),
  );
}

const bytesOf = (words: readonly number[], littleEndian: boolean): readonly number[] =>
  words.flatMap((word) => {
    const four = [24, 16, 8, 0].map((by) => (word >>> by) & 255);
    return littleEndian ? four.toReversed() : four;
  });

const added = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.map((word, index) => (word + (b[index] ?? 0)) | 0);

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const MD5_SINES = Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32) | 0);

/** @see https://www.rfc-editor.org/rfc/rfc1321 */
export function md5(bytes: readonly number[]): readonly number[] {
  let state: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (const block of blocks(bytes, true)) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let step = 0; step < 64; step += 1) {
      const round = step >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] ?? 0;
      const word = block[indexAt(step, round)] ?? 0;
      const sum = (a + mixed + (MD5_SINES[step] ?? 0) + word) | 0;
      [a, d, c, b] = [d, c, b, (b + rotated(sum, MD5_SHIFTS[round * 4 + (step & 3)] ?? 0)) | 0];
    }
    state = added(state, [a, b, c, d]);
  }
  return bytesOf(state, true);
}

const indexAt = (step: number, round: number): number =>
  (round === 0 ? step : round === 1 ? 5 * step + 1 : round === 2 ? 3 * step + 5 : 7 * step) & 15;

/** @see https://www.rfc-editor.org/rfc/rfc3174 */
export function sha1(bytes: readonly number[]): readonly number[] {
  let state: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (const block of blocks(bytes, false)) {
    const words = [...block];
    for (let at = 16; at < 80; at += 1) {
      words.push(rotated((words[at - 3] ?? 0) ^ (words[at - 8] ?? 0) ^ (words[at - 14] ?? 0) ^ (words[at - 16] ?? 0), 1));
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let step = 0; step < 80; step += 1) {
      const round = Math.floor(step / 20);
      const mixed = [(b & c) | (~b & d), b ^ c ^ d, (b & c) | (b & d) | (c & d), b ^ c ^ d][round] ?? 0;
      const constant = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round] ?? 0;
      [e, d, c, b, a] = [d, c, rotated(b, 30), a, (rotated(a, 5) + mixed + e + constant + (words[step] ?? 0)) | 0];
    }
    state = added(state, [a, b, c, d, e]);
  }
  return bytesOf(state, false);
}

const PRIMES: readonly number[] = Array.from({ length: 312 }, (_, index) => index).filter(
  (each) => each > 1 && Array.from({ length: each }, (_, index) => index).every((by) => by < 2 || each % by !== 0),
);

/** The first 32 bits of the fraction of `number`. */
const fraction = (number: number): number => Math.floor((number - Math.floor(number)) * 2 ** 32) | 0;
const SHA_CONSTANTS = PRIMES.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)));
const SHA_START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

const right = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** @see https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.180-4.pdf */
export function sha256(bytes: readonly number[]): readonly number[] {
  let state: readonly number[] = SHA_START;
  for (const block of blocks(bytes, false)) {
    const words = [...block];
    for (let at = 16; at < 64; at += 1) {
      const [near = 0, far = 0] = [words[at - 2], words[at - 15]];
      const small = right(far, 7) ^ right(far, 18) ^ (far >>> 3);
      const large = right(near, 17) ^ right(near, 19) ^ (near >>> 10);
      words.push(((words[at - 16] ?? 0) + small + (words[at - 7] ?? 0) + large) | 0);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let step = 0; step < 64; step += 1) {
      const first =
        (h +
          (right(e, 6) ^ right(e, 11) ^ right(e, 25)) +
          ((e & f) ^ (~e & g)) +
          (SHA_CONSTANTS[step] ?? 0) +
          (words[step] ?? 0)) |
        0;
      const second = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    state = added(state, [a, b, c, d, e, f, g, h]);
  }
  return bytesOf(state, false);
}
