import { blockAt, type Cidr } from './cidr.ts';

/** Blocks of which no two share an address. */
export interface BlockSet {
  /** Whether `cidr` shares no address with a block that is there; it is then one of them. */
  readonly add: (cidr: Cidr) => boolean;
}

const keyOf = ({ base, length }: Cidr): string => `${typeof base === 'bigint' ? 'v6 ' : ''}${base}/${length}`;

/** An empty set of blocks; one more costs the same however many there are. */
export function apartBlocks(): BlockSet {
  const blocks = new Set<string>();
  /** Every block that holds one of them. */
  const above = new Set<string>();
  return {
    add: (cidr) => {
      const holders = Array.from({ length: cidr.length + 1 }, (_, length) => keyOf(blockAt(cidr.base, length)));
      if (above.has(keyOf(cidr)) || holders.some((each) => blocks.has(each))) return false;
      blocks.add(keyOf(cidr));
      for (const each of holders) above.add(each);
      return true;
    },
  };
}
