import { epochSeconds } from '../operators/values/date.ts';
import { type ContextKey, key, type RequestFacts, type Way } from './key.ts';

const FORWARD: readonly Way[] = ['forward-access'];
const PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-';

const epoch = (now: string | undefined): string | undefined => {
  const seconds = now === undefined ? undefined : epochSeconds(now);
  return seconds === undefined ? undefined : String(Math.floor(seconds));
};

const resourceHome = ({ resourceAccount, membershipOf }: RequestFacts) =>
  resourceAccount === undefined ? undefined : membershipOf?.(resourceAccount);

/** Actions that do not tell whose resource they are about (facts:E66). */
const WITHOUT_RESOURCE_OWNER =
  /^(ebs:|ec2:(createvpcendpoint|acceptvpcendpointconnections|(create|accept)vpcpeeringconnection|(create|accept)transitgateway\w*attachment)$|route53:associatevpcwithhostedzone$)/i;

const owned =
  (read: (facts: RequestFacts) => string | readonly string[] | undefined): ContextKey['read'] =>
  (facts) =>
    WITHOUT_RESOURCE_OWNER.test(facts.action) ? undefined : read(facts);

/** Keys that the call and the resource give. */
export const CALL_KEYS: readonly ContextKey[] = [
  key('aws:ViaAWSService', 'E64', ({ calledVia }) => calledVia && String(calledVia.length > 0), { type: 'bool' }),
  key('aws:CalledVia', 'E65', ({ calledVia }) => calledVia, { multivalued: true, ways: FORWARD }),
  key('aws:CalledViaFirst', 'E65', ({ calledVia }) => calledVia?.[0], { ways: FORWARD }),
  key('aws:CalledViaLast', 'E65', ({ calledVia }) => calledVia?.at(-1), { ways: FORWARD }),
  key(
    'aws:ResourceAccount',
    'E66',
    owned(({ resourceAccount }) => resourceAccount),
    { derived: true },
  ),
  key(
    'aws:ResourceOrgID',
    'E67',
    owned((facts) => resourceHome(facts)?.id),
    { needs: 'organization' },
  ),
  key(
    'aws:ResourceOrgPaths',
    'E67',
    owned((facts) => resourceHome(facts)?.paths),
    { multivalued: true, needs: 'organization' },
  ),
  key('aws:ResourceTag/', `${PAGE}resourcetag`, ({ resourceTags }, name) => resourceTags?.[name], {
    needs: 'tags',
    names: ({ resourceTags }) => Object.keys(resourceTags ?? {}),
  }),
  key('s3:ResourceAccount', 'E68', ({ resourceAccount }) => resourceAccount, { services: new Set(['s3']) }),
  key('aws:RequestedRegion', `${PAGE}requestedregion`, ({ region }) => region),
  key('aws:SecureTransport', `${PAGE}securetransport`, ({ way }) => way && 'true', { type: 'bool' }),
  key('aws:CurrentTime', `${PAGE}currenttime`, ({ now }) => now, { type: 'date' }),
  key('aws:EpochTime', `${PAGE}epochtime`, ({ now }) => epoch(now), { type: 'date' }),
];
