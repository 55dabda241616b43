'use client';

import { useSyncExternalStore } from 'react';
import { newKey } from '../client-key.ts';
import { type Entry, journalOf, type LineState } from './journal.ts';
import type { Kind, Sent } from './kinds.ts';
import { isLeaving } from './leaving.ts';
import { post } from './post.ts';
import { stored } from './stored.ts';

/** The journal of this browser. */
export const journal = journalOf({
  stored,
  post: (kind, args) => post(kind, ...(args as Sent<typeof kind>)),
  later: (act, ms) => void setTimeout(act, ms),
  now: Date.now,
  leaving: isLeaving,
});

/** Records something in a line of its own, where nobody waits for the answer. */
export function note<K extends Kind>(kind: K, argsWith: (key: string) => Sent<K>, where: Pick<Entry, 'line' | 'slot'>): void {
  const key = newKey();
  journal.record<K>({ key, kind, args: argsWith(key), ...where }).catch(() => undefined);
}

const NOTHING: LineState = { kind: 'empty' };

/** Whether something waits in the line, and why. */
export const useLine = (line: string): LineState =>
  useSyncExternalStore(
    journal.listen,
    () => journal.stateOf(line),
    () => NOTHING,
  );

/** The key of the last entry of this kind that waits in the line; empty where none does. */
export const useWaiting = (kind: Kind, line: string): string =>
  useSyncExternalStore(
    journal.listen,
    () => journal.waiting(kind, line).at(-1)?.key ?? '',
    () => '',
  );
