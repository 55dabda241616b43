import { z } from 'zod';
import type { Json } from '../json.ts';
import { contextFrom } from './context.ts';
import {
  type EvalDecision,
  type EvaluationResult,
  evaluate,
  type Layer,
  type LayerEvaluation,
  type PolicyLevel,
} from './evaluate.ts';
import { type Policy, parsePolicy } from './policy.ts';
import { parseCaller } from './principal.ts';

const document = z.record(z.string(), z.unknown());
const levels = z.array(z.object({ orgIdentifier: z.string(), policies: z.array(document) }));
const contextValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number(), z.boolean()]))]);

const caseSchema = z.object({
  id: z.string().default(''),
  request: z.object({
    principal: z.unknown(),
    action: z.string().regex(/^[A-Za-z0-9-]+:[A-Za-z0-9*?-]+$/, 'an action is written service:Name'),
    resource: z.object({ arn: z.string(), accountId: z.string().optional() }),
    context: z.record(z.string(), contextValue).default({}),
    endpointType: z.enum(['Gateway', 'Interface']).default('Interface'),
  }),
  identityPolicies: z.array(document).default([]),
  resourcePolicy: document.nullish(),
  endpointPolicies: z.array(document.nullable()).default([]),
  serviceControlPolicies: levels.default([]),
  resourceControlPolicies: levels.default([]),
  permissionBoundaries: z.array(document).nullish(),
  sessionPolicy: document.nullish(),
  managementAccounts: z.array(z.string()).default([]),
});

/** One statement of a `decide` answer; `pointer` stands in its own document. */
export interface DecidedStatement {
  readonly policy: number;
  readonly orgIdentifier?: string;
  readonly statement: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly pointer: string;
}

export interface DecidedLayer {
  readonly layer: Layer;
  readonly decision: EvalDecision | 'notApplicable';
  readonly matchedStatements: readonly DecidedStatement[];
}

/** The answer to a case that could be read. */
export interface Decision {
  readonly id: string;
  readonly evalDecision: EvalDecision;
  readonly layers: readonly DecidedLayer[];
  readonly missingContextKeys: readonly string[];
}

export type DecideAnswer =
  | Decision
  | { readonly id: string; readonly error: { readonly code: string; readonly message: string } };

/** The answer to one case of `decide` (contract 2): a decision, or why the case cannot be judged. Never throws. */
export function decideCase(input: unknown): DecideAnswer {
  const answer = decideRequest(input);
  return 'error' in answer ? answer : answer.decision;
}

/** The same with the layers that would have to change (`deniedBy`), which the contract's answer does not carry. */
export function decideRequest(
  input: unknown,
): { readonly decision: Decision; readonly deniedBy: readonly Layer[] } | Extract<DecideAnswer, { error: unknown }> {
  const parsed = caseSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return failure(
      idOf(input),
      'INVALID_CASE',
      `${issue?.path.join('.') || 'case'}: ${issue?.message ?? 'is not a request case'}`,
    );
  }
  const { id } = parsed.data;
  try {
    return judged(parsed.data);
  } catch (error) {
    if (error instanceof CaseFault) return failure(id, error.code, error.message);
    throw error;
  }
}

const failure = (id: string, code: string, message: string) => ({ id, error: { code, message } });
const idOf = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'id' in input && typeof input.id === 'string' ? input.id : '';

class CaseFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Case = z.infer<typeof caseSchema>;

function judged(input: Case): { readonly decision: Decision; readonly deniedBy: readonly Layer[] } {
  const { request } = input;
  const caller = parseCaller(request.principal);
  if (caller === undefined)
    throw new CaseFault('INVALID_PRINCIPAL', 'A principal is an ARN, a service principal, or {"type": "Anonymous"}.');
  const resourceAccount = request.resource.accountId ?? (request.resource.arn.split(':')[4] || undefined);
  const boundary = input.permissionBoundaries ?? null;
  const result = evaluate(
    {
      caller,
      action: request.action,
      resource: request.resource.arn,
      resourceAccount,
      context: contextFrom(textual(request.context), caller, resourceAccount),
      hasBoundary: boundary !== null,
      managementAccounts: input.managementAccounts,
    },
    {
      identity: input.identityPolicies.map(read('identityPolicies')),
      resource:
        input.resourcePolicy === null || input.resourcePolicy === undefined ? null : read('resourcePolicy')(input.resourcePolicy),
      endpoints: input.endpointPolicies.map((each) => (each === null ? null : read('endpointPolicies')(each))),
      endpointType: request.endpointType,
      scp: levelsOf('serviceControlPolicies', input.serviceControlPolicies),
      rcp: levelsOf('resourceControlPolicies', input.resourceControlPolicies),
      boundary: boundary === null ? null : boundary.map(read('permissionBoundaries')),
      session:
        input.sessionPolicy === null || input.sessionPolicy === undefined ? null : read('sessionPolicy')(input.sessionPolicy),
    },
  );
  return { decision: { id: input.id, ...shown(result) }, deniedBy: result.deniedBy };
}

const textual = (context: Case['request']['context']): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)]),
  );

const levelsOf = (where: string, chain: Case['serviceControlPolicies']): readonly PolicyLevel[] =>
  chain.map(({ orgIdentifier, policies }) => ({ orgIdentifier, policies: policies.map(read(where)) }));

/** Policies by document: a batch asks the same documents again and again. */
const CACHE = new WeakMap<object, Policy>();

const read =
  (where: string) =>
  (written: Record<string, unknown>): Policy => {
    const before = CACHE.get(written);
    if (before !== undefined) return before;
    const parsed = parsePolicy(written as Json);
    if (!parsed.ok) {
      const [first] = parsed.errors;
      throw new CaseFault(first?.code ?? 'MalformedPolicyDocument', `${where}${first?.pointer ?? ''}: ${first?.message ?? ''}`);
    }
    CACHE.set(written, parsed.value);
    return parsed.value;
  };

const shown = (result: EvaluationResult): Omit<Decision, 'id'> => ({
  evalDecision: result.evalDecision,
  layers: result.layers.map(shownLayer),
  missingContextKeys: result.missingContextKeys,
});

const shownLayer = ({ layer, decision, matches }: LayerEvaluation): DecidedLayer => ({
  layer,
  decision,
  matchedStatements: matches.map(({ policy, orgIdentifier, statement }) => ({
    policy,
    ...(orgIdentifier === undefined ? {} : { orgIdentifier }),
    statement: statement.index,
    ...(statement.sid === undefined ? {} : { sid: statement.sid }),
    effect: statement.effect,
    pointer: statement.pointer,
  })),
});
