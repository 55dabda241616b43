import { errorAt, type Span } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import { truth } from './functions/logic.ts';
import { MAX_DEPTH } from './limits.ts';
import type { Scope } from './scope.ts';
import { unknownAt } from './tree.ts';

/** Asks whether a condition holds; every answer is worked out once. */
export type Conditions = Scope['condition'];

/**
 * The conditions of the template in `scope`, which may look at parameters and mappings and at no resource: they are decided before
 * any exists. Conditions that need each other, or each the next in a very long row, are errors and cannot be known.
 */
export function conditionsOf(outer: Omit<Scope, 'condition'>): Conditions {
  const known = new Map<string, boolean | undefined>();
  const open: string[] = [];
  const { template, diagnostics } = outer;
  const refuse = (code: string, message: string, span: Span): undefined => {
    diagnostics.push(errorAt(code, message, span));
    return undefined;
  };
  const condition: Conditions = (name, span) => {
    const definition = template.conditions.get(name);
    if (definition === undefined) {
      const hint = didYouMean(name, template.conditions.keys());
      return refuse('UNRESOLVED_REFERENCE', `The template has no condition \`${name.slice(0, 100)}\`.${hint}`, span);
    }
    if (known.has(name)) return known.get(name);
    const cycle = open.indexOf(name);
    if (cycle !== -1) {
      const names = open.slice(cycle).join(', ');
      return refuse('CIRCULAR_DEPENDENCY', `Circular dependency between conditions: [${names}].`, span);
    }
    if (open.length >= MAX_DEPTH) return refuse('TEMPLATE_TOO_DEEP', 'Too many conditions need each other in a row.', span);
    open.push(name);
    const holds = truth(definition.value, scope);
    open.pop();
    known.set(name, holds);
    return holds;
  };
  const scope: Scope = {
    ...outer,
    condition,
    lookUp: (name, span) => {
      if (!template.resources.has(name)) return outer.lookUp(name, span);
      refuse('UNRESOLVED_REFERENCE', `\`${name}\` is a resource: a condition is decided before any resource exists.`, span);
      return unknownAt('a resource in a condition', span);
    },
    attribute: (logicalId, _attribute, span) => {
      const message = `\`${logicalId}\` is a resource: a condition is decided before any resource exists.`;
      refuse('UNRESOLVED_REFERENCE', message, span);
      return unknownAt('a resource in a condition', span);
    },
  };
  for (const { key, keySpan } of template.conditions.values()) condition(key, keySpan);
  return condition;
}
