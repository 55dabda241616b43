'use client';

import { useEffect, useState } from 'react';
import { NOTHING_WATCHED, type Watch, watched } from '../../_ui/lab/watch.ts';
import type { Judging } from './use-judge.ts';

/** Of checks that had held in this session and fail now: the edit after which they failed. */
export function useWatch({ judged, files }: Judging): Watch['broke'] {
  const [watch, setWatch] = useState(NOTHING_WATCHED);
  useEffect(() => {
    if (judged !== undefined) setWatch((before) => watched(before, judged, files));
  }, [judged, files]);
  return watch.broke;
}
