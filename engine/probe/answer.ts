import type { Advisory, Rejection, Span } from '../diagnostic.ts';
import type { ExplainedGate, ExplainedStatement, Explanation, Failure } from '../iam/explain/explanation.ts';
import type { Block, Crossing, PathComponent } from '../network/trace.ts';

export type { Advisory, Rejection } from '../diagnostic.ts';
export type { Block, Crossing, PathComponent } from '../network/trace.ts';

/** What the caller's program sees, from best to worst. */
export const OUTCOMES = ['allowed', 'accessDenied', 'connectionRefused', 'timeout', 'nameError'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface DnsResult {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'NODATA' | 'TIMEOUT';
  readonly answers: readonly string[];
  readonly authority?: 'public' | 'private';
  readonly zone?: string;
  /** Why a private answer that exists is not this one: `SIM_DNS_PRIVATE_NAME_NOT_ENABLED` and its kin (facts:H.3). */
  readonly explanationCode?: string;
}

/** A statement that took part in a decision; `pointer` stands in its own policy document. */
export interface MatchedStatement {
  readonly policy: number;
  readonly orgIdentifier?: string;
  readonly statement: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly pointer: string;
  readonly span?: Span;
}

export interface LayerDecision {
  readonly layer: string;
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'notApplicable';
  readonly matchedStatements: readonly MatchedStatement[];
}

export interface Evaluation {
  readonly evalDecision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  readonly layers: readonly LayerDecision[];
  readonly missingContextKeys: readonly string[];
  /** Where the probe says `explain: true`. */
  readonly explanation?: LocatedExplanation;
}

/** An explanation whose statements, and the elements of them that failed, know their place in the learner's text where they have one. */
export type LocatedExplanation = Omit<Explanation, 'gates'> & { readonly gates: readonly LocatedGate[] };
export type LocatedGate = Omit<ExplainedGate, 'statements'> & { readonly statements: readonly LocatedStatement[] };
export type LocatedStatement = Omit<ExplainedStatement, 'failed'> & {
  readonly span?: Span;
  readonly failed?: Failure & { readonly span?: Span };
};

export interface AddressAnswer {
  readonly address: string;
  readonly forward: 'delivered' | 'blocked';
  readonly connection: 'established' | 'fails';
  readonly outcome: Outcome;
  readonly via: readonly Crossing[];
  readonly blocks: readonly Block[];
}

/** The answer to one probe; only the fields of its kind are there. */
export interface ProbeAnswer {
  readonly id: string;
  readonly error?: { readonly code: string; readonly message: string };
  readonly forward?: 'delivered' | 'blocked';
  readonly connection?: 'established' | 'fails';
  readonly forwardPathComponents?: readonly PathComponent[];
  readonly returnPathComponents?: readonly PathComponent[];
  readonly via?: readonly Crossing[];
  readonly blocks?: readonly Block[];
  readonly blockedBy?: Block;
  readonly perAddress?: readonly AddressAnswer[];
  readonly dns?: DnsResult;
  readonly evaluation?: Evaluation;
  readonly outcome?: Outcome;
  readonly monthlyFixedUsd?: number;
  readonly monthlyByComponent?: readonly { readonly id: string; readonly usd: number }[];
  readonly monthlyTrafficUsd?: number;
  readonly deployment?: 'accepted' | 'rejected';
  readonly rejections?: readonly Rejection[];
  readonly advisories?: readonly Advisory[];
}
