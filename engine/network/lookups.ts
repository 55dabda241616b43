import type { Address } from '../ip/address.ts';
import { indexedLookups } from './lookups-indexed.ts';
import { plainLookups } from './lookups-plain.ts';
import type {
  EgressOnlyInternetGateway,
  Id,
  InternetGateway,
  Network,
  NetworkInterface,
  PeeringConnection,
  PublicService,
  RouteTable,
  Subnet,
  VpcEndpoint,
} from './model.ts';
import type { Host } from './model-hosts.ts';
import type { ResolverRule } from './model-names.ts';
import type { TransitAttachment } from './model-transit.ts';
import type { Home, Place } from './places.ts';
import type { RoutesTo } from './routes.ts';
import type { TransitWays } from './transit-places.ts';
import type { Zone } from './zones.ts';

/** Everything that a walk or a resolver looks up in a network. Of several things that fit, the first in the order of the text is meant, and lists have that order. */
export interface Lookups {
  readonly interfaceAt: (vpc: Id, address: Address) => NetworkInterface | undefined;
  /** In whatever VPC. */
  readonly interfaceWith: (address: Address) => NetworkInterface | undefined;
  /** The interface that the internet knows by this address. */
  readonly interfaceOnInternet: (address: Address) => NetworkInterface | undefined;
  readonly interfacesOwnedBy: (owner: Id) => readonly NetworkInterface[];
  /** An interface with everything that governs its packets, and a subnet likewise. */
  readonly placeOf: (nic: NetworkInterface) => Place;
  readonly homeOf: (subnet: Subnet) => Home;
  readonly routesTo: (table: RouteTable, destination: Address) => RoutesTo;
  readonly peeringsOf: (vpc: Id) => readonly PeeringConnection[];
  readonly endpointsOf: (vpc: Id) => readonly VpcEndpoint[];
  readonly internetGatewayOf: (vpc: Id) => InternetGateway | undefined;
  readonly egressOnlyGatewayOf: (vpc: Id) => EgressOnlyInternetGateway | undefined;
  readonly attachmentsOf: (vpc: Id) => readonly TransitAttachment[];
  readonly attachmentsAt: (transitGateway: Id) => readonly TransitAttachment[];
  /** Where the gateway's table for this attachment leads an address; undefined where it has none for it. */
  readonly transitWaysOf: (transitGateway: Id, attachment: Id) => TransitWays | undefined;
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
