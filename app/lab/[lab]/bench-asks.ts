import type { Completions, ConsoleLine, Hover, Position, SourceFile } from '#engine';
import type { ConsoleRun } from '../../_ui/console/view.ts';
import type { ComparisonView } from '../../_ui/lab/view.ts';
import type { Flow, Price } from '../../_ui/levers/view.ts';

/** A place of a text; `others` are the other texts of its configuration, whose things it may name. */
export interface AtPlace {
  readonly text: string;
  readonly position: Position;
  readonly others: readonly string[];
}

/** What the bench asks of its second worker: all that is not the verdict, so that a verdict never waits for it. */
export interface BenchAsks {
  readonly completions: { readonly ask: AtPlace; readonly answer: Completions };
  readonly hover: {
    readonly ask: AtPlace;
    readonly answer: Hover | undefined;
  };
  readonly format: { readonly ask: { readonly text: string }; readonly answer: string | undefined };
  readonly console: {
    readonly ask: { readonly files: readonly SourceFile[]; readonly call: ConsoleLine };
    readonly answer: ConsoleRun;
  };
  readonly words: {
    readonly ask: { readonly files: readonly SourceFile[]; readonly line: string };
    readonly answer: readonly string[];
  };
  readonly compare: {
    readonly ask: { readonly mine: readonly SourceFile[]; readonly theirs: readonly SourceFile[] };
    readonly answer: ComparisonView;
  };
  readonly price: {
    readonly ask: { readonly files: readonly SourceFile[]; readonly flows: readonly Flow[] };
    readonly answer: Price | undefined;
  };
  readonly explain: { readonly ask: { readonly files: readonly SourceFile[]; readonly check: string }; readonly answer: string };
}

export type AskKind = keyof BenchAsks;

/** One question on its way to the worker. */
export interface Asked<K extends AskKind = AskKind> {
  readonly turn: number;
  readonly kind: K;
  readonly ask: BenchAsks[K]['ask'];
}

export type Bench = <K extends AskKind>(kind: K, ask: BenchAsks[K]['ask']) => Promise<BenchAsks[K]['answer']>;
