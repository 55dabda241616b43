import type { Span } from '../diagnostic.ts';
import type { Cidr } from '../ip/cidr.ts';
import type { Id, Origin } from './model.ts';

/** One VPC or on-premises network at a transit gateway; `subnets` one for each zone that it serves (facts:G15). */
export interface TransitAttachment {
  readonly origin: Origin;
  readonly transitGateway: Id;
  /** `vpn` is any way to on-premises networks, Direct Connect too. */
  readonly kind: 'vpc' | 'vpn' | 'peering';
  readonly vpc?: Id;
  /** The transit gateway at the other end of a peering attachment. */
  readonly peer?: Id;
  /** A VPN connection without BGP: nothing is propagated from it. */
  readonly staticOnly?: boolean;
  readonly subnets: readonly Id[];
  readonly securityGroupReferencing: boolean;
}

export interface TransitRoute {
  readonly cidr: Cidr;
  /** Absent: a blackhole. */
  readonly attachment?: Id;
  readonly origin: 'static' | 'propagated';
  readonly span?: Span;
}

/** A transit gateway's own table: it governs the packets of the attachments that are associated with it. */
export interface TransitRouteTable {
  readonly origin: Origin;
  readonly transitGateway: Id;
  readonly associations: readonly Id[];
  readonly routes: readonly TransitRoute[];
}

export interface TransitGateway {
  readonly origin: Origin;
}
