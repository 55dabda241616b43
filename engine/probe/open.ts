import { type Diagnostic, errorAt } from '../diagnostic.ts';
import { kindOf } from '../resources/index.ts';
import type { Declared } from '../resources/kind.ts';
import { compile } from '../stack/compile.ts';
import { deploy, type Stack } from '../stack/deploy.ts';
import { parseTemplate } from '../template/parse.ts';
import type { Template } from '../template/template.ts';
import { toJson } from '../template/tree.ts';
import type { ConfigurationInput, ConfigurationReport, ConfigurationResource, Unsupported } from './configuration.ts';
import type { Loaded } from './loaded.ts';

/**
 * The configuration, read and deployed once: parse, resolve, deploy, compile. Faults of the text are diagnostics, what AWS would
 * refuse are rejections; both may be there together. The first file is the template; a configuration without one does not load.
 */
export function openConfiguration(input: ConfigurationInput): Loaded {
  const { world, parameters = {}, catalogue } = input;
  const [file] = input.files;
  if (file === undefined) return unloaded(input, [errorAt('EMPTY_CONFIGURATION', 'There is no file to read.')]);
  const parsed = parseTemplate(file.text, file.path);
  if (parsed.template === undefined) return unloaded(input, parsed.diagnostics);
  return deployed(input, parsed.template, parsed.diagnostics, { world, parameters, catalogue });
}

/** The configuration of a template that was parsed before. */
export function deployed(
  input: Pick<ConfigurationInput, 'world' | 'parameters'>,
  template: Template,
  before: readonly Diagnostic[],
  { world, parameters, catalogue }: Pick<Loaded, 'world' | 'parameters' | 'catalogue'>,
): Loaded {
  const { stack, diagnostics } = deploy(template, world, parameters, catalogue);
  const all = [...before, ...diagnostics];
  const compiled = compile(stack.draft, stack.idOf);
  const broken = all.some((each) => each.severity === 'error');
  const report: ConfigurationReport = {
    format: 'cloudformation',
    loaded: !broken,
    resources: stack.resources.length,
    simulated: stack.resources.filter((each) => kindOf(each.type) !== undefined).length,
    unsupported: unsupportedOf(stack.resources),
    diagnostics: all,
    rejections: stack.draft.rejections,
    advisories: stack.draft.advisories,
  };
  const resources = stack.resources.map(resourceOf);
  return {
    report,
    resources,
    world: input.world,
    parameters,
    catalogue,
    template,
    deployed: broken ? undefined : { stack, compiled },
  };
}

function unloaded(input: ConfigurationInput, diagnostics: readonly Diagnostic[]): Loaded {
  const report: ConfigurationReport = {
    format: 'cloudformation',
    loaded: false,
    resources: 0,
    simulated: 0,
    unsupported: [],
    diagnostics,
    rejections: [],
    advisories: [],
  };
  return {
    report,
    resources: [],
    world: input.world,
    parameters: input.parameters ?? {},
    catalogue: input.catalogue,
    template: undefined,
    deployed: undefined,
  };
}

const resourceOf = (resource: Declared): ConfigurationResource => ({
  logicalId: resource.logicalId,
  type: resource.type,
  physicalId: resource.physicalId,
  properties: toJson(resource.properties),
  simulated: kindOf(resource.type) !== undefined,
  span: resource.span,
});

/** Types without a kind, each once, in the order of the text. */
function unsupportedOf(resources: Stack['resources']): readonly Unsupported[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) if (kindOf(type) === undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count, effect: 'kept on the map, not simulated' }));
}
