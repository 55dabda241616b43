import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { referenced, spanOf, text } from '../read.ts';

/**
 * The table of what comes in by an internet or VPN gateway. Its lines may lead to interfaces and GWLB endpoints of the VPC, and to `local`.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
export const gatewayRouteTableAssociation: ResourceKind = {
  type: 'AWS::EC2::GatewayRouteTableAssociation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'rtbassoc-',
  properties: { GatewayId: 'text!', RouteTableId: 'text!' },
  attributes: { AssociationId: ({ physicalId }) => physicalId },
  compile,
};

const IN_GATEWAY_TABLES = ['local', 'network-interface', 'vpc-endpoint'];

function compile(resource: Declared, draft: Draft): void {
  const table = referenced(resource, draft, 'RouteTableId', draft.routeTables, 'InvalidRouteTableID.NotFound', 'routeTable ID');
  const id = text(resource, 'GatewayId') ?? '';
  const gateway = draft.internetGateways.get(id) ?? draft.vpnGateways.get(id);
  if (gateway === undefined)
    reject(draft, resource, 'InvalidGatewayID.NotFound', `The gateway ID '${id}' does not exist`, spanOf(resource, 'GatewayId'));
  if (table === undefined || gateway === undefined) return;
  if (gateway.vpc !== table.vpc) {
    const message = `route table ${table.origin.id} and network gateway ${id} belong to different networks`;
    reject(draft, resource, 'InvalidParameterValue', message, spanOf(resource, 'RouteTableId'));
    return;
  }
  const stranger = table.routes.find((route) => !IN_GATEWAY_TABLES.includes(route.target.kind));
  if (stranger !== undefined) {
    const message = `route table ${table.origin.id} has a route with an unsupported target (${stranger.destination.text}) and cannot be associated with a gateway`;
    reject(draft, resource, 'InvalidParameterValue', message, spanOf(resource, 'RouteTableId'));
    return;
  }
  gateway.routeTable = table.origin.id;
}
