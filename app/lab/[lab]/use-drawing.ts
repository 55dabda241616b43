'use client';

import { useEffect, useState } from 'react';
import { type Drawing, EMPTY_DRAWING } from '../../_ui/diagram/drawing.ts';
import { withEdits } from '../../_ui/diagram/edits.ts';
import type { JudgedView } from '../../_ui/lab/view.ts';

interface Drawn {
  /** With what the last edit did. */
  readonly drawing: Drawing;
  /** Whether the text can be read; else the drawing is that of before. */
  readonly readable: boolean;
}

interface Held extends Drawn {
  readonly plain: Drawing;
}

/** The map of the text that was judged last, with the last edit marked. A text that is torn in the middle of a word keeps the map before it. */
export function useDrawing(judged: JudgedView | undefined): Drawn {
  const [held, setHeld] = useState<Held>({ drawing: EMPTY_DRAWING, plain: EMPTY_DRAWING, readable: true });
  useEffect(() => {
    if (judged !== undefined) setHeld((before) => next(before, judged));
  }, [judged]);
  return held;
}

function next(before: Held, { drawing, readable }: JudgedView): Held {
  if (!readable && before.plain.vpcs.length > 0) return { ...before, readable: false };
  if (JSON.stringify(drawing) === JSON.stringify(before.plain)) return { ...before, readable: true };
  return { drawing: withEdits(before.plain, drawing), plain: drawing, readable: true };
}
