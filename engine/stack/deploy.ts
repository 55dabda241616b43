import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import { zonesOf } from '../catalogue/regions.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { derivedId } from '../resources/ids.ts';
import { compileResources, kindOf } from '../resources/index.ts';
import type { Declared, Draft } from '../resources/kind.ts';
import { generatedBucketName } from '../resources/s3-bucket/s3-bucket.ts';
import { checkShape } from '../resources/shape.ts';
import { type AttributeValue, type Declaration, type ResolveEnvironment, resolveTemplate } from '../template/resolve.ts';
import type { Template } from '../template/template.ts';
import type { Located } from '../template/tree.ts';
import type { World } from '../world.ts';
import { newDraft } from './draft.ts';

/** A template deployed into a world: every resource with its references resolved, and the network built from the simulated ones. */
export interface Stack {
  readonly resources: readonly Declared[];
  readonly draft: Draft;
  /** The AWS id of a logical id, or the text itself where it is an id of this stack. */
  readonly idOf: (name: string) => string | undefined;
}

/** The stack, with its faults as diagnostics (the text) and as rejections in the draft (what AWS would refuse). */
export function deploy(
  template: Template,
  world: World,
  parameters: Readonly<Record<string, string>>,
  catalogue?: ActionCatalogue,
): { readonly stack: Stack; readonly diagnostics: readonly Diagnostic[] } {
  const { declarations, diagnostics } = resolveTemplate(template, environmentOf(world, parameters));
  const resources = declarations.map(declaredOf);
  const draft = newDraft(world, catalogue);
  for (const resource of resources) {
    const kind = kindOf(resource.type);
    if (kind !== undefined) checkShape(resource, kind, draft);
  }
  compileResources(resources, draft);
  const ids = new Map(resources.map((resource) => [resource.logicalId, resource.physicalId]));
  const own = new Set(ids.values());
  const idOf = (name: string): string | undefined => ids.get(name) ?? (own.has(name) ? name : undefined);
  return { stack: { resources, draft, idOf }, diagnostics: [...diagnostics, ...draft.diagnostics] };
}

const declaredOf = ({ logicalId, type, physicalId, properties, span, keySpan }: Declaration): Declared => ({
  logicalId,
  type,
  physicalId,
  properties,
  span: keySpan ?? span,
  origin: { id: physicalId, logicalId, span: keySpan ?? span },
});

function environmentOf(world: World, parameters: Readonly<Record<string, string>>): ResolveEnvironment {
  return {
    region: world.region,
    account: world.account,
    stackName: 'workbook',
    parameters,
    availabilityZones: zonesOf,
    imports: () => undefined,
    physicalIdOf: (type, logicalId, properties) => physicalIdOf(world, type, logicalId, properties),
    attributeOf: (type, logicalId, attribute, properties) => attributeOf(world, type, logicalId, attribute, properties),
  };
}

/** The same id for the same logical id, so that a verdict never changes with the order of a text; a world may fix it. */
function physicalIdOf(world: World, type: string, logicalId: string, properties: Located | undefined): string {
  const fixed = world.physicalIds[logicalId];
  if (fixed !== undefined) return fixed;
  const kind = kindOf(type);
  const named = kind?.physicalId?.(properties);
  if (named !== undefined) return named;
  if (type === 'AWS::S3::Bucket') return generatedBucketName(logicalId);
  return kind === undefined ? `${logicalId}-${derivedId('', logicalId).slice(1, 13)}` : derivedId(kind.idPrefix, logicalId);
}

function attributeOf(
  world: World,
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
    physicalId: physicalIdOf(world, type, logicalId, properties),
    logicalId,
    properties,
    region: world.region,
    account: world.account,
  });
  return value ?? { kind: 'unknown', reason: `only AWS knows ${attribute} before the resource exists` };
}
