import { type Connection, connect, type Sender } from '../network/connect.ts';
import { estateTables } from '../network/estate-tables.ts';
import { TCP, UDP } from '../network/model.ts';
import { type Tell, tellerOf } from '../network/telling.ts';
import type { Packet } from '../network/walk.ts';
import type { Ground } from './loaded.ts';

/** Whoever asks so often will ask more: only then are tables worth their making. */
const OFTEN = 1_000;

interface Tellers {
  asked: number;
  readonly byProtocol: Map<number, Tell>;
}

const TELLERS = new WeakMap<Ground, Tellers>();

/** The connection that `connect` walks, read from tables where they know its way and many have been asked for. */
export function connectionFor(ground: Ground, sender: Sender, packet: Packet): Connection {
  const tell = sender.kind === 'interface' ? tellFor(ground, packet) : undefined;
  const told = sender.kind === 'interface' ? tell?.(sender.networkInterface, packet) : undefined;
  return told ?? connect(ground.network, sender, packet, ground.circumstances);
}

function tellFor(ground: Ground, { protocol }: Packet): Tell | undefined {
  const { network, circumstances } = ground;
  if (circumstances.closely === true || circumstances.endpointStates.size > 0) return undefined;
  if (protocol !== TCP && protocol !== UDP) return undefined;
  const tellers = TELLERS.get(ground) ?? { asked: 0, byProtocol: new Map<number, Tell>() };
  TELLERS.set(ground, tellers);
  tellers.asked += 1;
  if (tellers.asked < OFTEN) return undefined;
  const tell = tellers.byProtocol.get(protocol) ?? tellerOf(estateTables(network, circumstances, protocol));
  tellers.byProtocol.set(protocol, tell);
  return tell;
}
