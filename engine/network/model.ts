import type { Span } from '../diagnostic.ts';
import type { Address } from '../ip/address.ts';
import type { Cidr } from '../ip/cidr.ts';
import type { PortRange } from '../ip/ports.ts';
import type { Json } from '../json.ts';
import type { Host } from './model-hosts.ts';
import type { PrivateZone, ResolverEndpoint, ResolverRule } from './model-names.ts';
import type { EndpointType, LeadsElsewhere, ProviderSide } from './model-provider.ts';
import type { TransitAttachment, TransitGateway, TransitRouteTable } from './model-transit.ts';

/** Where a thing of the network comes from: its AWS id, and the learner's own name and line where there are some. */
export interface Origin {
  readonly id: string;
  readonly logicalId?: string;
  readonly span?: Span;
}

/** The AWS id of another thing of the same network. */
export type Id = string;

export interface Vpc {
  readonly origin: Origin;
  readonly cidrs: readonly Cidr[];
  readonly region: string;
  readonly account: string;
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  /** DNS servers of the VPC's DHCP options; absent: Amazon's own (facts:G33). */
  readonly dnsServers?: readonly Address[];
  readonly mainRouteTable: Id;
  readonly defaultNetworkAcl: Id;
  readonly defaultSecurityGroup: Id;
}

export interface Subnet {
  readonly origin: Origin;
  readonly vpc: Id;
  readonly cidrs: readonly Cidr[];
  /** The zone as the subnet's account calls it; `zoneId` is the same place for every account (facts:C10). */
  readonly availabilityZone: string;
  readonly zoneId: string;
  readonly routeTable: Id;
  readonly networkAcl: Id;
  /** Whether new interfaces get an IPv6 address unasked. */
  readonly assignsIpv6: boolean;
  /** Whether instances get a public IPv4 address unasked. */
  readonly mapsPublicIp: boolean;
}

/** `propagated` ranks: Direct Connect BGP before static VPN routes before VPN BGP (facts:B8). */
export const ROUTE_ORIGINS = [
  'local',
  'static',
  'prefix-list',
  'propagated-dx',
  'propagated-vpn-static',
  'propagated-vpn-bgp',
] as const;
export type RouteOrigin = (typeof ROUTE_ORIGINS)[number];

export const TARGET_KINDS = [
  'local',
  'internet-gateway',
  'egress-only-internet-gateway',
  'nat-gateway',
  'vpc-endpoint',
  'vpn-gateway',
  'peering-connection',
  'transit-gateway',
  'network-interface',
] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export interface RouteTarget {
  readonly kind: TargetKind;
  readonly id: Id;
}

/** One line of a route table. A prefix list's line matches with the length of the entry that matches (facts:B6). */
export interface Route {
  readonly destination: { readonly text: string; readonly cidrs: readonly Cidr[]; readonly prefixList?: string };
  readonly target: RouteTarget;
  readonly origin: RouteOrigin;
  readonly state: 'active' | 'blackhole';
  readonly span?: Span;
}

export interface RouteTable {
  readonly origin: Origin;
  readonly vpc: Id;
  readonly routes: readonly Route[];
}

/** A protocol by its IANA number; -1 is every protocol. */
export type Protocol = number;
export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
export const ICMPV6 = 58;
export const ANY_PROTOCOL = -1;

export interface IcmpKind {
  readonly type: number;
  readonly code: number;
}

/** An entry of a network ACL; entries are read by ascending `ruleNumber`, the first match decides (facts:G6). */
export interface NetworkAclEntry {
  readonly ruleNumber: number;
  readonly egress: boolean;
  readonly allow: boolean;
  readonly protocol: Protocol;
  readonly cidr: Cidr;
  readonly ports: PortRange;
  /** -1 stands for every type or code. */
  readonly icmp?: IcmpKind;
  readonly span?: Span;
}

export interface NetworkAcl {
  readonly origin: Origin;
  readonly vpc: Id;
  readonly entries: readonly NetworkAclEntry[];
}

/** What a security group rule admits traffic from or to (facts:G2). */
export type RulePeer =
  | { readonly kind: 'cidr'; readonly cidr: Cidr }
  | { readonly kind: 'prefix-list'; readonly id: Id; readonly cidrs: readonly Cidr[] }
  | { readonly kind: 'security-group'; readonly id: Id };

export interface SecurityGroupRule {
  readonly protocol: Protocol;
  readonly ports: PortRange;
  readonly icmp?: IcmpKind;
  readonly peer: RulePeer;
  readonly span?: Span;
}

export interface SecurityGroup {
  readonly origin: Origin;
  readonly vpc: Id;
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
}

export const INTERFACE_KINDS = [
  'host',
  'instance',
  'network-interface',
  'nat-gateway',
  'vpc-endpoint',
  'resolver-endpoint',
  'load-balancer',
  'resource-gateway',
  'transit-gateway-attachment',
] as const;
export type InterfaceKind = (typeof INTERFACE_KINDS)[number];

/** One network interface in a subnet. `owner` is the NAT gateway, endpoint or instance behind it. */
export interface NetworkInterface {
  readonly origin: Origin;
  readonly kind: InterfaceKind;
  readonly owner: Id;
  readonly subnet: Id;
  readonly addresses: readonly Address[];
  readonly publicAddress?: Address;
  readonly securityGroups: readonly Id[];
  /** The ports that its programs may choose for a connection of their own (facts:G10). */
  readonly ephemeralPorts: PortRange;
  /** Ports that answer; absent: every port. */
  readonly listens?: readonly number[];
  /** The source/destination check is off: packets that are for others go on by the subnet's table. */
  readonly forwards?: true;
}

export interface NatGateway {
  readonly origin: Origin;
  readonly vpc: Id;
  readonly networkInterface: Id;
  readonly connectivityType: 'public' | 'private';
  /** In no subnet and in every zone; drawn and not simulated (facts:G14). */
  readonly regional?: true;
}

export interface InternetGateway {
  readonly origin: Origin;
  readonly vpc?: Id;
  /** The table that governs what comes in by it (facts:G11). */
  readonly routeTable?: Id;
}

/** Carries IPv6 out of its VPC, and in only what answers. */
export interface EgressOnlyInternetGateway {
  readonly origin: Origin;
  readonly vpc: Id;
}

export interface VpnGateway {
  readonly origin: Origin;
  readonly vpc?: Id;
  /** The table that governs what comes in by it (facts:G11). */
  readonly routeTable?: Id;
}

export interface PeeringConnection {
  readonly origin: Origin;
  readonly requesterVpc: Id;
  readonly accepterVpc: Id;
  /** Rules may name the other VPC's groups: only within one Region (facts:G3). */
  readonly securityGroupReferencing: boolean;
}

/** A document attached somewhere, with the way back to the learner's text: `spanOf` takes a JSON pointer into the document. */
export interface AttachedPolicy {
  readonly document: Json;
  readonly spanOf: (pointer: string) => Span | undefined;
}

export const IP_ADDRESS_TYPES = ['ipv4', 'dualstack', 'ipv6'] as const;
export type IpAddressType = (typeof IP_ADDRESS_TYPES)[number];

export const DNS_RECORD_IP_TYPES = ['ipv4', 'dualstack', 'ipv6', 'service-defined'] as const;
export type DnsRecordIpType = (typeof DNS_RECORD_IP_TYPES)[number];

export interface VpcEndpoint extends LeadsElsewhere {
  readonly origin: Origin;
  readonly type: EndpointType;
  readonly serviceName: string;
  /** Short name such as `s3`. */
  readonly service: string;
  readonly region: string;
  readonly vpc: Id;
  readonly account: string;
  readonly routeTables: readonly Id[];
  readonly networkInterfaces: readonly Id[];
  readonly securityGroups: readonly Id[];
  /** null is the default policy of full access. */
  readonly policy: AttachedPolicy | null;
  readonly privateDns: boolean;
  /** S3 only: the private names answer only queries that came through an inbound Resolver endpoint (facts:C63). */
  readonly privateDnsOnlyForInboundResolver: boolean;
  /** The part of its DNS names before the service, such as `vpce-0a11-x9y8`. */
  readonly dnsLabel: string;
  /** Private names in full, where they do not follow from the service. */
  readonly privateNames?: readonly string[];
  /** VPCs besides its own whose resolver answers its private names: a Route 53 Profile carries them there (facts:G41). */
  readonly profileVpcs?: readonly Id[];
  /** The families of its interfaces' addresses, or of a gateway endpoint's prefix lists; absent: IPv4. */
  readonly ipAddressType?: IpAddressType;
  /** The families of its records (facts:B19, C31); absent: IPv4, and the service's own choice on a gateway endpoint. */
  readonly dnsRecordIpType?: DnsRecordIpType;
}

/** An AWS service's public addresses in one Region. */
export interface PublicService {
  readonly service: string;
  readonly region: string;
  readonly name: string;
  readonly address: Address;
}

/** Everything that a packet can meet. Maps are keyed by AWS id, hosts by name; the order of a map is the order of the text. */
export interface Network extends ProviderSide {
  readonly region: string;
  readonly vpcs: ReadonlyMap<Id, Vpc>;
  readonly subnets: ReadonlyMap<Id, Subnet>;
  readonly routeTables: ReadonlyMap<Id, RouteTable>;
  readonly networkAcls: ReadonlyMap<Id, NetworkAcl>;
  readonly securityGroups: ReadonlyMap<Id, SecurityGroup>;
  readonly networkInterfaces: ReadonlyMap<Id, NetworkInterface>;
  readonly natGateways: ReadonlyMap<Id, NatGateway>;
  readonly internetGateways: ReadonlyMap<Id, InternetGateway>;
  readonly egressOnlyInternetGateways: ReadonlyMap<Id, EgressOnlyInternetGateway>;
  readonly vpnGateways: ReadonlyMap<Id, VpnGateway>;
  readonly peeringConnections: ReadonlyMap<Id, PeeringConnection>;
  readonly transitGateways: ReadonlyMap<Id, TransitGateway>;
  readonly transitAttachments: ReadonlyMap<Id, TransitAttachment>;
  readonly transitRouteTables: ReadonlyMap<Id, TransitRouteTable>;
  readonly vpcEndpoints: ReadonlyMap<Id, VpcEndpoint>;
  readonly privateZones: ReadonlyMap<Id, PrivateZone>;
  readonly resolverRules: ReadonlyMap<Id, ResolverRule>;
  readonly resolverEndpoints: ReadonlyMap<Id, ResolverEndpoint>;
  readonly hosts: ReadonlyMap<string, Host>;
  /** Names outside AWS that answer, lower case, without trailing dot. */
  readonly internetNames: ReadonlyMap<string, readonly Address[]>;
  /** Names of AWS services and of the world's resources, lower case. */
  readonly serviceNames: ReadonlyMap<string, readonly Address[]>;
  /** Prefix lists by id, managed and customer-managed. */
  readonly prefixLists: ReadonlyMap<Id, { readonly name: string; readonly cidrs: readonly Cidr[] }>;
  /** Elastic IP addresses by allocation, whoever wears them. */
  readonly elasticAddresses: ReadonlyMap<Id, { readonly origin: Origin; readonly address: number }>;
  readonly vpnConnections: ReadonlyMap<Id, { readonly origin: Origin; readonly publicTunnels: number }>;
}
