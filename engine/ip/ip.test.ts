import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Address, formatAddress, parseAddress } from './address.ts';
import { ANY_IPV4, blockAt, contains, covers, formatCidr, isPrivateAddress, overlaps, parseCidr } from './cidr.ts';
import { intersection, without } from './ports.ts';

const ipv4 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const ipv6 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });
const address: fc.Arbitrary<Address> = fc.oneof(ipv4, ipv6);

test('an address that is printed and read is the same address', () =>
  fc.assert(fc.property(address, (a) => parseAddress(formatAddress(a)) === a)));

test('0.0.0.0/0 contains every IPv4 address and no IPv6 address', () => {
  fc.assert(fc.property(ipv4, (a) => contains(ANY_IPV4, a)));
  fc.assert(fc.property(ipv6, (a) => !contains(ANY_IPV4, a)));
});

test('a block that is printed and read is the same block', () =>
  fc.assert(
    fc.property(ipv4, fc.integer({ min: 0, max: 32 }), (a, length) => {
      const block = blockAt(a, length);
      expect(parseCidr(formatCidr(block))).toEqual(block);
      expect(contains(block, a)).toBe(true);
    }),
  ));

test('two blocks overlap exactly when one covers the other', () =>
  fc.assert(
    fc.property(ipv4, ipv4, fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 32 }), (a, b, m, n) => {
      const [x, y] = [blockAt(a, m), blockAt(b, n)];
      expect(overlaps(x, y)).toBe(overlaps(y, x));
      if (covers(x, y)) expect(contains(x, y.base)).toBe(true);
    }),
  ));

test.each([
  ['256.1.1.1', undefined],
  ['1.2.3', undefined],
  ['01.2.3.4', undefined],
  ['1.2.3.4/33', undefined],
  ['1.2.3.4/', undefined],
  ['::1/129', undefined],
  ['1::2::3', undefined],
  ['12345::', undefined],
  ['10.20.1.15/16', '10.20.0.0/16'],
  ['10.20.1.15', '10.20.1.15/32'],
  ['2001:DB8:0::1/128', '2001:db8::1/128'],
  ['::ffff:10.0.0.1', '::ffff:a00:1/128'],
])('%s reads as %s', (text, expected) => {
  const cidr = parseCidr(text);
  expect(cidr === undefined ? undefined : formatCidr(cidr)).toBe(expected);
});

test.each([
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.0', false],
  ['100.64.0.1', true],
  ['52.216.14.9', false],
  ['fd00:ec2::253', true],
])('%s is private: %s', (text, expected) => expect(isPrivateAddress(parseAddress(text) ?? -1)).toBe(expected));

test('what is taken from ports is gone and the rest stays', () =>
  fc.assert(
    fc.property(fc.nat(999), fc.nat(999), fc.nat(999), fc.nat(999), fc.nat(999), (a, b, c, d, port) => {
      const range = { from: Math.min(a, b), to: Math.max(a, b) };
      const taken = { from: Math.min(c, d), to: Math.max(c, d) };
      const left = without([range], taken);
      const inRange = range.from <= port && port <= range.to;
      const inTaken = taken.from <= port && port <= taken.to;
      expect(left.some((part) => part.from <= port && port <= part.to)).toBe(inRange && !inTaken);
      expect(intersection(range, taken) !== undefined).toBe(range.from <= taken.to && taken.from <= range.to);
    }),
  ));
