import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import type { ResourceSpecification } from '../catalogue/specification/specification.ts';
import type { Network } from '../network/model.ts';
import type { Circumstances } from '../network/walk.ts';
import type { Compiled } from '../stack/compile.ts';
import type { Stack, StackSource } from '../stack/deploy.ts';
import type { World } from '../world.ts';
import type { Configuration } from './configuration.ts';

/** A configuration with everything that probes need; made by `openConfiguration`, opaque to everybody else. */
export interface Loaded extends Configuration {
  readonly world: World;
  readonly catalogue: ActionCatalogue | undefined;
  readonly specification: ResourceSpecification | undefined;
  /** States that things are in where no probe says otherwise, by AWS id. */
  readonly states: ReadonlyMap<string, string>;
  /** One for each stack that could be read, in the order of the input. */
  readonly sources: readonly StackSource[];
  readonly deployed: { readonly stack: Stack; readonly compiled: Compiled } | undefined;
}

/** What a probe is asked of: the parts that exist once a configuration loaded. */
export interface Ground {
  readonly world: World;
  readonly network: Network;
  readonly compiled: Compiled;
  readonly idOf: Stack['idOf'];
  readonly resources: Stack['resources'];
  readonly circumstances: Circumstances;
}

/** The ground of probes of what was deployed into `world`. */
export const groundIn = (
  world: World,
  { stack, compiled }: NonNullable<Loaded['deployed']>,
  circumstances: Circumstances = { failedZoneIds: new Set(), endpointStates: new Map() },
): Ground => ({
  world,
  network: compiled.network,
  compiled,
  idOf: stack.idOf,
  resources: stack.resources,
  circumstances,
});

/** An answer that could not be given, with the contract's code. */
export class Unanswerable extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
