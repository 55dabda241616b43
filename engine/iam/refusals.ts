import type { Json } from '../json.ts';
import { arnParts } from './arn.ts';
import { textOf } from './pattern.ts';
import { type Policy, type PolicyFault, parsePolicy, type Statement } from './policy.ts';

/** What AWS says when a document is saved: refusals stop it, advisories do not. Both point into the document. */
export interface PolicyReview {
  readonly refusals: readonly PolicyFault[];
  readonly advisories: readonly PolicyFault[];
}

const MOST_CHARACTERS = 20_480;

/** Reviews a document as an endpoint policy or as a resource policy. */
export function refusalsOf(
  document: Json,
  where: 'endpoint' | 'resource',
  endpointType: 'Gateway' | 'Interface' = 'Gateway',
): PolicyReview {
  const code = where === 'endpoint' ? 'InvalidPolicyDocument' : 'MalformedPolicy';
  const parsed = parsePolicy(document);
  if (!parsed.ok) return { refusals: parsed.errors.map((each) => ({ ...each, code })), advisories: [] };
  const refusals = [
    ...withoutPrincipal(parsed.value, code),
    ...tooLong(document, where, code),
    ...withoutResource(parsed.value, code),
  ];
  const advisories = where === 'endpoint' && endpointType === 'Gateway' ? parsed.value.statements.flatMap(gatewayPrincipals) : [];
  return {
    refusals,
    advisories: [...advisories, ...parsed.value.statements.flatMap(bucketWithoutObjects), ...denyOnly(parsed.value, where)],
  };
}

/** Facts: E2, A33. */
function tooLong(document: Json, where: string, code: string): readonly PolicyFault[] {
  if (where !== 'endpoint' || JSON.stringify(document).length <= MOST_CHARACTERS) return [];
  return [{ code, message: `The policy is longer than ${MOST_CHARACTERS} characters.`, pointer: '' }];
}

const withoutPrincipal = (policy: Policy, code: string): readonly PolicyFault[] =>
  policy.statements
    .filter((each) => each.principal === undefined)
    .map((each) => ({ code, message: 'Missing required field Principal.', pointer: each.pointer }));

const withoutResource = (policy: Policy, code: string): readonly PolicyFault[] =>
  policy.statements
    .filter((each) => each.resource === undefined)
    .map((each) => ({ code, message: 'Missing required field Resource.', pointer: each.pointer }));

/** Facts: E20–E22. AWS saves such a policy. */
function gatewayPrincipals(statement: Statement): readonly PolicyFault[] {
  if (statement.principal === undefined || statement.principal.element.kind === 'everybody') return [];
  const message =
    'A gateway endpoint honours Principal "*" only: an account there means its root user. Narrow it with aws:PrincipalArn or aws:PrincipalAccount.';
  return [{ code: 'GATEWAY_PRINCIPAL', message, pointer: `${statement.pointer}/Principal` }];
}

/** A statement about objects that names a bucket's ARN alone matches no object, and the other way round. */
function bucketWithoutObjects(statement: Statement): readonly PolicyFault[] {
  const resource = statement.resource;
  if (resource === undefined || resource.not) return [];
  const written = resource.patterns.map((parts) =>
    parts.map((part) => (part.kind === 'text' ? textOf(part.pattern) : '*')).join(''),
  );
  const buckets = written.filter((text) => text.startsWith('arn:aws:s3:::') && !text.includes('/') && !text.endsWith('*'));
  const objects = written.some((text) => text === '*' || text.includes('/') || text.endsWith('*'));
  const actions = statement.action.patterns.map((parts) =>
    parts.map((part) => (part.kind === 'text' ? textOf(part.pattern) : '')).join(''),
  );
  const aboutObjects = !statement.action.not && actions.some((action) => /^s3:(get|put|delete)object/.test(action));
  if (buckets.length === 0 || objects || !aboutObjects || arnParts(buckets[0] ?? '') === undefined) return [];
  return [
    {
      code: 'BUCKET_WITHOUT_OBJECTS',
      message: `${buckets[0]} names the bucket and none of its objects; they are ${buckets[0]}/*.`,
      pointer: `${statement.pointer}/Resource`,
    },
  ];
}

/** Facts: E7. */
function denyOnly(policy: Policy, where: string): readonly PolicyFault[] {
  if (where !== 'endpoint' || policy.statements.length === 0 || policy.statements.some((each) => each.effect === 'Allow'))
    return [];
  return [
    {
      code: 'DENY_ONLY',
      message: 'An endpoint policy without any Allow lets nothing pass: what it does not allow is denied.',
      pointer: '/Statement',
    },
  ];
}
