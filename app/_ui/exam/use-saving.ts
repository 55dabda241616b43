'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { QuestionAnswer } from '#engine';
import { whyNot } from '../answer.ts';
import { newKey } from '../client-key.ts';
import { journal, useLine, useWaiting } from '../journal/here.ts';
import type { SaveReply } from './view.ts';

/** What stood at a place when the page closed and had not left this browser. */
interface Found {
  readonly place: number;
  readonly answer: QuestionAnswer;
  readonly flagged: boolean;
}

const NOTHING: readonly Found[] = [];

/**
 * Records each change at once, in order; of several at one place that wait, the last is all that matters. `onReply` hears the server's
 * clock.
 */
export function useSaving(sitting: string, onReply: (reply: SaveReply) => void) {
  const line = `exam/${sitting}`;
  const state = useLine(line);
  const waits = useWaiting('exam', line);
  const [found, setFound] = useState(NOTHING);
  const [fault, setFault] = useState<string>();
  const mine = useRef(new Set<string>());
  const refused = useCallback((error: unknown) => setFault(whyNot(error)), []);
  const record = useCallback(
    (place: number, answer: QuestionAnswer, flagged: boolean) => {
      const key = newKey();
      mine.current.add(key);
      journal
        .record({ key, kind: 'exam', args: [sitting, place, answer, flagged, key], line, slot: String(place) })
        .then(onReply, refused);
    },
    [sitting, line, onReply, refused],
  );
  useEffect(() => {
    const left = waits === '' || mine.current.has(waits) ? [] : journal.waiting('exam', line);
    if (left.length === 0) return;
    for (const { key } of left) {
      mine.current.add(key);
      journal.outcome('exam', key)?.then(onReply, refused);
    }
    setFound(left.map(({ args: [, place, answer, flagged] }) => ({ place, answer, flagged })));
  }, [waits, line, onReply, refused]);
  return { state, fault, found, change: record };
}
