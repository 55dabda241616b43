import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import { zonesOf } from '../catalogue/regions.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { once } from '../remember.ts';
import { derivedId } from '../resources/ids.ts';
import { compileResources, kindOf } from '../resources/index.ts';
import type { Declared, Draft } from '../resources/kind.ts';
import { generatedBucketName } from '../resources/s3-bucket/s3-bucket.ts';
import { checkShape } from '../resources/shape.ts';
import { type AttributeValue, type Declaration, type ResolveEnvironment, resolveTemplate } from '../template/resolve.ts';
import type { Template } from '../template/template.ts';
import { asString, type Located } from '../template/tree.ts';
import type { World } from '../world.ts';
import { dropConsequences } from './consequences.ts';
import { newDraft } from './draft.ts';

/** A template and where it is deployed. The id is empty where it is the only one: its things then go by their logical ids alone. */
export interface StackTemplate {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly template: Template;
}

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
  templates: readonly StackTemplate[],
  world: World,
  states: ReadonlyMap<string, string> = new Map(),
  catalogue?: ActionCatalogue,
): { readonly stack: Stack; readonly diagnostics: readonly Diagnostic[] } {
  const draft = newDraft(world, states, catalogue);
  const exported = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const stacks = templates.map((each) => {
    const environment = environmentOf(world, each, exported);
    const resolved = resolveTemplate(each.template, environment);
    diagnostics.push(...resolved.diagnostics);
    for (const output of resolved.outputs) {
      const [name, value] = [asString(output.exportName), asString(output.value)];
      if (name !== undefined && value !== undefined) exported.set(exportKey(each, name), value);
    }
    const { account, region } = each;
    return { resources: resolved.declarations.map((one) => declaredOf(one, each.id)), draft: { ...draft, account, region } };
  });
  for (const { resources, draft: own } of stacks) {
    for (const resource of resources) {
      const kind = kindOf(resource.type);
      if (kind !== undefined) checkShape(resource, kind, own);
    }
  }
  compileResources(stacks);
  const resources = stacks.flatMap((each) => each.resources);
  dropConsequences(draft, resources);
  return { stack: { resources, draft, idOf: namesOf(resources) }, diagnostics: [...diagnostics, ...draft.diagnostics] };
}

const exportKey = ({ account, region }: StackTemplate, name: string): string => `${account}/${region}/${name}`;

/** `LogicalId`, or `stackId/LogicalId` with several stacks. */
const qualified = (stack: string, logicalId: string): string => (stack === '' ? logicalId : `${stack}/${logicalId}`);

function namesOf(resources: readonly Declared[]): Stack['idOf'] {
  const tables = once(() => {
    const ids = new Map(resources.map((resource) => [resource.logicalId, resource.physicalId]));
    const short = new Map<string, string | undefined>();
    for (const { logicalId, physicalId } of resources) {
      const name = logicalId.slice(logicalId.indexOf('/') + 1);
      short.set(name, short.has(name) ? undefined : physicalId);
    }
    return { ids, short, own: new Set(ids.values()) };
  });
  return (name) => {
    const { ids, short, own } = tables();
    return ids.get(name) ?? short.get(name) ?? (own.has(name) ? name : undefined);
  };
}

function declaredOf({ logicalId, type, physicalId, properties, span, keySpan }: Declaration, stack: string): Declared {
  const name = qualified(stack, logicalId);
  const place = keySpan ?? span;
  return { logicalId: name, type, physicalId, properties, span: place, origin: { id: physicalId, logicalId: name, span: place } };
}

function environmentOf(world: World, stack: StackTemplate, exported: ReadonlyMap<string, string>): ResolveEnvironment {
  const { region, account, parameters } = stack;
  return {
    region,
    account,
    stackName: stack.id === '' ? 'workbook' : stack.id,
    parameters,
    availabilityZones: zonesOf,
    imports: (name) => exported.get(exportKey(stack, name)),
    physicalIdOf: (type, logicalId, properties) => physicalIdOf(world, stack, type, logicalId, properties),
    attributeOf: (type, logicalId, attribute, properties) => attributeOf(world, stack, type, logicalId, attribute, properties),
  };
}

/** The same id for the same name, so that a verdict never changes with the order of a text; a world may fix it. */
function physicalIdOf(
  world: World,
  { id, region, account }: StackTemplate,
  type: string,
  logicalId: string,
  properties: Located | undefined,
): string {
  const seed = qualified(id, logicalId);
  const fixed = world.physicalIds[seed];
  if (fixed !== undefined) return fixed;
  const kind = kindOf(type);
  const named = kind?.physicalId?.(properties, { seed, region, account });
  if (named !== undefined) return named;
  if (type === 'AWS::S3::Bucket') return generatedBucketName(seed.replace('/', '-'));
  return kind === undefined ? `${logicalId}-${derivedId('', seed).slice(1, 13)}` : derivedId(kind.idPrefix, seed);
}

function attributeOf(
  world: World,
  stack: StackTemplate,
  type: string,
  logicalId: string,
  attribute: string,
  properties: Located | undefined,
): AttributeValue | undefined {
  const kind = kindOf(type);
  if (kind === undefined) return { kind: 'unknown', reason: `${type} is not simulated` };
  const compute = kind.attributes[attribute];
  if (compute === undefined) return undefined;
  const value = compute({
    physicalId: physicalIdOf(world, stack, type, logicalId, properties),
    logicalId: qualified(stack.id, logicalId),
    properties,
    region: stack.region,
    account: stack.account,
  });
  return value ?? { kind: 'unknown', reason: `only AWS knows ${attribute} before the resource exists` };
}
