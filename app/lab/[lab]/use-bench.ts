'use client';

import { useEffect, useMemo, useRef } from 'react';
import type { PublicLab } from '#engine';
import type { Bench } from './bench-asks.ts';

/** So long a question may take before its worker is ended; the first one also waits for the engine to load. */
const PATIENCE = 2000;
const FIRST_PATIENCE = 30_000;

/** The second worker of the bench, started with the first question; a question that hangs is refused, and the next one finds a new worker. */
export function useBench(lab: PublicLab): Bench {
  const held = useRef<{ readonly bench: Bench; readonly close: () => void } | undefined>(undefined);
  useEffect(
    () => () => {
      held.current?.close();
      held.current = undefined;
    },
    [],
  );
  return useMemo((): Bench => {
    return (kind, ask) => {
      held.current ??= openBench(lab);
      return held.current.bench(kind, ask);
    };
  }, [lab]);
}

interface Waiting {
  readonly settle: (answer: unknown) => void;
  readonly refuse: (reason: Error) => void;
  readonly watch: ReturnType<typeof setTimeout>;
}

function openBench(lab: PublicLab): { readonly bench: Bench; readonly close: () => void } {
  let worker: Worker | undefined;
  let answered = false;
  let turn = 0;
  const waiting = new Map<number, Waiting>();
  const stop = () => {
    worker?.terminate();
    worker = undefined;
    answered = false;
    for (const { refuse, watch } of waiting.values()) {
      clearTimeout(watch);
      refuse(new Error('stopped'));
    }
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });
    started.onmessage = ({ data }: MessageEvent<{ readonly turn: number; readonly answer: unknown }>) => {
      answered = true;
      const found = waiting.get(data.turn);
      waiting.delete(data.turn);
      clearTimeout(found?.watch);
      found?.settle(data.answer);
    };
    started.onerror = stop;
    started.postMessage(lab);
    return started;
  };
  const bench: Bench = (kind, ask) =>
    new Promise((settle, refuse) => {
      worker ??= start();
      turn += 1;
      const watch = setTimeout(stop, answered ? PATIENCE : FIRST_PATIENCE);
      waiting.set(turn, { settle: settle as Waiting['settle'], refuse, watch });
      worker.postMessage({ turn, kind, ask });
    });
  return { bench, close: stop };
}
