import type { Diagnostic, Span } from '../diagnostic.ts';
import type { World } from '../world.ts';
import { evaluateTerraform } from './evaluate.ts';
import type { TerraformFile } from './instance.ts';
import { attributeOf } from './network/attributes.ts';
import { buildNetwork, type TerraformStack } from './network/build.ts';
import { type StackFile, type Wanted, wantedBy } from './network/names.ts';
import { isShown, readShown } from './plan/show.ts';
import { moduleOf } from './registry/index.ts';

/** What is read: the files of a folder, or one plan or state. */
export interface TerraformReading {
  readonly files: readonly TerraformFile[];
  /** The folder of the root module. */
  readonly root?: string | undefined;
  readonly world: World;
  /** Values of the root module's variables. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Names that somebody will ask for besides those of the world, and the CloudFormation types that each may be. */
  readonly wanted?: Wanted | undefined;
  /** Files that are stacks of their own: things in them go by `id/Name` where such a name is wanted. */
  readonly stacks?: readonly StackFile[] | undefined;
}

/** The stacks that a configuration makes, one for each account and Region, and all remarks on its text. */
export interface TerraformRead {
  readonly stacks: readonly TerraformStack[];
  /** AWS ids by Terraform address. */
  readonly names: ReadonlyMap<string, string>;
  /** AWS ids of what hangs on a value that is not known: nothing of it is refused. */
  readonly unsure: ReadonlySet<string>;
  /** Parts of the default VPC that the texts ask for, each with a place where they do. */
  readonly asked: ReadonlyMap<string, Span>;
  /** Instances, and those of them whose type is simulated. */
  readonly resources: number;
  readonly simulated: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads Terraform; what a configuration is given where its texts are Terraform's. */
export type TerraformReader = (reading: TerraformReading) => TerraformRead;

/** The stacks that `files` make: of a plan or state as it is shown, else of the texts of a folder. */
export const readTerraform: TerraformReader = (reading) => {
  const { files, world, wanted, stacks } = reading;
  const shown = files.find((file) => isShown(file.text));
  const { instances, diagnostics, found } =
    shown === undefined ? evaluated(reading) : { ...readShown(shown, world), found: NOTHING };
  const standIns = [...found].flatMap(([id, { standsIn }]) => (standsIn ? [id] : []));
  const network = buildNetwork(instances, {
    world,
    wanted: wantedBy(world, wanted),
    written: shown === undefined,
    stacks,
    standIns,
  });
  const asked = new Map([...found].map(([id, { span }]) => [id, span]));
  return { ...network, asked, diagnostics: [...diagnostics, ...network.diagnostics] };
};

const NOTHING: ReturnType<typeof evaluateTerraform>['found'] = new Map();

function evaluated({ files, root, world, parameters, stacks }: TerraformReading): ReturnType<typeof evaluateTerraform> {
  const [file] = files;
  // A text that was pasted has no name that says what it is.
  const isNameless = file !== undefined && files.length === 1 && !/\.tf(\.json)?$/.test(file.path);
  return evaluateTerraform({
    files: isNameless ? [{ ...file, path: `${file.path}.tf` }] : files,
    ...(root === undefined ? {} : { root }),
    world,
    ...(parameters === undefined ? {} : { parameters }),
    attributeOf: attributeOf(world, stacks),
    moduleOf: moduleOf(world),
  });
}
