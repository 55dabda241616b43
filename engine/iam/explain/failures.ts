import { absentKeys, holds } from '../condition.ts';
import { type Absence, absenceOf, type RequestFacts } from '../keys/index.ts';
import type { Condition, PatternList, Statement } from '../policy.ts';
import {
  type AuthorizationRequest,
  actionMatches,
  type PrincipalReading,
  principalMatch,
  resourceMatches,
} from '../statement.ts';
import type { Failure } from './explanation.ts';

/** Who calls, as a message names them. */
export const callerName = ({ caller }: AuthorizationRequest): string => caller.arn ?? caller.service ?? 'anonymous';

/** The elements of the statement that do not match, in the order in which they are read; at most `most`. */
export function failuresOf(
  statement: Statement,
  request: AuthorizationRequest,
  reading: PrincipalReading,
  most: number,
): readonly Failure[] {
  const failures: Failure[] = [];
  if (principalMatch(statement, request, reading) === 'no') failures.push(principalFailure(statement, request));
  if (failures.length < most && !actionMatches(statement.action, request.action.toLowerCase()))
    failures.push(listFailure('Action', statement.action, statement, request.action));
  const { resource } = statement;
  if (failures.length < most && resource !== undefined && !resourceMatches(resource, request))
    failures.push(listFailure('Resource', resource, statement, request.resource));
  for (const condition of statement.conditions)
    if (failures.length < most && !holds(condition, request.context, NOWHERE))
      failures.push(conditionFailure(condition, request));
  return failures;
}

/** Keys that are asked again need not be noted again. */
const NOWHERE = { add: () => undefined };

function principalFailure({ principal, pointer }: Statement, request: AuthorizationRequest): Failure {
  const element = principal?.not === true ? 'NotPrincipal' : 'Principal';
  const written = principal?.element;
  return {
    element,
    pointer: principal === undefined ? pointer : `${pointer}/${element}`,
    policyValues: written === undefined ? [] : written.kind === 'everybody' ? ['*'] : written.entries.map((entry) => entry.value),
    requestValues: [callerName(request)],
  };
}

function listFailure(name: 'Action' | 'Resource', list: PatternList, { pointer }: Statement, value: string): Failure {
  const element = list.not ? (`Not${name}` as const) : name;
  return { element, pointer: `${pointer}/${element}`, policyValues: list.written, requestValues: [value] };
}

const conditionFailure = (condition: Condition, { context }: AuthorizationRequest): Failure => ({
  element: 'Condition',
  pointer: condition.pointer,
  operator: condition.writtenOperator,
  key: condition.writtenKey,
  policyValues: condition.writtenValues,
  requestValues: context.get(condition.key) ?? [],
});

const NONE: readonly Absence[] = [];

/** The keys that the statement asks for and the request does not carry, each once, with the reason. */
export function absencesOf(statement: Statement, request: AuthorizationRequest, facts: RequestFacts): readonly Absence[] {
  const names = absentKeys(statement, request.context);
  return names.length === 0 ? NONE : names.map((name) => absenceOf(name, facts));
}
