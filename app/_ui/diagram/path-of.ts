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

/** Steps that are marked at one point: `numbers` ascend, and neighbours are said as one range. */
export interface Stop extends Point {
  readonly numbers: readonly number[];
  /** A policy that says no has denied; anything else that stops a packet leaves it without an answer. */
  readonly state: PlacedStep['state'] | 'denied';
}

/** The points of a path at which something is said, each once, in the order in which the path comes to them. */
export function stopsOf(steps: readonly PlacedStep[], points: readonly (Point | undefined)[]): readonly Stop[] {
  const stops = new Map<string, Stop>();
  for (const [index, { state: stepState, direction }] of steps.entries()) {
    const point = points[index];
    if (point === undefined) continue;
    const state = stepState === 'blocked' && direction === 'policy' ? 'denied' : stepState;
    const key = `${point.x},${point.y}`;
    const before = stops.get(key);
    const worse = state === 'blocked' || state === 'denied' ? state : (before?.state ?? state);
    stops.set(key, { ...point, state: worse, numbers: [...(before?.numbers ?? []), index + 1] });
  }
  return [...stops.values()];
}

/** Numbers as one writes them: `1–3, 7`. */
export function numbersText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

/** A line through points, never aslant: out to where there is room, along it, and in again; `shift` beside the line of the other way. */
export function lineThrough(points: readonly Point[], shift: number): string {
  let path = '';
  for (const [index, { x, y }] of points.entries()) {
    const before = points[index - 1];
    if (before === undefined) path = `M${x + shift} ${y + shift}`;
    else if (before.x === x) path += `V${y + shift}`;
    else if (before.y === y) path += `H${x + shift}`;
    else path += `H${before.x + before.side * 6 + shift}V${y + shift}H${x + shift}`;
  }
  return path;
}
