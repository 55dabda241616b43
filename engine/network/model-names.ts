import type { Span } from '../diagnostic.ts';
import type { Address } from '../ip/address.ts';
import type { Id, Origin } from './model.ts';

/** What a private hosted zone says for one name and type: addresses, or another name to ask for. */
export interface ZoneRecord {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  readonly addresses: readonly Address[];
  /** The target of a CNAME or of an alias. */
  readonly target?: string;
  readonly span?: Span;
}

/** A private hosted zone as the VPCs that see it do; names are lower case without trailing dot. */
export interface PrivateZone {
  readonly origin: Origin;
  readonly name: string;
  readonly vpcs: readonly Id[];
  readonly records: readonly ZoneRecord[];
}

/** A Resolver rule: queries below `domain` from the associated VPCs go to `targets`. */
export interface ResolverRule {
  readonly origin: Origin;
  readonly domain: string;
  readonly kind: 'FORWARD' | 'SYSTEM';
  readonly targets: readonly Address[];
  /** The outbound endpoint that its questions leave by. */
  readonly resolverEndpoint?: Id;
  readonly vpcs: readonly Id[];
}

/** A Resolver endpoint; its addresses are interfaces in its VPC. */
export interface ResolverEndpoint {
  readonly origin: Origin;
  readonly direction: 'INBOUND' | 'OUTBOUND';
  readonly vpc: Id;
  readonly networkInterfaces: readonly Id[];
}
