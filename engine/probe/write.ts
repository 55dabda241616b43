import { type Diagnostic, warningAt } from '../diagnostic.ts';
import { type Written, writtenCloudFormation } from '../export/cloudformation.ts';
import { writtenCommands } from '../export/commands.ts';
import { declaredAnew } from '../export/existing.ts';
import { declaredFromTerraform } from '../export/from-terraform.ts';
import { type TerraformLayout, writtenTerraform } from '../export/terraform/terraform.ts';
import type { Configuration } from './configuration.ts';
import { deployedAt } from './deployed-at.ts';
import type { Loaded } from './loaded.ts';

/** The languages that a configuration can be written in. */
export const WRITTEN_FORMATS = ['cloudformation', 'terraform', 'commands'] as const;
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

/** The configuration in another language; undefined where it did not load. Terraform may be written into a file for each stack. */
export function writeConfiguration(
  configuration: Configuration,
  format: WrittenFormat,
  files?: Omit<TerraformLayout, 'places'>,
): Written | undefined {
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
      return writtenTerraform(
        stack,
        deployedAt(sources, deployed.stack.draft),
        diagnostics,
        files === undefined ? undefined : { ...files, places: sources },
      );
    case 'commands':
      return writtenCommands(stack, diagnostics);
  }
}
