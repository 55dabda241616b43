import type { Span } from '../diagnostic.ts';
import type { Json } from '../json.ts';

/** Where a packet was going when something happened to it. */
export const DIRECTIONS = ['forward', 'return'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Facts from which a sentence is made: names, numbers, lists; never prose. */
export type Facts = Readonly<Record<string, Json>>;

/** One thing on the way of a packet: `id` as AWS would print it, `logicalId` as the learner wrote it. */
export interface PathComponent {
  readonly kind: string;
  readonly id: string;
  readonly logicalId?: string;
  /** What was looked at here: such as the candidate routes of a table. */
  readonly facts?: Facts;
}

/** A gateway or endpoint that the request crossed; `id` and `vpc` are the learner's own names where there are some. */
export interface Crossing {
  readonly kind: string;
  readonly id: string;
  readonly vpc?: string;
  readonly endpointType?: string;
  readonly service?: string;
  /** Of a load balancer: the zone of the node that was entered. */
  readonly zoneId?: string;
  /** Of a load balancer: whether its node may send to another zone. */
  readonly crossesZones?: boolean;
}

/** One fault on the way: the component, its explanation code, and the facts from which a sentence is made. */
export interface Block {
  readonly kind: string;
  readonly id: string;
  readonly logicalId?: string;
  /** Reachability Analyzer's code where it has one (facts:H.2), otherwise one of ours with the prefix `SIM_`. */
  readonly explanationCode: string;
  readonly detail?: string;
  readonly direction: Direction;
  readonly filter?: 'egress' | 'ingress';
  readonly span?: Span;
  readonly facts: Facts;
}
