'use client';

import { useCallback, useRef, useState } from 'react';
import type { ConsoleEntry, ConsolePlace, ConsoleRun } from './view.ts';

export interface ConsoleState {
  readonly places: readonly ConsolePlace[];
  readonly place: ConsolePlace;
  readonly entries: readonly ConsoleEntry[];
  readonly choose: (host: string) => void;
  readonly type: (line: string) => void;
  readonly clear: () => void;
  readonly complete: (line: string) => Promise<readonly string[]>;
}

interface Options {
  readonly places: readonly ConsolePlace[];
  readonly run: (place: ConsolePlace, line: string) => Promise<ConsoleRun>;
  readonly complete: (line: string) => Promise<readonly string[]>;
}

const MOST = 60;

/** The commands of one session: they stay when another tab is looked at, and go with the page. */
export function useConsole({ places, run, complete }: Options): ConsoleState {
  const [host, setHost] = useState(places[0]?.host ?? '');
  const [entries, setEntries] = useState<readonly ConsoleEntry[]>([]);
  const next = useRef(1);
  const place = places.find((each) => each.host === host) ?? { host };
  const type = useCallback(
    (line: string) => {
      const id = next.current;
      next.current += 1;
      const settle = (over: Partial<ConsoleEntry>) =>
        setEntries((before) => before.map((each) => (each.id === id ? { ...each, ...over } : each)));
      setEntries((before) => [...before.slice(1 - MOST), { id, host: place.host, line }]);
      run(place, line).then(
        (answer) => settle({ run: answer }),
        () => settle({ lost: true }),
      );
    },
    [run, place],
  );
  return { places, place, entries, choose: setHost, type, clear: () => setEntries([]), complete };
}
