'use client';

import { useEffect, useRef, useState } from 'react';

/** A proxy whose server is away refuses, and a browser does not ask again by itself. */
const ASK_AGAIN = 3000;

/**
 * What a stream of events said last, and whether it is heard; undefined before the first event, when it is over, and where it is refused.
 * At another `place` it is asked for anew: who sits at the browser may have joined, left or given way to somebody else.
 */
export function useLive<T>(address: string, place = ''): { readonly view: T | undefined; readonly isHeard: boolean } {
  const [view, setView] = useState<T>();
  const [isHeard, setHeard] = useState(true);
  const [turn, setTurn] = useState(0);
  const heardAt = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks for the same again.
  useEffect(() => {
    const source = new EventSource(address);
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.onmessage = (event) => {
      heardAt.current = place;
      setHeard(true);
      setView(JSON.parse(event.data) as T);
    };
    source.onerror = () => {
      setHeard(false);
      if (source.readyState !== EventSource.CLOSED) return;
      if (heardAt.current === place) timer = setTimeout(() => setTurn((before) => before + 1), ASK_AGAIN);
      else setView(undefined);
    };
    source.addEventListener('over', () => {
      setView(undefined);
      source.close();
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [address, place, turn]);
  return { view, isHeard };
}
