'use client';

import { useEffect, useState } from 'react';

/** What a stream of events said last, and whether it is heard; undefined before the first event, and when it is over. */
export function useLive<T>(address: string): { readonly view: T | undefined; readonly isHeard: boolean } {
  const [view, setView] = useState<T>();
  const [isHeard, setHeard] = useState(true);
  useEffect(() => {
    const source = new EventSource(address);
    source.onmessage = (event) => {
      setHeard(true);
      setView(JSON.parse(event.data) as T);
    };
    source.onerror = () => setHeard(false);
    source.addEventListener('over', () => {
      setView(undefined);
      source.close();
    });
    return () => source.close();
  }, [address]);
  return { view, isHeard };
}
