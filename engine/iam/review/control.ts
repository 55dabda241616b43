import { RCP_SERVICES } from '../rcp-services.ts';
import { forEach, type Rule, UNKNOWN_TEXT, type WrittenStatement, type WrittenText } from './written.ts';

/** What a service control policy may not hold: it binds whoever stands below it, and names nobody (facts:E27). */
export const namesNobody: Rule = forEach(({ principal }, { place }) => {
  if (place.kind !== 'scp' || principal === undefined) return [];
  const element = principal.not ? 'NotPrincipal' : 'Principal';
  return [{ code: place.code, message: `${REFUSED} A service control policy has no ${element}.`, pointer: principal.pointer }];
});

/**
 * What a resource control policy must be: Deny alone, Principal "*", actions with their service, no NotPrincipal and no NotAction.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export const deniesEverybody: Rule = forEach((statement, { place }) => {
  if (place.kind !== 'rcp') return [];
  return faultsOf(statement).map(({ why, pointer }) => ({ code: place.code, message: `${REFUSED} ${why}`, pointer }));
});

/** Every policy of an organization says its version. */
export const needsVersion: Rule = ({ version, place }) =>
  (place.kind === 'scp' || place.kind === 'rcp') && version !== '2012-10-17'
    ? [{ code: place.code, message: `${REFUSED} Its Version is 2012-10-17.`, pointer: '' }]
    : [];

/** Actions of services whose resources no such policy protects: AWS takes them, and they do nothing (facts:E40). */
export const unprotectedServices: Rule = forEach(({ action }, { place }) => {
  if (place.kind !== 'rcp' || action.not) return [];
  return action.texts
    .filter(({ text }) => isUnprotected(serviceOf(text)))
    .map(({ text, pointer }) => ({
      code: 'RCP_SERVICE_NOT_SUPPORTED',
      message: `Resource control policies do not protect the resources of \`${serviceOf(text)}\`: \`${text}\` does nothing here.`,
      pointer,
    }));
});

/** An Allow beside FullAWSAccess, which stays attached everywhere, restricts nothing (facts:E39). */
export const idleAllow: Rule = ({ statements, place }) =>
  statements
    .filter(({ effect }) => place.kind === 'scp' && effect === 'Allow')
    .map(({ pointer }) => ({
      code: 'ALLOW_BESIDE_FULL_ACCESS',
      message: 'FullAWSAccess allows everything at this level already, so that this Allow restricts nothing; a Deny does.',
      pointer,
    }));

const REFUSED = 'The provided policy document does not meet the requirements of the specified policy type.';

type Fault = { readonly why: string; readonly pointer: string };

function faultsOf({ effect, principal, action, pointer }: WrittenStatement): readonly Fault[] {
  const faults: Fault[] = [];
  if (effect === 'Allow')
    faults.push({ why: 'A resource control policy of yours denies; it cannot allow.', pointer: `${pointer}/Effect` });
  if (principal?.not === true) faults.push({ why: 'A resource control policy has no NotPrincipal.', pointer: principal.pointer });
  else if (principal !== undefined && !principal.everybody)
    faults.push({ why: 'Its Principal is "*"; a Condition says who is meant.', pointer: principal.pointer });
  if (action.not) faults.push({ why: 'A resource control policy has no NotAction.', pointer: action.pointer });
  else faults.push(...action.texts.filter(withoutService).map((each) => ({ why: LONE, pointer: each.pointer })));
  return faults;
}

const LONE = 'An action of a resource control policy begins with its service (s3:*), never with "*" alone.';

const withoutService = ({ text }: WrittenText): boolean => text !== UNKNOWN_TEXT && /^\*+$/.test(text);

const serviceOf = (action: string): string => action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();

const isUnprotected = (service: string): boolean => /^[a-z0-9-]+$/.test(service) && !RCP_SERVICES.has(service);
