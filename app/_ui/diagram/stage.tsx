'use client';

import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Drawing } from './drawing.ts';
import { layoutOf } from './layout.ts';
import { MapThings } from './map.tsx';
import { PacketPath } from './path.tsx';
import { type PlacedStep, pathOf } from './path-of.ts';
import { MapLooks, type Marks } from './thing.tsx';
import { useView } from './use-view.ts';
import './stage.css';

export interface StageHandle {
  readonly zoomBy: (factor: number) => void;
  readonly showAll: () => void;
  readonly svg: () => SVGSVGElement | null;
  readonly size: { readonly width: number; readonly height: number };
}

interface StageProps {
  readonly drawing: Drawing;
  readonly title: string;
  readonly marks: Marks;
  readonly steps: readonly PlacedStep[];
  readonly current: number | undefined;
  readonly failedZones: readonly string[];
  readonly selected: string | undefined;
  readonly lit: readonly string[] | undefined;
  readonly onThing: (id: string | undefined) => void;
  readonly handle: RefObject<StageHandle | null>;
}

const NONE: readonly PlacedStep[] = [];

/** A map that can be moved and looked into: wheel, drag and two fingers, or the keyboard; each thing can be chosen. */
export function Stage(props: StageProps) {
  const { drawing, title, marks, steps = NONE, current, failedZones, selected, lit, onThing, handle } = props;
  const layout = useMemo(() => layoutOf(drawing), [drawing]);
  const svg = useRef<SVGSVGElement>(null);
  const { view, zoomBy, panBy, showAll, show } = useView(layout, svg);
  useEffect(() => {
    handle.current = { zoomBy, showAll, svg: () => svg.current, size: layout };
  });
  const { x: atX, y: atY } = (current === undefined ? undefined : pathOf(layout, steps)[current]) ?? {};
  const shown = useRef(show);
  useEffect(() => {
    shown.current = show;
  });
  useEffect(() => {
    if (atX !== undefined && atY !== undefined) shown.current(atX, atY);
  }, [atX, atY]);
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const used = keyed(event, { zoomBy, panBy, showAll, onThing, svg });
    if (used) event.preventDefault();
  };
  const looks = useMemo(
    () => ({
      marks,
      failedZones,
      onThing,
      ...(selected === undefined ? {} : { selected }),
      ...(lit === undefined ? {} : { lit }),
    }),
    [marks, failedZones, onThing, selected, lit],
  );
  const box = view ?? { x: 0, y: 0, width: layout.width, height: layout.height };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: from here the arrow keys go from thing to thing.
    // biome-ignore lint/a11y/useSemanticElements: a map is no fieldset.
    <div className="stage" role="group" aria-label={`${title}. ${KEYS_WORDS}`} tabIndex={0} onKeyDown={onKey}>
      <svg ref={svg} className="map" viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`} preserveAspectRatio="xMidYMin">
        <title>{title}</title>
        <MapLooks value={looks}>
          <MapThings layout={layout} region={drawing.region}>
            <PacketPath layout={layout} steps={steps} current={current} />
          </MapThings>
        </MapLooks>
      </svg>
    </div>
  );
}

const KEYS_WORDS =
  'Arrow keys go from thing to thing, Enter opens one, plus and minus zoom, 0 shows all, Shift and an arrow moves the map, w shows the same in words.';

interface Keyed {
  readonly zoomBy: (factor: number) => void;
  readonly panBy: (x: number, y: number) => void;
  readonly showAll: () => void;
  readonly onThing: (id: string | undefined) => void;
  readonly svg: RefObject<SVGSVGElement | null>;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Whether the key meant something here, and was done. */
function keyed(event: KeyboardEvent, { zoomBy, panBy, showAll, onThing, svg }: Keyed): boolean {
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) {
    const [x, y] = arrow;
    if (event.shiftKey) panBy(x / 8, y / 8);
    else focusNext(svg.current, x, y);
    return true;
  }
  const thing = event.target instanceof Element ? event.target.closest<SVGElement>('[data-thing]')?.dataset.thing : undefined;
  if ((event.key === 'Enter' || event.key === ' ') && thing !== undefined) onThing(thing);
  else if (event.key === '+' || event.key === '=') zoomBy(1.25);
  else if (event.key === '-') zoomBy(0.8);
  else if (event.key === '0') showAll();
  else return false;
  return true;
}

/** Moves the focus to the nearest thing in a direction, from outside to the first. */
function focusNext(svg: SVGSVGElement | null, x: number, y: number): void {
  const things = [...(svg?.querySelectorAll<SVGGElement>('[data-thing]') ?? [])];
  const here = things.find((thing) => thing === document.activeElement);
  if (here === undefined) {
    things[0]?.focus();
    return;
  }
  const from = pointAt(here);
  const ranked = things
    .filter((thing) => thing !== here)
    .map((thing) => {
      const { x: otherX, y: otherY } = pointAt(thing);
      const along = (otherX - from.x) * x + (otherY - from.y) * y;
      const aside = Math.abs((otherX - from.x) * y) + Math.abs((otherY - from.y) * x);
      return { thing, along, far: along + aside * 2 };
    })
    .filter(({ along }) => along > 1)
    .toSorted((a, b) => a.far - b.far);
  ranked[0]?.thing.focus();
}

function pointAt(thing: SVGGElement): { readonly x: number; readonly y: number } {
  const [x = 0, y = 0] = (thing.dataset.at ?? '').split(',').map(Number);
  return { x, y };
}
