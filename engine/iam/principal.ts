import { remembering } from '../remember.ts';
import { arnParts } from './arn.ts';
import type { PrincipalElement } from './policy.ts';
import type { PrincipalEntry } from './principal-entry.ts';

/** Who makes a request. `arn` is what policies see: a session's own ARN, with its role's beside it. */
export interface Caller {
  readonly kind: 'root' | 'user' | 'role' | 'session' | 'federated' | 'web-identity' | 'service' | 'anonymous' | 'canonical';
  readonly arn?: string;
  readonly account?: string;
  /** The role behind a session. */
  readonly roleArn?: string;
  /** The user that asked for a federated user's credentials. */
  readonly issuer?: string;
  readonly service?: string;
  readonly serviceLinked: boolean;
}

/** How directly a policy names the caller: the more direct, the less else limits a same-account grant (facts:E33–E36). */
export const NAMED_AS = ['everybody', 'session', 'user', 'root', 'service', 'role', 'account'] as const;
export type NamedAs = (typeof NAMED_AS)[number];

/**
 * The caller that a request's `principal` writes; undefined for anything else. An ARN, a service principal, or an object:
 * `{type: "Anonymous"}`, `{type: "CanonicalUser", id}`, `{type: "FederatedUser", arn, issuer}`.
 */
export function parseCaller(written: unknown): Caller | undefined {
  if (typeof written === 'string') return callerNamed(written);
  if (typeof written !== 'object' || written === null || !('type' in written)) return undefined;
  if (written.type === 'Anonymous') return { kind: 'anonymous', serviceLinked: false };
  if (written.type === 'CanonicalUser' && 'id' in written && typeof written.id === 'string')
    return { kind: 'canonical', arn: written.id, serviceLinked: false };
  if (written.type !== 'FederatedUser' || !('arn' in written) || typeof written.arn !== 'string') return undefined;
  const caller = callerNamed(written.arn);
  if (caller?.kind !== 'federated') return undefined;
  return 'issuer' in written && typeof written.issuer === 'string' ? { ...caller, issuer: written.issuer } : caller;
}

const callerNamed = remembering(1024, (written: string): Caller | undefined => {
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(written)) return { kind: 'service', service: written, serviceLinked: false };
  const parts = arnParts(written);
  if (parts === undefined) return undefined;
  const [, partition = 'aws', service = '', , account = '', resource = ''] = parts;
  const common = { arn: written, account, serviceLinked: false };
  if (service === 'iam' && resource === 'root') return { ...common, kind: 'root' };
  if (service === 'iam' && resource.startsWith('user/')) return { ...common, kind: 'user' };
  if (service === 'iam' && resource.startsWith('role/'))
    return { ...common, kind: 'role', roleArn: written, serviceLinked: resource.startsWith('role/aws-service-role/') };
  if (service === 'iam' && /^(oidc|saml)-provider\//.test(resource)) return { ...common, kind: 'web-identity' };
  if (service === 'sts' && resource.startsWith('federated-user/')) return { ...common, kind: 'federated' };
  const session = /^assumed-role\/([^/]+)\//.exec(resource);
  if (service !== 'sts' || session?.[1] === undefined) return undefined;
  return {
    ...common,
    kind: 'session',
    roleArn: `arn:${partition}:iam::${account}:role/${session[1]}`,
    serviceLinked: session[1].startsWith('AWSServiceRoleFor'),
  };
});

/** Whether the caller has policies of its own; services, providers of identities and strangers without a signature have none (facts:E42). */
export const hasIdentity = ({ kind }: Caller): boolean =>
  kind === 'root' || kind === 'user' || kind === 'role' || kind === 'session' || kind === 'federated';

/** How the element names the caller, the most direct way; undefined where it does not. */
export function namedAs(
  element: PrincipalElement,
  caller: Caller,
  path: 'Gateway' | 'Interface' | undefined,
): NamedAs | undefined {
  if (element.kind === 'everybody') return 'everybody';
  let best: NamedAs | undefined;
  for (const entry of element.entries) {
    const way = path === 'Gateway' ? gatewayName(entry, caller) : nameOf(entry, caller);
    if (way !== undefined && (best === undefined || NAMED_AS.indexOf(way) < NAMED_AS.indexOf(best))) best = way;
  }
  return best;
}

/** A gateway endpoint honours `*`, and an account for its root user alone (facts:E20–E22). */
const gatewayName = (entry: PrincipalEntry, caller: Caller): NamedAs | undefined =>
  caller.kind === 'root' && entry.account !== undefined && entry.account === caller.account ? 'root' : undefined;

function nameOf(entry: PrincipalEntry, caller: Caller): NamedAs | undefined {
  switch (entry.type) {
    case 'AWS':
      return awsName(entry, caller);
    case 'Service':
      return caller.kind === 'service' && (entry.value === caller.service || entry.value === '*') ? 'service' : undefined;
    case 'Federated':
      return entry.value === caller.service || (caller.kind === 'web-identity' && entry.value === caller.arn)
        ? 'session'
        : undefined;
    case 'CanonicalUser':
      return caller.kind === 'canonical' && entry.value === caller.arn ? 'user' : undefined;
  }
  return undefined;
}

function awsName({ value, account }: PrincipalEntry, caller: Caller): NamedAs | undefined {
  if (!hasIdentity(caller)) return undefined;
  if (account !== undefined) {
    if (account !== caller.account) return undefined;
    return caller.kind === 'root' ? 'root' : 'account';
  }
  if (value === caller.arn) return caller.kind === 'role' ? 'role' : caller.kind === 'user' ? 'user' : 'session';
  // The user behind a federated user is limited by boundary and session as a role is (facts:E36).
  if (value === caller.issuer) return 'role';
  return namesRole(value, caller) ? 'role' : undefined;
}

/** A session shows its role without its path; a role's own ARN is compared as it stands. */
function namesRole(written: string, caller: Caller): boolean {
  if (caller.roleArn === undefined) return false;
  if (written === caller.roleArn) return true;
  return caller.kind === 'session' && withoutPath(written) === caller.roleArn;
}

const withoutPath = (arn: string): string => arn.replace(/^(arn:aws[a-z-]*:iam::\d{12}:role\/).*\//, '$1');

/** Whether NotPrincipal spares the caller: a user or role needs its account listed too, and one with a boundary is never spared (facts:E27). */
export function sparedByNotPrincipal(element: PrincipalElement, caller: Caller, hasBoundary: boolean): boolean {
  if (element.kind === 'everybody') return true;
  if (hasBoundary) return false;
  const ways = new Set(element.entries.map((entry) => nameOf(entry, caller)));
  if (ways.has('service') || ways.has('root')) return true;
  if (!hasIdentity(caller)) return ways.has('session') || ways.has('user');
  return ways.has('account') && (ways.has('user') || ways.has('role') || ways.has('session'));
}
