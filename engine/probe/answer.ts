import type { Advisory, Rejection, Span } from '../diagnostic.ts';
import type { ExplainedGate, ExplainedStatement, Explanation, Failure } from '../iam/explain/explanation.ts';
import type { Block, Crossing, PathComponent } from '../network/trace.ts';

export type { Advisory, Rejection } from '../diagnostic.ts';
export type { Block, Crossing, PathComponent } from '../network/trace.ts';

/** What the caller's program sees, from best to worst. */
export const OUTCOMES = ['allowed', 'accessDenied', 'connectionRefused', 'timeout', 'nameError'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface DnsResult {
  /** The name that was answered last: behind an alias that to which it leads. */
  readonly name?: string;
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

/** A charge by the hour: `count` of the thing (zones, addresses, attachments) at `usdPerHour`, in a month of 730 hours. */
export interface HourlyCharge {
  readonly kind: string;
  readonly id: string;
  readonly count: number;
  readonly usdPerHour: number;
  readonly usd: number;
  /** The row of the facts that has the price. */
  readonly fact: string;
  readonly unverified?: true;
}

/** A charge by the gigabyte; `id` is the thing that was crossed, or the two zones or Regions between which a border was. */
export interface TrafficCharge {
  readonly kind: string;
  readonly id: string;
  readonly usd: number;
  readonly fact: string;
  readonly unverified?: true;
}

/** One of the ways that a flow may take: `share` of it, from 0 to 1; a way that fails carries 0 GB. */
export interface PathCost {
  readonly address: string;
  readonly share: number;
  readonly outcome: Outcome;
  readonly gbPerMonth: number;
  readonly charges: readonly TrafficCharge[];
}

export interface FlowCost {
  readonly gbPerMonth: number;
  readonly usd: number;
  readonly paths: readonly PathCost[];
}

/** A thing that costs something, and no row of the facts says how much. */
export interface Unpriced {
  readonly kind: string;
  readonly id: string;
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
  readonly monthlyHourlyUsd?: number;
  readonly monthlyHourly?: readonly HourlyCharge[];
  /** One for each flow of the probe, in its order. */
  readonly monthlyTraffic?: readonly FlowCost[];
  readonly monthlyTotalUsd?: number;
  readonly unpriced?: readonly Unpriced[];
  /** The day of the table of prices. */
  readonly pricesDated?: string;
  readonly deployment?: 'accepted' | 'rejected';
  readonly rejections?: readonly Rejection[];
  readonly advisories?: readonly Advisory[];
}
