import { type Diagnostic, warningAt } from '../diagnostic.ts';
import { type Written, writtenCloudFormation } from '../export/cloudformation.ts';
import { writtenCommands } from '../export/commands.ts';
import { declaredAnew } from '../export/existing.ts';
import { declaredFromTerraform } from '../export/from-terraform.ts';
import { writtenTerraform } from '../export/terraform/terraform.ts';
import type { Declared } from '../resources/kind.ts';
import type { StackSource } from '../stack/deploy.ts';
import { stackOf } from '../stack/stack-of.ts';
import type { Configuration } from './configuration.ts';
import type { Loaded } from './loaded.ts';

/** The languages that a configuration can be written in. */
export const WRITTEN_FORMATS = ['cloudformation', 'terraform', 'commands'] as const;
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

/** The configuration in another language; undefined where it did not load. */
export function writeConfiguration(configuration: Configuration, format: WrittenFormat): Written | undefined {
  // Configurations are made by `openConfiguration` and `openParsed` alone, which return nothing else.
  const { deployed, sources } = configuration as Loaded;
  if (deployed === undefined) return undefined;
  const diagnostics: Diagnostic[] = [];
  const descriptions = sources.flatMap((each) => ('described' in each && each.described !== undefined ? [each.described] : []));
  const shared = descriptions.slice(0, 1);
  if (descriptions.length > 1) {
    const message = 'What was described in several accounts or Regions is written as one: take apart what belongs elsewhere.';
    diagnostics.push(warningAt('EXPORT_SEVERAL_PLACES', message));
  }
  const declared = descriptions.length === 0 ? deployed.stack.resources : declaredAnew(deployed.stack, shared, diagnostics);
  const resources =
    configuration.report.format === 'terraform'
      ? declaredFromTerraform(declared, deployed.stack.draft, diagnostics, format !== 'terraform')
      : declared;
  const stack = { resources, draft: deployed.stack.draft };
  switch (format) {
    case 'cloudformation':
      return writtenCloudFormation(stack, diagnostics);
    case 'terraform':
      return writtenTerraform(stack, places(sources, deployed.stack.draft), diagnostics);
    case 'commands':
      return writtenCommands(stack, diagnostics);
  }
}

/** Where each thing is deployed: its stack says so, or the source that declares it. */
function places(sources: readonly StackSource[], home: Pick<StackSource, 'account' | 'region'>) {
  const stacks = new Map(sources.filter(({ id }) => id !== '').map((each) => [each.id, each]));
  const declared = new Map(
    sources.flatMap((each) => ('declarations' in each ? each.declarations.map((one) => [one.physicalId, each] as const) : [])),
  );
  return ({ logicalId, physicalId }: Declared): Pick<StackSource, 'account' | 'region'> =>
    declared.get(physicalId) ?? stacks.get(stackOf(logicalId)) ?? home;
}
