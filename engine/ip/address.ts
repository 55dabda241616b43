/** An address as a number: IPv4 is a `number` in 0…2³²−1, IPv6 a `bigint` in 0…2¹²⁸−1. The JavaScript type is the family. */
export type Address = number | bigint;

export type Family = 4 | 6;

/** 4 or 6. */
export const familyOf = (address: Address): Family => (typeof address === 'number' ? 4 : 6);

/** The first of `addresses` that somebody with `own` can speak to, else the first of all. */
export const spokenTo = (own: readonly Address[], addresses: readonly Address[]): Address | undefined =>
  addresses.find((each) => own.some((one) => familyOf(one) === familyOf(each))) ?? addresses[0];

/** The address that `text` writes, or undefined. Octets have no leading zeros; IPv6 may be compressed or end in dotted IPv4. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** The IPv4 address that `text` writes in dotted form, or undefined. */
export function parseIpv4(text: string): number | undefined {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit === DOT) {
      if (digits === 0 || dots === 3) return undefined;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots += 1;
    } else {
      // A second digit after a zero is a leading zero.
      if (digit < 0 || digit > 9 || (digits > 0 && octet === 0)) return undefined;
      octet = octet * 10 + digit;
      digits += 1;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
}

const ZERO = 48;
/** The code of a full stop, counted from that of zero. */
const DOT = -2;

/** The IPv6 address that `text` writes, or undefined; any case, one `::`, no zone index. */
export function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of one side of `::`; only the last side may end in dotted IPv4. */
function groupsOf(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (mayEndInIpv4 && index === parts.length - 1 && part.includes('.')) {
      const ipv4 = parseIpv4(part);
      if (ipv4 === undefined) return undefined;
      groups.push(Math.floor(ipv4 / 65536), ipv4 % 65536);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups;
}

/** The address as people write it; IPv6 in lower case with its longest run of zeros (two groups or more, the first of equals) as `::`. */
export function formatAddress(address: Address): string {
  if (typeof address === 'number') return formatIpv4(address);
  const groups = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - 16 * index)) & 0xffffn));
  const run = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (run.length < 2) return hex.join(':');
  return `${hex.slice(0, run.start).join(':')}::${hex.slice(run.start + run.length).join(':')}`;
}

/** The last texts that were made, each at a place of its address: a walk writes the same few addresses again and again. */
const PLACES = 2 ** 14;
const TEXTS: string[] = Array.from({ length: PLACES }, () => '0.0.0.0');
const ADDRESSES = new Uint32Array(PLACES);

function formatIpv4(address: number): string {
  // Multiplied by the golden ratio, addresses that lie in rows are spread over all places.
  const place = Math.imul(address, 0x9e37_79b1) >>> 18;
  if (ADDRESSES[place] !== address) {
    ADDRESSES[place] = address;
    TEXTS[place] = `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
  }
  return TEXTS[place] as string;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let index = 0; index <= groups.length; index += 1) {
    if (groups[index] === 0) continue;
    if (index - start > best.length) best = { start, length: index - start };
    start = index + 1;
  }
  return best;
}
