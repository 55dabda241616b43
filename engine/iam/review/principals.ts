import type { PolicyFault } from '../policy.ts';
import { forEach, type Rule, UNKNOWN_TEXT, type WrittenPrincipal, type WrittenText } from './written.ts';

/** A gateway endpoint honours everybody only; AWS saves such a policy all the same (facts:E20–E22). */
export const gatewayPrincipals: Rule = forEach(({ principal }, { place }) => {
  if (place.endpointType !== 'Gateway' || principal === undefined || principal.everybody) return [];
  const message =
    'A gateway endpoint honours Principal "*" only: an account there means its root user. Narrow it with aws:PrincipalArn or aws:PrincipalAccount.';
  return [{ code: 'GATEWAY_PRINCIPAL', message, pointer: principal.pointer }];
});

const WITHIN = /[*?]/;

/** No part of a principal may be a wildcard: a resource policy is refused, an endpoint's matches nobody. */
export const principalWildcards: Rule = forEach(({ principal }, { place }) =>
  place.kind === 'resource' ? [] : awsEntries(principal).filter(partlyWild).map(matchesNobody),
);

export const refusedPrincipals: Rule = forEach(({ principal }, { place }) => {
  if (place.kind !== 'resource') return [];
  const strange = awsEntries(principal).filter((each) => partlyWild(each) || !isPrincipal(each.text));
  return strange.map(({ text, pointer }) => ({ code: place.code, message: `Invalid principal in policy: ${text}`, pointer }));
});

const awsEntries = (principal: WrittenPrincipal | undefined) => principal?.entries.filter(({ type }) => type === 'AWS') ?? [];

const partlyWild = ({ text }: WrittenText): boolean => text !== '*' && WITHIN.test(text);

const matchesNobody = ({ text, pointer }: WrittenText): PolicyFault => ({
  code: 'PRINCIPAL_WILDCARD',
  message: `\`${text}\` matches nobody: a principal is "*" or one whole ARN. Narrow "*" with a condition on aws:PrincipalArn.`,
  pointer,
});

/** Everybody, an account, an ARN, what cannot be known, or the unique id that AWS shows for a principal that is gone. */
const isPrincipal = (text: string): boolean =>
  text === '*' || text === UNKNOWN_TEXT || /^(\d{12}|arn:[\w-]+:(iam|sts)::[\w-]+:.+|A[A-Z]{2}A[A-Z0-9]{12,})$/.test(text);

/** NotPrincipal is for Deny, and spares a user or role only together with its account (facts:E27). */
export const notPrincipal: Rule = forEach(({ effect, principal }) => {
  if (principal === undefined || !principal.not) return [];
  const { pointer } = principal;
  if (effect === 'Allow') {
    const message =
      'NotPrincipal with Allow admits everybody else in the world, without a name too; AWS supports it with Deny only.';
    return [{ code: 'NOT_PRINCIPAL_ALLOW', message, pointer }];
  }
  const entries = awsEntries(principal);
  const accounts = new Set(entries.flatMap(({ text }) => /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1] ?? []));
  return entries
    .filter(({ text }) => /^arn:[\w-]+:(iam|sts)::\d{12}:(user|role|assumed-role|federated-user)\//.test(text))
    .filter(({ text }) => !accounts.has(text.split(':')[4] ?? ''))
    .map(({ text, pointer: here }) => ({
      code: 'NOT_PRINCIPAL_WITHOUT_ACCOUNT',
      message: `This Deny hits \`${text}\` too: NotPrincipal spares it only together with its account (\`arn:aws:iam::${text.split(':')[4]}:root\`).`,
      pointer: here,
    }));
});
