'use client';

import { useEffect, useState } from 'react';
import type { JudgedView } from '../../_ui/lab/view.ts';

/** How long a text may be torn before it is said: most are whole again with the next key. */
const PATIENCE = 700;

interface Steady {
  readonly judged: JudgedView | undefined;
  /** Whether what is shown belongs to an earlier text, because the one on screen cannot be read. */
  readonly old: boolean;
}

/** The last judgement of a text that could be read, with the remarks on the text as it is: half a word makes nothing flicker. */
export function useSteady(judged: JudgedView | undefined): Steady {
  const [whole, setWhole] = useState<JudgedView | undefined>();
  const [late, setLate] = useState(false);
  const torn = judged?.torn === true && whole !== undefined;
  useEffect(() => {
    if (judged !== undefined && !judged.torn) setWhole(judged);
  }, [judged]);
  useEffect(() => {
    if (!torn) return;
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [torn]);
  if (!torn || judged === undefined || whole === undefined) return { judged, old: false };
  return { judged: { ...whole, faults: judged.faults, locked: judged.locked }, old: late };
}
