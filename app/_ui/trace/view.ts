import type { Span } from '#engine';
import type { VerdictKind } from '../verdict/words.ts';

/** A fault on the way, said for people: what happened, what to look at, and where it stands in the text. */
export interface BlockView {
  readonly kind: string;
  readonly name: string;
  readonly code: string;
  readonly summary: string;
  readonly fix: string;
  readonly span?: Span;
}

/** One thing on the way. `passed` unless a block stopped the packet here. */
export interface TraceStep {
  readonly key: string;
  readonly direction: 'forward' | 'return' | 'policy';
  readonly kind: string;
  readonly name: string;
  readonly note: string;
  readonly state: 'passed' | 'blocked' | 'silent';
  readonly blocks: readonly BlockView[];
  /** The lines of a route table that were weighed, with the one that was taken. */
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly destination: string;
  readonly target: string;
  readonly why: string;
  readonly taken: boolean;
}

/** One question that every packet or request has to pass: its name, its groups, its route and so on. */
export interface Gate {
  readonly name: string;
  readonly state: 'passed' | 'blocked' | 'unasked';
}

/** The answer to one probe, ready to be shown; plain data, so that it crosses from a worker or from the server. */
export interface TraceView {
  readonly verdict: VerdictKind;
  readonly word: string;
  readonly gates: readonly Gate[];
  readonly steps: readonly TraceStep[];
  readonly remarks: readonly string[];
}
