import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, viewAround, wholeOf, zoomed } from './viewport.ts';

const side = fc.integer({ min: 50, max: 4000 });
const size = fc.record({ width: side, height: side });

test('the whole is in sight after a fit', () =>
  fc.assert(
    fc.property(size, size, (map, pane) => {
      const { x, y, width, height } = wholeOf(map, pane);
      expect(Math.min(-x, -y, x + width - map.width, y + height - map.height)).toBeGreaterThan(-0.001);
    }),
  ));

test('a map opens as wide as its pane or as large as can be read, never so small that nobody can, and never blown up', () =>
  fc.assert(
    fc.property(size, size, (map, pane) => {
      const scale = pane.width / viewAround(map, pane, undefined).width;
      expect(scale).toBeLessThanOrEqual(1.1501);
      expect(scale).toBeGreaterThanOrEqual(0.499);
    }),
  ));

test('where a pane shows a part, it shows the first VPC whole, or from its left side on', () =>
  fc.assert(
    fc.property(size, size, fc.double({ min: 0.1, max: 0.5, noNaN: true }), (map, pane, part) => {
      const main = { from: map.width * part, to: map.width * (1 - part / 2) };
      const { x, width } = viewAround(map, pane, undefined, main);
      expect(x).toBeLessThanOrEqual(main.from + 0.001);
      if (width >= main.to - main.from) expect(x + width).toBeGreaterThanOrEqual(main.to - 0.001);
      else expect(main.from - x).toBeLessThan(10.001);
    }),
  ));

test('the point that is zoomed about stays where it is', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.double({ min: 0.5, max: 2, noNaN: true }), (x, factor) => {
      const view = { x: 0, y: 0, width: 900, height: 600 };
      const after = zoomed(view, factor, { x, y: 100 });
      expect((x - after.x) / after.width).toBeCloseTo(x / 900, 6);
    }),
  ));

test('what is shown is in sight, and what was in sight does not move', () => {
  const view = { x: 0, y: 0, width: 900, height: 600 };
  expect(fitted(view, view, { x: 400, y: 300 })).toEqual(view);
  const after = fitted(view, view, { x: 1200, y: 300 });
  expect(after.x).toBe(340);
  expect(after.y).toBe(0);
});
