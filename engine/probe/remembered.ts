import type { Address } from '../ip/address.ts';
import type { Json } from '../json.ts';
import { portClassesOf } from '../network/classes.ts';
import type { Connection, Sender } from '../network/connect.ts';
import type { Block, Outcome } from './answer.ts';
import type { Ground } from './loaded.ts';

/** One address walked: the connection, and what a program would see of it before any policy. */
export interface Walked {
  readonly address: Address;
  readonly connection: Connection;
  readonly outcome: Outcome;
}

/** A walk by TCP or UDP from a port that its machine chooses: what tells one from another. */
export interface Way {
  readonly sender: Sender;
  readonly address: Address;
  readonly protocol: number;
  readonly port: number;
}

/** A walk and the port that it went to: one of a class that nothing in the network tells apart. */
export interface Remembered {
  readonly port: number;
  readonly walked: Walked;
}

/** More walks than these are made anew each time: they would take some 40 MB, and be seldom asked for again. */
const MOST = 40_000;

interface Memory {
  readonly ways: Map<Sender, Map<Address, Map<number, Remembered>>>;
  readonly classOf: (port: number) => number;
  held: number;
}

const MEMORIES = new WeakMap<Ground, Memory>();

function memoryOf(ground: Ground): Memory {
  const before = MEMORIES.get(ground);
  if (before !== undefined) return before;
  const made: Memory = { ways: new Map(), classOf: portClassesOf(ground.network), held: 0 };
  MEMORIES.set(ground, made);
  return made;
}

/** What `walk` makes, or what it made before on the same ground between the same two and to a port of the same class. */
export function remembered(ground: Ground, { sender, address, protocol, port }: Way, walk: () => Walked): Remembered {
  const memory = memoryOf(ground);
  const flow = memory.classOf(port) * 256 + protocol;
  const addresses = memory.ways.get(sender);
  const flows = addresses?.get(address);
  const before = flows?.get(flow);
  if (before !== undefined) return before;
  const made = { port, walked: walk() };
  if (memory.held >= MOST) return made;
  memory.held += 1;
  if (flows !== undefined) flows.set(flow, made);
  else if (addresses !== undefined) addresses.set(address, new Map([[flow, made]]));
  else memory.ways.set(sender, new Map([[address, new Map([[flow, made]])]]));
  return made;
}

/** Facts of a block that may speak of the port. */
const PORT_FACTS = ['destinationPorts', 'refusedPorts', 'port'] as const;

/** The blocks of a walk to port `own`, as the same walk to `port` has them; what speaks of other ports (a target's, a reply's) stays. */
export const blocksAt = (blocks: readonly Block[], own: number, port: number): readonly Block[] =>
  blocks.length === 0 || own === port ? blocks : blocks.map((each) => blockAt(each, own, port));

function blockAt(block: Block, own: number, port: number): Block {
  const facts: Record<string, Json> = { ...block.facts };
  for (const name of PORT_FACTS) {
    if (facts[name] === own) facts[name] = port;
    else if (facts[name] === `${own}`) facts[name] = `${port}`;
  }
  return { ...block, facts };
}
