'use client';

import { useMemo, useState, useSyncExternalStore } from 'react';
import { type ThingLines, thingsAt } from '../../_ui/diagram/lines.ts';

interface PointedLine {
  readonly file: string;
  readonly line: number;
}

/** The line that is pointed at, kept beside React: it changes with each move of the pointer, and only the map draws it. */
export interface Pointed {
  readonly set: (file: string, line: number | undefined) => void;
  readonly now: () => PointedLine | undefined;
  readonly listen: (hear: () => void) => () => void;
}

export function usePointed(): Pointed {
  const [pointed] = useState(openPointed);
  return pointed;
}

function openPointed(): Pointed {
  let now: PointedLine | undefined;
  const ears = new Set<() => void>();
  return {
    now: () => now,
    set: (file, line) => {
      now = line === undefined ? undefined : { file, line };
      for (const hear of ears) hear();
    },
    listen: (hear) => {
      ears.add(hear);
      return () => ears.delete(hear);
    },
  };
}

/** What the line that is pointed at made; undefined where none is. */
export function useLit(pointed: Pointed, lines: readonly ThingLines[]): readonly string[] | undefined {
  const line = useSyncExternalStore(pointed.listen, pointed.now, () => undefined);
  return useMemo(() => (line === undefined ? undefined : thingsAt(lines, line.file, line.line)), [line, lines]);
}
