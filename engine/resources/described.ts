import type { Span } from '../diagnostic.ts';
import { type Address, parseAddress } from '../ip/address.ts';
import type { Id } from '../network/model.ts';
import { derivedId } from './ids.ts';
import type { Draft } from './kind.ts';

/** What AWS made beside a VPC, by its real ids; a group or ACL that is named begins empty, because its rules are described too. */
export interface MadeWithVpc {
  readonly mainRouteTable?: Id;
  readonly networkAcl?: Id;
  readonly securityGroup?: Id;
}

/** An interface that AWS made for an endpoint, a gateway or a load balancer. */
export interface MadeInterface {
  readonly id: Id;
  readonly addresses: readonly string[];
  readonly publicAddress?: string;
}

/**
 * What is known of things that AWS makes by itself, where a configuration is what an account describes: a template can only have ids and
 * addresses chosen for them. Nothing of it is refused: it exists.
 */
export interface Described {
  readonly vpcs: ReadonlyMap<Id, MadeWithVpc>;
  /** By owner and subnet, `vpce-0aa/subnet-0bb`. */
  readonly interfaces: ReadonlyMap<string, MadeInterface>;
  /** The default route table of each transit gateway. */
  readonly transitTables: ReadonlyMap<Id, Id>;
  /** DNS names of load balancers, and what stands before the service in those of endpoints. */
  readonly names: ReadonlyMap<Id, string>;
  /** Where each of the things that AWS made with a VPC is described. */
  readonly spans: ReadonlyMap<Id, Span>;
  /** Lines of route tables that no author wrote, by the id of their declaration. */
  readonly propagated: ReadonlySet<Id>;
  /** Lines whose target is gone. */
  readonly blackholes: ReadonlySet<Id>;
}

/** The id and addresses of the interface of `owner` in `subnet`: those that are described, else an id that follows from `seed`. */
export function interfaceMade(
  draft: Draft,
  owner: Id,
  subnet: Id,
  seed: string,
): { readonly id: Id; readonly ipv4?: string; readonly ipv6?: string; readonly publicAddress?: Address } {
  const made = draft.described?.interfaces.get(`${owner}/${subnet}`);
  if (made === undefined) return { id: derivedId('eni-', seed) };
  const ipv4 = made.addresses.find((each) => !each.includes(':'));
  const ipv6 = made.addresses.find((each) => each.includes(':'));
  const publicAddress = parseAddress(made.publicAddress ?? '');
  return {
    id: made.id,
    ...(ipv4 === undefined ? {} : { ipv4 }),
    ...(ipv6 === undefined ? {} : { ipv6 }),
    ...(publicAddress === undefined ? {} : { publicAddress }),
  };
}
