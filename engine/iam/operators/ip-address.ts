import { parseAddress } from '../../ip/address.ts';
import { contains, parseCidr } from '../../ip/cidr.ts';
import { textOf } from '../pattern.ts';
import { pair, section } from './operator.ts';

/** A range of one family never holds an address of the other; without a prefix length a range is one address (facts:E87). */
export const [ipAddress, notIpAddress] = pair('IpAddress', 'NotIpAddress', {
  wildcards: false,
  variables: false,
  matches: (actual, expected) => {
    const address = parseAddress(actual);
    const range = parseCidr(textOf(expected));
    return address !== undefined && range !== undefined && contains(range, address);
  },
  source: section('IPAddress'),
});
