import { type Address, formatAddress } from '../ip/address.ts';
import type { Cidr } from '../ip/cidr.ts';
import { known, nameOf } from './known.ts';
import type {
  Id,
  InterfaceKind,
  Network,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  RouteTable,
  Subnet,
  Vpc,
} from './model.ts';
import type { RoutesTo } from './routes.ts';
import type { PathComponent } from './trace.ts';
import type { TransitDoor } from './transit-places.ts';
import type { WornGroups } from './worn.ts';

/** A subnet with everything that governs its packets. */
export interface Home {
  readonly subnet: Subnet;
  /** The subnet's block where it has one alone. */
  readonly only: Cidr | undefined;
  readonly vpc: Vpc;
  readonly table: RouteTable;
  readonly acl: NetworkAcl;
  readonly egress: Border;
  readonly ingress: Border;
  readonly routesTo: (destination: Address) => RoutesTo;
  /** The interface of the VPC that has the address. */
  readonly neighbourAt: (address: Address) => NetworkInterface | undefined;
  /** The way into a transit gateway. */
  readonly doorTo: (transitGateway: Id) => TransitDoor;
}

/** How the surroundings of a subnet are looked up. */
export interface Surroundings {
  readonly entriesOf: (acl: NetworkAcl) => { readonly [filter in 'egress' | 'ingress']: Border['entriesFor'] };
  readonly routesOf: (table: RouteTable) => Home['routesTo'];
  readonly interfacesOf: (vpc: Id) => Home['neighbourAt'];
  readonly doorsOf: (subnet: Subnet) => Home['doorTo'];
}

/** One direction of the ACL at a subnet's border. */
export interface Border {
  /** Entries that cover `peer`, by ascending rule number: the ACL's own, or those of one that says the same. */
  readonly entriesFor: (peer: Address) => readonly NetworkAclEntry[];
  readonly filter: 'egress' | 'ingress';
  /** The ACL as it was shown last, and the number of the entry that had decided: almost always it is the same one. */
  shown: PathComponent | undefined;
  number: number | null;
}

/** An interface in its subnet, and the groups that it wears. */
export interface Place {
  readonly home: Home;
  readonly worn: WornGroups;
  /** Its groups as a thing on the way, in each direction; absent where it wears none. */
  readonly shownGroups?: { readonly egress: PathComponent; readonly ingress: PathComponent };
  /** The interface's first address, and the interface as a thing on the way of a packet that has it. */
  readonly address: Address | undefined;
  readonly shown: PathComponent;
  /** The same for whatever address of its own the packet has. */
  readonly shownAs: (address: Address) => PathComponent;
}

/** `instance`, `host`, `nat-gateway` or `network-interface`, as the path names it. */
export const componentKind = ({ kind }: Pick<NetworkInterface, 'kind'>): string =>
  kind === 'vpc-endpoint' ? 'network-interface' : kind;

/** A thing on the way: `facts` say what was looked at there. What the packet is, the probe says. */
export const component = (
  kind: string,
  { id, logicalId }: { readonly id: Id; readonly logicalId?: string },
  facts?: PathComponent['facts'],
): PathComponent => {
  const named = logicalId === undefined ? { kind, id } : { kind, id, logicalId };
  return facts === undefined ? named : { ...named, facts };
};

/** What a filter of `nic`'s is called on the way. */
export const groupKind = (kind: InterfaceKind): string =>
  kind === 'load-balancer' ? 'load-balancer-security-group' : 'security-group';

/** `nic` where it stands. */
export function placeOf(nic: NetworkInterface, home: Home, worn: WornGroups): Place {
  const [first] = worn.groups;
  const groups = (filter: 'egress' | 'ingress'): PathComponent =>
    component(groupKind(nic.kind), first?.origin ?? nic.origin, {
      securityGroups: worn.names,
      filter,
      rules: worn[filter].rules,
    });
  const subnet = nameOf(home.subnet.origin);
  const bare = component(componentKind(nic), nic.origin, { subnet });
  const own = nic.addresses.map((each) => component(componentKind(nic), nic.origin, { address: formatAddress(each), subnet }));
  return {
    home,
    worn,
    ...(first === undefined ? {} : { shownGroups: { egress: groups('egress'), ingress: groups('ingress') } }),
    address: nic.addresses[0],
    shown: own[0] ?? bare,
    shownAs: (address) => own[nic.addresses.indexOf(address)] ?? bare,
  };
}

/** The interface as a thing on the way of a packet that has the address. */
export const shownAs = (place: Place, address: Address): PathComponent =>
  place.address === address ? place.shown : place.shownAs(address);

/** The ACL at a border of `home` as a thing on the way that decided by the entry of this number; null is the final `*`. */
export function shownAt({ acl, subnet }: Home, border: Border, ruleNumber: number | null): PathComponent {
  if (border.shown !== undefined && border.number === ruleNumber) return border.shown;
  border.shown = component('network-acl', acl.origin, { subnet: nameOf(subnet.origin), filter: border.filter, ruleNumber });
  border.number = ruleNumber;
  return border.shown;
}

/** The subnet with its VPC, table and ACL. */
export function homeOf(network: Network, subnet: Subnet, { entriesOf, routesOf, interfacesOf, doorsOf }: Surroundings): Home {
  const acl = known(network.networkAcls, subnet.networkAcl);
  const entries = entriesOf(acl);
  const border = (filter: 'egress' | 'ingress'): Border => ({
    entriesFor: entries[filter],
    filter,
    shown: undefined,
    number: null,
  });
  const vpc = known(network.vpcs, subnet.vpc);
  const table = known(network.routeTables, subnet.routeTable);
  const [block, another] = subnet.cidrs;
  return {
    subnet,
    only: another === undefined ? block : undefined,
    vpc,
    table,
    acl,
    egress: border('egress'),
    ingress: border('ingress'),
    routesTo: routesOf(table),
    neighbourAt: interfacesOf(subnet.vpc),
    doorTo: doorsOf(subnet),
  };
}
