'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** A ref for what shows `place`: keyboard and screen reader follow to it when the place changes; on opening the page they stay where they are. */
export function useFollow<T extends HTMLElement>(place: unknown): RefObject<T | null> {
  const shown = useRef<T>(null);
  const moved = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of place moves the focus.
  useEffect(() => {
    if (moved.current) shown.current?.focus();
    moved.current = true;
  }, [place]);
  return shown;
}
