import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Address } from './address.ts';
import { blockAt, type Cidr, contains } from './cidr.ts';
import { prefixLookup } from './prefixes.ts';

/** Addresses and blocks at both ends of a small space and at the end of all, so that blocks cover and touch each other often. */
const ipv4 = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 2 ** 32 - 64, max: 2 ** 32 - 1 }));
const ipv6 = ipv4.map(BigInt);
const address: fc.Arbitrary<Address> = fc.oneof(ipv4, ipv6);
const block = fc.oneof(
  fc.tuple(ipv4, fc.integer({ min: 26, max: 32 })).map(([base, length]) => blockAt(base, length)),
  fc.tuple(ipv6, fc.integer({ min: 122, max: 128 })).map(([base, length]) => blockAt(base, length)),
  fc.constantFrom<Cidr>({ base: 0, length: 0 }, { base: 0n, length: 0 }),
);

test('the prefixes that hold an address are those that contain it, the longest first, equal ones in their order', () =>
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), fc.array(address, { maxLength: 12 }), (blocks, asked) => {
      const prefixes = blocks.map((cidr, value) => ({ cidr, value }));
      const lookUp = prefixLookup(prefixes, (holding) => holding.map(({ value }) => value));
      for (const each of asked) {
        const plain = prefixes.filter(({ cidr }) => contains(cidr, each)).toSorted((a, b) => b.cidr.length - a.cidr.length);
        expect(lookUp(each)).toEqual(plain.map(({ value }) => value));
      }
    }),
    { numRuns: 500 },
  ));
