import { type Address, formatAddress } from '../../ip/address.ts';
import { type Cidr, formatCidr, parseCidr } from '../../ip/cidr.ts';
import { list, scalar, type Value } from '../value/value.ts';
import { ANY, type Call, type FunctionTable, Misuse, making, number, text } from './arguments.ts';

/** Functions of blocks of addresses. @see https://developer.hashicorp.com/terraform/language/functions/cidrsubnet */
export const ADDRESSES: FunctionTable = {
  cidrhost: making(2, 2, cidrhost),
  cidrnetmask: making(1, 1, (call) => {
    const { base, length } = block(call, 0);
    if (typeof base !== 'number') throw new Misuse('a netmask exists for IPv4 alone.', 0);
    return scalar(formatAddress(length === 0 ? 0 : 2 ** 32 - 2 ** (32 - length)));
  }),
  cidrsubnet: making(3, 3, (call) => scalar(formatCidr(subnet(block(call, 0), number(call, 1), number(call, 2))))),
  cidrsubnets: making(1, ANY, cidrsubnets),
};

function block(call: Call, index: number): Cidr {
  const written = text(call, index);
  const cidr = written.includes('/') ? parseCidr(written) : undefined;
  if (cidr === undefined) throw new Misuse(`"${written.slice(0, 80)}" is no block of addresses, such as 10.0.0.0/16.`, index);
  return cidr;
}

const widthOf = ({ base }: Cidr): number => (typeof base === 'number' ? 32 : 128);
const offset = ({ base }: Cidr, by: bigint): Address => (typeof base === 'number' ? Number(BigInt(base) + by) : base + by);

function subnet(prefix: Cidr, newBits: number, netNumber: number): Cidr {
  const length = prefix.length + newBits;
  const width = widthOf(prefix);
  if (newBits < 0) throw new Misuse('the number of new bits is not negative.', 1);
  if (length > width) throw new Misuse(`/${prefix.length} and ${newBits} more bits are more than the ${width} of an address.`, 1);
  if (netNumber < 0 || BigInt(netNumber) >= 1n << BigInt(newBits)) {
    throw new Misuse(`${newBits} new bits have no room for the network number ${netNumber}.`, 2);
  }
  return { base: offset(prefix, BigInt(netNumber) << BigInt(width - length)), length };
}

/** A negative number counts from the end of the block. */
function cidrhost(call: Call): Value {
  const prefix = block(call, 0);
  const size = 1n << BigInt(widthOf(prefix) - prefix.length);
  const host = BigInt(number(call, 1));
  const by = host < 0n ? size + host : host;
  if (by < 0n || by >= size) throw new Misuse(`/${prefix.length} has no room for the host number ${host}.`, 1);
  return scalar(formatAddress(offset(prefix, by)));
}

/** Blocks one after the other, each at the first place that its size allows. */
function cidrsubnets(call: Call): Value {
  const prefix = block(call, 0);
  const width = widthOf(prefix);
  const end = 1n << BigInt(width - prefix.length);
  let next = 0n;
  const blocks = call.args.slice(1).map((_, index) => {
    const length = prefix.length + number(call, index + 1);
    if (length <= prefix.length || length > width)
      throw new Misuse('a block is smaller than the prefix and holds an address.', index + 1);
    const size = 1n << BigInt(width - length);
    next = ((next + size - 1n) / size) * size;
    if (next + size > end) throw new Misuse('the prefix has no room for this block any more.', index + 1);
    const made = { base: offset(prefix, next), length };
    next += size;
    return scalar(formatCidr(made));
  });
  return list(blocks);
}
