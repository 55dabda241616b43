import type { Cidr } from '../ip/cidr.ts';
import type { IcmpKind, NetworkAclEntry, SecurityGroupRule } from './model.ts';

/** `make`, once for lists that are alike: an estate has the same few rules a thousand times, and what is made of them lies in memory once. */
export function alike<T, R>(keyOf: (one: T) => string, make: (list: readonly T[]) => R): (list: readonly T[]) => R {
  const made = new Map<string, R>();
  return (list) => {
    let key = '';
    for (const one of list) key += keyOf(one);
    const before = made.get(key);
    if (before !== undefined) return before;
    const result = make(list);
    made.set(key, result);
    return result;
  };
}

/** Everything that an entry says of a packet, and the number by which it is shown. */
export const entryKey = ({ allow, ruleNumber, protocol, cidr, ports, icmp }: NetworkAclEntry): string =>
  `${allow}${ruleNumber} ${protocol} ${ports.from}-${ports.to}${keyOfIcmp(icmp)} ${keyOfBlock(cidr)};`;

/** The same of a rule that names addresses; nothing of one that names a group. */
export const ruleKey = ({ protocol, ports, icmp, peer }: SecurityGroupRule): string => {
  if (peer.kind === 'security-group') return '';
  const blocks = peer.kind === 'cidr' ? keyOfBlock(peer.cidr) : peer.cidrs.map(keyOfBlock).join();
  return `${protocol} ${ports.from}-${ports.to}${keyOfIcmp(icmp)} ${blocks};`;
};

const keyOfIcmp = (icmp: IcmpKind | undefined): string => (icmp === undefined ? '' : ` icmp ${icmp.type} ${icmp.code}`);

const keyOfBlock = ({ base, length }: Cidr): string => `${typeof base === 'bigint' ? 'v6 ' : ''}${base}/${length}`;
