import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import type { Advisory, Diagnostic, Rejection, Span } from '../diagnostic.ts';
import type { Address } from '../ip/address.ts';
import type { Cidr } from '../ip/cidr.ts';
import type {
  AttachedPolicy,
  EgressOnlyInternetGateway,
  Id,
  InternetGateway,
  NatGateway,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  Origin,
  PeeringConnection,
  Route,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  Vpc,
  VpcEndpoint,
  VpnGateway,
} from '../network/model.ts';
import type { PrivateZone, ResolverEndpoint, ResolverRule } from '../network/model-names.ts';
import type {
  EndpointService,
  LoadBalancer,
  ResourceConfiguration,
  ResourceGateway,
  ServiceNetwork,
  TargetGroup,
} from '../network/model-provider.ts';
import type { TransitAttachment, TransitGateway, TransitRouteTable } from '../network/model-transit.ts';
import type { Located } from '../template/tree.ts';
import type { World } from '../world.ts';
import type { Described } from './described.ts';
import type { PublicAddresses } from './public-addresses.ts';
import { isUnverified } from './refusal-codes.ts';

/** What a property must be; `!` is required. `list` also takes the one element that CloudFormation lets stand alone. */
export const PROPERTY_SPECS = ['text', 'text!', 'number', 'number!', 'boolean', 'list', 'list!', 'map', 'json', 'json!'] as const;
export type PropertySpec = (typeof PROPERTY_SPECS)[number];

/** What a thing is on the map. */
export const ROLES = ['vpc', 'subnet', 'route-table', 'gateway', 'endpoint', 'filter', 'host', 'service', 'glue'] as const;
export type Role = (typeof ROLES)[number];

/** One resource as the learner declared it, its references resolved. */
export interface Declared {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: Id;
  readonly properties: Located;
  /** What it waits for: DependsOn and references, by name. */
  readonly needs: readonly string[];
  readonly span: Span;
  readonly origin: Origin;
}

/** Where an id is made: `seed` is the resource's own name, the same each time and different for each resource. */
export interface IdPlace {
  readonly seed: string;
  readonly region: string;
  readonly account: string;
  /** The public address that is set aside for it. */
  readonly publicAddress?: number | undefined;
}

/** What an attribute is computed from. */
export interface AttributeContext {
  readonly physicalId: Id;
  readonly logicalId: string;
  readonly properties: Located | undefined;
  readonly region: string;
  readonly account: string;
  /** The public address that is set aside for it. */
  readonly publicAddress?: number | undefined;
}

/** One AWS resource type: everything the engine knows about it stands in its own folder. */
export interface ResourceKind {
  readonly type: string;
  /** Nothing, what the table of prices has, or a price that no row of the facts gives: then a cost names it under this kind as not priced. */
  readonly charge: 'nothing' | 'priced' | { readonly unpriced: string };
  readonly role: Role;
  /** The beginning of its ids, such as `vpc-`. */
  readonly idPrefix: string;
  /** Where the id is a name that the author chose (buckets, tables), an ARN (load balancers) or an address (Elastic IP addresses). */
  readonly physicalId?: (properties: Located | undefined, place: IdPlace) => string | undefined;
  readonly properties: Readonly<Record<string, PropertySpec>>;
  /** What properties of one word may say; of a list each element. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** Properties by which an author chooses addresses, beside a `SubnetId`: of the resource itself, or of what the list `within` holds. */
  readonly chosen?: { readonly within?: string; readonly named: readonly string[] };
  /** What GetAtt answers; an attribute that is not here does not exist, one that answers undefined is known to AWS alone. */
  readonly attributes: Readonly<Record<string, (context: AttributeContext) => string | readonly string[] | undefined>>;
  /** Adds the resource to the draft, or says why AWS would refuse it. Kinds are compiled in the order of the index. */
  readonly compile: (resource: Declared, draft: Draft) => void;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** A resource that policies protect, by ARN. */
export interface ProtectedResource {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  policy: AttachedPolicy | null;
  readonly addresses: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly logicalId?: string;
  /** Of an S3 access point: its bucket, and the VPC that alone may call it, as the world names it (facts:E104). */
  readonly bucket?: string;
  readonly vpc?: string;
}

/** A policy of an organization that the configuration makes, and what it is attached to (facts:E39). */
export interface OrganizationPolicy {
  readonly origin: Origin;
  readonly name: string;
  readonly kind: 'scp' | 'rcp';
  readonly organization: string;
  /** Root, units and accounts. */
  readonly targets: readonly string[];
  readonly policy: AttachedPolicy;
}

/** A block that a network beyond a gateway announces to it. */
export interface Announcement {
  readonly gateway: string;
  readonly cidr: Cidr;
  readonly link: 'vpn' | 'directConnect';
}

/** What is announced at the gateway of this origin; a world names it by logical or AWS id. */
export const announcedAt = (draft: Draft, { id, logicalId }: Origin): readonly Announcement[] =>
  draft.announced.filter((each) => each.gateway === id || each.gateway === logicalId);

/** The network while it is being built: the same things, still open. */
export interface Draft {
  readonly world: World;
  /** What actions and keys exist; without it policies are reviewed less closely. */
  readonly catalogue: ActionCatalogue | undefined;
  /** What is known of things that AWS made; undefined where somebody's text is still to be deployed. */
  readonly described: Described | undefined;
  readonly region: string;
  readonly account: string;
  /** Whether a new security group lets everything out until an egress rule is written (facts:G5). */
  readonly opensEgress: boolean;
  /** Ids of things that hang on a value which is not known: nothing of them is refused. */
  readonly unsure: ReadonlySet<Id>;
  readonly vpcs: Map<Id, Writable<Vpc>>;
  readonly subnets: Map<Id, Writable<Subnet>>;
  readonly routeTables: Map<Id, Writable<Omit<RouteTable, 'routes'>> & { routes: Route[] }>;
  readonly networkAcls: Map<Id, Writable<Omit<NetworkAcl, 'entries'>> & { entries: NetworkAclEntry[] }>;
  readonly securityGroups: Map<
    Id,
    Writable<Omit<SecurityGroup, 'ingress' | 'egress'>> & { ingress: SecurityGroupRule[]; egress: SecurityGroupRule[] }
  >;
  /** Groups that VPCs besides their own may use, each as `group vpc`. */
  readonly lentGroups: Set<string>;
  readonly networkInterfaces: Map<Id, NetworkInterface>;
  /** Addresses that authors chose, by subnet: whoever chooses none is given another. */
  readonly chosenAddresses: Map<Id, Set<Address>>;
  readonly natGateways: Map<Id, NatGateway>;
  readonly internetGateways: Map<Id, Writable<InternetGateway>>;
  readonly egressOnlyInternetGateways: Map<Id, EgressOnlyInternetGateway>;
  readonly vpnGateways: Map<Id, Writable<VpnGateway>>;
  readonly peeringConnections: Map<Id, PeeringConnection>;
  readonly transitGateways: Map<
    Id,
    TransitGateway & {
      readonly associates: boolean;
      readonly propagates: boolean;
      readonly table: Id;
      readonly securityGroupReferencing: boolean;
    }
  >;
  /** What on-premises networks announce over BGP, each at its gateway (as the world names it). */
  readonly announced: readonly Announcement[];
  readonly transitAttachments: Map<Id, TransitAttachment>;
  readonly transitRouteTables: Map<Id, Writable<TransitRouteTable>>;
  readonly vpcEndpoints: Map<Id, VpcEndpoint>;
  readonly loadBalancers: Map<Id, Writable<LoadBalancer>>;
  readonly targetGroups: Map<Id, TargetGroup>;
  readonly endpointServices: Map<string, EndpointService>;
  readonly resourceGateways: Map<Id, ResourceGateway>;
  readonly resourceConfigurations: Map<Id, ResourceConfiguration>;
  readonly serviceNetworks: Map<Id, Writable<ServiceNetwork>>;
  /** Accounts that something is shared with by AWS RAM, by its ARN. */
  readonly shares: Map<string, readonly string[]>;
  /** TXT records of public zones: name in lower case, values as they are written. */
  readonly textRecords: { readonly name: string; readonly values: readonly string[] }[];
  /** `weight` is what a list counts for in a group or a table (facts:G4); without a Region a list is there in each. */
  readonly prefixLists: Map<
    Id,
    { readonly name: string; readonly cidrs: readonly Cidr[]; readonly weight: number; readonly region?: string }
  >;
  readonly privateZones: Map<Id, Writable<PrivateZone>>;
  /** Every hosted zone, also the public ones. */
  readonly hostedZones: Map<Id, { readonly name: string; readonly account: string }>;
  readonly resolverRules: Map<Id, Writable<ResolverRule>>;
  readonly resolverEndpoints: Map<Id, ResolverEndpoint>;
  /** DNS servers of each set of DHCP options; none: Amazon's. */
  readonly dnsServers: Map<Id, readonly Address[]>;
  /** VPCs of each Route 53 Profile. */
  readonly profiles: Map<Id, readonly Id[]>;
  /** Public addresses by allocation id. */
  readonly elasticAddresses: Map<Id, { readonly origin: Origin; readonly address: number }>;
  /** Every public address that something of the configuration has: no two things have one. */
  readonly publicAddresses: PublicAddresses;
  /** What each resource waits for, by name. */
  readonly needs: Map<string, readonly string[]>;
  /** Static routes of VPN connections, by the connection's id. */
  readonly vpnRoutes: Map<Id, readonly Cidr[]>;
  /** Which gateway a VPN connection ends at (empty: none), whether it takes no BGP, and how many of its tunnels have a public IPv4 address. */
  readonly vpnConnections: Map<
    Id,
    { readonly origin: Origin; readonly gateway: Id; readonly staticOnly: boolean; readonly publicTunnels: number }
  >;
  readonly resources: Map<string, ProtectedResource>;
  readonly organizationPolicies: Map<Id, OrganizationPolicy>;
  /** States that a probe asks for, by AWS id (contract: `states`); empty where nobody asks. */
  readonly states: ReadonlyMap<Id, string>;
  readonly diagnostics: Diagnostic[];
  readonly rejections: Rejection[];
  readonly advisories: Advisory[];
}

/** Notes that AWS would refuse `resource`, with its code and sentence. */
export function reject(draft: Draft, resource: Declared, code: string, message: string, span: Span = resource.span): void {
  if (draft.unsure.has(resource.physicalId)) return;
  const unverified = isUnverified(resource.type, code) ? ({ unverified: true } as const) : {};
  draft.rejections.push({ logicalId: resource.logicalId, code, message, span, ...unverified });
}

/** Notes something that AWS accepts and that still deserves a remark. */
export function advise(draft: Draft, resource: Declared, code: string, message: string, span: Span = resource.span): void {
  draft.advisories.push({ logicalId: resource.logicalId, code, message, span });
}
