import type { FaultView } from '../lab/view.ts';

/** What the text area and Monaco can both do; whichever is on screen answers. */
export interface EditorHandle {
  /** Puts `text` in place of the whole file, so that the editor's own undo takes it back. */
  readonly replace: (text: string) => void;
  readonly jump: (line: number) => void;
}

/** Faults in the order of the text, the gravest of a line first. */
export const inOrder = (faults: readonly FaultView[]): readonly FaultView[] =>
  faults.toSorted((a, b) => a.line - b.line || RANK[a.severity] - RANK[b.severity]);

const RANK = { error: 0, warning: 1, info: 2 } as const;
