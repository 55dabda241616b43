/** What a map shows of a configuration: names and joins, no coordinates. Its twin in words is made from the same data. */
export interface Drawing {
  readonly vpcs: readonly DrawnVpc[];
  /** Internet, on-premises and other networks, at the left edge. */
  readonly neighbours: readonly DrawnNeighbour[];
  /** AWS services and other accounts' services, at the right edge. */
  readonly services: readonly DrawnService[];
}

/** `id` is the learner's own name of the thing, as it stands in the text. */
interface DrawnThing {
  readonly id: string;
  readonly stress: boolean;
}

export interface DrawnVpc extends DrawnThing {
  readonly cidr: string;
  readonly zones: readonly DrawnZone[];
  readonly tables: readonly DrawnTable[];
  readonly doors: readonly DrawnDoor[];
}

export interface DrawnZone {
  readonly name: string;
  readonly subnets: readonly DrawnSubnet[];
}

export interface DrawnSubnet extends DrawnThing {
  readonly cidr: string;
  /** The name of its route table; `main` where the VPC's own applies. */
  readonly table: string;
  readonly acl?: string;
  readonly chips: readonly DrawnChip[];
}

/** What stands inside a subnet: a host with its groups, an endpoint's interface, a NAT gateway. */
export interface DrawnChip extends DrawnThing {
  readonly kind: 'host' | 'interface-endpoint' | 'nat-gateway' | 'network-interface';
  readonly note: string;
}

export interface DrawnTable extends DrawnThing {
  readonly routes: readonly DrawnRoute[];
  readonly subnets: readonly string[];
}

export interface DrawnRoute {
  readonly destination: string;
  readonly target: string;
}

/** An opening in the VPC's border: gateway endpoints to the right, other gateways to the left. */
export interface DrawnDoor extends DrawnThing {
  readonly side: 'left' | 'right';
  readonly kind:
    | 'gateway-endpoint'
    | 'internet-gateway'
    | 'egress-only-internet-gateway'
    | 'vpn-gateway'
    | 'peering-connection'
    | 'transit-gateway';
  /** The neighbour or the service that it opens to. */
  readonly to: string;
  /** Tables that know a gateway endpoint. */
  readonly tables: readonly string[];
}

export interface DrawnNeighbour {
  readonly id: string;
  readonly title: string;
  readonly hosts: readonly string[];
}

export interface DrawnService {
  readonly id: string;
  readonly title: string;
  /** Interface endpoints that reach it; they are drawn inside their subnets. */
  readonly through: readonly string[];
}

export const EMPTY_DRAWING: Drawing = { vpcs: [], neighbours: [], services: [] };
