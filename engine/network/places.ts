import { type Address, formatAddress } from '../ip/address.ts';
import { onceFor } from '../remember.ts';
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
import type { WornGroups } from './worn.ts';

/** A subnet with everything that governs its packets. */
export interface Home {
  readonly subnet: Subnet;
  readonly vpc: Vpc;
  readonly table: RouteTable;
  readonly acl: NetworkAcl;
  readonly egress: Border;
  readonly ingress: Border;
  readonly routesTo: (destination: Address) => RoutesTo;
  /** The interface of the VPC that has the address. */
  readonly neighbourAt: (address: Address) => NetworkInterface | undefined;
}

/** How the surroundings of a subnet are looked up. */
export interface Surroundings {
  readonly entriesOf: (acl: NetworkAcl, egress: boolean) => Border['entriesFor'];
  readonly routesOf: (table: RouteTable) => Home['routesTo'];
  readonly interfacesOf: (vpc: Id) => Home['neighbourAt'];
}

/** One direction of the ACL at a subnet's border. */
export interface Border {
  /** Entries that cover `peer`, by ascending rule number. */
  readonly entriesFor: (peer: Address) => readonly NetworkAclEntry[];
  /** The ACL as a thing on the way that decided by the entry of this number; null is the final `*`. */
  readonly shown: (ruleNumber: number | null) => PathComponent;
}

/** An interface in its subnet, and the groups that it wears. */
export interface Place {
  readonly home: Home;
  readonly worn: WornGroups;
  /** Its groups as a thing on the way, in each direction; absent where it wears none. */
  readonly shownGroups?: { readonly egress: PathComponent; readonly ingress: PathComponent };
  /** The interface as a thing on the way; `address` is the one of its own that the packet has. */
  readonly shown: (address: Address) => PathComponent;
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
    shown: (address) => own[nic.addresses.indexOf(address)] ?? bare,
  };
}

/** The subnet with its VPC, table and ACL. */
export function homeOf(network: Network, subnet: Subnet, { entriesOf, routesOf, interfacesOf }: Surroundings): Home {
  const acl = known(network.networkAcls, subnet.networkAcl);
  const border = (filter: 'egress' | 'ingress'): Border => {
    const shown = onceFor((ruleNumber: number | null) =>
      component('network-acl', acl.origin, { subnet: nameOf(subnet.origin), filter, ruleNumber }),
    );
    return { entriesFor: entriesOf(acl, filter === 'egress'), shown };
  };
  const vpc = known(network.vpcs, subnet.vpc);
  const table = known(network.routeTables, subnet.routeTable);
  return {
    subnet,
    vpc,
    table,
    acl,
    egress: border('egress'),
    ingress: border('ingress'),
    routesTo: routesOf(table),
    neighbourAt: interfacesOf(subnet.vpc),
  };
}
