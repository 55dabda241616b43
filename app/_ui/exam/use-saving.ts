'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { QuestionAnswer } from '#engine';
import { told, whyNot } from '../answer.ts';
import { newKey } from '../client-key.ts';
import type { SaveAnswer, SaveReply } from './view.ts';

interface Unsent {
  readonly key: string;
  readonly place: number;
  readonly answer: QuestionAnswer;
  readonly flagged: boolean;
}

const RETRY_MS = 2000;

/**
 * Sends each change at once, one after the other, and keeps what is not sent in this browser until it is: a server that is away, a lid
 * that closes and a tab that crashes lose nothing. `onReply` hears the server's clock.
 */
export function useSaving(sitting: string, save: SaveAnswer, onReply: (reply: SaveReply) => void) {
  const name = `workbook/exam/${sitting}`;
  const [state, setState] = useState<'saved' | 'saving' | 'unsent'>('saved');
  const [why, setWhy] = useState<string>();
  const queue = useRef<Unsent[]>([]);
  const busy = useRef(false);
  const drain = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      for (let next = queue.current[0]; next !== undefined; next = queue.current[0]) {
        setState('saving');
        onReply(await told(save(sitting, next.place, next.answer, next.flagged, next.key)));
        queue.current = queue.current.slice(1);
        keep(name, queue.current);
      }
      setState('saved');
    } catch (error) {
      setState('unsent');
      setWhy(whyNot(error));
      setTimeout(() => void drain(), RETRY_MS);
    } finally {
      busy.current = false;
    }
  }, [name, onReply, save, sitting]);
  useEffect(() => {
    queue.current = [...kept(name), ...queue.current];
    if (queue.current.length > 0) void drain();
  }, [name, drain]);
  const change = useCallback(
    (place: number, answer: QuestionAnswer, flagged: boolean) => {
      // Of several changes at one place that wait, the last one is all that matters.
      const rest = queue.current.filter((each, index) => each.place !== place || (busy.current && index === 0));
      queue.current = [...rest, { key: newKey(), place, answer, flagged }];
      keep(name, queue.current);
      void drain();
    },
    [name, drain],
  );
  return { state, why, change };
}

/** What waited here when the page was last open. */
export function kept(name: string): readonly Unsent[] {
  try {
    const text = localStorage.getItem(name);
    return text === null ? [] : (JSON.parse(text) as readonly Unsent[]);
  } catch {
    return [];
  }
}

function keep(name: string, queue: readonly Unsent[]): void {
  try {
    if (queue.length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(queue));
  } catch {
    // A browser that keeps nothing still sends.
  }
}
