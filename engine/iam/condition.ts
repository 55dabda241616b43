import { type RequestContext, variableValue } from './context.ts';
import { type Matcher, substitute } from './pattern.ts';
import type { Condition, Statement } from './policy.ts';

/** Where the names of absent keys are noted. */
export interface Noted {
  add(key: string): unknown;
}

/** Whether the condition holds; a key that was asked for and is absent is added to `missing` under the name that the policy writes. */
export function holds(condition: Condition, context: RequestContext, missing: Noted): boolean {
  const actual = context.get(condition.key);
  const absent = isAbsent(condition, actual);
  if (absent) missing.add(condition.writtenKey);
  if (condition.operator.compares === 'presence') return nullHolds(condition, absent);
  if (absent || actual === undefined) return absentHolds(condition);
  const tests = testsOf(condition, context);
  // Without a set operator several values stand for a multivalued key compared as "any", and a negated one as "none".
  const all = condition.set === undefined ? condition.operator.negated : condition.set === 'ForAllValues';
  for (const value of actual) if (valueHolds(condition, value, tests) !== all) return !all;
  return all;
}

/** The keys that the statement's conditions and variables ask for and the request lacks, each once, as they are written. */
export function absentKeys({ conditions, resource }: Statement, context: RequestContext): readonly string[] {
  if (conditions.length === 0 && !resource?.matchers.includes(undefined)) return NONE;
  const absent: string[] = [];
  for (const condition of conditions) {
    if (isAbsent(condition, context.get(condition.key))) absent.push(condition.writtenKey);
    if (condition.tests.includes(undefined)) absent.push(...variablesWithoutValue(condition.values, context));
  }
  if (resource?.matchers.includes(undefined)) absent.push(...variablesWithoutValue(resource.patterns, context));
  return absent.length < 2 ? absent : spelledOnce(absent);
}

/** Key names compare without case: each key once, as it was written first. */
export function spelledOnce(keys: Iterable<string>): readonly string[] {
  const spelled = new Map<string, string>();
  for (const key of keys) if (!spelled.has(key.toLowerCase())) spelled.set(key.toLowerCase(), key);
  return [...spelled.values()];
}

const NONE: readonly string[] = [];

const variablesWithoutValue = (patterns: Condition['values'], context: RequestContext): readonly string[] =>
  patterns
    .flat()
    .flatMap((part) =>
      part.kind === 'variable' && part.fallback === undefined && variableValue(context, part.key) === undefined
        ? [part.writtenKey]
        : [],
    );

/** A key without value is as good as absent, and for a set operator so is an empty text (facts:E83). */
const isAbsent = (condition: Condition, actual: readonly string[] | undefined): boolean =>
  actual === undefined || actual.length === 0 || (condition.set !== undefined && actual.every((value) => value === ''));

/** `Null: true` holds for an absent key, `Null: false` for one that is there (facts:E81). */
const nullHolds = (condition: Condition, absent: boolean): boolean =>
  condition.writtenValues.some((value) => (value.toLowerCase() === 'true') === absent);

/** Facts: E81, E83. */
function absentHolds(condition: Condition): boolean {
  if (condition.ifExists) return true;
  if (condition.set !== undefined) return condition.set === 'ForAllValues';
  return condition.operator.negated;
}

/** One test for each value of the policy; a variable that has no value leaves none (facts:E88). */
function testsOf(condition: Condition, context: RequestContext): readonly (Matcher | undefined)[] {
  if (!condition.tests.includes(undefined)) return condition.tests;
  return condition.values.map((parts, index) => {
    const ready = condition.tests[index];
    if (ready !== undefined) return ready;
    const pattern = substitute(parts, (key) => variableValue(context, key));
    return pattern === undefined ? undefined : condition.operator.test(pattern);
  });
}

/** A variable without value matches nothing, so a negated operator holds (facts:E88). */
function valueHolds(condition: Condition, value: string, tests: readonly (Matcher | undefined)[]): boolean {
  for (const test of tests) if (test?.(value) === true) return !condition.operator.negated;
  return condition.operator.negated;
}
