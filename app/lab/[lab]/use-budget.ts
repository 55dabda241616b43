'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { PublicLab } from '#engine';

/** Questions that may be asked of the network before the first edit, where a lab counts them. */
export interface Budget {
  /** Undefined where nothing is counted, or no longer. */
  readonly left: number | undefined;
  /** Whether one more may be asked; it is counted. */
  readonly spend: () => boolean;
}

/** The questions that are left in an incident until the text is touched for the first time. They stay spent when the page is opened again. */
export function useBudget({ id, diagnosticProbes }: PublicLab, touched: boolean): Budget {
  const key = `workbook/draft/probes:${id}/asked`;
  const [spent, setSpent] = useState(0);
  const now = useRef(0);
  useEffect(() => {
    now.current = spentBefore(key);
    setSpent(now.current);
  }, [key]);
  const counts = diagnosticProbes !== undefined && !touched;
  const spend = useCallback(() => {
    if (!counts) return true;
    if (now.current >= diagnosticProbes) return false;
    now.current += 1;
    setSpent(now.current);
    try {
      localStorage.setItem(key, String(now.current));
    } catch {
      // Counted until the page goes.
    }
    return true;
  }, [counts, diagnosticProbes, key]);
  return { left: counts ? Math.max(0, diagnosticProbes - spent) : undefined, spend };
}

function spentBefore(key: string): number {
  try {
    return Number(localStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

export const SPENT =
  'Every question that is free before the first edit has been asked. Edit the text where you believe the fault is; then you may ask on.';
