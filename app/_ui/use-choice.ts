'use client';

import { useCallback, useSyncExternalStore } from 'react';

interface Choice {
  /** Under which name it is kept on this device, and the words for yes and no. */
  readonly key: string;
  readonly words: readonly [string, string];
  /** What holds while nothing was chosen, here and on the server. */
  readonly usual: () => boolean;
  readonly onServer: boolean;
}

const CHANGED = 'workbook-choice';

/** A yes or no that is remembered on this device, and the way to change it; whoever shows it sees the change at once. `choice` stays the same. */
export function useChoice(choice: Choice): readonly [boolean, (yes: boolean) => void] {
  const read = useCallback(() => chosen(choice), [choice]);
  const yes = useSyncExternalStore(listen, read, () => choice.onServer);
  const choose = useCallback(
    (next: boolean) => {
      try {
        localStorage.setItem(choice.key, choice.words[next ? 0 : 1]);
      } catch {
        // A device that forbids storage forgets the choice, and that is all.
      }
      window.dispatchEvent(new Event(CHANGED));
    },
    [choice],
  );
  return [yes, choose];
}

function chosen({ key, words, usual }: Choice): boolean {
  try {
    const kept = localStorage.getItem(key);
    if (kept !== null) return kept === words[0];
  } catch {
    // As if nothing had been chosen.
  }
  return usual();
}

function listen(hear: () => void): () => void {
  window.addEventListener(CHANGED, hear);
  return () => window.removeEventListener(CHANGED, hear);
}
