import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import type { ResourceSpecification } from '../catalogue/specification/specification.ts';
import type { Diagnostic, Span } from '../diagnostic.ts';
import type { Json } from '../json.ts';
import type { TerraformReader } from '../terraform/reader.ts';
import type { World } from '../world.ts';
import type { Advisory, Rejection } from './answer.ts';

/** One file of a learner's text: `path` is its name in the editor. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One of several stacks: its id, the file that is its template, and where it is deployed; the world's account and Region when left out. */
export interface StackPlace {
  readonly id: string;
  readonly path: string;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

export interface ConfigurationInput {
  readonly files: readonly SourceFile[];
  /** Absent or empty: the first file is the only template, and its things go by their logical ids alone. */
  readonly stacks?: readonly StackPlace[] | undefined;
  readonly world: World;
  readonly parameters?: Readonly<Record<string, string>>;
  /** With it, actions and condition keys that do not exist are remarked on; no verdict of a probe depends on it. */
  readonly catalogue?: ActionCatalogue | undefined;
  /** With it, properties and types that AWS does not have are remarked on, however deep they stand; no verdict depends on it. */
  readonly specification?: ResourceSpecification | undefined;
  /** Of Terraform: the folder of the root module among the files; the shallowest one that holds a `.tf` file where it is left out. */
  readonly root?: string | undefined;
  /** What reads Terraform (`loadTerraform`); without it a configuration of Terraform does not load. */
  readonly terraform?: TerraformReader | undefined;
  /** Names that somebody will ask for, with the CloudFormation types that each may be (any where there is none): resources of Terraform go by them. */
  readonly wanted?: ReadonlyMap<string, readonly string[]> | undefined;
}

/** How many resources of one type were kept without being simulated. */
export interface Unsupported {
  readonly type: string;
  readonly count: number;
  readonly effect: string;
}

/** What is said about a configuration before anything is asked of it (contract: `validate`). */
export interface ConfigurationReport {
  readonly format: 'cloudformation' | 'terraform' | 'describe';
  /** Whether the configuration became a network that can be probed. */
  readonly loaded: boolean;
  readonly resources: number;
  readonly simulated: number;
  readonly unsupported: readonly Unsupported[];
  readonly diagnostics: readonly Diagnostic[];
  readonly rejections: readonly Rejection[];
  readonly advisories: readonly Advisory[];
}

/** A configuration that was read, deployed and compiled once; any number of probes may be asked of it. */
export interface Configuration {
  readonly report: ConfigurationReport;
  /** Every resource that the text declares, with its references resolved; also those that are not simulated. */
  readonly resources: readonly ConfigurationResource[];
}

/** One declared resource by meaning: two texts that mean the same give equal `properties`. */
export interface ConfigurationResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly properties: Json;
  readonly simulated: boolean;
  /** Where it is deployed, as `account/region`. */
  readonly place?: string;
  readonly span: Span;
}
