'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AskNetwork, NetworkText, OpenedView } from './asks.ts';

/** So long a question may take before its worker is ended; the first one also waits for the engine to load. */
const PATIENCE = 15_000;

export interface Reading {
  readonly opened: OpenedView | undefined;
  /** `stopped`: it took too long; `broken`: something of ours went wrong, and `fault` says what. */
  readonly state: 'empty' | 'reading' | 'read' | 'stopped' | 'broken';
  readonly fault: string;
}

const EMPTY: Reading = { opened: undefined, state: 'empty', fault: '' };

/** The configuration read in a worker a moment after each change; of two texts the later one counts. */
export function useNetwork(text: NetworkText): Reading & { readonly ask: AskNetwork } {
  const [reading, setReading] = useState<Reading>(EMPTY);
  const held = useRef<ReturnType<typeof openWorker> | undefined>(undefined);
  useEffect(
    () => () => {
      held.current?.close();
      held.current = undefined;
    },
    [],
  );
  const ask = useCallback<AskNetwork>((kind, wanted) => {
    held.current ??= openWorker();
    return held.current.ask(kind, wanted);
  }, []);
  useEffect(() => {
    if (text.files.every((file) => file.text.trim() === '')) {
      setReading(EMPTY);
      return;
    }
    let wanted = true;
    setReading((before) => ({ ...before, state: 'reading' }));
    const timer = setTimeout(() => {
      ask('open', text).then(
        (opened) => wanted && setReading({ opened, state: 'read', fault: '' }),
        (reason: unknown) => {
          const fault = reason instanceof Error ? reason.message : '';
          if (wanted) setReading((before) => ({ ...before, state: fault === STOPPED ? 'stopped' : 'broken', fault }));
        },
      );
    }, 250);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, ask]);
  return { ...reading, ask };
}

const STOPPED = 'stopped';

interface Waiting {
  readonly settle: (answer: unknown) => void;
  readonly refuse: (reason: Error) => void;
  readonly watch: ReturnType<typeof setTimeout>;
}

interface Heard {
  readonly turn: number;
  readonly answer?: unknown;
  readonly fault?: string;
}

function openWorker(): { readonly ask: AskNetwork; readonly close: () => void } {
  let worker: Worker | undefined;
  let last: NetworkText | undefined;
  let turn = 0;
  const waiting = new Map<number, Waiting>();
  const stop = () => {
    worker?.terminate();
    worker = undefined;
    for (const { refuse, watch } of waiting.values()) {
      clearTimeout(watch);
      refuse(new Error(STOPPED));
    }
    waiting.clear();
  };
  const hear = ({ data }: MessageEvent<Heard>) => {
    const found = waiting.get(data.turn);
    waiting.delete(data.turn);
    clearTimeout(found?.watch);
    if (data.fault === undefined) found?.settle(data.answer);
    else found?.refuse(new Error(data.fault));
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./network.worker.ts', import.meta.url), { type: 'module' });
    started.onmessage = hear;
    started.onerror = stop;
    // A worker that takes the place of one that hung knows nothing yet.
    if (last !== undefined) started.postMessage({ turn: 0, kind: 'open', ask: last });
    return started;
  };
  const ask: AskNetwork = (kind, wanted) =>
    new Promise((settle, refuse) => {
      worker ??= start();
      turn += 1;
      if (kind === 'open') last = wanted as NetworkText;
      waiting.set(turn, { settle: settle as Waiting['settle'], refuse, watch: setTimeout(stop, PATIENCE) });
      worker.postMessage({ turn, kind, ask: wanted });
    });
  return { ask, close: stop };
}
