import type { Caller } from '../principal.ts';
import { type ContextKey, key, type RequestFacts, type Way } from './key.ts';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
const TYPES: Readonly<Record<Caller['kind'], string | undefined>> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  federated: 'FederatedUser',
  'web-identity': undefined,
  service: undefined,
  anonymous: 'Anonymous',
  canonical: undefined,
};

const lastPart = (arn: string | undefined): string | undefined => arn?.split('/').at(-1);

/** The unique ids of users and roles stand in no ARN; the other callers are named by what their ARN holds. */
function userId({ kind, arn, account }: Caller): string | undefined {
  if (kind === 'root') return account;
  if (kind === 'federated') return `${account}:${lastPart(arn)}`;
  return kind === 'anonymous' ? 'anonymous' : undefined;
}

const home = ({ caller, membershipOf }: RequestFacts) =>
  caller.account === undefined ? undefined : membershipOf?.(caller.account);

const sourceHome = ({ source, membershipOf }: RequestFacts) =>
  source?.account === undefined ? undefined : membershipOf?.(source.account);

const SERVICE: readonly Way[] = ['service'];
const SIGNED = { derived: true, needs: 'signature' } as const;
const BY_SERVICE = { ways: SERVICE, needs: 'service-principal' } as const;
const PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-';

/** Keys that the caller gives. */
export const CALLER_KEYS: readonly ContextKey[] = [
  key('aws:PrincipalArn', 'E58', ({ caller }) => (caller.kind === 'canonical' ? undefined : (caller.roleArn ?? caller.arn)), {
    ...SIGNED,
    type: 'arn',
  }),
  key('aws:PrincipalAccount', 'E59', ({ caller }) => (caller.kind === 'anonymous' ? 'anonymous' : caller.account), {
    derived: true,
  }),
  key('aws:PrincipalType', `${PAGE}principaltype`, ({ caller }) => TYPES[caller.kind], { derived: true }),
  key('aws:userid', `${PAGE}userid`, ({ caller }) => userId(caller), { derived: true }),
  key('aws:username', `${PAGE}username`, ({ caller }) => (caller.kind === 'user' ? lastPart(caller.arn) : undefined), SIGNED),
  key(
    'aws:PrincipalIsAWSService',
    'E63',
    ({ caller }) => (caller.kind === 'anonymous' ? undefined : String(caller.kind === 'service')),
    { ...SIGNED, type: 'bool' },
  ),
  key('aws:PrincipalServiceName', `${PAGE}principalservicename`, ({ caller }) => caller.service, {
    ...BY_SERVICE,
    derived: true,
  }),
  key('aws:PrincipalOrgID', 'E60', (facts) => home(facts)?.id, { needs: 'organization' }),
  key('aws:PrincipalOrgPaths', 'E61', (facts) => home(facts)?.paths, { multivalued: true, needs: 'organization' }),
  key('aws:PrincipalTag/', 'E62', ({ principalTags }, name) => principalTags?.[name], {
    needs: 'tags',
    names: ({ principalTags }) => Object.keys(principalTags ?? {}),
  }),
  key('aws:SourceArn', 'E69', ({ source }) => source?.arn, { ...BY_SERVICE, type: 'arn' }),
  key('aws:SourceAccount', 'E69', ({ source }) => source?.account, BY_SERVICE),
  key('aws:SourceOrgID', 'E69', (facts) => sourceHome(facts)?.id, BY_SERVICE),
  key('aws:SourceOrgPaths', 'E69', (facts) => sourceHome(facts)?.paths, { ...BY_SERVICE, multivalued: true }),
];
