import type { Address } from '../ip/address.ts';
import type { PortRange } from '../ip/ports.ts';
import type { Id, Origin } from './model.ts';

export const BALANCER_TYPES = ['network', 'gateway', 'application'] as const;
export type BalancerType = (typeof BALANCER_TYPES)[number];

/** A load balancer: one interface in each zone that is enabled for it. */
export interface LoadBalancer {
  readonly origin: Origin;
  readonly type: BalancerType;
  readonly vpc: Id;
  readonly account: string;
  readonly region: string;
  /** Lower case, without trailing dot. */
  readonly dnsName: string;
  readonly networkInterfaces: readonly Id[];
  /** Whether its groups judge what comes through PrivateLink, by the client's own address (facts:D13). */
  readonly judgesPrivateLink: boolean;
  /** Whether a node sends to targets of other zones (facts:D11). */
  readonly crossZone: boolean;
  readonly dualStack: boolean;
  /** Whether each subnet gives it IPv6 addresses to send UDP from. */
  readonly ipv6SourceNat: boolean;
  readonly listeners: readonly Listener[];
}

/** TLS, HTTP and HTTPS ride on TCP; GENEVE takes every packet. */
export const LISTENER_PROTOCOLS = ['TCP', 'UDP', 'TCP_UDP', 'TLS', 'HTTP', 'HTTPS', 'GENEVE'] as const;
export type ListenerProtocol = (typeof LISTENER_PROTOCOLS)[number];

export interface Listener {
  readonly origin: Origin;
  readonly protocol: ListenerProtocol;
  readonly port: number;
  /** Empty where the balancer itself answers (a fixed response or a redirect). */
  readonly targetGroups: readonly Id[];
  readonly answersItself: boolean;
}

export const TARGET_TYPES = ['instance', 'ip', 'lambda', 'alb'] as const;
export type TargetType = (typeof TARGET_TYPES)[number];

export interface TargetGroup {
  /** Whether its targets are reached by IPv6: for dual-stack load balancers alone. */
  readonly ipv6?: true;
  readonly origin: Origin;
  readonly type: TargetType;
  readonly protocol: ListenerProtocol;
  readonly vpc: Id;
  /** Absent: as the load balancer has it. */
  readonly crossZone?: boolean;
  /** Whether the target is told the client's address and the endpoint's id (facts:D12). */
  readonly proxyProtocol: boolean;
  /** Absent: as AWS has it for the type and the protocol. Never for what comes through PrivateLink. */
  readonly preservesClient?: boolean;
  /** Absent: the port of the traffic. */
  readonly healthPort?: number;
  readonly targets: readonly Target[];
}

/** Something that is registered: an instance's id, an address or a load balancer's ARN. */
export interface Target {
  readonly id: string;
  readonly port: number;
  /** Whether it counts as one of every zone (`AvailabilityZone: all`). */
  readonly everyZone: boolean;
}

/** A service that others make endpoints to: behind load balancers of the configuration, or one that the world offers. */
export interface EndpointService {
  readonly origin: Origin;
  readonly name: string;
  /** The part of the name that stands in its DNS names, such as `vpce-svc-0abc`. */
  readonly label: string;
  readonly type: 'Interface' | 'GatewayLoadBalancer';
  readonly account: string;
  readonly region: string;
  readonly loadBalancers: readonly Id[];
  readonly acceptanceRequired: boolean;
  readonly allowedPrincipals: readonly string[];
  readonly supportedRegions: readonly string[];
  readonly ipAddressTypes: readonly string[];
  /** Zones in which it is offered; undefined: every one of its Region. */
  readonly zoneIds?: readonly string[];
  readonly privateName?: { readonly name: string; readonly verified: boolean };
  /** What a service of the world answers to; absent: TCP on any port. */
  readonly answers?: readonly { readonly protocol: 'tcp' | 'udp'; readonly port: number }[];
}

/** Where traffic of resource endpoints comes out in the provider's VPC (facts:D23). */
export interface ResourceGateway {
  readonly origin: Origin;
  readonly vpc: Id;
  readonly networkInterfaces: readonly Id[];
}

export const RESOURCE_KINDS = ['SINGLE', 'GROUP', 'CHILD', 'ARN'] as const;
export type ResourceConfigurationKind = (typeof RESOURCE_KINDS)[number];

/** What a resource endpoint leads to. A group has no address of its own, its children do. */
export interface ResourceConfiguration {
  readonly origin: Origin;
  readonly arn: string;
  readonly account: string;
  readonly kind: ResourceConfigurationKind;
  readonly gateway?: Id;
  readonly group?: Id;
  readonly ports: readonly PortRange[];
  readonly destination?: { readonly address: Address } | { readonly name: string };
}

/** A VPC Lattice service network with the resource configurations that are attached to it. */
export interface ServiceNetwork {
  readonly origin: Origin;
  readonly arn: string;
  readonly account: string;
  readonly resources: readonly Id[];
}

export const ENDPOINT_TYPES = ['Gateway', 'Interface', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork'] as const;
export type EndpointType = (typeof ENDPOINT_TYPES)[number];

/** What an endpoint has besides where it leads to no AWS service of its own Region. */
export interface LeadsElsewhere {
  /** An endpoint service by name, a resource configuration or a service network. */
  readonly leadsTo?: Id;
  /** An AWS service of another Region has no zonal names (facts:C55). */
  readonly zonalNames?: false;
}

/** The provider's part of a network. */
export interface ProviderSide {
  readonly loadBalancers: ReadonlyMap<Id, LoadBalancer>;
  readonly targetGroups: ReadonlyMap<Id, TargetGroup>;
  /** By service name. */
  readonly endpointServices: ReadonlyMap<string, EndpointService>;
  readonly resourceGateways: ReadonlyMap<Id, ResourceGateway>;
  readonly resourceConfigurations: ReadonlyMap<Id, ResourceConfiguration>;
  readonly serviceNetworks: ReadonlyMap<Id, ServiceNetwork>;
}
