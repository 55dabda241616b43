'use client';

import { useSyncExternalStore } from 'react';

const KEY = 'workbook/editor';
const CHANGED = 'workbook-editor';

/** Whether somebody prefers the text area, remembered on this device; a phone gets it without asking, because Monaco has no touch. */
export function usePlain(): readonly [boolean, (plain: boolean) => void] {
  const plain = useSyncExternalStore(listen, chosen, () => true);
  const choose = (next: boolean) => {
    try {
      localStorage.setItem(KEY, next ? 'plain' : 'monaco');
    } catch {
      // A device that forbids storage forgets the choice, and that is all.
    }
    window.dispatchEvent(new Event(CHANGED));
  };
  return [plain, choose];
}

function chosen(): boolean {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept !== null) return kept === 'plain';
  } catch {
    // As if nothing had been chosen.
  }
  return matchMedia('(pointer: coarse) and (width < 900px)').matches;
}

function listen(hear: () => void): () => void {
  window.addEventListener(CHANGED, hear);
  return () => window.removeEventListener(CHANGED, hear);
}
