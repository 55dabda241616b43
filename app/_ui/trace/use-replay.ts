'use client';

import { useEffect, useRef, useState } from 'react';

const PACE = 1100;

interface Replay {
  readonly running: boolean;
  readonly toggle: () => void;
}

/** Goes slowly from the first step to the last, from the start if it `plays`. Nothing is animated that style sheets do not hold still under reduced motion. */
export function useReplay(length: number, at: number, onStep: (step: number) => void, plays: boolean): Replay {
  const [running, setRunning] = useState(plays);
  const go = useRef(onStep);
  useEffect(() => {
    go.current = onStep;
  });
  useEffect(() => {
    if (!running) return;
    if (at >= length - 1) {
      setRunning(false);
      return;
    }
    const timer = setTimeout(() => go.current(at + 1), PACE);
    return () => clearTimeout(timer);
  }, [running, at, length]);
  const toggle = () => {
    if (!running) onStep(0);
    setRunning(!running);
  };
  return { running, toggle };
}
