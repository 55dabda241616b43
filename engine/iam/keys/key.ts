import type { Caller } from '../principal.ts';

/** The ways on which a request can reach a service, as far as condition keys tell them apart. */
export const WAYS = [
  'internet',
  'nat',
  'gateway-endpoint',
  'interface-endpoint',
  'forward-access',
  'service',
  'console',
] as const;
export type Way = (typeof WAYS)[number];

/** An account's place in an organization; `paths` is empty where only the organization is known. */
export interface Membership {
  readonly id: string;
  readonly paths: readonly string[];
}

/** What is known about a request. The caller and the resource's account always are; the rest where the way is. */
export interface RequestFacts {
  readonly action: string;
  readonly caller: Caller;
  readonly resourceAccount: string | undefined;
  readonly way?: Way;
  /** The address that a service sees from outside; of forward access that of the first call. */
  readonly sourceIp?: string;
  readonly endpoint?: {
    readonly id: string;
    readonly vpc: string;
    readonly account: string;
    readonly region: string;
    readonly sourceAddress?: string;
  };
  /** ISO 8601. */
  readonly now?: string;
  readonly region?: string;
  readonly calledVia?: readonly string[];
  readonly principalTags?: Readonly<Record<string, string>>;
  readonly resourceTags?: Readonly<Record<string, string>>;
  /** The instance to which the caller's credentials were issued. */
  readonly instance?: { readonly arn: string; readonly vpc: string; readonly address: string };
  /** The resource for which a service principal calls. */
  readonly source?: { readonly arn?: string | undefined; readonly account?: string | undefined };
  readonly membershipOf?: (account: string) => Membership | undefined;
}

export type KeyValue = string | readonly string[] | undefined;

/** One condition key: the only place that says what it is, when a request carries it and with which value. */
export interface ContextKey {
  /** As AWS spells it; a family of keys ends in `/`. */
  readonly key: string;
  readonly type: 'string' | 'arn' | 'bool' | 'date' | 'number' | 'ip';
  readonly multivalued: boolean;
  /** The ways on which a request can carry it. */
  readonly ways: readonly Way[];
  /** What has to be true besides: named by the code of the reason why it is absent. */
  readonly needs?: 'signature' | 'organization' | 'services' | 'service-principal' | 'instance-credentials' | 'tags';
  /** The action prefixes of the services that know it; absent: all. */
  readonly services?: ReadonlySet<string>;
  /** Whether the request itself tells it, so that it need not be given (contract: `decide`). */
  readonly derived: boolean;
  /** For a family: the names that this request has. */
  readonly names?: (facts: RequestFacts) => readonly string[];
  readonly read: (facts: RequestFacts, name: string) => KeyValue;
  /** Row of the fact sheet, or the page that defines it. */
  readonly fact: string;
}

/** A key of one text value that any request may carry. */
export const key = (
  name: string,
  fact: string,
  read: ContextKey['read'],
  over: Partial<Omit<ContextKey, 'key' | 'fact' | 'read'>> = {},
): ContextKey => ({ key: name, type: 'string', multivalued: false, ways: WAYS, derived: false, ...over, read, fact });
