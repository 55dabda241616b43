import { type Diagnostic, errorAt, type Span } from '../diagnostic.ts';
import { conditionsOf } from './conditions.ts';
import type { Declaration, Output, ResolveEnvironment } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { withoutLoops } from './for-each.ts';
import { referencesIn } from './order/references.ts';
import { type OrderedResources, orderResources, type PresentResource, reportDangling } from './order/resources-in-order.ts';
import { parameterValues } from './parameters/parameters.ts';
import { pseudoParameter } from './parameters/pseudo.ts';
import { inOrder } from './parse.ts';
import { listAt, relocated, type Scope } from './scope.ts';
import type { Template } from './template.ts';
import { asString, at, type Located, scalarAt, unknownAt } from './tree.ts';

export type { AttributeValue, Declaration, Output, ResolveEnvironment } from './environment.ts';

/** A template whose functions have been replaced by what they give. */
export interface Resolved {
  /** The resources that exist, in the order of the text. */
  readonly declarations: readonly Declaration[];
  readonly outputs: readonly Output[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What has been worked out of the resources so far. */
interface Progress {
  readonly ordered: OrderedResources;
  readonly properties: Map<string, Located>;
  readonly ids: Map<string, string>;
  /** The resource whose properties are being worked out. */
  within: string | undefined;
}

/**
 * The resources of a template as they would be deployed into `environment`. Each is resolved after what it refers to, so the order in
 * the text never matters; what cannot be resolved is an `unknown` value with a remark, and the rest goes on.
 */
export function resolveTemplate(written: Template, environment: ResolveEnvironment): Resolved {
  const diagnostics: Diagnostic[] = [];
  const parameters = parameterValues(written, environment, diagnostics);
  const outline = baseScope(written, environment, parameters, diagnostics);
  const template = withoutLoops(written, { ...outline, condition: () => undefined });
  const base = { ...outline, template };
  for (const { value } of template.conditions.values()) {
    for (const each of referencesIn(value, () => undefined)) reportDangling(each, template, diagnostics);
  }
  const condition = conditionsOf(base);
  const ordered = orderResources(template, condition, diagnostics);
  const progress: Progress = { ordered, properties: new Map(), ids: new Map(), within: undefined };
  const scope = resourceScope({ ...base, condition }, progress);
  for (const name of ordered.order) {
    const resource = ordered.present.get(name);
    progress.within = name;
    if (resource !== undefined) progress.properties.set(name, propertiesOf(resource, scope));
  }
  progress.within = undefined;
  const declarations = [...ordered.present.values()].flatMap((each) => declarationOf(each, scope, progress));
  return { declarations, outputs: outputsOf(scope), diagnostics: inOrder(diagnostics) };
}

/** The scope of everything that is no resource: parameters and pseudo parameters. */
function baseScope(
  template: Template,
  environment: ResolveEnvironment,
  parameters: ReadonlyMap<string, Located>,
  diagnostics: Diagnostic[],
): Omit<Scope, 'condition'> {
  const meter = { produced: 0 };
  const scope = { environment, template, diagnostics, evaluate, meter };
  const lookUp = (name: string, span: Span): Located | undefined => {
    if (name === 'AWS::NoValue') return undefined;
    const parameter = parameters.get(name);
    if (parameter === undefined) return pseudoParameter(name, environment, span);
    return parameter.kind === 'list'
      ? relocated({ ...asked, condition: () => undefined }, parameter, span)
      : { ...parameter, span };
  };
  const attribute = (logicalId: string, _name: string, span: Span) => unknownAt(`${logicalId} is no resource`, span);
  const asked = { ...scope, lookUp, attribute };
  return asked;
}

/** The scope of resources' properties and of outputs: other resources can be looked up too. */
function resourceScope(base: Scope, progress: Progress): Scope {
  const { template, diagnostics } = base;
  // Within a cycle a resource has no properties yet: its id may be known without them, its attributes are not.
  const isCyclic = (name: string) =>
    progress.within !== undefined && progress.ordered.cyclic.get(progress.within)?.has(name) === true;
  const missing = (name: string, span: Span): Located | undefined => {
    if (!template.resources.has(name)) return unknownAt(`${name} is not declared`, span);
    if (progress.ordered.present.has(name)) return undefined;
    const message = `\`${name}\` does not exist here: its condition does not hold. Refer to it only where the condition does (Fn::If).`;
    diagnostics.push(errorAt('UNRESOLVED_REFERENCE', message, span));
    return unknownAt(`${name} is left out by its condition`, span);
  };
  return {
    ...base,
    lookUp: (name, span) => {
      if (!template.resources.has(name)) return base.lookUp(name, span);
      return missing(name, span) ?? idAt(name, span, base, progress, isCyclic(name));
    },
    attribute: (name, attribute, span) =>
      missing(name, span) ??
      (isCyclic(name) ? unknownAt(`${name} is part of a cycle`, span) : attributeAt(name, attribute, span, base, progress)),
  };
}

function propertiesOf({ node }: PresentResource, scope: Scope): Located {
  const properties = node.properties === undefined ? undefined : evaluate(node.properties, scope);
  return properties?.kind === 'map' ? properties : { kind: 'map', entries: new Map(), span: node.span };
}

function idAt(name: string, span: Span, { environment }: Scope, progress: Progress, cyclic: boolean): Located {
  const type = progress.ordered.present.get(name)?.node.type;
  if (type === undefined) return unknownAt(`${name} has no Type`, span, { logicalId: name });
  const ref = { logicalId: name };
  // Without properties even where some are known already: which ones depends on the order of the text.
  if (cyclic) return scalarAt(environment.physicalIdOf(type, name, undefined), span, ref);
  return scalarAt(physicalIdOf(name, type, environment, progress), span, ref);
}

function physicalIdOf(name: string, type: string, environment: ResolveEnvironment, progress: Progress): string {
  const before = progress.ids.get(name);
  if (before !== undefined) return before;
  const id = environment.physicalIdOf(type, name, progress.properties.get(name));
  progress.ids.set(name, id);
  return id;
}

function attributeAt(name: string, attribute: string, span: Span, scope: Scope, progress: Progress): Located {
  const ref = { logicalId: name, attribute };
  const type = progress.ordered.present.get(name)?.node.type;
  if (type === undefined) return unknownAt(`${name} has no Type`, span, ref);
  const value = scope.environment.attributeOf(type, name, attribute, progress.properties.get(name));
  if (typeof value === 'string') return scalarAt(value, span, ref);
  if (value !== undefined) return 'kind' in value ? unknownAt(value.reason, span, ref) : listAt(value, span, ref);
  const message = `\`${name}\` is of type ${type}, which has no attribute \`${attribute}\`.`;
  scope.diagnostics.push(errorAt('UNKNOWN_ATTRIBUTE', message, span));
  return unknownAt(message, span, ref);
}

function declarationOf(
  { node, references, dependsOn }: PresentResource,
  scope: Scope,
  progress: Progress,
): readonly Declaration[] {
  const { logicalId, type, span, keySpan } = node;
  const properties = progress.properties.get(logicalId);
  // A resource without a Type has its remark; it is no resource of the stack.
  if (type === undefined || properties === undefined) return [];
  const physicalId = physicalIdOf(logicalId, type, scope.environment, progress);
  const names: string[] = [];
  for (const { name } of references) if (!names.includes(name)) names.push(name);
  return [{ logicalId, type, physicalId, properties, dependsOn, references: names, span, keySpan }];
}

function outputsOf(scope: Scope): readonly Output[] {
  const { template, diagnostics } = scope;
  const holds = (name: string) => (template.conditions.has(name) ? scope.condition(name, template.root.span) : undefined);
  return [...template.outputs.values()].flatMap(({ key: name, keySpan, value: definition }): readonly Output[] => {
    for (const each of referencesIn(definition, holds)) reportDangling(each, template, diagnostics);
    const condition = at(definition, 'Condition');
    if (condition !== undefined && scope.condition(asString(condition) ?? '', condition.span) === false) return [];
    const node = at(definition, 'Value');
    const value = node === undefined ? undefined : evaluate(node, scope);
    if (value === undefined) {
      diagnostics.push(errorAt('MISSING_OUTPUT_VALUE', `The output \`${name}\` has no Value.`, keySpan));
      return [];
    }
    const exported = at(definition, 'Export', 'Name');
    return [{ name, value, exportName: exported === undefined ? undefined : evaluate(exported, scope), keySpan }];
  });
}
