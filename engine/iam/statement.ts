import { matchesArn } from './arn.ts';
import { holds } from './condition.ts';
import { type RequestContext, variableValue } from './context.ts';
import { matchesPattern, substitute } from './pattern.ts';
import type { PatternList, Policy, Statement } from './policy.ts';
import { type Caller, type NamedAs, namedAs, sparedByNotPrincipal } from './principal.ts';

/** A request as every layer sees it. */
export interface AuthorizationRequest {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string | undefined;
  readonly context: RequestContext;
  readonly hasBoundary: boolean;
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
  return policy.statements.flatMap((statement) => matchOf(statement, request, reading, missing) ?? []);
}

function matchOf(
  statement: Statement,
  request: AuthorizationRequest,
  reading: PrincipalReading,
  missing: Set<string>,
): Match | undefined {
  const named = principalMatch(statement, request, reading);
  if (named === 'no' || !actionMatches(statement.action, request.action)) return undefined;
  if (statement.resource !== undefined && !resourceMatches(statement.resource, request)) return undefined;
  let all = true;
  // No early end: every key that was asked for and absent is reported.
  for (const condition of statement.conditions) if (!holds(condition, request.context, missing)) all = false;
  return all ? { statement, namedAs: named } : undefined;
}

function principalMatch(
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

/** Action names compare without case (facts:E89). */
function actionMatches(list: PatternList, action: string): boolean {
  const found = list.patterns.some((parts) => matchesPattern(substitute(parts, () => undefined) ?? [], action.toLowerCase()));
  return found !== list.not;
}

function resourceMatches(list: PatternList, request: AuthorizationRequest): boolean {
  const found = list.patterns.some((parts) => {
    const pattern = substitute(parts, (key) => variableValue(request.context, key));
    return pattern !== undefined && (isStar(pattern) || matchesArn(pattern, request.resource));
  });
  return found !== list.not;
}

const isStar = (pattern: readonly number[]): boolean => pattern.length === 1 && pattern[0] === -1;
