import type {
  Completions,
  EndpointOpenness,
  HourlyCharge,
  Hover,
  Position,
  SourceFile,
  ThingFacts,
  WrittenFile,
  WrittenFormat,
} from '#engine';
import type { Drawing } from '../_ui/diagram/drawing.ts';
import type { FaultView } from '../_ui/lab/view.ts';
import type { TraceView } from '../_ui/trace/view.ts';
import type { VerdictKind } from '../_ui/verdict/words.ts';

/** Files as they were given; an empty Region is read off their texts. */
export interface NetworkText {
  readonly files: readonly SourceFile[];
  readonly region: string;
  /** Who calls besides those that the text holds, as it was typed. */
  readonly callers: string;
}

/** Where a packet starts: a machine of the configuration, or one that is imagined in a subnet. */
export interface From {
  readonly thing: string;
  /** The group of an imagined machine; empty for its VPC's default one. */
  readonly group: string;
}

/** One question, as it is kept and shared. */
export type Question =
  | { readonly kind: 'send'; readonly from: From; readonly to: string; readonly port: number }
  | {
      readonly kind: 'call';
      readonly from: From;
      readonly action: string;
      readonly resource: string;
      readonly as: string;
      /** The endpoint whose own name is called; empty for the usual name. */
      readonly by: string;
    };

/** What a configuration came to, and what may be asked of it. */
export interface OpenedView {
  readonly format: 'cloudformation' | 'terraform' | 'describe';
  readonly loaded: boolean;
  readonly resources: number;
  readonly simulated: number;
  readonly unsupported: readonly { readonly type: string; readonly count: number; readonly effect: string }[];
  readonly faults: readonly FaultView[];
  readonly drawing: Drawing;
  readonly region: string;
  readonly machines: readonly string[];
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  /** Things that something may be sent to. */
  readonly destinations: readonly string[];
  readonly endpoints: readonly string[];
  readonly actions: readonly string[];
  readonly resourcesCalled: readonly string[];
  readonly policies: readonly EndpointOpenness[];
  /** Principals that a call may be made as. */
  readonly callers: readonly string[];
  /** Policies that a principal of the text has and whose documents are not there. */
  readonly unknownPolicies: readonly string[];
  /** What of the typed callers could not be read; empty where all could. */
  readonly callersFault: string;
}

export interface Answer {
  readonly trace: TraceView;
  /** The verdict in one paragraph. */
  readonly said: string;
  /** What AWS would print where it denies; empty otherwise. */
  readonly denied: string;
}

/** Whether one place gets to an endpoint. */
export interface ReachRow {
  readonly from: string;
  readonly verdict: VerdictKind;
  readonly word: string;
  /** What stops it. */
  readonly why: string;
}

export interface Bill {
  readonly hourly: readonly HourlyCharge[];
  readonly totalUsd: number;
  readonly unpriced: readonly string[];
  readonly dated: string;
}

/** What the page asks of its worker. */
export interface NetworkAsks {
  readonly open: { readonly ask: NetworkText; readonly answer: OpenedView };
  readonly answer: { readonly ask: Question; readonly answer: Answer };
  readonly reach: { readonly ask: { readonly endpoint: string }; readonly answer: readonly ReachRow[] };
  readonly bill: { readonly ask: null; readonly answer: Bill | undefined };
  readonly facts: { readonly ask: string; readonly answer: ThingFacts | undefined };
  readonly write: {
    readonly ask: WrittenFormat;
    readonly answer: { readonly files: readonly WrittenFile[]; readonly left: readonly string[] } | undefined;
  };
  readonly completions: { readonly ask: { readonly text: string; readonly position: Position }; readonly answer: Completions };
  readonly hover: { readonly ask: { readonly text: string; readonly position: Position }; readonly answer: Hover | undefined };
}
export type NetworkKind = keyof NetworkAsks;

export interface Asked<K extends NetworkKind = NetworkKind> {
  readonly turn: number;
  readonly kind: K;
  readonly ask: NetworkAsks[K]['ask'];
}

export type AskNetwork = <K extends NetworkKind>(kind: K, ask: NetworkAsks[K]['ask']) => Promise<NetworkAsks[K]['answer']>;

/** The principals that every network has here, in words. */
const PRINCIPAL_WORDS: ReadonlyMap<string, string> = new Map([
  ['everything', 'a role that may do everything'],
  ['nobody', 'nobody (without credentials)'],
]);

export const principalWords = (name: string): string => PRINCIPAL_WORDS.get(name) ?? name;
