import type { Span } from '#engine';
import type { Place } from '../diagram/places.ts';
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

/** One thing on the way. `passed` unless a block stopped the packet here; `silent` is a policy that has no say. */
export interface TraceStep {
  readonly key: string;
  readonly direction: 'forward' | 'return' | 'policy';
  readonly kind: string;
  readonly name: string;
  readonly note: string;
  readonly state: 'passed' | 'blocked' | 'silent';
  readonly blocks: readonly BlockView[];
  /** What was weighed here: lines of a table, rules, entries, statements, with the one that decided. */
  readonly candidates: readonly Candidate[];
  /** Edits of a policy, each of which lets the request pass this gate. */
  readonly changes: readonly string[];
  /** Where it happened on the map. */
  readonly place?: Place;
  /** The line of the text that made this step what it is. */
  readonly span?: Span;
}

export interface Candidate {
  /** The line, rule, entry or statement, in code. */
  readonly label: string;
  readonly why: string;
  readonly taken: boolean;
  readonly span?: Span;
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
