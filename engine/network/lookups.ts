import type { Address } from '../ip/address.ts';
import type { Flow } from './filters.ts';
import { indexedLookups } from './lookups-indexed.ts';
import { plainLookups } from './lookups-plain.ts';
import type {
  EgressOnlyInternetGateway,
  Id,
  InternetGateway,
  Network,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  PeeringConnection,
  PublicService,
  RouteTable,
  SecurityGroup,
  VpcEndpoint,
} from './model.ts';
import type { Host } from './model-hosts.ts';
import type { ResolverRule } from './model-names.ts';
import type { TransitAttachment, TransitRoute, TransitRouteTable } from './model-transit.ts';
import type { RoutesTo } from './routes.ts';
import type { Zone } from './zones.ts';

/** The groups of one interface, as its packets are judged by them together. */
export interface WornGroups {
  readonly groups: readonly SecurityGroup[];
  readonly names: readonly string[];
  readonly egress: RuleSet;
  readonly ingress: RuleSet;
}

/** Rules as a union; `securityGroups` are those seen at the other end, undefined where none can be seen. */
export interface RuleSet {
  readonly rules: number;
  readonly admits: (flow: Flow, securityGroups: readonly Id[] | undefined) => boolean;
}

/** Everything that a walk or a resolver looks up in a network. Of several things that fit, the first in the order of the text is meant, and lists have that order. */
export interface Lookups {
  readonly interfaceAt: (vpc: Id, address: Address) => NetworkInterface | undefined;
  /** In whatever VPC. */
  readonly interfaceWith: (address: Address) => NetworkInterface | undefined;
  /** The interface that the internet knows by this address. */
  readonly interfaceOnInternet: (address: Address) => NetworkInterface | undefined;
  readonly interfacesOwnedBy: (owner: Id) => readonly NetworkInterface[];
  readonly worn: (securityGroups: readonly Id[]) => WornGroups;
  /** Entries of one direction that cover `peer`, by ascending rule number. */
  readonly aclEntries: (acl: NetworkAcl, egress: boolean, peer: Address) => readonly NetworkAclEntry[];
  readonly routesTo: (table: RouteTable, destination: Address) => RoutesTo;
  readonly peeringsOf: (vpc: Id) => readonly PeeringConnection[];
  readonly endpointsOf: (vpc: Id) => readonly VpcEndpoint[];
  readonly internetGatewayOf: (vpc: Id) => InternetGateway | undefined;
  readonly egressOnlyGatewayOf: (vpc: Id) => EgressOnlyInternetGateway | undefined;
  readonly attachmentsOf: (vpc: Id) => readonly TransitAttachment[];
  readonly attachmentsAt: (transitGateway: Id) => readonly TransitAttachment[];
  readonly transitTableOf: (transitGateway: Id, attachment: Id) => TransitRouteTable | undefined;
  /** The longest prefix, static before propagated. */
  readonly transitRouteTo: (table: TransitRouteTable, destination: Address) => TransitRoute | undefined;
  readonly onPremisesHostAt: (gateway: Id, address: Address) => Extract<Host, { kind: 'on-premises' }> | undefined;
  /** The AWS service whose prefix list holds the address. */
  readonly serviceAt: (address: Address) => Pick<PublicService, 'service' | 'region'> | undefined;
  /** The zones that the VPC's resolver sees where its attributes let it see any. */
  readonly zonesOf: (vpc: Id, inbound: boolean) => readonly Zone[];
  readonly resolverRulesOf: (vpc: Id) => readonly ResolverRule[];
}

const LOOKUPS = new WeakMap<Network, Lookups>();

/** The lookups of `network`, whose tables are made when they are first needed and then kept as long as it. */
export function lookupsOf(network: Network): Lookups {
  const before = LOOKUPS.get(network);
  if (before !== undefined) return before;
  const made = indexedLookups(network);
  LOOKUPS.set(network, made);
  return made;
}

/** The same network, in which everything is looked up by reading it from its beginning: slow, and plain to see that it is right. */
export function plainly(network: Network): Network {
  const plain = { ...network };
  LOOKUPS.set(plain, plainLookups(plain));
  return plain;
}
