import { callFunction } from '../functions/call.ts';
import { MAX_EVALUATION_DEPTH } from '../limits.ts';
import type { Expression, Place } from '../syntax/ast.ts';
import { booleanOf } from '../value/convert.ts';
import { kindOf, list, map, marked, scalar, unknown, type Value } from '../value/value.ts';
import { access, indexed } from './access.ts';
import { forObject, forTuple } from './for.ts';
import { binary, unary } from './operators.ts';
import { bounded, exhaust, type Scope, spend, textValue, wrong } from './scope.ts';
import { splat } from './splat.ts';
import { templateText } from './template.ts';

type Of<Kind> = Expression & { readonly kind: Kind };

/** What `expression` gives in `scope`; what cannot be worked out is unknown, with a remark where that is somebody's mistake. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const { run } = scope;
  if (!spend(run, 1, expression)) return unknown('the limit was met');
  if (run.depth >= MAX_EVALUATION_DEPTH) {
    exhaust(run, 'Values are made of each other here over more steps than any real configuration has.', expression);
    return unknown('the limit was met');
  }
  run.depth += 1;
  const value = evaluated(expression, scope);
  run.depth -= 1;
  return value;
}

/** `value` as standing where `expression` does, wherever it was read from. */
export const standingAt = (value: Value, place: Place): Value => (value.place === place ? value : { ...value, place });

function evaluated(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return scalar(expression.value, undefined, expression);
    case 'template':
      return template(expression, scope);
    case 'name':
      return named(expression, scope);
    case 'item':
      return scope.item ?? unknown('no item');
    case 'get':
      return access(evaluate(expression.of, scope), expression.name, expression, scope);
    case 'index':
      return indexed(evaluate(expression.of, scope), evaluate(expression.key, scope), expression, scope);
    case 'splat':
      return bounded(scope.run, splat(expression, scope), expression);
    case 'call':
      return bounded(scope.run, callFunction(expression, scope), expression);
    case 'unary':
      return unary(expression.operator, evaluate(expression.of, scope), expression, scope);
    case 'binary':
      return binary(expression, scope);
    case 'conditional':
      return conditional(expression, scope);
    case 'parenthesis':
      return evaluate(expression.of, scope);
    case 'tuple':
      return bounded(scope.run, tuple(expression, scope), expression);
    case 'object':
      return bounded(scope.run, object(expression, scope), expression);
    case 'for-tuple':
      return bounded(scope.run, forTuple(expression, scope), expression);
    case 'for-object':
      return bounded(scope.run, forObject(expression, scope), expression);
    case 'broken':
      return unknown('it could not be read', undefined, undefined, expression);
  }
}

/** A template that is one value and nothing else is that value; any other is a text. */
function template(expression: Of<'template'>, scope: Scope): Value {
  const [only, ...rest] = expression.parts;
  if (only?.kind === 'interpolation' && rest.length === 0) return evaluate(only.value, scope);
  const { text, marks, missing } = templateText(expression.parts, scope);
  return missing === undefined ? textValue(scope.run, text, expression, marks) : unknown(missing, marks, undefined, expression);
}

function named(expression: Of<'name'>, scope: Scope): Value {
  for (let binding = scope.bindings; binding !== undefined; binding = binding.outer) {
    if (binding.name === expression.name) return binding.value;
  }
  return scope.root(expression.name, expression, scope);
}

function conditional(expression: Of<'conditional'>, scope: Scope): Value {
  const test = evaluate(expression.test, scope);
  if (test.kind === 'unknown') return unknown(test.reason, test, undefined, expression);
  const holds = booleanOf(test);
  if (holds === undefined) {
    return wrong(scope, 'INVALID_CONDITION', `A condition is true or false, and this is ${kindOf(test)}.`, expression.test);
  }
  const value = evaluate(holds ? expression.yes : expression.no, scope);
  return test.computed ? marked(value, test) : value;
}

function tuple(expression: Of<'tuple'>, scope: Scope): Value {
  return list(
    expression.items.map((item) => standingAt(evaluate(item, scope), item)),
    false,
    expression,
  );
}

function object(expression: Of<'object'>, scope: Scope): Value {
  const entries = new Map<string, Value>();
  const places = new Map<string, Place>();
  for (const { key, value } of expression.items) {
    if (key.kind === 'get' || key.kind === 'index') {
      return wrong(scope, 'AMBIGUOUS_KEY', 'A key that is a reference stands in parentheses: `(var.name) = …`.', key);
    }
    const name = keyText(evaluate(key, scope), key, scope);
    const item = standingAt(evaluate(value, scope), value);
    if (name === undefined) return unknown('a key of it is not known', item, undefined, expression);
    entries.set(name, item);
    places.set(name, key);
  }
  return map(entries, expression, places);
}

/** The key `value` as text; undefined, with a remark where it is none, if it is not known. */
export function keyText(value: Value, place: Place, scope: Scope): string | undefined {
  if (value.kind === 'scalar' && value.value !== null) return String(value.value);
  if (value.kind !== 'unknown') wrong(scope, 'INVALID_KEY', `A key is a text, and this is ${kindOf(value)}.`, place);
  return undefined;
}
