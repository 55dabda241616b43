import type { Sender } from '../network/connect.ts';
import type { ProtectedResource } from '../resources/kind.ts';
import type { ProbeAnswer } from './answer.ts';
import type { Ground } from './loaded.ts';
import type { RequestProbe } from './probe.ts';
import type { Source } from './things.ts';

/** Answers calls that differ in nothing but their ids and which object of one resource they name. */
export type Call = (asked: RequestProbe, id: string) => ProbeAnswer;

/** More calls than these are made ready anew each time. */
const MOST = 20_000;

interface Memory {
  readonly calls: Map<Sender, Map<ProtectedResource, Map<string, Map<string, Call>>>>;
  held: number;
}

const MEMORIES = new WeakMap<Ground, Memory>();

/**
 * The call that `make` makes, or the one that it made before for the same caller, action and resource from the same machine. Calls of
 * resources that nobody describes are made anew: their ARN alone tells whose they are.
 */
export function rememberedCall(
  ground: Ground,
  { sender }: Source,
  { principal, action }: RequestProbe,
  resource: ProtectedResource | undefined,
  make: () => Call,
): Call {
  if (resource === undefined) return make();
  const memory = MEMORIES.get(ground) ?? { calls: new Map(), held: 0 };
  MEMORIES.set(ground, memory);
  const before = memory.calls.get(sender)?.get(resource)?.get(principal)?.get(action);
  if (before !== undefined) return before;
  const made = make();
  if (memory.held >= MOST) return made;
  memory.held += 1;
  const resources = within(memory.calls, sender);
  within(within(resources, resource), principal).set(action, made);
  return made;
}

/** The map that stands under the key; a new one where there is none. */
function within<K, L, V>(map: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const inner = map.get(key) ?? new Map<L, V>();
  map.set(key, inner);
  return inner;
}
