import type { Expression } from '../syntax/ast.ts';
import { list, unknown, type Value } from '../value/value.ts';
import { type Scope, spend } from './scope.ts';

/** What is made of each item; null has none, and what is no list is one item. */
export function splat(expression: Expression & { readonly kind: 'splat' }, scope: Scope): Value {
  const of = scope.run.evaluate(expression.of, scope);
  if (of.kind === 'unknown') return unknown(of.reason, of, of.ref === undefined ? undefined : { ...of.ref });
  const items = of.kind === 'list' ? of.items : of.kind === 'scalar' && of.value === null ? [] : [of];
  if (!spend(scope.run, items.length, expression)) return unknown('the limit was met');
  const made = items.map((item) => ({ ...scope.run.evaluate(expression.each, { ...scope, item }), place: expression }));
  return list(made, false, expression, of.computed);
}
