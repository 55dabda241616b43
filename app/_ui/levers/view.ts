import type { Attempt, HourlyCharge, Probe, SourceFile, ThingFacts } from '#engine';
import type { TraceView } from '../trace/view.ts';
import type { VerdictKind } from '../verdict/words.ts';

/** What is the case besides what the text says: zones that are down, things in another state. */
export interface Circumstances {
  readonly zones: readonly string[];
  readonly states: Readonly<Record<string, string>>;
}

export const NORMAL: Circumstances = { zones: [], states: {} };

export const isNormal = ({ zones, states }: Circumstances): boolean => zones.length === 0 && Object.keys(states).length === 0;

/** What may be chosen in a question of one's own. */
export interface Menus {
  readonly hosts: readonly string[];
  readonly principals: readonly string[];
  readonly calls: readonly { readonly action: string; readonly resource: string }[];
  /** Addresses and names that something may be sent to. */
  readonly destinations: readonly string[];
  /** Endpoints whose own name may be called. */
  readonly endpoints: readonly string[];
  readonly zones: readonly string[];
  /** Endpoints that somebody has to accept. */
  readonly pending: readonly string[];
}

/** How one check answers under the circumstances that were chosen. */
export interface CheckUnder {
  readonly id: string;
  readonly title: string;
  readonly verdict: VerdictKind;
  readonly word: string;
  /** What it says when nothing is wrong. */
  readonly usual: VerdictKind;
  readonly usualWord: string;
  readonly summary: string;
}

/** A call or a connection, with the gigabytes that it carries in a month. */
export type Flow = NonNullable<Extract<Probe, { kind: 'cost' }>['traffic']>[number];

/** A month's price by component. */
export interface Price {
  /** What it is the price of carrying: another design is compared by the same. */
  readonly flows: readonly Flow[];
  readonly hourly: readonly HourlyCharge[];
  readonly traffic: readonly { readonly id: string; readonly kind: string; readonly usd: number }[];
  readonly totalUsd: number;
  readonly unpriced: readonly string[];
  readonly dated: string;
}

/** One try of an attacker in words. */
export interface TryView extends Pick<Attempt, 'means' | 'called' | 'outcome'> {
  readonly principal: string;
  readonly wanted: string;
  /** Where what was wanted belongs: what is not one's own leaves the account. */
  readonly whose: 'own' | 'other account' | 'internet';
  readonly verdict: VerdictKind;
  readonly word: string;
  readonly through: string;
  readonly stopped: string;
}

/** A text whose price may stand beside that of the text in the editor. */
export interface Design {
  readonly name: string;
  readonly files: readonly SourceFile[];
}

/** Other designs, and what one of them costs to carry `flows`; it fails where that took too long. */
export interface Designs {
  readonly list: readonly Design[];
  readonly price: (files: readonly SourceFile[], flows: readonly Flow[]) => Promise<Price | undefined>;
}

/** A question to the engine about the text as it stands. */
export type Inquiry =
  | { readonly kind: 'menus' }
  | { readonly kind: 'facts'; readonly thing: string }
  | { readonly kind: 'trace'; readonly probe: Probe; readonly under: Circumstances }
  | { readonly kind: 'checks'; readonly under: Circumstances }
  | { readonly kind: 'price'; readonly gbPerMonth: number }
  | { readonly kind: 'attack'; readonly host: string; readonly principals: readonly string[] };

export interface Replies {
  readonly menus: Menus;
  readonly facts: ThingFacts | undefined;
  readonly trace: TraceView;
  readonly checks: readonly CheckUnder[];
  readonly price: Price | undefined;
  readonly attack: readonly TryView[];
}

/** Asks, and comes back with undefined when the text was not judged or took too long. */
export type Ask = <K extends Inquiry['kind']>(inquiry: Extract<Inquiry, { kind: K }>) => Promise<Replies[K] | undefined>;
