import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** The words that an expectation may use instead of a value; an object that holds one holds nothing but these. */
const OPERATORS = ['not', 'anyOf', 'none', 'min', 'max', 'absent', 'includes'] as const;
type Operator = (typeof OPERATORS)[number];

/**
 * Whether `actual` is what `expected` says. An object matches as a subset, a list as "for each of mine some element matches",
 * a scalar when equal; `{not}`, `{anyOf}`, `{none}`, `{min}`, `{max}`, `{absent}` and `{includes}` (a text that holds this one) say the rest,
 * and several of them in one object must all hold. An absent list has no elements; an absent value matches only `{absent: true}`, `{not: …}` and `{none: …}`.
 */
export function matches(expected: Json, actual: Json | undefined): boolean {
  if (Array.isArray(expected)) {
    return Array.isArray(actual) && expected.every((mine: Json) => actual.some((theirs: Json) => matches(mine, theirs)));
  }
  if (!isJsonObject(expected)) return expected === actual;
  if (isOperation(expected)) return OPERATORS.every((operator) => holds(operator, own(expected, operator), actual));
  return isJsonObject(actual) && Object.keys(expected).every((key) => matches(own(expected, key) ?? null, own(actual, key)));
}

/** Whether `value` says something with an operator rather than being a value itself. */
export const isOperation = (value: Json | undefined): value is JsonObject =>
  isJsonObject(value) && OPERATORS.some((operator) => own(value, operator) !== undefined);

/** Whether an answer is what `expected` says; an answer that carries an error is so only where the error is expected. */
export function meets(expected: JsonObject, answer: Json): boolean {
  const failed = isJsonObject(answer) && own(answer, 'error') !== undefined;
  return (!failed || own(expected, 'error') !== undefined) && matches(expected, answer);
}

/** The fields of `actual` that `expected` speaks about, and of each element of a list what tells it apart. */
export function differences(expected: JsonObject, actual: Json): { readonly expected: JsonObject; readonly actual: JsonObject } {
  const about = isJsonObject(actual) ? actual : {};
  const error = own(about, 'error');
  if (error !== undefined && own(expected, 'error') === undefined) return { expected, actual: { error } };
  const part = partAbout(expected, about);
  return { expected, actual: isJsonObject(part) ? part : {} };
}

/** Every fault of a pattern's form: each with the path to it and what to do about it. Empty when it can be matched. */
export function patternFaults(pattern: Json, path: readonly (string | number)[] = []): readonly PatternFault[] {
  if (Array.isArray(pattern)) return pattern.flatMap((each: Json, index) => patternFaults(each, [...path, index]));
  if (!isJsonObject(pattern)) return [];
  const keys = Object.keys(pattern);
  if (!isOperation(pattern)) return keys.flatMap((key) => patternFaults(own(pattern, key) ?? null, [...path, key]));
  return keys.flatMap((key) => operationFaults(key, own(pattern, key) ?? null, [...path, key]));
}

export interface PatternFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The value that `object` itself holds under `key`: never what it inherits, such as `constructor`. */
export const own = (object: JsonObject, key: string): Json | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);

function holds(operator: Operator, operand: Json | undefined, actual: Json | undefined): boolean {
  if (operand === undefined) return true;
  switch (operator) {
    case 'not':
      return !matches(operand, actual);
    case 'anyOf':
      return Array.isArray(operand) && operand.some((each: Json) => matches(each, actual));
    case 'none':
      return actual === undefined || (Array.isArray(actual) && !actual.some((each: Json) => matches(operand, each)));
    case 'min':
      return typeof operand === 'number' && typeof actual === 'number' && actual >= operand;
    case 'max':
      return typeof operand === 'number' && typeof actual === 'number' && actual <= operand;
    case 'absent':
      return (actual === undefined) === operand;
    case 'includes':
      return typeof operand === 'string' && typeof actual === 'string' && actual.includes(operand);
  }
}

function operationFaults(key: string, operand: Json, path: readonly (string | number)[]): readonly PatternFault[] {
  const operator = OPERATORS.find((each) => each === key);
  if (operator === undefined) {
    return [
      {
        path,
        message: `stands beside an operator and would be ignored: put it in an object of its own (operators are ${OPERATORS.join(', ')})`,
      },
    ];
  }
  switch (operator) {
    case 'not':
    case 'none':
      return patternFaults(operand, path);
    case 'anyOf':
      return Array.isArray(operand) && operand.length > 0
        ? patternFaults(operand, path)
        : [{ path, message: 'needs a list of at least one pattern' }];
    case 'min':
    case 'max':
      return typeof operand === 'number' ? [] : [{ path, message: 'needs a number' }];
    case 'absent':
      return typeof operand === 'boolean' ? [] : [{ path, message: 'needs true or false' }];
    case 'includes':
      return typeof operand === 'string' && operand !== '' ? [] : [{ path, message: 'needs a text' }];
  }
}

/** What of `actual` the pattern looks at. Elements of a list keep their `kind` and `id` so that a reader can tell them apart. */
function partAbout(pattern: Json, actual: Json): Json {
  if (isJsonObject(pattern) && isOperation(pattern)) return operandPart(pattern, actual);
  if (Array.isArray(pattern)) {
    if (!Array.isArray(actual)) return actual;
    const fields = [
      ...new Set(['kind', 'id', ...pattern.flatMap((each: Json) => (isJsonObject(each) ? Object.keys(each) : []))]),
    ];
    return actual.map((element: Json) => (isJsonObject(element) ? pick(element, fields) : element));
  }
  if (!isJsonObject(pattern) || !isJsonObject(actual)) return actual;
  const entries = Object.keys(pattern).flatMap((key) => {
    const value = own(actual, key);
    return value === undefined ? [] : [[key, partAbout(own(pattern, key) ?? null, value)] as const];
  });
  return Object.fromEntries(entries);
}

function operandPart(operation: JsonObject, actual: Json): Json {
  const none = own(operation, 'none');
  if (none !== undefined) return partAbout([none], actual);
  const not = own(operation, 'not');
  if (not !== undefined) return partAbout(not, actual);
  const anyOf = own(operation, 'anyOf');
  const first = Array.isArray(anyOf) ? (anyOf.find(Array.isArray) as Json | undefined) : undefined;
  return first === undefined ? actual : partAbout(first, actual);
}

function pick(object: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => fields.includes(key)));
}
