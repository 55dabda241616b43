import { formatCidr } from '../ip/cidr.ts';
import { known, nameOf } from './known.ts';
import type { Id, Network, NetworkInterface, Subnet } from './model.ts';
import type { TransitAttachment, TransitGateway, TransitRoute, TransitRouteTable } from './model-transit.ts';
import { component } from './places.ts';
import type { Crossing, PathComponent } from './trace.ts';

/** How packets of one subnet come into a transit gateway: by the attachment of their VPC, in the subnet of their zone (facts:G15). */
export interface TransitDoor {
  readonly gateway: TransitGateway;
  readonly shown: PathComponent;
  readonly crossing: Crossing;
  readonly attachment?: TransitAttachment;
  /** Absent where the attachment has no subnet in the zone. */
  readonly entry?: Subnet;
}

/** Where a transit gateway's table leads an address; without a route: nowhere. */
export interface TransitWay {
  readonly route: TransitRoute | undefined;
  readonly shown: PathComponent;
}

/** The door of `subnet`; `attachments` are those of its VPC. */
export function doorOf(network: Network, id: Id, subnet: Subnet, attachments: readonly TransitAttachment[]): TransitDoor {
  const gateway = known(network.transitGateways, id);
  const attachment = attachments.find((each) => each.transitGateway === id);
  const entry = attachment?.subnets
    .map((each) => known(network.subnets, each))
    .find((each) => each.availabilityZone === subnet.availabilityZone);
  return {
    gateway,
    shown: component('transit-gateway', gateway.origin),
    crossing: { kind: 'transit-gateway', id: nameOf(gateway.origin), vpc: nameOf(known(network.vpcs, subnet.vpc).origin) },
    ...(attachment === undefined ? {} : { attachment }),
    ...(entry === undefined ? {} : { entry }),
  };
}

/** The attachment's interface in `subnet`: no address of its own, no groups. */
export const attachmentInterface = (attachment: TransitAttachment, subnet: Subnet): NetworkInterface => ({
  origin: { ...attachment.origin, id: `${attachment.origin.id}/${subnet.origin.id}` },
  kind: 'transit-gateway-attachment',
  owner: attachment.origin.id,
  subnet: subnet.origin.id,
  addresses: [],
  securityGroups: [],
  ephemeralPorts: { from: 0, to: 65_535 },
});

/** The best of the routes that cover an address: longest prefix; static before propagated. */
export function wayBy(table: TransitRouteTable, routes: readonly TransitRoute[]): TransitWay {
  const [route] = routes.toSorted(
    (a, b) => b.cidr.length - a.cidr.length || Number(a.origin === 'propagated') - Number(b.origin === 'propagated'),
  );
  const facts = { route: route === undefined ? null : formatCidr(route.cidr) };
  return { route, shown: component('transit-gateway-route-table', table.origin, facts) };
}
