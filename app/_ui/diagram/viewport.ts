export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The part of a map that is in sight, in the map's own units. */
export interface View extends Size {
  readonly x: number;
  readonly y: number;
}

/** From where to where something stands across a map. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A small network is not blown up further than this, and one opens no smaller than this, so that its names can be read. */
const LARGEST = 1.15;
const READABLE = 0.62;
/** A map that would be smaller than this as a whole opens at its first VPC instead. */
const OVERVIEW = 0.5;
/** On a phone it opens larger and is moved instead. */
const NARROW = 480;
const READABLE_NARROW = 0.85;
const CLOSEST = 4;
const MARGIN = 10;

/** The whole of `map` in a pane of `size`, centred. */
export function wholeOf(map: Size, size: Size): View {
  const scale = Math.min(LARGEST, size.width / (map.width + 2 * MARGIN), size.height / (map.height + 2 * MARGIN));
  return centred(map, size, scale);
}

/**
 * What is in sight: what was chosen, kept to the pane's present shape, else as much from the top as can be read. Where that is not the whole,
 * `main` is in sight from its left side to its right, or from its left side on, so that no name in it is cut by the pane's edge.
 */
export function viewAround(map: Size, size: Size, chosen: View | undefined, main: Span = { from: 0, to: map.width }): View {
  if (size.width === 0 || size.height === 0) return { x: 0, y: 0, ...map };
  if (chosen !== undefined) return { ...chosen, height: (chosen.width * size.height) / size.width };
  const wide = size.width / (map.width + 2 * MARGIN);
  const whole = Math.min(wide, size.height / (map.height + 2 * MARGIN));
  const fits = size.width / (main.to - main.from + 2 * MARGIN);
  const narrow = Math.min(READABLE_NARROW, fits >= READABLE ? fits : READABLE_NARROW);
  const least = size.width < NARROW ? narrow : wide < OVERVIEW ? READABLE : Math.min(READABLE, wide);
  const scale = Math.min(LARGEST, Math.max(whole, least));
  const view = { ...centred(map, size, scale), y: -MARGIN };
  if (view.width >= map.width) return view;
  const spare = view.width - (main.to - main.from);
  const x = main.from - (spare > 0 ? spare / 2 : MARGIN);
  return { ...view, x: Math.max(-MARGIN, Math.min(x, map.width - view.width + MARGIN)) };
}

function centred(map: Size, size: Size, scale: number): View {
  const [width, height] = [size.width / scale, size.height / scale];
  return { x: (map.width - width) / 2, y: Math.min(0, (map.height - height) / 2), width, height };
}

/** `view` magnified by `factor` about a point that stays where it is. */
export function zoomed(view: View, factor: number, about: { readonly x: number; readonly y: number }): View {
  const kept = Math.min(Math.max(factor, view.width / 12_000), (view.width * CLOSEST) / 400);
  const [width, height] = [view.width / kept, view.height / kept];
  return { x: about.x - (about.x - view.x) / kept, y: about.y - (about.y - view.y) / kept, width, height };
}

/** `view` moved just so far that `point` is in sight. */
export function fitted(view: View, _size: Size, point: { readonly x: number; readonly y: number }): View {
  const margin = Math.min(40, view.width / 6, view.height / 6);
  const into = (at: number, from: number, length: number) =>
    at < from + margin ? at - margin : at > from + length - margin ? at - length + margin : from;
  return { ...view, x: into(point.x, view.x, view.width), y: into(point.y, view.y, view.height) };
}
