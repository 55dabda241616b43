import { type Diagnostic, errorAt, type Span } from '../../diagnostic.ts';
import { didYouMean } from '../../nearest.ts';
import type { ResourceNode } from '../resource-node.ts';
import type { Scope } from '../scope.ts';
import type { Template } from '../template.ts';
import { asString } from '../tree.ts';
import { dependencyOrder } from './dependency-order.ts';
import { dangling, type Reference, referencesIn } from './references.ts';

/** A resource whose condition holds, with what it refers to. */
export interface PresentResource {
  readonly node: ResourceNode;
  /** The references that count: to resources that are there, from branches that are chosen. */
  readonly references: readonly Reference[];
  /** What DependsOn names, without what a condition leaves out. */
  readonly dependsOn: readonly string[];
}

/** The resources that exist, and the order in which they can: each after what it needs; `cyclic` need themselves. */
export interface OrderedResources {
  readonly present: ReadonlyMap<string, PresentResource>;
  readonly order: readonly string[];
  readonly cyclic: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Decides which resources exist and in which order; references to nothing and cycles are reported. */
export function orderResources(template: Template, condition: Scope['condition'], diagnostics: Diagnostic[]): OrderedResources {
  const left = new Set<string>();
  for (const node of template.resources.values()) if (!isPresent(node, condition, diagnostics)) left.add(node.logicalId);
  const holds = (name: string) => (template.conditions.has(name) ? condition(name, template.root.span) : undefined);
  const present = new Map<string, PresentResource>();
  for (const node of template.resources.values()) {
    const all = referencesIn(node.properties, holds);
    for (const each of all) reportDangling(each, template, diagnostics);
    const dependsOn = dependsOnOf(node, template, left, diagnostics);
    if (left.has(node.logicalId)) continue;
    const references = all.filter(({ name, taken }) => taken && template.resources.has(name) && !left.has(name));
    present.set(node.logicalId, { node, references, dependsOn });
  }
  const needs = new Map<string, readonly string[]>();
  for (const [name, { references, dependsOn }] of present) {
    const names = references.map((to) => to.name);
    needs.set(name, dependsOn.length === 0 ? names : [...names, ...dependsOn]);
  }
  const groups = dependencyOrder(needs);
  const cyclic = new Map<string, ReadonlySet<string>>();
  for (const group of groups) {
    const first = group[0] as string;
    if (group.length === 1 && needs.get(first)?.includes(first) !== true) continue;
    const members = new Set(group);
    for (const name of group) cyclic.set(name, members);
    diagnostics.push(cycleFault(members, present));
  }
  return { present, order: groups.flat(), cyclic };
}

export function reportDangling(reference: Reference, template: Template, diagnostics: Diagnostic[]): void {
  const fault = dangling(reference, template);
  if (fault !== undefined) diagnostics.push(fault);
}

function isPresent(
  { condition: node, logicalId }: ResourceNode,
  condition: Scope['condition'],
  diagnostics: Diagnostic[],
): boolean {
  if (node === undefined) return true;
  const name = asString(node);
  if (name !== undefined) return condition(name, node.span) !== false;
  if (node.kind !== 'scalar') {
    const message = `The Condition of \`${logicalId}\` is the name of a condition.`;
    diagnostics.push(errorAt('INVALID_CONDITION', message, node.span));
  }
  return true;
}

function dependsOnOf(
  node: ResourceNode,
  template: Template,
  left: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): readonly string[] {
  const names: string[] = [];
  for (const { logicalId, span } of node.dependsOn) {
    if (!template.resources.has(logicalId)) {
      const hint = didYouMean(logicalId, template.resources.keys());
      const message = `DependsOn names \`${logicalId.slice(0, 100)}\`, which is no resource of this template.${hint}`;
      diagnostics.push(errorAt('UNRESOLVED_REFERENCE', message, span));
    } else if (!left.has(logicalId) && !names.includes(logicalId)) names.push(logicalId);
  }
  return names;
}

/** CloudFormation's sentence, at the first reference in the text that is part of the cycle. */
function cycleFault(members: ReadonlySet<string>, present: ReadonlyMap<string, PresentResource>): Diagnostic {
  const spans: Span[] = [];
  for (const name of members) {
    const resource = present.get(name);
    for (const { name: to, span } of resource?.references ?? []) if (members.has(to)) spans.push(span);
    for (const { logicalId: to, span } of resource?.node.dependsOn ?? []) if (members.has(to)) spans.push(span);
  }
  const [first] = spans.toSorted((a, b) => a.start.line - b.start.line || a.start.column - b.start.column);
  const names = [...members].toSorted().join(', ');
  const advice = 'Each of them would have to exist before the other: take one of the references out, into a resource of its own.';
  return errorAt('CIRCULAR_DEPENDENCY', `Circular dependency between resources: [${names}]. ${advice}`, first);
}
