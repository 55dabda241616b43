import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import { zonesOf } from '../catalogue/regions.ts';
import type { Diagnostic, Span } from '../diagnostic.ts';
import { once } from '../remember.ts';
import type { Described } from '../resources/described.ts';
import { elasticIp, setAside } from '../resources/elastic-ip/elastic-ip.ts';
import { derivedId } from '../resources/ids.ts';
import { compileResources, kindOf } from '../resources/index.ts';
import type { Declared, Draft } from '../resources/kind.ts';
import { generatedBucketName } from '../resources/s3-bucket/s3-bucket.ts';
import { checkShape } from '../resources/shape.ts';
import { type AttributeValue, type Declaration, type ResolveEnvironment, resolveTemplate } from '../template/resolve.ts';
import type { Template } from '../template/template.ts';
import { asString, type Located } from '../template/tree.ts';
import type { World } from '../world.ts';
import { defaultVpc, plausibleParameter } from './assumed.ts';
import { dropConsequences } from './consequences.ts';
import { newDraft } from './draft.ts';
import { withoutStack } from './stack-of.ts';

/** Where things are deployed. The id is empty where the stack is the only one: its things then go by their logical ids alone. */
interface Placed {
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

/** A template and where it is deployed. */
export interface StackTemplate extends Placed {
  readonly parameters: Readonly<Record<string, string>>;
  readonly template: Template;
}

/** Things that are resolved already: what an account describes, or what another language's text came to. Their ids are theirs. */
export interface StackDeclarations extends Placed {
  readonly declarations: readonly Declaration[];
  /** Stacks whose things go by `stack/Name` here and are deployed where this is. */
  readonly stacks?: readonly string[];
  /** Other names of the things, with their ids. */
  readonly names?: ReadonlyMap<string, string>;
  /** Whether a new security group lets everything out until its author writes an egress rule (facts:G5); true when left out. */
  readonly opensEgress?: boolean;
  /** Ids of things that hang on a value which is not known: nothing of them is refused. */
  readonly unsure?: ReadonlySet<string>;
  /** Parts of the account's default VPC that the text asks for, each with a place where it does. */
  readonly asked?: ReadonlyMap<string, Span>;
  /** Where the things exist already: what AWS made beside them. */
  readonly described?: Described;
}

/** What one stack is made from. */
export type StackSource = StackTemplate | StackDeclarations;

/** Templates deployed into a world: every resource with its references resolved, and the network built from the simulated ones. */
export interface Stack {
  readonly resources: readonly Declared[];
  readonly draft: Draft;
  /** The AWS id of a thing's name, or the text itself where it is an id of these stacks. A logical id alone will do where one stack has it. */
  readonly idOf: (name: string) => string | undefined;
}

/**
 * The stacks as one network, with their faults as diagnostics (the text) and as rejections in the draft (what AWS would refuse). Each is
 * resolved after those before it: `Fn::ImportValue` finds what they export in the same account and Region.
 */
export function deploy(
  sources: readonly StackSource[],
  world: World,
  states: ReadonlyMap<string, string> = new Map(),
  catalogue?: ActionCatalogue,
): { readonly stack: Stack; readonly diagnostics: readonly Diagnostic[] } {
  const draft = newDraft(world, states, catalogue);
  const exported = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const surroundings: { readonly resources: readonly Declared[]; readonly draft: Draft }[] = [];
  setAside(draft.publicAddresses, world, sources.flatMap(elasticIpsOf));
  const stacks = sources.map((each) => {
    const asked = new Set<string>();
    const declarations = 'template' in each ? resolved(draft, each, exported, diagnostics, asked) : each.declarations;
    const around = { ...draft, account: each.account, region: each.region };
    for (const span of 'template' in each ? [each.template.root.span] : [...(each.asked?.values() ?? [])].slice(0, 1))
      surroundings.push({
        resources: defaultVpc(each, 'template' in each ? asked : new Set(each.asked?.keys()), span),
        draft: around,
      });
    const { account, region } = each;
    const described = 'described' in each ? each.described : undefined;
    const opensEgress = 'declarations' in each ? (each.opensEgress ?? true) : true;
    const unsure = 'declarations' in each ? (each.unsure ?? draft.unsure) : draft.unsure;
    const own = { ...draft, account, region, described, opensEgress, unsure };
    return { resources: declarations.map((one) => declaredOf(one, each.id)), draft: own };
  });
  for (const { resources, draft: own } of stacks) {
    for (const resource of resources) {
      draft.needs.set(resource.logicalId, resource.needs);
      const kind = kindOf(resource.type);
      if (kind !== undefined) checkShape(resource, kind, own);
    }
  }
  compileResources([...onePerPlace(surroundings), ...stacks]);
  const resources = stacks.flatMap((each) => each.resources);
  dropConsequences(draft, resources);
  return { stack: { resources, draft, idOf: namesOf(resources, sources) }, diagnostics: [...diagnostics, ...draft.diagnostics] };
}

/** The Elastic IP addresses of a template, by name; those of another source have chosen for themselves. */
function elasticIpsOf(source: StackSource): readonly string[] {
  const names: string[] = [];
  if ('template' in source)
    for (const { logicalId, type } of source.template.resources.values())
      if (type === elasticIp.type) names.push(qualified(source.id, logicalId));
  return names;
}

/** A default VPC that several stacks ask for is there once. */
const onePerPlace = <T extends { readonly resources: readonly Declared[]; readonly draft: Draft }>(
  surroundings: readonly T[],
): readonly T[] => {
  const place = ({ draft }: T) => `${draft.account}/${draft.region}`;
  const asked = surroundings.filter(({ resources }) => resources.length > 0);
  return [...new Map(asked.map((each) => [place(each), each])).values()];
};

/** The template's resources; what it exports is added to `exported`, what was assumed to be there to `asked`. */
function resolved(
  draft: Draft,
  stack: StackTemplate,
  exported: Map<string, string>,
  diagnostics: Diagnostic[],
  asked: Set<string>,
): readonly Declaration[] {
  const environment = environmentOf(draft, stack, exported, asked);
  const { declarations, outputs, diagnostics: remarks } = resolveTemplate(stack.template, environment);
  diagnostics.push(...remarks);
  for (const output of outputs) {
    const [name, value] = [asString(output.exportName), asString(output.value)];
    if (name !== undefined && value !== undefined) exported.set(exportKey(stack, name), value);
  }
  return declarations;
}

const exportKey = ({ account, region }: StackTemplate, name: string): string => `${account}/${region}/${name}`;

/** `LogicalId`, or `stackId/LogicalId` with several stacks. */
const qualified = (stack: string, logicalId: string): string => (stack === '' ? logicalId : `${stack}/${logicalId}`);

function namesOf(resources: readonly Declared[], sources: readonly StackSource[]): Stack['idOf'] {
  const tables = once(() => {
    const ids = new Map(resources.map((resource) => [resource.logicalId, resource.physicalId]));
    const short = new Map<string, string | undefined>();
    for (const { logicalId, physicalId } of resources) {
      const name = withoutStack(logicalId);
      short.set(name, short.has(name) ? undefined : physicalId);
    }
    const others = new Map(sources.flatMap((each) => ('names' in each ? [...(each.names ?? [])] : [])));
    return { ids, short, others, own: new Set(ids.values()) };
  });
  return (name) => {
    const { ids, short, others, own } = tables();
    return ids.get(name) ?? short.get(name) ?? (own.has(name) ? name : others.get(name));
  };
}

function declaredOf(declaration: Declaration, stack: string): Declared {
  const { logicalId, type, physicalId, properties, dependsOn, references, span: whole, keySpan } = declaration;
  const name = qualified(stack, logicalId);
  const span = keySpan ?? whole;
  const needs = [...dependsOn, ...references].map((each) => qualified(stack, each));
  return { logicalId: name, type, physicalId, properties, needs, span, origin: { id: physicalId, logicalId: name, span } };
}

function environmentOf(
  draft: Draft,
  stack: StackTemplate,
  exported: ReadonlyMap<string, string>,
  asked: Set<string>,
): ResolveEnvironment {
  const { region, account, parameters } = stack;
  const { world } = draft;
  // A map: to ask an object for a name that was just put together takes several times as long.
  const fixed = new Map(Object.entries(world.physicalIds));
  const { ofHolder } = draft.publicAddresses;
  const idOf = (type: string, logicalId: string, properties: Located | undefined) =>
    physicalIdOf(fixed, ofHolder, stack, type, logicalId, properties);
  return {
    region,
    account,
    stackName: stack.id === '' ? 'workbook' : stack.id,
    parameters,
    availabilityZones: zonesOf,
    plausibleParameter: (type, name) => {
      const value = plausibleParameter(stack, type, name);
      for (const id of value?.split(',') ?? []) asked.add(id);
      return value;
    },
    imports: (name) => exported.get(exportKey(stack, name)),
    physicalIdOf: idOf,
    attributeOf: (type, logicalId, attribute, properties) =>
      attributeOf(draft, stack, type, logicalId, attribute, properties, idOf(type, logicalId, properties)),
  };
}

/** The same id for the same name, so that a verdict never changes with the order of a text; a world may fix it. */
function physicalIdOf(
  ids: ReadonlyMap<string, string>,
  addresses: ReadonlyMap<string, number>,
  { id, region, account }: StackTemplate,
  type: string,
  logicalId: string,
  properties: Located | undefined,
): string {
  const seed = qualified(id, logicalId);
  const fixed = ids.get(seed);
  if (fixed !== undefined) return fixed;
  const kind = kindOf(type);
  const named = kind?.physicalId?.(properties, { seed, region, account, publicAddress: addresses.get(seed) });
  if (named !== undefined) return named;
  if (type === 'AWS::S3::Bucket') return generatedBucketName(seed.replace('/', '-'));
  return kind === undefined ? `${logicalId}-${derivedId('', seed).slice(1, 13)}` : derivedId(kind.idPrefix, seed);
}

function attributeOf(
  { publicAddresses }: Draft,
  stack: StackTemplate,
  type: string,
  logicalId: string,
  attribute: string,
  properties: Located | undefined,
  physicalId: string,
): AttributeValue | undefined {
  const kind = kindOf(type);
  if (kind === undefined) return { kind: 'unknown', reason: `${type} is not simulated` };
  const compute = kind.attributes[attribute];
  if (compute === undefined) return undefined;
  const value = compute({
    physicalId,
    logicalId: qualified(stack.id, logicalId),
    properties,
    region: stack.region,
    account: stack.account,
    publicAddress: publicAddresses.ofHolder.get(qualified(stack.id, logicalId)),
  });
  return value ?? { kind: 'unknown', reason: `only AWS knows ${attribute} before the resource exists` };
}
