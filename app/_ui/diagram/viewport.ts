export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The part of a map that is in sight, in the map's own units. */
export interface View extends Size {
  readonly x: number;
  readonly y: number;
}

/** A small network is not blown up further than this, and one opens no smaller than this, so that its names can be read. */
const LARGEST = 1.15;
const READABLE = 0.62;
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

/** What is in sight: what was chosen, kept to the pane's present shape, else as much from the top as can be read. */
export function viewAround(map: Size, size: Size, chosen: View | undefined): View {
  if (size.width === 0 || size.height === 0) return { x: 0, y: 0, ...map };
  if (chosen !== undefined) return { ...chosen, height: (chosen.width * size.height) / size.width };
  const wide = size.width / (map.width + 2 * MARGIN);
  const whole = Math.min(wide, size.height / (map.height + 2 * MARGIN));
  const least = size.width < NARROW ? READABLE_NARROW : Math.min(READABLE, wide);
  const scale = Math.min(LARGEST, Math.max(whole, least));
  return { ...centred(map, size, scale), y: -MARGIN };
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
