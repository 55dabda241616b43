import { z } from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { contextFrom } from './context.ts';
import {
  type EvalDecision,
  type EvaluationResult,
  evaluate,
  type Layer,
  type LayerEvaluation,
  type PolicyLevel,
  type PolicySet,
} from './evaluate.ts';
import { explain } from './explain/explain.ts';
import type { Explanation } from './explain/explanation.ts';
import type { RequestFacts } from './keys/index.ts';
import { type Policy, parsePolicy } from './policy.ts';
import { parseCaller } from './principal.ts';
import type { AuthorizationRequest } from './statement.ts';

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9*?-]+$/;
const ENDPOINT_TYPES = ['Gateway', 'Interface'] as const;
const document = z.custom<JsonObject>((value) => isJsonObject(value as Json), 'a policy document is a JSON object');
const levels = z.array(z.object({ orgIdentifier: z.string(), policies: z.array(document) }));
const contextValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number(), z.boolean()]))]);

const caseSchema = z.object({
  id: z.string().default(''),
  request: z.object({
    principal: z.unknown(),
    action: z.string().regex(ACTION, 'an action is written service:Name'),
    resource: z.object({ arn: z.string(), accountId: z.string().optional() }),
    context: z.record(z.string(), contextValue).default({}),
    endpointType: z.enum(ENDPOINT_TYPES).default('Interface'),
  }),
  identityPolicies: z.array(document).default([]),
  resourcePolicy: document.nullish(),
  endpointPolicies: z.array(document.nullable()).default([]),
  serviceControlPolicies: levels.default([]),
  resourceControlPolicies: levels.default([]),
  permissionBoundaries: z.array(document).nullish(),
  sessionPolicy: document.nullish(),
  managementAccounts: z.array(z.string()).default([]),
  explain: z.boolean().default(false),
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
  /** Where the case says `explain: true`. */
  readonly explanation?: Explanation;
}

export type DecideAnswer =
  | Decision
  | { readonly id: string; readonly error: { readonly code: string; readonly message: string } };

/** The answer to one case of `decide` (contract 2): a decision, or why the case cannot be judged. Never throws. */
export function decideCase(input: unknown): DecideAnswer {
  const answer = decideRequest(input);
  if ('error' in answer) return answer;
  return answer.explained ? { ...answer.decision, explanation: answer.explain() } : answer.decision;
}

/** A decision with what the contract's answer does not carry. */
export interface Decided {
  readonly decision: Decision;
  /** The layers that would have to change. */
  readonly deniedBy: readonly Layer[];
  /** Whether the case asks for its explanation. */
  readonly explained: boolean;
  /** The explanation, worked out when it is asked for; with `facts` it knows the way that the request took. */
  readonly explain: (facts?: RequestFacts) => Explanation;
}

/** The same with the layers that would have to change and the explanation. */
export function decideRequest(input: unknown): Decided | CaseFailure {
  const prepared = prepareCase(input);
  return 'error' in prepared ? prepared : decided(prepared);
}

/**
 * The same for a case that the engine has put together itself of things that were checked when they were read: nobody changes its
 * documents, so that each is compiled once for as long as it is there.
 */
export function decideOwn(input: Json): AboutResource | CaseFailure {
  const own = input as unknown as Case;
  const documents = [own.resourcePolicy ?? null, ...own.endpointPolicies].filter((each) => each !== null);
  const { action, endpointType } = own.request;
  // What only a learner's or an author's text can get wrong is said by the schema.
  const asSchemaHasIt =
    ACTION.test(action) && ENDPOINT_TYPES.includes(endpointType) && documents.every((each) => isJsonObject(each));
  const prepared = asSchemaHasIt ? prepareParsed(own, readOwn) : prepareCase(input);
  return 'error' in prepared ? prepared : (resource) => decided(prepared.about(resource));
}

/** The same call about another resource of the same owner: nothing but its ARN differs. */
export type AboutResource = (arn: string) => Decided;

function decided(prepared: PreparedCase): Decided {
  const result = prepared.evaluate();
  const { evalDecision, missingContextKeys } = result;
  return {
    decision: { id: prepared.id, evalDecision, layers: result.layers.map(shownLayer), missingContextKeys },
    deniedBy: result.deniedBy,
    explained: prepared.explained,
    explain: (facts) => prepared.explain(facts, result),
  };
}

type CaseFailure = Extract<DecideAnswer, { error: unknown }>;

/** A case read and its policies compiled once, to be asked many times. */
export interface PreparedCase {
  readonly id: string;
  readonly explained: boolean;
  readonly evaluate: () => EvaluationResult;
  readonly explain: (facts?: RequestFacts, result?: EvaluationResult) => Explanation;
  /** The same case about another resource of the same owner. */
  readonly about: (resource: string) => PreparedCase;
}

/** The case made ready, or why it cannot be judged. Never throws. */
export function prepareCase(input: unknown): PreparedCase | CaseFailure {
  const parsed = caseSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return failure(
      idOf(input),
      'INVALID_CASE',
      `${issue?.path.join('.') || 'case'}: ${issue?.message ?? 'is not a request case'}`,
    );
  }
  return prepareParsed(parsed.data, read);
}

type Case = z.infer<typeof caseSchema>;

function prepareParsed(input: Case, reader: Reader): PreparedCase | CaseFailure {
  try {
    const { id, explain: explained } = input;
    const { request, facts } = requestOf(input);
    const policies = policiesOf(input, reader);
    const about = (asked: AuthorizationRequest): PreparedCase => ({
      id,
      explained,
      evaluate: () => evaluate(asked, policies),
      explain: (known = facts, result = evaluate(asked, policies)) => explain(asked, policies, known, result),
      about: (resource) => about({ ...asked, resource }),
    });
    return about(request);
  } catch (error) {
    if (error instanceof CaseFault) return failure(input.id, error.code, error.message);
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

/** The request as the layers see it, and what a case tells about its way: the endpoint that it passes, or that none is passed. */
function requestOf(input: Case): { readonly request: AuthorizationRequest; readonly facts: RequestFacts } {
  const { principal, action, resource, context } = input.request;
  const caller = parseCaller(principal);
  if (caller === undefined)
    throw new CaseFault('INVALID_PRINCIPAL', 'A principal is an ARN, a service principal, or {"type": "Anonymous"}.');
  const resourceAccount = resource.accountId ?? (resource.arn.split(':')[4] || undefined);
  const told = { action, caller, resourceAccount };
  const request = {
    ...told,
    resource: resource.arn,
    context: contextFrom(textual(context), told),
    hasBoundary: input.permissionBoundaries !== null && input.permissionBoundaries !== undefined,
    managementAccounts: input.managementAccounts,
  };
  if (input.endpointPolicies.length === 0) return { request, facts: told };
  const way = input.request.endpointType === 'Gateway' ? 'gateway-endpoint' : 'interface-endpoint';
  return { request, facts: { ...told, way } };
}

function policiesOf(input: Case, reader: Reader): PolicySet {
  const one = (where: string, written: JsonObject | null | undefined): Policy | null =>
    written === null || written === undefined ? null : reader(where)(written);
  return {
    identity: input.identityPolicies.map(reader('identityPolicies')),
    resource: one('resourcePolicy', input.resourcePolicy),
    endpoints: input.endpointPolicies.map((each) => one('endpointPolicies', each)),
    endpointType: input.request.endpointType,
    scp: levelsOf('serviceControlPolicies', input.serviceControlPolicies, reader),
    rcp: levelsOf('resourceControlPolicies', input.resourceControlPolicies, reader),
    boundary: input.permissionBoundaries?.map(reader('permissionBoundaries')) ?? null,
    session: one('sessionPolicy', input.sessionPolicy),
  };
}

const textual = (context: Case['request']['context']): Readonly<Record<string, string | readonly string[]>> => {
  const entries = Object.entries(context);
  if (entries.every(([, value]) => typeof value === 'string')) return context as Record<string, string>;
  return Object.fromEntries(entries.map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)]));
};

const levelsOf = (where: string, chain: Case['serviceControlPolicies'], reader: Reader): readonly PolicyLevel[] =>
  chain.map(({ orgIdentifier, policies }) => ({ orgIdentifier, policies: policies.map(reader(where)) }));

/**
 * Compiled policies by their text: a batch asks the same documents again and again. By text and not by object, which its owner may change.
 * A text that was asked once is only noted: a batch of ten thousand different documents keeps none of them.
 */
const COMPILED = new Map<string, Policy | undefined>();
const MOST_COMPILED = 2048;

/** How a document that stands at `where` in the case becomes a policy; one that is malformed is a fault of the case. */
type Reader = (where: string) => (written: JsonObject) => Policy;

const read: Reader = (where) => (written) => {
  const text = JSON.stringify(written);
  const before = COMPILED.get(text);
  if (before !== undefined) return before;
  const policy = compiled(where, written);
  const again = COMPILED.has(text);
  if (!again && COMPILED.size >= MOST_COMPILED) COMPILED.clear();
  COMPILED.set(text, again ? policy : undefined);
  return policy;
};

/** Compiled policies of documents that nobody changes. */
const OWN = new WeakMap<JsonObject, Policy>();

const readOwn: Reader = (where) => (written) => {
  const before = OWN.get(written);
  if (before !== undefined) return before;
  const policy = compiled(where, written);
  OWN.set(written, policy);
  return policy;
};

function compiled(where: string, written: JsonObject): Policy {
  const parsed = parsePolicy(written);
  if (parsed.ok) return parsed.value;
  const [first] = parsed.errors;
  throw new CaseFault(first?.code ?? 'MalformedPolicyDocument', `${where}${first?.pointer ?? ''}: ${first?.message ?? ''}`);
}

const NONE: readonly never[] = [];

const shownLayer = ({ layer, decision, matches }: LayerEvaluation): DecidedLayer => ({
  layer,
  decision,
  matchedStatements:
    matches.length === 0
      ? NONE
      : matches.map(({ policy, orgIdentifier, statement }) => ({
          policy,
          ...(orgIdentifier === undefined ? {} : { orgIdentifier }),
          statement: statement.index,
          ...(statement.sid === undefined ? {} : { sid: statement.sid }),
          effect: statement.effect,
          pointer: statement.pointer,
        })),
});
