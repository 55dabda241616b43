/** What a map shows of a configuration: names and joins, no coordinates. Its twin in words is made from the same data. */
export interface Drawing {
  readonly region: string;
  readonly vpcs: readonly DrawnVpc[];
  /** Transit gateways, which stand between VPCs. */
  readonly transits: readonly DrawnTransit[];
  /** Internet, on-premises and other networks, at the left edge. */
  readonly neighbours: readonly DrawnNeighbour[];
  /** AWS services and other accounts' services, at the right edge. */
  readonly services: readonly DrawnService[];
  /** What is declared and has no part in any verdict: named, and not placed. */
  readonly others: readonly { readonly type: string; readonly ids: readonly string[] }[];
  /** Names of what the last edit changed or took away and what has no place of its own, such as a route or an association. */
  readonly edits: readonly DrawnEdit[];
}

/** What the last edit did to a thing. A removed thing keeps its place until the next edit. */
export type EditMark = 'added' | 'changed' | 'removed';

export interface DrawnEdit {
  readonly id: string;
  readonly edit: EditMark;
}

/** `id` is the learner's own name of the thing, as it stands in the text. */
export interface DrawnThing {
  readonly id: string;
  readonly stress: boolean;
  readonly edit?: EditMark;
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

/** What stands inside a subnet: a host with its groups, one interface of an endpoint or of a load balancer, a NAT gateway. */
export interface DrawnChip extends DrawnThing {
  readonly kind:
    | 'host'
    | 'interface-endpoint'
    | 'load-balancer'
    | 'resolver-endpoint'
    | 'nat-gateway'
    | 'network-interface'
    | 'instance';
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

/** An opening in the VPC's border: to AWS services on the right, to everything else on the left. */
export interface DrawnDoor extends DrawnThing {
  readonly side: 'left' | 'right';
  readonly kind:
    | 'gateway-endpoint'
    | 'endpoint-service'
    | 'internet-gateway'
    | 'egress-only-internet-gateway'
    | 'vpn-gateway'
    | 'peering-connection'
    | 'transit-gateway';
  /** The neighbour, the service, the VPC or the transit gateway that it opens to. */
  readonly to: string;
  /** Tables that know a gateway endpoint. */
  readonly tables: readonly string[];
  /** Load balancers behind an endpoint service. */
  readonly balancers: readonly string[];
}

export interface DrawnTransit extends DrawnThing {
  readonly vpcs: readonly string[];
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

export const EMPTY_DRAWING: Drawing = {
  region: '',
  vpcs: [],
  transits: [],
  neighbours: [],
  services: [],
  others: [],
  edits: [],
};
