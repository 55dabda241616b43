import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apartBlocks } from './apart-blocks.ts';
import { blockAt, type Cidr, overlaps } from './cidr.ts';

const block = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 })),
  // Few bits that differ: most of these meet.
  fc.tuple(
    fc.integer({ min: 0, max: 255 }).map((octet) => octet * 2 ** 24),
    fc.integer({ min: 0, max: 9 }),
  ),
  fc.tuple(
    fc.integer({ min: 0, max: 255 }).map((octet) => BigInt(octet) << 120n),
    fc.integer({ min: 0, max: 128 }),
  ),
);

test('a block is taken exactly where it overlaps none that was taken before', () =>
  fc.assert(
    fc.property(fc.array(block, { maxLength: 30 }), (drawn) => {
      const set = apartBlocks();
      const taken: Cidr[] = [];
      for (const [address, length] of drawn) {
        const cidr = blockAt(address, length);
        const free = !taken.some((each) => overlaps(each, cidr));
        expect(set.add(cidr)).toBe(free);
        if (free) taken.push(cidr);
      }
    }),
  ));
