import { type Diagnostic, errorAt, infoAt, type Rejection, warningAt } from '../diagnostic.ts';
import { once } from '../remember.ts';
import { kindOf } from '../resources/index.ts';
import type { Declared } from '../resources/kind.ts';
import { isKnownType, remarksBySpecification } from '../resources/specified.ts';
import { compile } from '../stack/compile.ts';
import { deploy, type Stack, type StackSource, type StackTemplate } from '../stack/deploy.ts';
import { parseTemplate } from '../template/parse.ts';
import { toJson } from '../template/tree.ts';
import type { ConfigurationInput, ConfigurationReport, ConfigurationResource, StackPlace, Unsupported } from './configuration.ts';
import { deployedAt } from './deployed-at.ts';
import { isTerraform } from './format.ts';
import type { Loaded } from './loaded.ts';

/**
 * The configuration, read and deployed once: parse, resolve, deploy, compile. Faults of the text are diagnostics, what AWS would
 * refuse are rejections; both may be there together. Without `stacks` the first file is the template; one without any does not load.
 */
export const openConfiguration = (input: ConfigurationInput): Loaded => openParsed(parseConfiguration(input));

/** A configuration whose texts have been read, in whatever language, and nothing more. */
export interface ParsedConfiguration {
  readonly format: ConfigurationReport['format'];
  readonly input: Pick<ConfigurationInput, 'world' | 'catalogue' | 'specification'>;
  readonly sources: readonly StackSource[];
  /** States that things are in already, by AWS id. */
  readonly states?: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** How many resources the author's language counts, where they are not those of the stacks. */
  readonly counts?: Pick<ConfigurationReport, 'resources' | 'simulated'>;
}

/** The templates of the input, with the faults of their texts. */
export function parseConfiguration(input: ConfigurationInput): ParsedConfiguration {
  if (isTerraform(input.files)) return parsedTerraform(input);
  const diagnostics: Diagnostic[] = [];
  const sources = placesOf(input).flatMap((place): readonly StackTemplate[] => {
    const file = input.files.find((each) => each.path === place.path);
    if (file === undefined) {
      diagnostics.push(errorAt('MISSING_FILE', `The stack ${place.id} has no file ${place.path}.`));
      return [];
    }
    const parsed = parseTemplate(file.text, file.path);
    diagnostics.push(...parsed.diagnostics);
    return parsed.template === undefined ? [] : [placed(input, place, parsed.template)];
  });
  if (sources.length === 0 && diagnostics.length === 0)
    diagnostics.push(errorAt('EMPTY_CONFIGURATION', 'There is no file to read.'));
  return { format: 'cloudformation', input, sources, diagnostics };
}

/** The stacks of a configuration of Terraform: one for each account and Region. */
function parsedTerraform({ world, catalogue, terraform, ...reading }: ConfigurationInput): ParsedConfiguration {
  const input = { world, catalogue };
  if (terraform === undefined) {
    const message = 'What reads Terraform is not loaded here.';
    return { format: 'terraform', input, sources: [], diagnostics: [errorAt('TERRAFORM_NOT_LOADED', message)] };
  }
  const { stacks, names, unsure, asked, resources, simulated, diagnostics } = terraform({ ...reading, world });
  const places = (reading.stacks ?? []).map(({ id, account = world.account, region = world.region }) => ({
    id,
    account,
    region,
  }));
  const isAt = (a: Pick<StackSource, 'account' | 'region'>) => (b: { readonly account: string; readonly region: string }) =>
    a.account === b.account && a.region === b.region;
  // A stack without anything in it is a place all the same: a change may make the first thing there.
  const empty = places.filter((place, index) => places.findIndex(isAt(place)) === index && !stacks.some(isAt(place)));
  const sources = [...stacks, ...(stacks.length === 0 ? [] : empty.map((place) => ({ ...place, declarations: [] })))].map(
    (stack) => {
      const own = places.filter(isAt(stack)).map(({ id }) => id);
      return { ...stack, id: '', names, unsure, asked, opensEgress: false, ...(own.length === 0 ? {} : { stacks: own }) };
    },
  );
  return { format: 'terraform', input, sources, diagnostics: orEmpty(diagnostics, stacks), counts: { resources, simulated } };
}

/** A configuration without anything has something said about it. */
const orEmpty = (diagnostics: readonly Diagnostic[], stacks: readonly unknown[]): readonly Diagnostic[] =>
  stacks.length > 0 || diagnostics.some((each) => each.severity === 'error')
    ? diagnostics
    : [...diagnostics, errorAt('EMPTY_CONFIGURATION', 'There is no resource in this configuration.')];

/** What `openConfiguration` makes of texts that have been read. */
export const openParsed = (parsed: ParsedConfiguration): Loaded =>
  parsed.sources.length === 0 ? unloaded(parsed) : deployed(parsed);

/** The stacks of the input; a lone template is a stack without a name. */
function placesOf({ files, stacks = [] }: ConfigurationInput): readonly StackPlace[] {
  const [file] = files;
  return stacks.length > 0 || file === undefined ? stacks : [{ id: '', path: file.path }];
}

const placed = (
  { world, parameters }: ConfigurationInput,
  place: StackPlace,
  template: StackTemplate['template'],
): StackTemplate => ({
  id: place.id,
  account: place.account ?? world.account,
  region: place.region ?? world.region,
  parameters: { ...parameters, ...place.parameters },
  template,
});

/** The configuration of texts that were read before; `states` as a deployment probe has them. */
export function deployed(
  { format, input, sources, states = new Map(), diagnostics: before, counts }: ParsedConfiguration,
  asked: ReadonlyMap<string, string> = new Map(),
): Loaded {
  const { world, catalogue, specification } = input;
  const { stack, diagnostics } = deploy(sources, world, new Map([...states, ...asked]), catalogue);
  const { rejections, advisories } = stack.draft;
  const exists = format === 'describe';
  const drawn = stack.resources.filter((each) => kindOf(each.type) === undefined);
  const all = [
    ...before,
    ...diagnostics,
    ...drawn.map(notSimulated),
    ...(exists ? rejections.map(notUnderstood) : []),
    ...(format === 'cloudformation' ? specified(stack, [...before, ...diagnostics], specification) : []),
  ];
  const compiled = compile(stack.draft, stack.idOf);
  const broken = all.some((each) => each.severity === 'error');
  const report: ConfigurationReport = {
    format,
    loaded: !broken,
    resources: stack.resources.length,
    simulated: stack.resources.length - drawn.length,
    ...counts,
    unsupported: unsupportedOf(drawn, format === 'cloudformation' ? specification : undefined),
    diagnostics: all,
    rejections: exists ? [] : rejections,
    advisories: exists ? [] : advisories,
  };
  const shown = once(() => {
    const placeOf = deployedAt(sources, world);
    return stack.resources.map((each) => resourceOf(each, placeOf(each)));
  });
  return {
    report,
    // Only those who draw or compare a configuration look at them.
    get resources() {
      return shown();
    },
    ...{ world, catalogue, specification, states, sources },
    deployed: broken ? undefined : { stack, compiled },
  };
}

function unloaded({ format, input, diagnostics }: ParsedConfiguration): Loaded {
  const report: ConfigurationReport = {
    format,
    loaded: false,
    resources: 0,
    simulated: 0,
    unsupported: [],
    diagnostics,
    rejections: [],
    advisories: [],
  };
  const { world, catalogue, specification } = input;
  return { report, resources: [], world, catalogue, specification, states: new Map(), sources: [], deployed: undefined };
}

const resourceOf = (resource: Declared, { account, region }: Pick<StackSource, 'account' | 'region'>): ConfigurationResource => ({
  logicalId: resource.logicalId,
  type: resource.type,
  physicalId: resource.physicalId,
  properties: toJson(resource.properties),
  simulated: kindOf(resource.type) !== undefined,
  place: `${account}/${region}`,
  span: resource.span,
});

/** The remark on a resource that is drawn and not simulated: what nobody simulates is said where it stands. */
const notSimulated = ({ logicalId, type, span }: Declared): Diagnostic =>
  infoAt('NOT_SIMULATED', `${logicalId} is kept on the map and not simulated: ${type} has no part in any verdict.`, span);

/** What exists is not refused: where our reading of it would be, it is said, and the thing is not in the network. */
const notUnderstood = ({ logicalId, code, message, span }: Rejection): Diagnostic =>
  warningAt(
    'DESCRIBED_NOT_UNDERSTOOD',
    `${logicalId} is left out: AWS would refuse it as it is read here (${code}: ${message}).`,
    span,
  );

/** What AWS's own table says, without what is said already. */
function specified({ resources, draft }: Stack, said: readonly Diagnostic[], table: ConfigurationInput['specification']) {
  if (table === undefined) return [];
  const key = ({ span }: Pick<Diagnostic, 'span'>) => `${span?.file}:${span?.start.line}:${span?.start.column}`;
  const places = new Set([...said.filter(({ severity }) => severity !== 'info'), ...draft.rejections].map(key));
  return remarksBySpecification(resources, table).filter((each) => !places.has(key(each)));
}

/** The types of resources that are not simulated, each once, in the order of the text. */
function unsupportedOf(resources: readonly Declared[], table: ConfigurationInput['specification']): readonly Unsupported[] {
  const effectOf = (type: string) =>
    table === undefined || isKnownType(type, table)
      ? 'kept on the map, not simulated'
      : 'no type of AWS: kept on the map, not simulated';
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count, effect: effectOf(type) }));
}
