import type { Address } from '../ip/address.ts';
import { type Cidr, contains, familyOfCidr, sizeOf } from '../ip/cidr.ts';
import { newShelf, type Shelf } from '../ip/shelf.ts';
import { onceFor } from '../remember.ts';
import { known } from './known.ts';
import { type Lookups, lookupsOf } from './lookups.ts';
import type {
  Id,
  InternetGateway,
  NatGateway,
  Network,
  NetworkAcl,
  NetworkInterface,
  PeeringConnection,
  RouteTable,
  Subnet,
  VpcEndpoint,
} from './model.ts';
import type { TransitAttachment } from './model-transit.ts';
import { type Sieves, sievesOf } from './sieves.ts';
import type { TransitWays } from './transit-places.ts';
import type { Circumstances } from './walk.ts';

/**
 * A network as numbers side by side in memory: a walk through its objects waits at each of them until it has been fetched. Things go by
 * their places in the order of the network; a cell is filled when it is first asked for, and holds `UNMADE` before.
 */
export interface EstateTables {
  readonly network: Network;
  readonly circumstances: Circumstances;
  readonly protocol: number;
  readonly lookups: Lookups;
  readonly shelf: Shelf;
  readonly sieves: Sieves;
  readonly machines: Machines;
  readonly subnets: Subnets;
  readonly transit: Transit;
  readonly shelved: Shelved;
  readonly gateways: Gateways;
  /** The way that was found last: what is asked a million times leaves no object behind. */
  readonly course: Course;
}

/** Between two subnets: the hop of the first one's table, `NONE` within one subnet; behind a door the exit, and whether that is the destination's subnet. */
export interface Course {
  hop: number;
  door: number;
  exit: number;
  isInside: boolean;
}

export const UNMADE = -2;
export const NONE = -1;

/** Interfaces of hosts and instances that have an IPv4 address: they do nothing for others. */
export interface Machines {
  readonly all: readonly NetworkInterface[];
  readonly numbers: ReadonlyMap<NetworkInterface, number>;
  /** Whose address it is; `NONE` where it is that of something else, or of several. */
  readonly at: ReadonlyMap<Address, number>;
  readonly address: Uint32Array;
  readonly subnet: Int32Array;
  /** The column of the ports from which it chooses. */
  readonly range: Int32Array;
}

/** Subnets; those that have no IPv4 block, or several, or whose zone has failed have no size, and nothing is said of them. */
export interface Subnets {
  readonly all: readonly Subnet[];
  readonly numbers: ReadonlyMap<Id, number>;
  readonly vpc: Int32Array;
  readonly zone: Int32Array;
  readonly acl: Int32Array;
  readonly table: Int32Array;
  readonly acls: readonly NetworkAcl[];
  readonly tables: readonly RouteTable[];
  readonly base: Uint32Array;
  readonly size: Float64Array;
}

/** What lies between VPCs. A door is that of a subnet at a gateway, an exit that of an attachment for packets from a zone. */
export interface Transit {
  readonly gateways: readonly Id[];
  readonly gatewayNumbers: ReadonlyMap<Id, number>;
  readonly attachments: readonly TransitAttachment[];
  readonly attachmentNumbers: ReadonlyMap<TransitAttachment, number>;
  readonly peerings: readonly PeeringConnection[];
  readonly peeringNumbers: ReadonlyMap<Id, number>;
  readonly zones: number;
  /** The attachment of the door. */
  readonly doors: Int32Array;
  /** The attachment's subnet in the sender's zone. */
  readonly entries: Int32Array;
  /** On the shelf: one more than the number of the attachment to which the gateway's table leads an address, 0 where that is none of a VPC. */
  readonly ways: Int32Array;
  readonly exits: Int32Array;
  /** The place on the shelf of what one table of a gateway says. */
  readonly shelvedWays: (ways: TransitWays) => number;
}

/** What leads out of a VPC. */
export interface Gateways {
  readonly endpoints: readonly VpcEndpoint[];
  readonly endpointNumbers: ReadonlyMap<Id, number>;
  readonly internetGateways: readonly InternetGateway[];
  readonly internetNumbers: ReadonlyMap<Id, number>;
  readonly nats: readonly NatGateway[];
  readonly natNumbers: ReadonlyMap<Id, number>;
}

/** On the shelf: what each ACL and each machine's groups let pass, and where each route table leads. */
export interface Shelved {
  readonly acls: { readonly egress: Int32Array; readonly ingress: Int32Array };
  readonly groups: { readonly egress: Int32Array; readonly ingress: Int32Array };
  /** What the rules of groups worn together let pass, twice its place and one more where some name groups; `NONE` of no group. */
  readonly worn: (ids: string, filter: 'egress' | 'ingress') => number;
  readonly hops: Int32Array;
}

const unmade = (length: number): Int32Array => new Int32Array(length).fill(UNMADE);
const bothUnmade = (length: number) => ({ egress: unmade(length), ingress: unmade(length) });

/** The tables for packets of one protocol, TCP or UDP; nothing is in them yet but where things are. */
export function estateTables(network: Network, circumstances: Circumstances, protocol: number): EstateTables {
  const shelf = newShelf();
  const sieves = sievesOf(network, protocol, shelf);
  const subnets = subnetsOf(network, circumstances);
  const machines = machinesOf(network, subnets, sieves);
  const shelved: Shelved = {
    acls: bothUnmade(network.networkAcls.size),
    groups: bothUnmade(machines.all.length),
    worn: wornOf(network, sieves),
    hops: unmade(network.routeTables.size),
  };
  const lookups = lookupsOf(network);
  const transit = transitOf(network, subnets.all.length, shelf);
  const gateways = gatewaysOf(network);
  const course = { hop: NONE, door: NONE, exit: NONE, isInside: false };
  return { network, circumstances, protocol, lookups, shelf, sieves, machines, subnets, transit, shelved, gateways, course };
}

function wornOf({ securityGroups }: Network, sieves: Sieves): Shelved['worn'] {
  const place = (filter: 'egress' | 'ingress') =>
    onceFor((ids: string) => {
      const groups = ids.split(' ').flatMap((id) => securityGroups.get(id) ?? []);
      const rules = groups.flatMap((group) => group[filter]);
      return groups.length === 0
        ? NONE
        : 2 * sieves.ofRules(rules) + Number(rules.some(({ peer }) => peer.kind === 'security-group'));
    });
  const places = { egress: place('egress'), ingress: place('ingress') };
  return (ids, filter) => places[filter](ids);
}

const numbered = <T>(things: Iterable<T>): ReadonlyMap<T, number> => new Map([...things].map((thing, index) => [thing, index]));

const zonesOf = (network: Network): ReadonlyMap<string, number> =>
  numbered(new Set([...network.subnets.values()].map((each) => each.availabilityZone)));

function subnetsOf(network: Network, { failedZoneIds }: Circumstances): Subnets {
  const all = [...network.subnets.values()];
  const numbersOf = (of: (subnet: Subnet) => string, numbers: ReadonlyMap<string, number>) =>
    Int32Array.from(all, (subnet) => numbers.get(of(subnet)) ?? NONE);
  const blocks = all.map((subnet): Cidr | undefined => {
    const [block, another] = subnet.cidrs.filter((cidr) => familyOfCidr(cidr) === 4);
    return another !== undefined || failedZoneIds.has(subnet.zoneId) ? undefined : block;
  });
  return {
    all,
    numbers: numbered(network.subnets.keys()),
    vpc: numbersOf((each) => each.vpc, numbered(network.vpcs.keys())),
    zone: numbersOf((each) => each.availabilityZone, zonesOf(network)),
    acl: numbersOf((each) => each.networkAcl, numbered(network.networkAcls.keys())),
    table: numbersOf((each) => each.routeTable, numbered(network.routeTables.keys())),
    acls: [...network.networkAcls.values()],
    tables: [...network.routeTables.values()],
    base: Uint32Array.from(blocks, (block) => Number(block?.base ?? 0)),
    size: Float64Array.from(blocks, (block) => (block === undefined ? 0 : sizeOf(block))),
  };
}

const MACHINES: readonly string[] = ['host', 'instance'];

function machinesOf(network: Network, subnets: Subnets, sieves: Sieves): Machines {
  const everything = [...new Set(network.networkInterfaces.values())];
  const addressOf = (nic: NetworkInterface) => nic.addresses.find((each) => typeof each === 'number');
  const all = everything.filter((nic) => MACHINES.includes(nic.kind) && addressOf(nic) !== undefined && isInPlace(network, nic));
  const numbers = numbered(all);
  const at = new Map<Address, number>();
  for (const nic of everything)
    for (const address of nic.addresses) at.set(address, at.has(address) ? NONE : (numbers.get(nic) ?? NONE));
  return {
    all,
    numbers,
    at,
    address: Uint32Array.from(all, (nic) => Number(addressOf(nic))),
    subnet: Int32Array.from(all, (nic) => subnets.numbers.get(nic.subnet) ?? NONE),
    range: Int32Array.from(all, (nic) => sieves.columnOfRange(nic.ephemeralPorts)),
  };
}

/** Whether each address of the interface is one of its subnet's and its VPC's: output of `describe` may say otherwise. */
function isInPlace(network: Network, nic: NetworkInterface): boolean {
  const subnet = known(network.subnets, nic.subnet);
  const vpc = known(network.vpcs, subnet.vpc);
  return nic.addresses.every((address) => [subnet, vpc].every(({ cidrs }) => cidrs.some((cidr) => contains(cidr, address))));
}

function transitOf(network: Network, subnets: number, shelf: Shelf): Transit {
  const gateways = [...network.transitGateways.keys()];
  const attachments = [...network.transitAttachments.values()];
  const attachmentNumbers = numbered(attachments);
  const zones = zonesOf(network).size;
  return {
    gateways,
    gatewayNumbers: numbered(gateways),
    attachments,
    attachmentNumbers,
    peerings: [...network.peeringConnections.values()],
    peeringNumbers: numbered(network.peeringConnections.keys()),
    zones,
    doors: unmade(subnets * gateways.length),
    entries: unmade(subnets * gateways.length),
    ways: unmade(subnets * gateways.length),
    exits: unmade(attachments.length * zones),
    shelvedWays: onceFor((ways: TransitWays) => {
      const blocks = ways(0).table.routes.map((route) => ({ cidr: route.cidr, value: route }));
      return shelf.add(blocks, (_, address) => {
        const { out } = ways(address);
        return out?.kind === 'vpc' ? (attachmentNumbers.get(out) ?? NONE) + 1 : 0;
      });
    }),
  };
}

const gatewaysOf = (network: Network): Gateways => ({
  endpoints: [...network.vpcEndpoints.values()],
  endpointNumbers: numbered(network.vpcEndpoints.keys()),
  internetGateways: [...network.internetGateways.values()],
  internetNumbers: numbered(network.internetGateways.keys()),
  nats: [...network.natGateways.values()],
  natNumbers: numbered(network.natGateways.keys()),
});
