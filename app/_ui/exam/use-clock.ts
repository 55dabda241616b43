'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

/** Milliseconds left, counted down here and set right by each word from the server; the clock of this machine has no say. */
export function useClock(leftMs: number) {
  const ends = useRef(0);
  const [left, setLeft] = useState(leftMs);
  const set = useCallback((ms: number) => {
    ends.current = performance.now() + ms;
    setLeft(ms);
  }, []);
  useEffect(() => {
    set(leftMs);
    const timer = setInterval(() => setLeft(Math.max(0, ends.current - performance.now())), 500);
    return () => clearInterval(timer);
  }, [leftMs, set]);
  return { left, set };
}

export const TIME_OVER = 'The time is over. What had arrived by then counts; the result comes as soon as the server answers.';

/** `ms` as hours, minutes and seconds. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
