import type { Block, Description, LocatedGate, PathComponent, Span, WeighedRule } from '#engine';

/** How a block is put into words: the engine's own function, handed in, because this folder only draws. */
export type Describe = (block: Block) => Pick<Description, 'summary' | 'fix'>;

/** What somebody who looks closer asks of the engine about one configuration; handed in like `Describe`. */
export interface Closer {
  readonly weigh: (component: Pick<PathComponent, 'kind' | 'id' | 'facts'>) => readonly WeighedRule[];
  readonly routeSpans: (table: string) => readonly (Span | undefined)[];
  /** The lines of the thing with this name. */
  readonly spanOf: (name: string) => Span | undefined;
  readonly gate: (gate: LocatedGate) => GateWords;
}

/** One gate of a decision in words. */
export interface GateWords {
  readonly said: string;
  readonly statements: readonly { readonly label: string; readonly why: string; readonly taken: boolean; readonly span?: Span }[];
  readonly changes: readonly string[];
}
