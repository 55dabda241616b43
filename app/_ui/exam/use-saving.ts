'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { whyNot } from '../answer.ts';
import { keyOfWindow, newKey, windowOf } from '../client-key.ts';
import { journal, useLine, useWaiting } from '../journal/here.ts';
import type { Held, SaveReply } from './view.ts';

/** What stood at a place when the page closed and had not left this browser. */
interface Found {
  readonly place: number;
  readonly held: Held;
}

const NOTHING: readonly Found[] = [];

/**
 * Records each change at once, in order; of several at one place that wait, the last is all that matters. `seenAt` says the last order that
 * this window knows at a place, `onReply` hears the server's word on each change; both must stay the same functions.
 */
export function useSaving(
  sitting: string,
  seenAt: (place: number) => number,
  onReply: (place: number, reply: SaveReply) => void,
) {
  const line = `exam/${sitting}`;
  const state = useLine(line);
  const waiting = useWaiting('exam', line);
  const [found, setFound] = useState(NOTHING);
  const [fault, setFault] = useState<string>();
  const [name] = useState(() => windowOf(newKey()));
  const mine = useRef(new Set<string>());
  const refused = useCallback((error: unknown) => setFault(whyNot(error)), []);
  const change = useCallback(
    (place: number, held: Held) => {
      const key = keyOfWindow(name);
      mine.current.add(key);
      journal
        .record({ key, kind: 'exam', args: [sitting, place, held, key, seenAt(place)], line, slot: String(place) })
        .then((reply) => onReply(place, reply), refused);
    },
    [sitting, line, name, seenAt, onReply, refused],
  );
  useEffect(() => {
    const left = waiting === '' || mine.current.has(waiting) ? [] : journal.waiting('exam', line);
    if (left.length === 0) return;
    for (const { key, args } of left) {
      mine.current.add(key);
      journal.outcome('exam', key)?.then((reply) => onReply(args[1], reply), refused);
    }
    setFound(left.map(({ args: [, place, held] }) => ({ place, held })));
  }, [waiting, line, onReply, refused]);
  const waits = useCallback((place: number) => journal.waiting('exam', line).some(({ args }) => args[1] === place), [line]);
  return { state, fault, found, change, waits };
}
