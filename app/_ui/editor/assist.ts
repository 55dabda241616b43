import type { Completions, Hover, Position } from '#engine';

/** What an editor asks about the text at a place; the answers come from the engine in a worker. */
export interface EditorAssist {
  readonly completions: (text: string, position: Position) => Promise<Completions>;
  readonly hover: (text: string, position: Position) => Promise<Hover | undefined>;
}
