import type { Address } from '../ip/address.ts';
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
  readonly crossing: () => Crossing;
  readonly attachment?: TransitAttachment;
  /** Absent where the attachment has no subnet in the zone. */
  readonly entry?: Subnet;
  /** Absent where the attachment has no table. */
  readonly ways?: TransitWays;
}

/** The ways of one attachment's table, by destination. */
export type TransitWays = (destination: Address) => TransitWay;

/** An attachment's interface in one of its subnets. */
export interface TransitExit {
  readonly subnet: Subnet;
  /** Those of the subnet, at hand where exits are chosen from. */
  readonly availabilityZone: string;
  readonly zoneId: string;
  readonly networkInterface: NetworkInterface;
}

/** Where a transit gateway's table leads an address; without a route: nowhere. */
export interface TransitWay {
  readonly route: TransitRoute | undefined;
  readonly table: TransitRouteTable;
  readonly shown: PathComponent;
  /** The attachment that it leads to; absent for a blackhole. */
  readonly out?: TransitAttachment;
  readonly exits: readonly TransitExit[];
}

/** The door of `subnet`; `attachments` are those of its VPC. */
export function doorOf(
  network: Network,
  id: Id,
  subnet: Subnet,
  attachments: readonly TransitAttachment[],
  waysOf: (gateway: Id, attachment: Id) => TransitWays | undefined,
): TransitDoor {
  const gateway = known(network.transitGateways, id);
  const attachment = attachments.find((each) => each.transitGateway === id);
  const entry = attachment?.subnets
    .map((each) => known(network.subnets, each))
    .find((each) => each.availabilityZone === subnet.availabilityZone);
  const crossing: Crossing = {
    kind: 'transit-gateway',
    id: nameOf(gateway.origin),
    vpc: nameOf(known(network.vpcs, subnet.vpc).origin),
  };
  const ways = attachment === undefined ? undefined : waysOf(id, attachment.origin.id);
  return {
    gateway,
    shown: component('transit-gateway', gateway.origin),
    crossing: () => crossing,
    ...(attachment === undefined ? {} : { attachment }),
    ...(entry === undefined ? {} : { entry }),
    ...(ways === undefined ? {} : { ways }),
  };
}

/** The attachment's interface in `subnet`: no address of its own, no groups. */
const attachmentInterface = (attachment: TransitAttachment, subnet: Subnet): NetworkInterface => ({
  origin: { ...attachment.origin, id: `${attachment.origin.id}/${subnet.origin.id}` },
  kind: 'transit-gateway-attachment',
  owner: attachment.origin.id,
  subnet: subnet.origin.id,
  addresses: [],
  securityGroups: [],
  ephemeralPorts: { from: 0, to: 65_535 },
});

/** The attachment's interfaces, in the order of its subnets. */
export const exitsOf = (network: Network, attachment: TransitAttachment): readonly TransitExit[] =>
  attachment.subnets.map((id) => {
    const subnet = known(network.subnets, id);
    const { availabilityZone, zoneId } = subnet;
    return { subnet, availabilityZone, zoneId, networkInterface: attachmentInterface(attachment, subnet) };
  });

/** The best of the routes that cover an address: longest prefix; static before propagated. */
export function wayBy(
  network: Network,
  table: TransitRouteTable,
  routes: readonly TransitRoute[],
  exits: (attachment: TransitAttachment) => readonly TransitExit[],
): TransitWay {
  const [route] = routes.toSorted(
    (a, b) => b.cidr.length - a.cidr.length || Number(a.origin === 'propagated') - Number(b.origin === 'propagated'),
  );
  const facts = { route: route === undefined ? null : formatCidr(route.cidr) };
  const shown = component('transit-gateway-route-table', table.origin, facts);
  const out = route?.attachment === undefined ? undefined : network.transitAttachments.get(route.attachment);
  return out === undefined ? { route, table, shown, exits: [] } : { route, table, shown, out, exits: exits(out) };
}
