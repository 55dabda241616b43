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

/** The answer to one way, and the port that it went to: one of a class that nothing in the network tells apart. */
export interface Remembered {
  readonly port: number;
  readonly answer: Told;
}

/** What is told of one way. */
export interface Told
  extends Pick<Connection, 'forward' | 'connection' | 'forwardPathComponents' | 'returnPathComponents' | 'via' | 'blocks'> {
  readonly blockedBy?: Block;
  readonly outcome: Outcome;
}

/** More answers than these are worked out each time: they would take some 30 MB, and be seldom asked for again. */
const MOST = 40_000;

/** In a network of more interfaces than these hardly anybody asks twice for the same, and to remember costs as much as to tell. */
const MOST_INTERFACES = 2_000;

interface Memory {
  readonly ways: Map<Sender, Map<Address, Map<number, Remembered>>>;
  readonly classOf: (port: number) => number;
  held: number;
}

const MEMORIES = new WeakMap<Ground, Memory>();

function memoryOf(ground: Ground): Memory {
  const before = MEMORIES.get(ground);
  if (before !== undefined) return before;
  const made: Memory = { ways: new Map(), classOf: portClassesOf(ground.network).of, held: 0 };
  MEMORIES.set(ground, made);
  return made;
}

/** What `make` makes, or what it made before on the same ground between the same two and to a port of the same class. */
export function remembered(ground: Ground, { sender, address, protocol, port }: Way, make: () => Told): Remembered {
  if (ground.network.networkInterfaces.size > MOST_INTERFACES) return { port, answer: make() };
  const memory = memoryOf(ground);
  const flow = memory.classOf(port) * 256 + protocol;
  const addresses = memory.ways.get(sender);
  const flows = addresses?.get(address);
  const before = flows?.get(flow);
  if (before !== undefined) return before;
  const [other] = flows?.values() ?? [];
  const made = { port, answer: other === undefined ? make() : sharing(make(), other.answer) };
  if (memory.held >= MOST) return made;
  memory.held += 1;
  if (flows !== undefined) flows.set(flow, made);
  else if (addresses !== undefined) addresses.set(address, new Map([[flow, made]]));
  else memory.ways.set(sender, new Map([[address, new Map([[flow, made]])]]));
  return made;
}

/** `told` with the lists of `other` where they hold the same: to another port a packet mostly meets the same things. */
const sharing = (told: Told, other: Told): Told => ({
  ...told,
  forwardPathComponents: oneOf(told.forwardPathComponents, other.forwardPathComponents),
  returnPathComponents: oneOf(told.returnPathComponents, other.returnPathComponents),
  via: oneOf(told.via, other.via),
});

const oneOf = <T>(own: readonly T[], other: readonly T[]): readonly T[] =>
  own.length === other.length && own.every((each, index) => each === other[index]) ? other : own;

/** The answer to one way, to a port of the class of the one that it went to. */
export function toldOf({ port: own, answer }: Remembered, port: number): Told {
  if (own === port || answer.blocks.length === 0) return answer;
  const { forward, connection, forwardPathComponents, returnPathComponents, via, outcome } = answer;
  const texts = { own: `${own}`, port: `${port}` };
  const blocks = answer.blocks.map((each) => blockAt(each, own, port, texts));
  const [blockedBy] = blocks;
  return blockedBy === undefined
    ? answer
    : { forward, connection, forwardPathComponents, returnPathComponents, via, blocks, blockedBy, outcome };
}

/**
 * The block of a walk to port `own`, as the same walk to `port` has it: three facts may speak of the port, as a number or as `texts` have it;
 * what speaks of other ports (a target's, a reply's) stays. Each by its name, because names from a list take several times as long.
 */
function blockAt(block: Block, own: number, port: number, texts: { readonly own: string; readonly port: string }): Block {
  const { destinationPorts, refusedPorts, port: single } = block.facts;
  const speaks = (fact: Json | undefined) => fact === own || fact === texts.own;
  const [first, second, third] = [speaks(destinationPorts), speaks(refusedPorts), speaks(single)];
  if (!first && !second && !third) return block;
  const at = (fact: Json | undefined): Json => (typeof fact === 'number' ? port : texts.port);
  const facts: Record<string, Json> = { ...block.facts };
  if (first) facts.destinationPorts = at(destinationPorts);
  if (second) facts.refusedPorts = at(refusedPorts);
  if (third) facts.port = at(single);
  return { ...block, facts };
}
