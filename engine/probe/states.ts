import { type Loaded, Unanswerable } from './loaded.ts';
import type { Probe } from './probe.ts';

/** States that a probe may put things into: endpoints (facts:A20), peering connections and attachments, a service's private name (facts:A26), targets. */
const STATES: readonly string[] = [
  'pendingAcceptance',
  'pending',
  'available',
  'rejected',
  'failed',
  'expired',
  'deleting',
  'deleted',
  'pending-acceptance',
  'provisioning',
  'active',
  'inactive',
  'down',
  'up',
  'modifying',
  'pendingVerification',
  'verified',
  'healthy',
  'unhealthy',
  'draining',
  'running',
  'stopped',
  'terminated',
  'in-use',
];

/** The states that things are in, and over them those that the probe asks for, by AWS id; a state that AWS does not know is said by its name. */
export function statesOf({ deployed, states }: Loaded, probe: Probe): ReadonlyMap<string, string> {
  const asked = new Map(
    Object.entries(probe.states ?? {}).map(([name, state]): [string, string] => {
      if (!STATES.includes(state)) throw new Unanswerable('UNKNOWN_STATE', `${state} is none of ${STATES.join(', ')}.`);
      return [deployed?.stack.idOf(name) ?? name, state];
    }),
  );
  return states.size === 0 ? asked : new Map([...states, ...asked]);
}
