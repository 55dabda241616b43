import type { Caller } from './principal.ts';

/** The condition keys of a request: names in lower case, one value or several. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** What `context` says, with what the request itself tells where `context` is silent (contract: `decide`; facts:E58, E59, E63, E66). */
export function contextFrom(
  context: Readonly<Record<string, string | readonly string[]>>,
  caller: Caller,
  resourceAccount: string | undefined,
): RequestContext {
  const keys = new Map<string, readonly string[]>();
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined) keys.set(key.toLowerCase(), [value]);
  };
  add('aws:PrincipalArn', caller.roleArn ?? caller.arn);
  add('aws:PrincipalAccount', caller.kind === 'anonymous' ? 'anonymous' : caller.account);
  add('aws:PrincipalType', TYPES[caller.kind]);
  if (caller.kind !== 'anonymous') add('aws:PrincipalIsAWSService', String(caller.kind === 'service'));
  if (caller.kind === 'service') add('aws:PrincipalServiceName', caller.service);
  const name = caller.arn?.split('/').at(-1);
  if (caller.kind === 'user') add('aws:username', name);
  if (caller.kind === 'root') add('aws:userid', caller.account);
  add('aws:ResourceAccount', resourceAccount);
  for (const [key, value] of Object.entries(context)) keys.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  return keys;
}

const TYPES: Readonly<Record<Caller['kind'], string | undefined>> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  federated: 'FederatedUser',
  'web-identity': 'AssumedRole',
  service: undefined,
  anonymous: 'Anonymous',
  canonical: undefined,
};

/** The value that a policy variable stands for; a key with several values cannot be one (facts:E84). */
export function variableValue(context: RequestContext, key: string): string | undefined {
  const values = context.get(key);
  return values?.length === 1 ? values[0] : undefined;
}
