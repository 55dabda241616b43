import { resourceMatcher } from './arn.ts';
import { holds } from './condition.ts';
import { type RequestContext, variableValue } from './context.ts';
import { substitute } from './pattern.ts';
import type { Condition, PatternList, Policy, Statement } from './policy.ts';
import { type Caller, type NamedAs, namedAs, sparedByNotPrincipal } from './principal.ts';

/** A request as every layer sees it. */
export interface AuthorizationRequest {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string | undefined;
  readonly context: RequestContext;
  readonly hasBoundary: boolean;
  /** Accounts that manage an organization: no policy of it binds them (facts:E39). */
  readonly managementAccounts?: readonly string[];
}

/** A statement that matched, and how it names the caller where it names anybody. */
export interface Match {
  readonly statement: Statement;
  readonly namedAs: NamedAs | undefined;
}

/** How a policy's principals are read: not at all (identity side), as a resource policy's, or as an endpoint's of that type. */
export type PrincipalReading = 'none' | 'resource' | 'Gateway' | 'Interface';

/** Every statement of the policy that matches, in its order. */
export function matchesOf(
  policy: Policy,
  request: AuthorizationRequest,
  reading: PrincipalReading,
  missing: Set<string>,
): readonly Match[] {
  const action = request.action.toLowerCase();
  const matches: Match[] = [];
  for (const statement of policy.statements) {
    const named = principalMatch(statement, request, reading);
    if (named === 'no' || !actionMatches(statement.action, action)) continue;
    if (statement.resource !== undefined && !resourceMatches(statement.resource, request)) continue;
    if (conditionsHold(statement.conditions, request.context, missing))
      matches.push({ statement, namedAs: named === 'account' ? accountOrRole(statement, request) : named });
  }
  return matches;
}

/** No early end: every key that was asked for and is absent is reported. */
function conditionsHold(conditions: readonly Condition[], context: RequestContext, missing: Set<string>): boolean {
  let all = true;
  for (const condition of conditions) if (!holds(condition, context, missing)) all = false;
  return all;
}

/** How the statement names the caller; `'no'` where it does not, undefined where its layer names nobody. */
export function principalMatch(
  statement: Statement,
  request: AuthorizationRequest,
  reading: PrincipalReading,
): NamedAs | undefined | 'no' {
  if (reading === 'none') return undefined;
  const { principal } = statement;
  if (principal === undefined) return 'no';
  if (principal.not) return sparedByNotPrincipal(principal.element, request.caller, request.hasBoundary) ? 'no' : 'everybody';
  return namedAs(principal.element, request.caller, reading === 'resource' ? undefined : reading) ?? 'no';
}

/** An account narrowed to one role by `aws:PrincipalArn` names that role (facts:E35). */
function accountOrRole({ conditions }: Statement, { caller, context }: AuthorizationRequest): NamedAs {
  if (caller.roleArn === undefined) return 'account';
  const arn = context.get('aws:principalarn')?.[0] ?? '';
  const narrowed = conditions.some(
    ({ key, operator, ifExists, set, writtenValues }) =>
      key === 'aws:principalarn' &&
      operator.equality &&
      !operator.negated &&
      !ifExists &&
      set === undefined &&
      writtenValues.every((value) => value === arn),
  );
  return narrowed ? 'role' : 'account';
}

/** Whether the list covers the action, which is given in lower case: action names compare without case (facts:E89). */
export function actionMatches(list: PatternList, action: string): boolean {
  for (const matcher of list.matchers) if (matcher?.(action) === true) return !list.not;
  return list.not;
}

/** Whether the list covers the resource; a variable without value matches none (facts:E88). */
export function resourceMatches(list: PatternList, { resource, context }: AuthorizationRequest): boolean {
  for (let index = 0; index < list.matchers.length; index += 1) {
    const matcher = list.matchers[index];
    if (matcher !== undefined ? matcher(resource) : variableMatches(list, index, resource, context)) return !list.not;
  }
  return list.not;
}

function variableMatches(list: PatternList, index: number, resource: string, context: RequestContext): boolean {
  const pattern = substitute(list.patterns[index] ?? [], (key) => variableValue(context, key));
  return pattern !== undefined && resourceMatcher(pattern)(resource);
}
