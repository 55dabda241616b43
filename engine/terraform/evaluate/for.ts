import type { Expression, ForHead } from '../syntax/ast.ts';
import { booleanOf } from '../value/convert.ts';
import { inOrder, kindOf, list, map, scalar, sortedKeys, unknown, type Value } from '../value/value.ts';
import { bind, type Scope, spend, wrong } from './scope.ts';

type Of<Kind> = Expression & { readonly kind: Kind };

/** One scope for each item that a `for` goes over; no scopes where that is not known. */
export interface Iterations {
  readonly over: Value;
  readonly scopes: readonly Scope[] | undefined;
}

/** The items of the head's collection, each bound to its names. */
export function iterations(head: ForHead, scope: Scope): Iterations {
  const read = scope.run.evaluate(head.collection, scope);
  const over = read.kind === 'lazy' ? (read.whole() ?? read) : read;
  const pairs = pairsOf(over);
  if (pairs === undefined) {
    if (over.kind !== 'unknown') {
      wrong(scope, 'INVALID_FOR', `A \`for\` goes over a list, a set or a map, and this is ${kindOf(over)}.`, head.collection);
    }
    return { over, scopes: undefined };
  }
  if (!spend(scope.run, pairs.length, head.collection)) return { over, scopes: undefined };
  const scopes = pairs.map(([key, value]) => {
    const inner = head.key === undefined ? scope : bind(scope, head.key, key);
    return bind(inner, head.value, value);
  });
  return { over, scopes };
}

/** Keys and values in the order in which Terraform goes through them; the key of a set's item is the item. */
export function pairsOf(value: Value): readonly (readonly [key: Value, value: Value])[] | undefined {
  if (value.kind === 'list') return inOrder(value).map((item, index) => [value.isSet ? item : scalar(index), item] as const);
  if (value.kind !== 'map') return undefined;
  return sortedKeys(value).flatMap((key) => {
    const item = value.entries.get(key);
    return item === undefined ? [] : [[scalar(key), item] as const];
  });
}

/** `[for … : value if test]`. */
export function forTuple(expression: Of<'for-tuple'>, scope: Scope): Value {
  const { over, scopes } = iterations(expression.head, scope);
  if (scopes === undefined) return unknown(reasonOf(over), over);
  const items: Value[] = [];
  let computed = over.computed;
  for (const inner of scopes) {
    const kept = passes(expression.test, inner);
    if (kept === undefined) return unknown('its condition is not known', over);
    computed ||= kept.computed;
    if (kept.holds) items.push({ ...inner.run.evaluate(expression.value, inner), place: expression.value });
  }
  return list(items, false, expression, computed);
}

/** `{for … : key => value if test}`; with `...` values of one key become a list. */
export function forObject(expression: Of<'for-object'>, scope: Scope): Value {
  const { over, scopes } = iterations(expression.head, scope);
  if (scopes === undefined) return unknown(reasonOf(over), over);
  const groups = new Map<string, Value[]>();
  let computed = over.computed;
  for (const inner of scopes) {
    const kept = passes(expression.test, inner);
    if (kept === undefined) return unknown('its condition is not known', over);
    computed ||= kept.computed;
    if (!kept.holds) continue;
    const key = inner.run.evaluate(expression.key, inner);
    computed ||= key.computed;
    if (!added(groups, key, { ...inner.run.evaluate(expression.value, inner), place: expression.value }, expression, inner)) {
      return unknown('a key of it is not known', key);
    }
  }
  const entries = [...groups].map(([key, values]): [string, Value] => [key, valueOfGroup(values, expression)]);
  return map(new Map(entries), expression, undefined, computed);
}

function valueOfGroup(values: readonly Value[], expression: Of<'for-object'>): Value {
  const [first] = values;
  return expression.grouping || first === undefined ? list(values, false, expression.value) : first;
}

/** Whether the pair could be added to `groups`; a key that is there already is a mistake, unless values are grouped. */
function added(groups: Map<string, Value[]>, key: Value, value: Value, expression: Of<'for-object'>, scope: Scope): boolean {
  if (key.kind !== 'scalar' || key.value === null) {
    if (key.kind !== 'unknown') wrong(scope, 'INVALID_KEY', `A key is a text, and this is ${kindOf(key)}.`, expression.key);
    return false;
  }
  const name = String(key.value);
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [value]);
  else if (expression.grouping) group.push(value);
  else {
    const message = `Two items have the key "${name.slice(0, 80)}". \`...\` after the value makes a list of them.`;
    wrong(scope, 'DUPLICATE_KEY', message, expression.key);
  }
  return true;
}

function passes(test: Expression | undefined, scope: Scope): { readonly holds: boolean; readonly computed: boolean } | undefined {
  if (test === undefined) return { holds: true, computed: false };
  const value = scope.run.evaluate(test, scope);
  const holds = booleanOf(value);
  if (holds !== undefined) return { holds, computed: value.computed };
  if (value.kind !== 'unknown') {
    wrong(scope, 'INVALID_CONDITION', `A condition is true or false, and this is ${kindOf(value)}.`, test);
  }
  return undefined;
}

const reasonOf = (value: Value): string => (value.kind === 'unknown' ? value.reason : 'what it goes over is not known');
