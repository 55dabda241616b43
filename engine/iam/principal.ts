import { arnParts } from './arn.ts';
import type { PrincipalElement } from './policy.ts';

/** Who makes a request. `arn` is what policies see: a session's own ARN, with its role's beside it. */
export interface Caller {
  readonly kind: 'root' | 'user' | 'role' | 'session' | 'federated' | 'web-identity' | 'service' | 'anonymous' | 'canonical';
  readonly arn?: string;
  readonly account?: string;
  /** The role behind a session. */
  readonly roleArn?: string;
  readonly service?: string;
  readonly serviceLinked: boolean;
}

/** How directly a policy names the caller: the more direct, the less else limits a same-account grant (facts:E33–E36). */
export const NAMED_AS = ['everybody', 'session', 'user', 'root', 'service', 'role', 'account'] as const;
export type NamedAs = (typeof NAMED_AS)[number];

/** The caller that a request's `principal` writes: an ARN, a service principal, or `{type: "Anonymous"}`; undefined for anything else. */
export function parseCaller(written: unknown): Caller | undefined {
  if (typeof written === 'object' && written !== null && 'type' in written && written.type === 'Anonymous')
    return { kind: 'anonymous', serviceLinked: false };
  if (typeof written !== 'string') return undefined;
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(written)) return { kind: 'service', service: written, serviceLinked: false };
  const parts = arnParts(written);
  if (parts === undefined) return undefined;
  const [, partition = 'aws', service = '', , account = '', resource = ''] = parts;
  const common = { arn: written, account, serviceLinked: false };
  if (service === 'iam' && resource === 'root') return { ...common, kind: 'root' };
  if (service === 'iam' && resource.startsWith('user/')) return { ...common, kind: 'user' };
  if (service === 'iam' && resource.startsWith('role/'))
    return { ...common, kind: 'role', roleArn: written, serviceLinked: resource.startsWith('role/aws-service-role/') };
  if (service === 'sts' && resource.startsWith('federated-user/')) return { ...common, kind: 'federated' };
  const session = /^assumed-role\/([^/]+)\//.exec(resource);
  if (service !== 'sts' || session?.[1] === undefined) return undefined;
  return {
    ...common,
    kind: 'session',
    roleArn: `arn:${partition}:iam::${account}:role/${session[1]}`,
    serviceLinked: session[1].startsWith('AWSServiceRoleFor'),
  };
}

/** How the element names the caller, the most direct way; undefined where it does not. */
export function namedAs(
  element: PrincipalElement,
  caller: Caller,
  path: 'Gateway' | 'Interface' | undefined,
): NamedAs | undefined {
  if (element.kind === 'everybody') return 'everybody';
  const ways = element.entries.flatMap(({ type, value }) =>
    type === 'AWS' ? (awsName(value, caller, path) ?? []) : (otherName(type, value, caller) ?? []),
  );
  return NAMED_AS.find((way) => ways.includes(way));
}

function otherName(type: string, value: string, caller: Caller): NamedAs | undefined {
  if (type === 'Service' && caller.kind === 'service') return value === caller.service || value === '*' ? 'service' : undefined;
  return undefined;
}

function awsName(value: string, caller: Caller, path: 'Gateway' | 'Interface' | undefined): NamedAs | undefined {
  const account = /^\d{12}$/.test(value) ? value : /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(value)?.[1];
  if (account !== undefined) {
    if (account !== caller.account) return undefined;
    if (caller.kind === 'root') return 'root';
    // On a gateway endpoint an account means its root user alone (facts:E21).
    return path === 'Gateway' ? undefined : 'account';
  }
  // A gateway endpoint honours no other principal than "*" (facts:E20, E22).
  if (path === 'Gateway') return undefined;
  if (value === caller.arn) return caller.kind === 'role' ? 'role' : caller.kind === 'user' ? 'user' : 'session';
  return caller.roleArn !== undefined && sameRole(value, caller.roleArn) ? 'role' : undefined;
}

/** A session shows its role without its path, so that a role's ARN is compared by account and name. */
function sameRole(written: string, roleArn: string): boolean {
  const name = (arn: string): string | undefined =>
    /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn)?.slice(1).join('/');
  const wanted = name(written);
  return wanted !== undefined && wanted === name(roleArn);
}

/** Whether NotPrincipal spares the caller: a user or role needs its account listed too, and one with a boundary is never spared (facts:E27). */
export function sparedByNotPrincipal(element: PrincipalElement, caller: Caller, hasBoundary: boolean): boolean {
  if (element.kind === 'everybody') return true;
  if (hasBoundary) return false;
  const ways = new Set(
    element.entries.flatMap(({ type, value }) =>
      type === 'AWS' ? (awsName(value, caller, 'Interface') ?? []) : (otherName(type, value, caller) ?? []),
    ),
  );
  if (ways.has('service') || ways.has('root')) return true;
  const account = ways.has('account');
  return account && (ways.has('user') || ways.has('role') || ways.has('session'));
}
