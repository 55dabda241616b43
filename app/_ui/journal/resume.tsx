'use client';

import { useEffect } from 'react';
import { journal } from './here.ts';

/** On each page: what this browser could not send before is sent now, and again when the network is back. `who` tells whose it is. */
export function ResumeJournal({ who }: { readonly who: string }) {
  useEffect(() => {
    journal.resume(who);
    window.addEventListener('online', journal.again);
    return () => window.removeEventListener('online', journal.again);
  }, [who]);
  return null;
}
