import { zoneIdOf } from '../resources/place.ts';
import type { ProbeAnswer } from './answer.ts';
import type { Configuration } from './configuration.ts';
import { answerCost } from './cost.ts';
import { answerDeployment } from './deployment.ts';
import { answerDns } from './dns.ts';
import { type Ground, groundIn, type Loaded, Unanswerable } from './loaded.ts';
import type { Probe } from './probe.ts';
import { answerReachability } from './reachability.ts';
import { answerRequest } from './request.ts';
import { statesOf } from './states.ts';

/**
 * The answer to each probe, in their order; never throws for anything that a learner or an author wrote. An answer that cannot be
 * given carries `error`: `REJECTED` where AWS would refuse the configuration, `NOT_LOADED` where its text is broken. `closely` adds to each
 * group and ACL on the way the packet that it saw, which costs time and changes no verdict.
 */
export function answerProbes(configuration: Configuration, probes: readonly Probe[], closely = false): readonly ProbeAnswer[] {
  const loaded = loadedOf(configuration);
  return probes.map((probe, index) => answerOf(loaded, probe, probe.id ?? `p${index + 1}`, closely));
}

/** Configurations are made by `openConfiguration` alone, which returns nothing else. */
const loadedOf = (configuration: Configuration): Loaded => configuration as Loaded;

function answerOf(loaded: Loaded, probe: Probe, id: string, closely: boolean): ProbeAnswer {
  try {
    if (loaded.deployed === undefined)
      return failure(id, 'NOT_LOADED', 'The configuration cannot be read; its diagnostics say where.');
    if (probe.kind === 'deployment') return { id, ...answerDeployment(loaded, probe) };
    const [rejection] = loaded.report.rejections;
    if (rejection !== undefined)
      return failure(id, 'REJECTED', `${rejection.logicalId}: ${rejection.code}: ${rejection.message}`);
    return ask(groundOf(loaded, loaded.deployed, probe, closely), probe, id);
  } catch (error) {
    if (error instanceof Unanswerable) return failure(id, error.code, error.message);
    throw error;
  }
}

const failure = (id: string, code: string, message: string): ProbeAnswer => ({ id, error: { code, message } });

function ask(ground: Ground, probe: Exclude<Probe, { kind: 'deployment' }>, id: string): ProbeAnswer {
  switch (probe.kind) {
    case 'reachability':
      return answerReachability(ground, probe, id);
    case 'dns':
      return { id, ...answerDns(ground, probe) };
    case 'request':
      return answerRequest(ground, probe, id);
    case 'cost':
      return { id, ...answerCost(ground, probe) };
  }
}

/** The ground of probes that say nothing about faults and states, for each configuration. */
const NORMAL = new WeakMap<Loaded, Ground>();

function groundOf(loaded: Loaded, deployed: NonNullable<Loaded['deployed']>, probe: Probe, closely: boolean): Ground {
  if (closely || probe.faults !== undefined || probe.states !== undefined) return groundUnder(loaded, deployed, probe, closely);
  const before = NORMAL.get(loaded);
  if (before !== undefined) return before;
  const ground = groundUnder(loaded, deployed, probe, false);
  NORMAL.set(loaded, ground);
  return ground;
}

function groundUnder(loaded: Loaded, deployed: NonNullable<Loaded['deployed']>, probe: Probe, closely: boolean): Ground {
  const zones = (probe.faults ?? []).map((fault) => zoneNamed(loaded, fault.availabilityZone));
  const circumstances = { failedZoneIds: new Set(zones), endpointStates: statesOf(loaded, probe), closely };
  return groundIn(loaded.world, deployed, circumstances);
}

/** The id of a zone that is named by its id, or as the world's account calls it. */
const zoneNamed = ({ world }: Loaded, text: string): string =>
  /-az\d+$/.test(text) ? text : zoneIdOf(world, world.account, text);
