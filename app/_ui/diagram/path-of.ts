import type { Layout } from './layout.ts';
import { type Place, type Point, pointOf } from './places.ts';

/** A step as the map needs it: where it happened, on which way, and whether it ended there. */
export interface PlacedStep {
  readonly direction: 'forward' | 'return' | 'policy';
  readonly state: 'passed' | 'blocked' | 'silent';
  readonly place?: Place;
}

/** For each step the point at which it is marked: its own place, or where the way was before, when the map does not show its place. */
export function pathOf(layout: Layout, steps: readonly PlacedStep[]): readonly (Point | undefined)[] {
  let last: Point | undefined;
  return steps.map(({ place }) => {
    last = (place === undefined ? undefined : pointOf(layout, place)) ?? last;
    return last;
  });
}

/** Steps that are marked at one point, by the number of the first and of the last. */
export interface Stop extends Point {
  readonly from: number;
  readonly to: number;
  readonly state: PlacedStep['state'];
  readonly direction: PlacedStep['direction'];
}

/** The stops of a path in order: neighbours at one point are one stop. */
export function stopsOf(steps: readonly PlacedStep[], points: readonly (Point | undefined)[]): readonly Stop[] {
  const stops: Stop[] = [];
  for (const [index, { state, direction }] of steps.entries()) {
    const point = points[index];
    if (point === undefined) continue;
    const last = stops.at(-1);
    if (last !== undefined && last.x === point.x && last.y === point.y && last.direction === direction)
      stops[stops.length - 1] = { ...last, to: index + 1, state: state === 'blocked' ? state : last.state };
    else stops.push({ ...point, from: index + 1, to: index + 1, state, direction });
  }
  return stops;
}
