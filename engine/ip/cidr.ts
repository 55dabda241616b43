import { type Address, type Family, familyOf, formatAddress, parseAddress } from './address.ts';

/** A block of addresses: `base` is its first address, `length` the prefix length (0–32 or 0–128). */
export interface Cidr {
  readonly base: Address;
  readonly length: number;
}

/** All of IPv4. */
export const ANY_IPV4: Cidr = { base: 0, length: 0 };

/** All of IPv6. */
export const ANY_IPV6: Cidr = { base: 0n, length: 0 };

/** The block that `text` writes as `address/length`, host bits cleared as AWS clears them; a bare address is a block of one; or undefined. */
export function parseCidr(text: string): Cidr | undefined {
  const [addressText, lengthText, ...rest] = text.split('/');
  if (addressText === undefined || rest.length > 0) return undefined;
  const address = parseAddress(addressText);
  if (address === undefined) return undefined;
  const width = widthOf(familyOf(address));
  if (lengthText === undefined) return { base: address, length: width };
  if (!/^(0|[1-9]\d{0,2})$/.test(lengthText) || Number(lengthText) > width) return undefined;
  return blockAt(address, Number(lengthText));
}

/** The block of `length` that holds `address`. */
export function blockAt(address: Address, length: number): Cidr {
  // Arithmetic instead of shifts: JavaScript shifts numbers by n mod 32, so `ip >>> 32` is `ip`.
  if (typeof address === 'number') return { base: address - (address % 2 ** (32 - length)), length };
  const size = 1n << BigInt(128 - length);
  return { base: address - (address % size), length };
}

/** `address/length`. */
export const formatCidr = (cidr: Cidr): string => `${formatAddress(cidr.base)}/${cidr.length}`;

/** 4 or 6. */
export const familyOfCidr = (cidr: Cidr): Family => familyOf(cidr.base);

/** How many addresses an IPv4 block of each prefix length has. */
const SIZES: readonly number[] = Array.from({ length: 33 }, (_, length) => 2 ** (32 - length));

/** Whether `address` is one of the block's; false for the other family. */
export function contains({ base, length }: Cidr, address: Address): boolean {
  if (typeof address === 'number') return typeof base === 'number' && address >= base && address - base < (SIZES[length] ?? 0);
  return typeof base === 'bigint' && blockAt(address, length).base === base;
}

/** Whether every address of `inner` is one of `outer`. */
export const covers = (outer: Cidr, inner: Cidr): boolean => outer.length <= inner.length && contains(outer, inner.base);

/** Whether the blocks share an address. */
export const overlaps = (a: Cidr, b: Cidr): boolean => covers(a, b) || covers(b, a);

/** Whether two blocks are the same. */
export const sameCidr = (a: Cidr, b: Cidr): boolean => a.base === b.base && a.length === b.length;

/** The address `offset` places after the first one. */
export const addressAt = (cidr: Cidr, offset: number): Address =>
  typeof cidr.base === 'number' ? cidr.base + offset : cidr.base + BigInt(offset);

/** How many addresses an IPv4 block has; for IPv6 the largest safe integer stands for "more than one can count". */
export const sizeOf = (cidr: Cidr): number => (typeof cidr.base === 'number' ? 2 ** (32 - cidr.length) : Number.MAX_SAFE_INTEGER);

const widthOf = (family: Family): number => (family === 4 ? 32 : 128);

export const PRIVATE_BLOCKS: readonly Cidr[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
].flatMap((text) => parseCidr(text) ?? []);

/** Whether the address is of RFC 1918, RFC 6598 or RFC 4193: one that no internet gateway carries outwards. */
export const isPrivateAddress = (address: Address): boolean => PRIVATE_BLOCKS.some((block) => contains(block, address));
