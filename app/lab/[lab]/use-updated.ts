'use client';

import { useState } from 'react';
import type { SourceFile } from '#engine';
import { sameFiles } from '../../_ui/lab/same-files.ts';
import type { DraftView } from '../../_ui/lab/view.ts';

interface UpdatedLab {
  /** The given text that the draft grew from, where the lab has another one now and nobody has chosen yet. */
  readonly before: readonly SourceFile[] | undefined;
  readonly settle: () => void;
}

/** Whether the lab was updated since the draft began. */
export function useUpdated(draft: DraftView | undefined, start: readonly SourceFile[]): UpdatedLab {
  const [before, setBefore] = useState(() =>
    draft?.start === undefined || sameFiles(draft.start, start) ? undefined : draft.start,
  );
  return { before, settle: () => setBefore(undefined) };
}
