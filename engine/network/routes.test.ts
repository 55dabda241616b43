import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockAt, contains } from '../ip/cidr.ts';
import { ROUTE_ORIGINS, type Route, type RouteTable } from './model.ts';
import { candidatesFor } from './routes.ts';

/** Addresses and blocks of a small space, so that lines cover each other often. */
const address = fc.integer({ min: 0, max: 255 }).map((last) => 10 * 2 ** 24 + last);
const block = fc.tuple(address, fc.integer({ min: 24, max: 32 })).map(([base, length]) => blockAt(base, length));
const route = fc
  .record({ cidrs: fc.array(block, { minLength: 1, maxLength: 3 }), origin: fc.constantFrom(...ROUTE_ORIGINS), id: fc.nat(9) })
  .map(
    ({ cidrs, origin, id }): Route => ({
      destination: { text: '', cidrs: origin === 'prefix-list' ? cidrs : cidrs.slice(0, 1) },
      target: { kind: 'nat-gateway', id: `nat-${id}` },
      origin,
      state: 'active',
    }),
  );
const routes = fc.array(route, { maxLength: 8 });
const tableOf = (lines: readonly Route[]): RouteTable => ({ origin: { id: 'rtb-1' }, vpc: 'vpc-1', routes: lines });
const taken = (lines: readonly Route[], to: number) => candidatesFor(tableOf(lines), to)[0];

test('the line that is taken covers the address, and none is taken only where none does', () =>
  fc.assert(
    fc.property(routes, address, (lines, to) => {
      const chosen = taken(lines, to);
      const covering = lines.filter((line) => line.destination.cidrs.some((cidr) => contains(cidr, to)));
      expect(chosen === undefined).toBe(covering.length === 0);
      if (chosen !== undefined) expect(contains(chosen.matched, to)).toBe(true);
    }),
  ));

test('the order of lines never changes where a packet goes', () =>
  fc.assert(
    fc.property(routes, address, (lines, to) => {
      expect(taken(lines.toReversed(), to)?.route.target.id).toBe(taken(lines, to)?.route.target.id);
    }),
  ));

test('a propagated line never wins where local covers the address', () =>
  fc.assert(
    fc.property(routes, address, (lines, to) => {
      const local = lines.some((line) => line.origin === 'local' && line.destination.cidrs.some((cidr) => contains(cidr, to)));
      if (local) expect(taken(lines, to)?.route.origin).not.toMatch(/^propagated/);
    }),
  ));

test('among the others the longest prefix wins, and at equal length the better origin', () =>
  fc.assert(
    fc.property(routes, address, (lines, to) => {
      const [first, ...rest] = candidatesFor(tableOf(lines.filter((line) => line.origin !== 'local')), to);
      for (const other of rest) {
        if (first === undefined) return;
        expect(first.matched.length).toBeGreaterThanOrEqual(other.matched.length);
        if (first.matched.length === other.matched.length)
          expect(ROUTE_ORIGINS.indexOf(first.route.origin)).toBeLessThanOrEqual(ROUTE_ORIGINS.indexOf(other.route.origin));
      }
    }),
  ));

test('every address of a prefix list is routed alike unless a more specific line, an equal static one or a second list says otherwise', () =>
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 3 }), routes, address, (cidrs, others, to) => {
      const list: Route = {
        destination: { text: 'pl-1', cidrs, prefixList: 'pl-1' },
        target: { kind: 'vpc-endpoint', id: 'vpce-1' },
        origin: 'prefix-list',
        state: 'active',
      };
      const entry = cidrs.filter((cidr) => contains(cidr, to)).toSorted((a, b) => b.length - a.length)[0];
      const lines = others.filter((line) => line.origin !== 'local');
      if (entry === undefined) return;
      const rival = lines.some((line) =>
        line.destination.cidrs.some(
          (cidr) =>
            contains(cidr, to) &&
            (cidr.length > entry.length ||
              (cidr.length === entry.length && (line.origin === 'static' || line.origin === 'prefix-list'))),
        ),
      );
      if (!rival) expect(taken([list, ...lines], to)?.route).toBe(list);
    }),
  ));
