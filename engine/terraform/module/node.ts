import type { Run, Scope } from '../evaluate/scope.ts';
import type { ModuleAnswer, ProviderPlace } from '../instance.ts';
import type { Place } from '../syntax/ast.ts';
import type { LazyValue, MapValue, Value } from '../value/value.ts';
import type { ModuleConfig, ResourceBlock } from './config.ts';

/** What all modules of a configuration share. */
export interface Build {
  readonly run: Run;
  /** The module in a folder; undefined where the folder holds none. */
  readonly configOf: (folder: string) => ModuleConfig | undefined;
  readonly create: (seat: ModuleSeat) => ModuleNode;
}

/** A value that a module is given for a variable. */
export interface Input {
  readonly value: () => Value;
  readonly place: Place;
}

/** The provider of a name, such as `aws` or `aws.west`; undefined where a name with an alias is configured nowhere. */
export type ProviderOf = (name: string) => ProviderPlace | undefined;

/** Where a module stands, and what it is given. */
export interface ModuleSeat {
  /** Empty for the root. */
  readonly address: string;
  readonly config: ModuleConfig;
  readonly inputs: ReadonlyMap<string, Input>;
  /** The providers of the module around, as this one is to call them; undefined for the root. */
  readonly providerAround: ProviderOf | undefined;
  /** Folders of the modules around, the root first. */
  readonly ancestors: readonly string[];
  /** Where the module is called; for the root nowhere. */
  readonly place: Place | undefined;
}

/** One instance of a block with `count` or `for_each`, or of one without. */
export interface Expansion {
  readonly key: string | number | undefined;
  /** The scope of the module with `each` or `count`. */
  readonly scope: Scope;
}

/** One instance of a resource or data source. */
export interface BlockInstance {
  readonly address: string;
  readonly key: string | number | undefined;
  readonly provider: ProviderPlace;
  /** Its arguments as written. */
  readonly values: () => MapValue;
  /** It as a value of the language. */
  readonly value: LazyValue;
}

/** A resource or data source with its instances. */
export interface BlockNode {
  readonly block: ResourceBlock;
  /** Without `count` or `for_each` one. */
  readonly instances: () => readonly BlockInstance[];
  /** It as a value: the instance, or a list or map of instances. */
  readonly value: (place: Place, scope: Pick<Scope, 'diagnostics'>) => Value;
}

/** A call of a module with its instances. */
export interface CallNode {
  readonly value: (place: Place, scope: Pick<Scope, 'diagnostics'>) => Value;
  /** The modules that are folders of the configuration. */
  readonly modules: () => readonly ModuleNode[];
  /** What was made of a module that is none. */
  readonly answers: () => readonly ModuleAnswer[];
}

/** A module in its place. */
export interface ModuleNode {
  readonly seat: ModuleSeat;
  readonly scope: Scope;
  readonly variables: ReadonlyMap<string, () => Value>;
  readonly locals: ReadonlyMap<string, () => Value>;
  readonly blocks: ReadonlyMap<string, BlockNode>;
  readonly calls: ReadonlyMap<string, CallNode>;
  readonly outputs: ReadonlyMap<string, () => Value>;
}

/** The address of `name` within the module at `module`. */
export const within = (module: string, name: string): string => (module === '' ? name : `${module}.${name}`);

/** `address` with the key of an instance. */
export function withKey(address: string, key: string | number | undefined): string {
  if (key === undefined) return address;
  return `${address}[${typeof key === 'number' ? key : JSON.stringify(key)}]`;
}
