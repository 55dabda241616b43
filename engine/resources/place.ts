import { type Address, parseAddress } from '../ip/address.ts';
import { addressAt, contains, sizeOf } from '../ip/cidr.ts';
import type { Subnet } from '../network/model.ts';
import type { Draft } from './kind.ts';

/**
 * The wanted address if the subnet can give it, else the lowest that is free. AWS keeps the first four addresses and the last
 * one of a subnet for itself (facts:A8); ours start at the eleventh so that drawn examples look like people's own.
 */
export function freeAddress(draft: Draft, subnet: Pick<Subnet, 'cidrs' | 'origin'>, wanted: string | undefined): Address {
  const asked = wanted === undefined ? undefined : parseAddress(wanted);
  const [block] = subnet.cidrs;
  if (block === undefined) throw new Error(`${subnet.origin.id} has no block of addresses`);
  if (asked !== undefined && contains(block, asked)) return asked;
  const taken = new Set(
    [...draft.networkInterfaces.values()].flatMap((nic) => (nic.subnet === subnet.origin.id ? nic.addresses : [])),
  );
  for (const host of Object.values(draft.world.hosts)) {
    const fixed = host.ip === undefined ? undefined : parseAddress(host.ip);
    if (fixed !== undefined) taken.add(fixed);
  }
  const first = sizeOf(block) > 32 ? 10 : 4;
  for (let offset = first; offset < sizeOf(block) - 1; offset += 1) {
    const address = addressAt(block, offset);
    if (!taken.has(address)) return address;
  }
  return addressAt(block, first);
}
