import { type Address, parseAddress } from '../../ip/address.ts';
import { contains, parseCidr, sizeOf } from '../../ip/cidr.ts';
import { textOf } from '../pattern.ts';
import { type Operator, section } from './operator.ts';

/** A range of one family never holds an address of the other; without a prefix length a range is one address (facts:E87). */
export const ipAddress: Operator = {
  name: 'IpAddress',
  negated: false,
  compares: 'address',
  equality: true,
  wildcards: false,
  variables: false,
  test: (expected) => {
    const range = parseCidr(textOf(expected));
    if (range === undefined) return () => false;
    const end = typeof range.base === 'number' ? range.base + sizeOf(range) : undefined;
    return (actual) => {
      const address = addressOf(actual);
      if (typeof address === 'number') return end !== undefined && address >= Number(range.base) && address < end;
      return address !== undefined && contains(range, address);
    };
  },
  source: section('IPAddress'),
};

/** A request is compared with many ranges: its address is read once. */
let last: { readonly text: string; readonly address: Address | undefined } = { text: '', address: undefined };

function addressOf(text: string): Address | undefined {
  if (last.text !== text) last = { text, address: parseAddress(text) };
  return last.address;
}
