'use client';

import { type RefObject, useEffect } from 'react';
import { positionAt } from './fix.ts';
import { type PointAt, pointerOver } from './point.ts';

/** Tells the line under the pointer or the caret of the text area; its lines never wrap and are all as high as each other. */
export function usePlainPoint(area: RefObject<HTMLTextAreaElement | null>, path: string, tell: PointAt): void {
  useEffect(() => {
    const node = area.current;
    if (node === null) return;
    const point = pointerOver(path, tell);
    const move = (event: PointerEvent) => point.pointer(lineUnder(node, event.clientY));
    const leave = () => point.pointer(undefined);
    const rest = () =>
      point.cursor(document.activeElement === node ? positionAt(node.value, node.selectionStart).line : undefined);
    node.addEventListener('pointermove', move, { passive: true });
    node.addEventListener('pointerleave', leave);
    node.addEventListener('blur', rest);
    document.addEventListener('selectionchange', rest);
    return () => {
      leave();
      point.cursor(undefined);
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerleave', leave);
      node.removeEventListener('blur', rest);
      document.removeEventListener('selectionchange', rest);
    };
  }, [area, path, tell]);
}

function lineUnder(node: HTMLTextAreaElement, y: number): number | undefined {
  const { lineHeight, paddingTop } = getComputedStyle(node);
  const down = y - node.getBoundingClientRect().top - node.clientTop - Number.parseFloat(paddingTop) + node.scrollTop;
  const line = Math.floor(down / Number.parseFloat(lineHeight)) + 1;
  return line >= 1 && line <= node.value.split('\n').length ? line : undefined;
}
