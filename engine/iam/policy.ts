import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { resourceMatcher } from './arn.ts';
import { operatorNamed } from './operators/index.ts';
import type { Operator } from './operators/operator.ts';
import { fixedPattern, type Matcher, matcherOf, type Part, type Pattern, partsOf } from './pattern.ts';
import { type PrincipalEntry, principalEntry } from './principal-entry.ts';

/** A fault that makes AWS refuse the document; `pointer` is a JSON pointer into it. */
export interface PolicyFault {
  readonly code: string;
  readonly message: string;
  readonly pointer: string;
}

/** Who a statement names: everybody, or texts by kind (`AWS`, `Service`, `Federated`, `CanonicalUser`). */
export type PrincipalElement =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'named'; readonly entries: readonly PrincipalEntry[] };

export interface Condition {
  readonly operator: Operator;
  readonly ifExists: boolean;
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** Lower case: key names compare without case (facts:E85). */
  readonly key: string;
  readonly writtenKey: string;
  readonly values: readonly (readonly Part[])[];
  /** One for each value; undefined where a variable waits for the request. */
  readonly tests: readonly (Matcher | undefined)[];
  readonly writtenOperator: string;
  readonly writtenValues: readonly string[];
  readonly pointer: string;
}

/** A list of patterns and whether it says what is meant or what is not (`NotAction`, `NotResource`). */
export interface PatternList {
  readonly not: boolean;
  readonly patterns: readonly (readonly Part[])[];
  /** One for each pattern; undefined where a variable waits for the request. */
  readonly matchers: readonly (Matcher | undefined)[];
  readonly written: readonly string[];
}

export interface Statement {
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly principal?: { readonly not: boolean; readonly element: PrincipalElement };
  readonly action: PatternList;
  readonly resource?: PatternList;
  readonly conditions: readonly Condition[];
  readonly pointer: string;
}

export interface Policy {
  /** 2008-10-17 where none is written: then `${…}` is plain text. */
  readonly version: string;
  readonly id?: string;
  readonly statements: readonly Statement[];
}

export type ParsedPolicy =
  | { readonly ok: true; readonly value: Policy }
  | { readonly ok: false; readonly errors: readonly PolicyFault[] };

/** The policy that a JSON document writes, or everything that AWS's parser would refuse in it. */
export function parsePolicy(document: Json): ParsedPolicy {
  const faults: PolicyFault[] = [];
  if (!isJsonObject(document)) return { ok: false, errors: [fault('', 'A policy is a JSON object.')] };
  for (const key of Object.keys(document))
    if (!['Version', 'Id', 'Statement'].includes(key)) faults.push(fault(`/${escaped(key)}`, `A policy has no element ${key}.`));
  const version = document.Version ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17')
    faults.push(fault('/Version', 'Version is 2012-10-17 or 2008-10-17.'));
  const variables = version === '2012-10-17';
  const statement = document.Statement;
  if (statement === undefined) faults.push(fault('', 'A policy needs a Statement.'));
  const list = Array.isArray(statement) ? statement : statement === undefined ? [] : [statement];
  const statements = list.flatMap(
    (each: Json, index) =>
      statementOf(each, index, Array.isArray(statement) ? `/Statement/${index}` : '/Statement', variables, faults) ?? [],
  );
  return faults.length > 0
    ? { ok: false, errors: faults }
    : {
        ok: true,
        value: { version: String(version), ...(typeof document.Id === 'string' ? { id: document.Id } : {}), statements },
      };
}

const fault = (pointer: string, message: string): PolicyFault => ({ code: 'MalformedPolicyDocument', message, pointer });
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const ELEMENTS = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

function statementOf(
  json: Json,
  index: number,
  pointer: string,
  variables: boolean,
  faults: PolicyFault[],
): Statement | undefined {
  if (!isJsonObject(json)) {
    faults.push(fault(pointer, 'A statement is an object.'));
    return undefined;
  }
  for (const key of Object.keys(json))
    if (!ELEMENTS.includes(key)) faults.push(fault(`${pointer}/${escaped(key)}`, `A statement has no element ${key}.`));
  const effect = json.Effect;
  if (effect !== 'Allow' && effect !== 'Deny')
    faults.push(fault(json.Effect === undefined ? pointer : `${pointer}/Effect`, 'Effect is Allow or Deny.'));
  const action = patternsOf(json, 'Action', pointer, variables, faults);
  const resource = patternsOf(json, 'Resource', pointer, variables, faults);
  if (action === undefined) faults.push(fault(pointer, 'A statement needs Action or NotAction.'));
  const principal = principalOf(json, pointer, faults);
  const conditions = conditionsOf(json.Condition, `${pointer}/Condition`, variables, faults);
  if (action === undefined || (effect !== 'Allow' && effect !== 'Deny')) return undefined;
  const sid = typeof json.Sid === 'string' ? { sid: json.Sid } : {};
  return {
    index,
    ...sid,
    effect,
    ...(principal === undefined ? {} : { principal }),
    action,
    ...(resource === undefined ? {} : { resource }),
    conditions,
    pointer,
  };
}

function patternsOf(
  json: JsonObject,
  name: 'Action' | 'Resource',
  pointer: string,
  variables: boolean,
  faults: PolicyFault[],
): PatternList | undefined {
  const not = json[name] === undefined;
  const written = not ? json[`Not${name}`] : json[name];
  if (written === undefined) return undefined;
  if (!not && json[`Not${name}`] !== undefined)
    faults.push(fault(`${pointer}/Not${name}`, `A statement takes ${name} or Not${name}, not both.`));
  const texts = textsOf(written, `${pointer}/${not ? `Not${name}` : name}`, faults);
  // Variables stand in Resource; action names compare without case (facts:E88, E89).
  const patterns = texts.map((text) =>
    name === 'Action' ? partsOf(text.toLowerCase(), true, false) : partsOf(text, true, variables),
  );
  const ready = name === 'Action' ? matcherOf : resourceMatcher;
  return { not, patterns, matchers: patterns.map((parts) => whenFixed(parts, ready)), written: texts };
}

/** The matcher of parts that hold no variable. */
function whenFixed(parts: readonly Part[], ready: (pattern: Pattern) => Matcher): Matcher | undefined {
  const pattern = fixedPattern(parts);
  return pattern === undefined ? undefined : ready(pattern);
}

function textsOf(json: Json, pointer: string, faults: PolicyFault[]): readonly string[] {
  const list = Array.isArray(json) ? json : [json];
  return list.flatMap((each: Json, index) => {
    if (typeof each === 'string') return [each];
    if (typeof each === 'number' || typeof each === 'boolean') return [String(each)];
    faults.push(fault(Array.isArray(json) ? `${pointer}/${index}` : pointer, 'A value here is a text.'));
    return [];
  });
}

function principalOf(json: JsonObject, pointer: string, faults: PolicyFault[]): Statement['principal'] {
  const not = json.Principal === undefined;
  const written = not ? json.NotPrincipal : json.Principal;
  if (written === undefined) return undefined;
  const here = `${pointer}/${not ? 'NotPrincipal' : 'Principal'}`;
  if (written === '*') return { not, element: { kind: 'everybody' } };
  if (!isJsonObject(written)) {
    faults.push({ ...fault(here, 'Principal is "*" or an object with AWS, Service, Federated or CanonicalUser.') });
    return undefined;
  }
  const entries = Object.entries(written).flatMap(([type, value]) => {
    if (!['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(type))
      faults.push(fault(`${here}/${escaped(type)}`, `${type} is no kind of principal.`));
    return textsOf(value, `${here}/${escaped(type)}`, faults).map((each) => principalEntry(type, each));
  });
  const everybody = entries.some((each) => each.type === 'AWS' && each.value === '*');
  return { not, element: everybody ? { kind: 'everybody' } : { kind: 'named', entries } };
}

function conditionsOf(json: Json | undefined, pointer: string, variables: boolean, faults: PolicyFault[]): readonly Condition[] {
  if (json === undefined) return [];
  if (!isJsonObject(json)) {
    faults.push(fault(pointer, 'Condition is an object of operators.'));
    return [];
  }
  return Object.entries(json).flatMap(([name, keys]) =>
    operatorConditions(name, keys, `${pointer}/${escaped(name)}`, variables, faults),
  );
}

function operatorConditions(
  name: string,
  keys: Json,
  pointer: string,
  variables: boolean,
  faults: PolicyFault[],
): readonly Condition[] {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/i.exec(name);
  const operator = operatorNamed(match?.[2] ?? name);
  if (operator === undefined || (operator.compares === 'presence' && match?.[3] !== undefined)) {
    faults.push(fault(pointer, `There is no condition operator ${name}.`));
    return [];
  }
  if (!isJsonObject(keys)) {
    faults.push(fault(pointer, 'An operator holds an object of condition keys.'));
    return [];
  }
  const set = match?.[1] === undefined ? undefined : match[1].toLowerCase() === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue';
  return Object.entries(keys).map(([key, value]): Condition => {
    const here = `${pointer}/${escaped(key)}`;
    const writtenValues = textsOf(value, here, faults);
    const values = writtenValues.map((text) => partsOf(text, operator.wildcards, variables && operator.variables));
    return {
      tests: values.map((parts) => whenFixed(parts, operator.test)),
      writtenOperator: name,
      operator,
      ifExists: match?.[3] !== undefined,
      set,
      key: key.toLowerCase(),
      writtenKey: key,
      values,
      writtenValues,
      pointer: here,
    };
  });
}
