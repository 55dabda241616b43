import { type Cidr, formatCidr } from '../../ip/cidr.ts';
import type { Origin, RouteOrigin } from '../../network/model.ts';
import { at } from '../../template/tree.ts';
import { announcedAt, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { cidr, flag, referenced, text, texts } from '../read.ts';
import { joinDefaultTable } from '../transit-gateway/propagation.ts';

export const customerGateway: ResourceKind = {
  type: 'AWS::EC2::CustomerGateway',
  charge: 'nothing',
  role: 'gateway',
  idPrefix: 'cgw-',
  properties: {
    BgpAsn: 'number',
    BgpAsnExtended: 'number',
    CertificateArn: 'text',
    DeviceName: 'text',
    IpAddress: 'text',
    Tags: 'list',
    Type: 'text!',
  },
  words: { Type: ['ipsec.1'] },
  attributes: { CustomerGatewayId: ({ physicalId }) => physicalId },
  compile: () => undefined,
};

/** A VPN connection; which networks lie behind it is known for static routes only. */
export const vpnConnection: ResourceKind = {
  type: 'AWS::EC2::VPNConnection',
  charge: 'priced',
  role: 'gateway',
  idPrefix: 'vpn-',
  properties: {
    CustomerGatewayId: 'text!',
    EnableAcceleration: 'boolean',
    LocalIpv4NetworkCidr: 'text',
    LocalIpv6NetworkCidr: 'text',
    OutsideIpAddressType: 'text',
    RemoteIpv4NetworkCidr: 'text',
    RemoteIpv6NetworkCidr: 'text',
    StaticRoutesOnly: 'boolean',
    Tags: 'list',
    TransitGatewayId: 'text',
    TransportTransitGatewayAttachmentId: 'text',
    TunnelInsideIpVersion: 'text',
    Type: 'text!',
    VpnGatewayId: 'text',
    VpnTunnelOptionsSpecifications: 'list',
  },
  words: { OutsideIpAddressType: ['PublicIpv4', 'PrivateIpv4', 'Ipv6'], Type: ['ipsec.1'] },
  attributes: { VpnConnectionId: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    const gateway = referenced(
      resource,
      draft,
      'VpnGatewayId',
      draft.vpnGateways,
      'InvalidVpnGatewayID.NotFound',
      'vpnGateway ID',
    );
    const staticOnly = flag(resource, 'StaticRoutesOnly') === true;
    const { origin, physicalId } = resource;
    const publicTunnels = (text(resource, 'OutsideIpAddressType') ?? 'PublicIpv4') === 'PublicIpv4' ? 2 : 0;
    draft.vpnConnections.set(physicalId, { origin, gateway: gateway?.origin.id ?? '', staticOnly, publicTunnels });
    attachToTransitGateway(resource, draft);
  },
};

/** A VPN connection at a transit gateway is an attachment of it. */
function attachToTransitGateway(resource: Declared, draft: Draft): void {
  const transitGateway = text(resource, 'TransitGatewayId');
  if (transitGateway === undefined || !draft.transitGateways.has(transitGateway)) return;
  draft.transitAttachments.set(resource.physicalId, {
    origin: resource.origin,
    transitGateway,
    kind: 'vpn',
    staticOnly: flag(resource, 'StaticRoutesOnly') === true,
    subnets: [],
    securityGroupReferencing: false,
  });
  joinDefaultTable(draft, transitGateway, resource.physicalId, at(resource.properties, 'Options'));
}

export const vpnConnectionRoute: ResourceKind = {
  type: 'AWS::EC2::VPNConnectionRoute',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'vpnroute-',
  properties: { DestinationCidrBlock: 'text!', VpnConnectionId: 'text!' },
  attributes: {},
  compile: (resource, draft) => {
    const block = cidr(resource, draft, 'DestinationCidrBlock');
    const connection = text(resource, 'VpnConnectionId') ?? '';
    if (block !== undefined && draft.vpnConnections.has(connection))
      draft.vpnRoutes.set(connection, [...(draft.vpnRoutes.get(connection) ?? []), block]);
  },
};

export const vpnGatewayRoutePropagation: ResourceKind = {
  type: 'AWS::EC2::VPNGatewayRoutePropagation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'vgwprop-',
  properties: { RouteTableIds: 'list!', VpnGatewayId: 'text!' },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: propagate,
};

/** Adds what the gateway knows as propagated lines; they rank after static routes and prefix lists (facts:B8). */
function propagate(resource: Declared, draft: Draft): void {
  const gateway = referenced(resource, draft, 'VpnGatewayId', draft.vpnGateways, 'InvalidVpnGatewayID.NotFound', 'vpnGateway ID');
  if (gateway === undefined) return;
  for (const id of texts(resource, 'RouteTableIds')) {
    const table = draft.routeTables.get(id);
    if (table === undefined || table.vpc !== gateway.vpc) {
      reject(
        draft,
        resource,
        'InvalidParameterValue',
        `route table ${id} and network gateway ${gateway.origin.id} belong to different networks`,
      );
      continue;
    }
    for (const { cidr: block, origin } of learned(draft, gateway.origin)) {
      table.routes.push({
        destination: { text: formatCidr(block), cidrs: [block] },
        target: { kind: 'vpn-gateway', id: gateway.origin.id },
        origin,
        state: 'active',
        span: resource.span,
      });
    }
  }
}

/** What the gateway knows of the networks beyond it: each connection has static routes, or hears BGP. */
function learned(draft: Draft, gateway: Origin): readonly { readonly cidr: Cidr; readonly origin: RouteOrigin }[] {
  const connections = [...draft.vpnConnections.values()].filter((each) => each.gateway === gateway.id);
  const fixed = connections.flatMap(({ origin }) => draft.vpnRoutes.get(origin.id) ?? []);
  const hears = connections.length === 0 || connections.some((each) => !each.staticOnly && !draft.vpnRoutes.has(each.origin.id));
  const heard = announcedAt(draft, gateway).filter((each) => each.link === 'directConnect' || hears);
  return [
    ...fixed.map((each) => ({ cidr: each, origin: 'propagated-vpn-static' }) as const),
    ...heard.map(
      ({ cidr: block, link }) => ({ cidr: block, origin: link === 'vpn' ? 'propagated-vpn-bgp' : 'propagated-dx' }) as const,
    ),
  ];
}
