'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Layout } from './layout.ts';
import { fitted, type Size, type Span, type View, viewAround, wholeOf, zoomed } from './viewport.ts';

interface Viewing {
  /** Undefined until the pane has been measured: the whole is shown. */
  readonly view: View | undefined;
  readonly zoomBy: (factor: number) => void;
  readonly panBy: (x: number, y: number) => void;
  readonly showAll: () => void;
  /** Brings a point into sight; does nothing where it is. */
  readonly show: (x: number, y: number) => void;
}

/** What of a map is in sight: zoomed and moved by wheel, pointer, two fingers, and by what is returned. */
export function useView(layout: Layout, svg: RefObject<SVGSVGElement | null>): Viewing {
  const [size, setSize] = useState<Size | undefined>();
  const [chosen, setChosen] = useState<View | undefined>();
  const { width, height } = layout;
  const view = size === undefined ? undefined : viewAround({ width, height }, size, chosen, mainOf(layout));
  const held = useRef({ view, size });
  useEffect(() => {
    held.current = { view, size };
  });
  useEffect(() => {
    const element = svg.current?.parentElement;
    if (element === null || element === undefined) return;
    const observer = new ResizeObserver(
      ([entry]) => entry !== undefined && setSize({ width: entry.contentRect.width, height: entry.contentRect.height }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [svg]);
  const change = useCallback((how: (view: View, size: Size) => View) => {
    const now = held.current;
    if (now.view === undefined || now.size === undefined) return;
    const next = how(now.view, now.size);
    held.current = { ...now, view: next };
    setChosen(next);
  }, []);
  useGestures(svg, change);
  return {
    view,
    zoomBy: (factor) => change((now) => zoomed(now, factor, { x: now.x + now.width / 2, y: now.y + now.height / 2 })),
    panBy: (x, y) => change((now) => ({ ...now, x: now.x + x * now.width, y: now.y + y * now.height })),
    showAll: () => setChosen(size === undefined ? undefined : wholeOf({ width, height }, size)),
    show: (x, y) => change((now, box) => fitted(now, box, { x, y })),
  };
}

/** The first VPC with what stands in its border: where a network is looked at first. */
function mainOf({ vpcs: [vpc], sizes, width }: Layout): Span {
  if (vpc === undefined) return { from: 0, to: width };
  const named = vpc.doors.some((door) => door.it.side === 'left');
  return { from: vpc.x - (named ? sizes.door + 10 : 4), to: vpc.x + vpc.width + 14 };
}

type Change = (how: (view: View, size: Size) => View) => void;

function useGestures(svg: RefObject<SVGSVGElement | null>, change: Change): void {
  useEffect(() => {
    const element = svg.current;
    if (element === null) return;
    const pointers = new Map<number, { x: number; y: number }>();
    const scale = (view: View, size: Size) => view.width / size.width;
    const at = (view: View, size: Size, x: number, y: number) => {
      const box = element.getBoundingClientRect();
      return { x: view.x + (x - box.left) * scale(view, size), y: view.y + (y - box.top) * scale(view, size) };
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { deltaX, deltaY, clientX, clientY } = event;
      if (event.ctrlKey || event.metaKey)
        change((view, size) => zoomed(view, Math.exp(-deltaY / 300), at(view, size, clientX, clientY)));
      else change((view, size) => ({ ...view, x: view.x + deltaX * scale(view, size), y: view.y + deltaY * scale(view, size) }));
    };
    const onMove = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) return;
      const now = { x: event.clientX, y: event.clientY };
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      if (other !== undefined) {
        const factor =
          Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
        change((view, size) => zoomed(view, factor, at(view, size, other.x, other.y)));
      } else
        change((view, size) => ({
          ...view,
          x: view.x - (now.x - before.x) * scale(view, size),
          y: view.y - (now.y - before.y) * scale(view, size),
        }));
      pointers.set(event.pointerId, now);
    };
    const onDown = (event: PointerEvent) => void pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const onUp = (event: PointerEvent) => void pointers.delete(event.pointerId);
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onUp);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
    };
  }, [svg, change]);
}
