import { type Attempt, type Judge, judgeOf, matrixOf, walkerOf } from '../network/matrix.ts';
import { TCP } from '../network/model.ts';
import type { Configuration } from './configuration.ts';
import { groundIn, type Loaded, Unanswerable } from './loaded.ts';
import type { ReachabilityProbe, ThingRef } from './probe.ts';
import { addressesOfThing, sourceOf } from './things.ts';

/** Verdicts without their reasons, for many questions to one configuration. */
export interface Verdicts {
  /** The attempt of a probe between things with addresses; undefined where it is not one of TCP from an interface. */
  readonly attemptOf: (probe: ReachabilityProbe) => Attempt | undefined;
  /** Remembers the verdict on each class of attempts. */
  readonly judge: Judge;
  /** Walks each time. */
  readonly walk: Judge;
  /** For each of the things, for each of them, whether a TCP connection is established on each of `ports`. */
  readonly matrix: (things: readonly ThingRef[], ports: readonly number[]) => readonly (readonly (readonly boolean[])[])[];
}

/** The verdicts of `configuration` when nothing has failed; undefined where AWS would refuse it or it cannot be read. */
export function verdictsOf(configuration: Configuration): Verdicts | undefined {
  const { world, deployed, report } = configuration as Loaded;
  if (deployed === undefined || report.rejections.length > 0) return undefined;
  const ground = groundIn(world, deployed);
  const { circumstances } = ground;
  const interfaceOf = (thing: ThingRef) => {
    const { sender } = sourceOf(ground, thing);
    return sender.kind === 'interface' ? sender.networkInterface : undefined;
  };
  return {
    attemptOf: (probe) => {
      const { to, protocol = 'tcp', destinationPort: port = 443 } = probe;
      const from = interfaceOf(probe.from);
      if (from === undefined) return undefined;
      const [address] =
        'name' in to || 'endpoint' in to || 'addressesOf' in to ? [] : addressesOfThing(ground, to, from.addresses);
      if (address === undefined || protocol !== 'tcp' || probe.sourcePort !== undefined) return undefined;
      return { from, to: address, protocol: TCP, port };
    },
    judge: judgeOf(ground.network, circumstances),
    walk: walkerOf(ground.network, circumstances),
    matrix: (things, ports) => {
      const interfaces = things.map((thing) => {
        const nic = interfaceOf(thing);
        if (nic === undefined) throw new Unanswerable('UNKNOWN_SOURCE', 'A matrix is one of interfaces.');
        return nic;
      });
      return matrixOf(ground.network, circumstances, interfaces, ports);
    },
  };
}
