import type { Diagnostic } from '../../diagnostic.ts';
import { type Scope, wrong } from '../evaluate/scope.ts';
import type { Expression, Place } from '../syntax/ast.ts';
import { marksOf, scalar, unknown, type Value } from '../value/value.ts';

/** `try`: the first argument that can be worked out; `can`: whether the only one can. Their mistakes are no remarks. */
export function attempting(name: 'try' | 'can', args: readonly Expression[], place: Place, scope: Scope): Value {
  const [only] = args;
  if (only === undefined || (name === 'can' && args.length > 1)) {
    return wrong(
      scope,
      'INVALID_ARGUMENT',
      `\`${name}\` takes ${name === 'can' ? 'one argument' : 'at least one argument'}.`,
      place,
    );
  }
  if (name === 'can') {
    const { value, failed } = attempt(only, scope);
    return value.kind === 'unknown' && !failed ? unknown(value.reason, value) : scalar(!failed, marksOf([value]), place);
  }
  let reason = '';
  for (const each of args) {
    const { value, failed } = attempt(each, scope);
    if (!failed) return value;
    reason ||= value.kind === 'unknown' ? value.reason : '';
  }
  return wrong(scope, 'INVALID_ARGUMENT', `None of the arguments of \`try\` can be worked out. The first: ${reason}`, place);
}

function attempt(expression: Expression, scope: Scope): { readonly value: Value; readonly failed: boolean } {
  const diagnostics: Diagnostic[] = [];
  const value = scope.run.evaluate(expression, { ...scope, diagnostics });
  return { value, failed: diagnostics.some(({ severity }) => severity === 'error') };
}
