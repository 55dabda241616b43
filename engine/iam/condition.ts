import { type RequestContext, variableValue } from './context.ts';
import { type Pattern, substitute } from './pattern.ts';
import type { Condition } from './policy.ts';

/** Whether the condition holds; a key that was asked for and is absent is added to `missing` under the name that the policy writes. */
export function holds(condition: Condition, context: RequestContext, missing: Set<string>): boolean {
  const actual = context.get(condition.key);
  const absent = actual === undefined || actual.length === 0;
  if (condition.operator.name === 'Null') return nullHolds(condition, absent);
  if (absent) {
    missing.add(condition.writtenKey);
    return absentHolds(condition);
  }
  const expected = condition.values.map((parts) => substitute(parts, (key) => variableValue(context, key)));
  const one = (value: string): boolean => valueHolds(condition, value, expected);
  // Without a set operator several values stand for a multivalued key compared as "any", and a negated one as "none".
  if (condition.set === undefined) return condition.operator.negated ? actual.every(one) : actual.some(one);
  return condition.set === 'ForAllValues' ? actual.every(one) : actual.some(one);
}

/** `Null: true` holds for an absent key, `Null: false` for one that is there (facts:E81). */
const nullHolds = (condition: Condition, absent: boolean): boolean =>
  condition.writtenValues.some((value) => (value.toLowerCase() === 'true') === absent);

/** Facts: E81, E83. */
function absentHolds(condition: Condition): boolean {
  if (condition.ifExists) return true;
  if (condition.set !== undefined) return condition.set === 'ForAllValues';
  return condition.operator.negated;
}

/** A variable without value matches nothing, so a negated operator holds (facts:E88). */
function valueHolds(condition: Condition, value: string, expected: readonly (Pattern | undefined)[]): boolean {
  const matched = expected.some((pattern) => pattern !== undefined && condition.operator.matches(value, pattern));
  return matched !== condition.operator.negated;
}
