import { covers, familyOfCidr, formatCidr, sameCidr } from '../../ip/cidr.ts';
import type { Route, RouteTarget, TargetKind } from '../../network/model.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { prefixListHere } from '../prefix-list/prefix-list.ts';
import { cidr, has, referenced, spanOf, text } from '../read.ts';
import { leadsToAppliance, refusesForeignEndpoint } from '../vpc-endpoint/gateway-load-balancer.ts';

/** A line that a person writes. A gateway endpoint's line is AWS's own and cannot be written by hand (facts:B3). */
export const route: ResourceKind = {
  type: 'AWS::EC2::Route',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'route-',
  properties: {
    CarrierGatewayId: 'text',
    CoreNetworkArn: 'text',
    DestinationCidrBlock: 'text',
    DestinationIpv6CidrBlock: 'text',
    DestinationPrefixListId: 'text',
    EgressOnlyInternetGatewayId: 'text',
    GatewayId: 'text',
    InstanceId: 'text',
    LocalGatewayId: 'text',
    NatGatewayId: 'text',
    NetworkInterfaceId: 'text',
    RouteTableId: 'text!',
    TransitGatewayId: 'text',
    VpcEndpointId: 'text',
    VpcPeeringConnectionId: 'text',
  },
  attributes: { CidrBlock: ({ physicalId }) => physicalId },
  compile,
};

const TARGET_PROPERTIES: Readonly<Record<string, TargetKind>> = {
  GatewayId: 'internet-gateway',
  NatGatewayId: 'nat-gateway',
  VpcEndpointId: 'vpc-endpoint',
  VpcPeeringConnectionId: 'peering-connection',
  TransitGatewayId: 'transit-gateway',
  EgressOnlyInternetGatewayId: 'egress-only-internet-gateway',
  NetworkInterfaceId: 'network-interface',
  InstanceId: 'network-interface',
};

type Table = NonNullable<ReturnType<Draft['routeTables']['get']>>;
type Destination = Route['destination'];

function compile(resource: Declared, draft: Draft): void {
  const table = referenced(resource, draft, 'RouteTableId', draft.routeTables, 'InvalidRouteTableID.NotFound', 'routeTable ID');
  const destination = destinationOf(resource, draft);
  const target = targetOf(resource, draft);
  if (table === undefined || destination === undefined || target === undefined) return;
  if (
    refusesEndpoint(resource, draft, destination, target) ||
    refusesFamily(resource, draft, destination, target) ||
    refusesDuplicate(resource, draft, table, destination) ||
    refusesInside(resource, draft, table, destination, target) ||
    refusesStranger(resource, draft, table, target)
  )
    return;
  adviseOverlap(resource, draft, table, destination, target);
  const { described } = draft;
  const author = described?.propagated.has(resource.physicalId) ? 'propagated-vpn-bgp' : 'static';
  table.routes.push({
    destination,
    target,
    origin: destination.prefixList === undefined ? author : 'prefix-list',
    state: described?.blackholes.has(resource.physicalId) ? 'blackhole' : 'active',
    span: resource.span,
  });
}

function destinationOf(resource: Declared, draft: Draft): Destination | undefined {
  const list = text(resource, 'DestinationPrefixListId');
  if (list !== undefined) {
    const known = prefixListHere(draft, list);
    if (known !== undefined) return { text: list, cidrs: known.cidrs, prefixList: list };
    const message = `The prefix list ID '${list}' does not exist`;
    reject(draft, resource, 'InvalidPrefixListID.NotFound', message, spanOf(resource, 'DestinationPrefixListId'));
    return undefined;
  }
  const block = cidr(
    resource,
    draft,
    has(resource, 'DestinationCidrBlock') ? 'DestinationCidrBlock' : 'DestinationIpv6CidrBlock',
  );
  if (block !== undefined) return { text: formatCidr(block), cidrs: [block] };
  if (!has(resource, 'DestinationCidrBlock') && !has(resource, 'DestinationIpv6CidrBlock'))
    reject(draft, resource, 'MissingParameter', 'The request must contain a destination.');
  return undefined;
}

function targetOf(resource: Declared, draft: Draft): RouteTarget | undefined {
  const named = Object.entries(TARGET_PROPERTIES).filter(([property]) => has(resource, property));
  const [first] = named;
  if (first === undefined || named.length > 1) {
    reject(
      draft,
      resource,
      first === undefined ? 'MissingParameter' : 'InvalidParameterCombination',
      'A route takes exactly one target.',
    );
    return undefined;
  }
  const id = text(resource, first[0]);
  if (id === undefined) return undefined;
  return { kind: kindOf(draft, id, first[1]), id };
}

/** What the id really is: `GatewayId` takes internet gateways, VPN gateways and, by mistake, endpoints. */
function kindOf(draft: Draft, id: string, stated: TargetKind): TargetKind {
  if (draft.vpnGateways.has(id)) return 'vpn-gateway';
  if (id.startsWith('vpce-')) return 'vpc-endpoint';
  return stated;
}

/** @see aws-sdk messages for CreateRoute: a gateway endpoint is no target for a person's route (facts:B3, C9). */
function refusesEndpoint(resource: Declared, draft: Draft, destination: Destination, target: RouteTarget): boolean {
  if (target.kind !== 'vpc-endpoint' || draft.described?.blackholes.has(resource.physicalId)) return false;
  if (destination.prefixList === undefined && leadsToAppliance(draft, target.id)) return false;
  const property = has(resource, 'VpcEndpointId') ? 'VpcEndpointId' : 'GatewayId';
  if (destination.prefixList !== undefined) {
    reject(
      draft,
      resource,
      'InvalidParameterValue',
      'Cannot create or replace a prefix list route targeting a VPC Endpoint.',
      spanOf(resource, property),
    );
  } else if (!draft.vpcEndpoints.has(target.id)) {
    const message = `The Vpc Endpoint Id '${target.id}' does not exist`;
    reject(draft, resource, 'InvalidVpcEndpointId.NotFound', message, spanOf(resource, property));
  } else {
    const message = `Route table contains unsupported route target: ${target.id}. VPC Endpoints of this type cannot be used as route targets.`;
    reject(draft, resource, 'RouteNotSupported', message, spanOf(resource, property));
  }
  return true;
}

function refusesDuplicate(resource: Declared, draft: Draft, table: Table, destination: Destination): boolean {
  const [block] = destination.cidrs;
  const twin = table.routes.find((each) =>
    destination.prefixList !== undefined
      ? each.destination.prefixList === destination.prefixList
      : (each.origin === 'static' || each.origin === 'local') &&
        block !== undefined &&
        each.destination.cidrs[0] !== undefined &&
        sameCidr(each.destination.cidrs[0], block),
  );
  if (twin === undefined) return false;
  reject(draft, resource, 'RouteAlreadyExists', `The route identified by ${destination.text} already exists.`);
  return true;
}

const INSIDE_TARGETS: readonly TargetKind[] = ['network-interface', 'nat-gateway', 'vpc-endpoint'];

/** A line for a part of the VPC itself may lead to a machine on the way (middlebox routing), never out of the VPC. */
function refusesInside(resource: Declared, draft: Draft, table: Table, destination: Destination, target: RouteTarget): boolean {
  const [block] = destination.cidrs;
  const vpc = draft.vpcs.get(table.vpc);
  if (destination.prefixList !== undefined || block === undefined || vpc === undefined) return false;
  if (!vpc.cidrs.some((each) => covers(each, block)) || INSIDE_TARGETS.includes(target.kind)) return false;
  const message = `The destination CIDR block ${destination.text} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`;
  reject(draft, resource, 'InvalidParameterValue', message);
  return true;
}

/** An egress-only gateway carries IPv6 alone. */
function refusesFamily(resource: Declared, draft: Draft, destination: Destination, target: RouteTarget): boolean {
  if (target.kind !== 'egress-only-internet-gateway' || destination.cidrs.every((each) => familyOfCidr(each) === 6)) return false;
  const message = `Egress-only internet gateways take IPv6 destinations only, not ${destination.text}.`;
  reject(draft, resource, 'InvalidParameterValue', message, spanOf(resource, 'EgressOnlyInternetGatewayId'));
  return true;
}

/** Two lists that cover the same addresses: AWS picks one at random and stays with it (facts:B8). */
function adviseOverlap(resource: Declared, draft: Draft, table: Table, destination: Destination, target: RouteTarget): void {
  if (destination.prefixList === undefined) return;
  const rival = table.routes.find(
    (each) =>
      each.destination.prefixList !== undefined &&
      each.target.id !== target.id &&
      each.destination.cidrs.some((mine) => destination.cidrs.some((other) => sameCidr(mine, other))),
  );
  if (rival !== undefined)
    advise(
      draft,
      resource,
      'PREFIX_LISTS_OVERLAP',
      `${destination.text} and ${rival.destination.text} share an entry; AWS picks one of the two lines at random and stays with it.`,
    );
}

/** A gateway must be attached to the table's own VPC. */
function refusesStranger(resource: Declared, draft: Draft, table: Table, target: RouteTarget): boolean {
  // A line that is described exists, also where its target is gone.
  if (draft.described?.blackholes.has(resource.physicalId)) return false;
  if (target.kind === 'vpc-endpoint') return refusesForeignEndpoint(resource, draft, target.id, table.vpc);
  const gateway = draft.internetGateways.get(target.id) ?? draft.vpnGateways.get(target.id);
  if (gateway !== undefined && gateway.vpc !== table.vpc) {
    reject(
      draft,
      resource,
      'InvalidParameterValue',
      `route table ${table.origin.id} and network gateway ${target.id} belong to different networks`,
    );
    return true;
  }
  if (gateway !== undefined) return false;
  if (!isThere(draft, table, target)) {
    reject(
      draft,
      resource,
      NOT_FOUND[target.kind] ?? 'InvalidParameterValue',
      `The ${target.kind} ID '${target.id}' does not exist`,
    );
    return true;
  }
  return false;
}

/** Whether the target exists as what the property says, in the table's VPC where it belongs to one; a peer may be nobody's here. */
function isThere(draft: Draft, table: Table, { kind, id }: RouteTarget): boolean {
  switch (kind) {
    case 'egress-only-internet-gateway':
      return draft.egressOnlyInternetGateways.get(id)?.vpc === table.vpc;
    case 'nat-gateway':
      return draft.natGateways.get(id)?.vpc === table.vpc;
    case 'network-interface':
      return draft.subnets.get(draft.networkInterfaces.get(id)?.subnet ?? '')?.vpc === table.vpc;
    case 'transit-gateway':
      return draft.transitGateways.has(id);
    case 'peering-connection':
      return !draft.natGateways.has(id) && !draft.transitGateways.has(id);
    case 'internet-gateway':
    case 'vpn-gateway':
    case 'vpc-endpoint':
    case 'local':
      return false;
  }
}

const NOT_FOUND: Readonly<Partial<Record<TargetKind, string>>> = {
  'egress-only-internet-gateway': 'InvalidGatewayID.NotFound',
  'internet-gateway': 'InvalidGatewayID.NotFound',
  'nat-gateway': 'InvalidNatGatewayID.NotFound',
  'network-interface': 'InvalidNetworkInterfaceID.NotFound',
  'transit-gateway': 'InvalidTransitGatewayID.NotFound',
};
