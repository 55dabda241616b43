import { defaultZoneId } from '../catalogue/regions.ts';
import { type Address, type Family, parseAddress } from '../ip/address.ts';
import { addressAt, type Cidr, contains, familyOfCidr, sizeOf } from '../ip/cidr.ts';
import type { NetworkInterface, Subnet } from '../network/model.ts';
import { asString, at, type Located } from '../template/tree.ts';
import type { World } from '../world.ts';
import { growingIndex } from './growing.ts';
import { type Declared, type Draft, type ResourceKind, reject } from './kind.ts';
import { itemsOf } from './read.ts';

/** The id of a zone that `account` calls by this name: its own mapping, else the default one. */
export const zoneIdOf = (world: World, account: string, zone: string): string =>
  world.zoneIds[account]?.[zone] ?? defaultZoneId(zone);

/** The interfaces of a subnet; one that an instance wears stands there under both its ids. */
export const interfacesIn = growingIndex((nic: NetworkInterface) => nic.subnet);

/** The addresses that the world's hosts have of their own. */
const FIXED = new WeakMap<World, ReadonlySet<Address>>();

function fixedIn(world: World): ReadonlySet<Address> {
  const before = FIXED.get(world);
  if (before !== undefined) return before;
  const texts = Object.values(world.hosts).flatMap((host) => [host.ip ?? '', host.ipv6 ?? '']);
  const fixed = new Set(texts.flatMap((text) => parseAddress(text) ?? []));
  FIXED.set(world, fixed);
  return fixed;
}

/**
 * The wanted address if the subnet can give it, else the lowest that is free. AWS keeps the first four addresses and the last
 * one of a subnet for itself (facts:A8); ours start at the eleventh so that drawn examples look like people's own.
 * A full subnet gives one that is taken: the budget of subnets refuses it. Without a family it is of the subnet's first block: IPv4, or IPv6 in a subnet that has nothing else.
 */
export function freeAddress(
  draft: Draft,
  subnet: Pick<Subnet, 'cidrs' | 'origin'>,
  wanted: string | undefined,
  family?: Family,
): Address {
  const asked = wanted === undefined ? undefined : parseAddress(wanted);
  const block = subnet.cidrs.find((each) => family === undefined || familyOfCidr(each) === family);
  if (block === undefined) throw new Error(`${subnet.origin.id} has no block of addresses`);
  if (asked !== undefined && contains(block, asked)) return asked;
  const own = interfacesIn(draft.networkInterfaces, subnet.origin.id).flatMap((nic) => nic.addresses);
  const taken = new Set([...own, ...fixedIn(draft.world), ...(draft.chosenAddresses.get(subnet.origin.id) ?? [])]);
  const last = sizeOf(block) - 2;
  const first = Math.min(last, sizeOf(block) > 32 ? FIRST_CHOSEN : RESERVED);
  return freeBetween(block, taken, first, last) ?? freeBetween(block, taken, RESERVED, first) ?? addressAt(block, first);
}

/** Keeps what the author of `resource` chose from whoever is given an address before it is there. */
export function keepChosen({ properties }: Declared, { chosenAddresses }: Draft, { within, named }: Choice): void {
  const places = [properties, ...(within === undefined ? [] : itemsOf(at(properties, within)))];
  for (const place of places) {
    const subnet = asString(at(place, 'SubnetId'));
    if (subnet === undefined) continue;
    const own = chosenAddresses.get(subnet) ?? new Set<Address>();
    for (const name of named) for (const address of addressesBelow(at(place, name))) own.add(address);
    if (own.size > 0) chosenAddresses.set(subnet, own);
  }
}

type Choice = NonNullable<ResourceKind['chosen']>;

/** A text, a list of texts, or a list of maps that hold one. */
function addressesBelow(node: Located | undefined): readonly Address[] {
  if (node?.kind === 'list') return node.items.flatMap(addressesBelow);
  if (node?.kind === 'map') return [...node.entries.values()].flatMap(({ value }) => addressesBelow(value));
  const address = parseAddress(asString(node) ?? '');
  return address === undefined ? [] : [address];
}

/**
 * Whether an address that somebody chose is none, or none of the subnet's; the refusal is noted. Those that AWS keeps and that are in use
 * already are looked at when every interface is there.
 */
export function refusesAddress(
  resource: Declared,
  draft: Draft,
  subnet: Pick<Subnet, 'cidrs'>,
  node: Located | undefined,
  code = 'InvalidParameterValue',
): boolean {
  const chosen = asString(node);
  if (chosen === undefined || draft.described !== undefined) return false;
  const address = parseAddress(chosen);
  if (address !== undefined && subnet.cidrs.some((block) => contains(block, address))) return false;
  const message =
    address === undefined
      ? `invalid value for parameter address: ${chosen}`
      : `Address ${chosen} does not fall within the subnet's address range`;
  reject(draft, resource, code, message, node?.span);
  return true;
}

/** Addresses at the beginning of a subnet that AWS keeps; the last one is the fifth. */
export const RESERVED = 4;
const FIRST_CHOSEN = 10;

function freeBetween(block: Cidr, taken: ReadonlySet<Address>, from: number, to: number): Address | undefined {
  for (let offset = from; offset <= to; offset += 1) {
    const address = addressAt(block, offset);
    if (!taken.has(address)) return address;
  }
  return undefined;
}

/** What an interface's author says about its addresses; `assignIpv6` asks for one that AWS chooses. */
interface WantedAddresses {
  readonly ipv4?: string | undefined;
  readonly ipv6?: string | undefined;
  readonly assignIpv6?: boolean;
}

/** The addresses of a new interface: IPv4 where the subnet has it, then IPv6 where it is asked for or the subnet gives it unasked. */
export function freeAddresses(
  draft: Draft,
  subnet: Pick<Subnet, 'cidrs' | 'origin' | 'assignsIpv6'>,
  { ipv4, ipv6, assignIpv6 = false }: WantedAddresses,
): readonly Address[] {
  const has = (family: Family): boolean => subnet.cidrs.some((block) => familyOfCidr(block) === family);
  const wantsIpv6 = ipv6 !== undefined || assignIpv6 || subnet.assignsIpv6 || !has(4);
  return [
    ...(has(4) ? [freeAddress(draft, subnet, ipv4, 4)] : []),
    ...(has(6) && wantsIpv6 ? [freeAddress(draft, subnet, ipv6, 6)] : []),
  ];
}
