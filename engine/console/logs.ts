import { epochSeconds } from '../iam/operators/values/date.ts';
import type { Configuration } from '../probe/configuration.ts';
import type { Loaded } from '../probe/loaded.ts';
import { type FlowLogLine, flowLogLines } from './flow-logs.ts';
import type { ConsoleProbe } from './shell.ts';
import { type TrailEvent, trailEvent } from './trail.ts';

export type { FlowLogLine } from './flow-logs.ts';
export type { TrailEvent } from './trail.ts';

/** What the calls of one command would have left behind. */
export interface Logs {
  readonly flowLog: readonly FlowLogLine[];
  readonly trail: readonly TrailEvent[];
  /** Why something that one may look for is not there. */
  readonly notes: readonly string[];
}

/** The lines of flow logs and the events of trails after `probes`; it is always the world's `now`. */
export function logsOf(configuration: Configuration, probes: readonly ConsoleProbe[]): Logs {
  const loaded = configuration as Loaded;
  if (loaded.deployed === undefined) return { flowLog: [], trail: [], notes: [] };
  const { network } = loaded.deployed.compiled;
  const seconds = epochSeconds(loaded.world.now) ?? 0;
  const walked = probes.filter(({ answer }) => (answer.forwardPathComponents ?? []).length > 0);
  const calls = probes.flatMap(({ probe, answer }) => (probe.kind === 'request' ? [{ probe, answer }] : []));
  const trail = calls.flatMap(({ probe, answer }) => trailEvent(loaded, probe, answer, loaded.world.now) ?? []);
  return {
    flowLog: walked.flatMap(({ probe, answer }) => flowLogLines(network, probe, answer, seconds)),
    trail,
    notes: [
      ...(probes.some(({ probe }) => probe.kind === 'dns') ? [NO_DNS] : []),
      ...(calls.length > trail.length ? [NOTHING_ARRIVED] : []),
      ...(trail.some(({ event }) => event.eventCategory === 'Data') ? [DATA_EVENTS] : []),
    ],
  };
}

const NO_DNS = 'Flow logs leave out questions to the VPC’s own DNS server.';
const NOTHING_ARRIVED = 'A call that never arrived is in no trail: the service cannot write down what it did not see.';
const DATA_EVENTS = 'A trail records data events only where it was told to.';
