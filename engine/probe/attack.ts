import { defaultNameOf, nameIn } from '../catalogue/service-names.ts';
import { type ServiceEntry, serviceOfAction } from '../catalogue/services.ts';
import { bucketOf } from '../stack/compile.ts';
import type { Block, Crossing, Outcome } from './answer.ts';
import type { Configuration } from './configuration.ts';
import type { Loaded } from './loaded.ts';
import type { Probe, ReachabilityProbe, RequestProbe } from './probe.ts';
import { answerProbes } from './run.ts';

/** What somebody on a machine wants: a call, or a connection to an address or a name. */
export type Loot = { readonly action: string; readonly resource: string } | { readonly name: string; readonly port: number };

export interface Attacker {
  readonly host: string;
  /** Every identity whose credentials she has. */
  readonly principals: readonly string[];
  readonly targets: readonly Loot[];
}

/** One try and what came of it. `means` is how it was tried: the name, endpoint or Region that was called. */
export interface Attempt {
  readonly probe: RequestProbe | ReachabilityProbe;
  readonly means: 'default' | 'endpoint' | 'region' | 'dual-stack' | 'connection';
  readonly called: string;
  readonly outcome: Outcome;
  readonly via: readonly Crossing[];
  readonly blockedBy?: Block;
}

type Plan = Pick<Attempt, 'probe' | 'means' | 'called'>;

/** Regions besides its own that are tried where a service has a name in each. */
const OTHER_REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1'];

/**
 * Every way in which `attacker` may try to get what she wants, in a fixed order, each judged: the default name, each endpoint's own name,
 * the service's name in other Regions, its dual-stack names, with each of her identities. What cannot be asked is left out.
 */
export function attack(configuration: Configuration, attacker: Attacker): readonly Attempt[] {
  const plans = attacker.targets.flatMap((target) => plansFor(configuration as Loaded, attacker, target));
  const answers = answerProbes(
    configuration,
    plans.map(({ probe }): Probe => probe),
  );
  return plans.flatMap((plan, index): readonly Attempt[] => {
    const answer = answers[index];
    const outcome = answer?.outcome ?? (answer?.connection === 'established' ? 'allowed' : undefined);
    if (answer === undefined || answer.error !== undefined || outcome === undefined) return [];
    const { via = [], blockedBy } = answer;
    return [{ ...plan, outcome, via, ...(blockedBy === undefined ? {} : { blockedBy }) }];
  });
}

/** What got out: the tries that were not stopped. */
export const gotOut = (attempts: readonly Attempt[]): readonly Attempt[] =>
  attempts.filter(({ outcome }) => outcome === 'allowed');

function plansFor(loaded: Loaded, { host, principals }: Attacker, target: Loot): readonly Plan[] {
  const from = { host };
  if ('name' in target) {
    const to = /^[\d.]+$|:/.test(target.name) ? { ip: target.name } : { name: target.name };
    const probe: ReachabilityProbe = { kind: 'reachability', from, to, protocol: 'tcp', destinationPort: target.port };
    return [{ probe, means: 'connection', called: target.name }];
  }
  const { action, resource } = target;
  const service = serviceOfAction(action);
  if (service === undefined) return [];
  const names = namesFor(loaded, service, resource);
  return principals.flatMap((principal) =>
    names.map(({ means, called, endpointName }): Plan => {
      const call: RequestProbe = { kind: 'request', from, principal, action, resource };
      return { probe: endpointName === undefined ? call : { ...call, endpointName }, means, called };
    }),
  );
}

interface Named {
  readonly means: Plan['means'];
  readonly called: string;
  readonly endpointName?: RequestProbe['endpointName'];
}

/** Every name under which the service may be called, each once. */
function namesFor({ deployed, world }: Loaded, service: ServiceEntry, resource: string): readonly Named[] {
  const bucket = service.service === 's3' ? bucketOf(resource) : undefined;
  const below = (name: string) => (bucket === undefined ? name.replace(/^\*\./, '') : `${bucket}.${name.replace(/^\*\./, '')}`);
  const endpoints = [...(deployed?.compiled.network.vpcEndpoints.values() ?? [])]
    .filter((each) => each.service === service.service && each.type === 'Interface')
    .map(({ origin }): Named => {
      const endpoint = origin.logicalId ?? origin.id;
      return { means: 'endpoint', called: endpoint, endpointName: { endpoint } };
    });
  const regions = [...new Set([world.region, ...OTHER_REGIONS])];
  const own = regions.map((region): Named => {
    const name = below(defaultNameOf(service, region));
    return { means: 'region', called: name, endpointName: name };
  });
  const dual = service.dualStackNames.slice(0, 2).map((name): Named => {
    const called = below(nameIn(name, world.region));
    return { means: 'dual-stack', called, endpointName: called };
  });
  const all = [{ means: 'default', called: service.service } as const, ...endpoints, ...own, ...dual];
  return all.filter(({ called }, index) => all.findIndex((each) => each.called === called) === index);
}
