import type { Change, ExplainedGate, Failure, Refusal, Silence } from '../iam/explain/explanation.ts';
import type { Absence, Way } from '../iam/keys/index.ts';
import { POLICY_WORDS, withArticle } from './policy-words.ts';

const WAY_WORDS: Readonly<Record<Way, string>> = {
  internet: 'over the internet',
  nat: 'through a NAT gateway',
  'gateway-endpoint': 'through a gateway endpoint',
  'interface-endpoint': 'through an interface endpoint',
  'forward-access': "from a service, on the caller's behalf",
  service: 'from a service itself',
  console: 'from the console',
};

/** The sentence that AWS prints (facts:E9, E10), or its plain refusal where the caller may not read the reason (facts:E100). */
export function describeRefusal(refusal: Refusal): string {
  if (!refusal.visible) return 'Access Denied';
  const whose = refusal.trustPolicy ? 'role trust policy' : POLICY_WORDS[refusal.layer];
  const reason =
    refusal.kind === 'explicit'
      ? `with an explicit deny in ${withArticle(whose)}`
      : `because no ${whose} allows the ${refusal.action} action`;
  return `User: ${refusal.principal} is not authorized to perform: ${refusal.action} on resource: "${refusal.resource}" ${reason}`;
}

/** A key that was asked for and is absent: what depends on it, and why the request does not carry it. */
export const describeAbsence = (absence: Absence): string =>
  `depends on \`${absence.key}\`, which this request does not carry because ${reasonOf(absence)}`;

function reasonOf({ reason, way, ways }: Absence): string {
  switch (reason) {
    case 'unknownKey':
      return 'AWS has no condition key of this name that the engine knows.';
    case 'way':
      return `it came ${way === undefined ? 'another way' : WAY_WORDS[way]}; only requests ${ways.map((each) => WAY_WORDS[each]).join(' or ')} carry it.`;
    case 'services':
      return 'the service that is called does not know this key.';
    case 'signature':
      return 'it is not signed: nobody is named.';
    case 'organization':
      return 'the account belongs to no organization here.';
    case 'service-principal':
      return 'no AWS service calls in its own name.';
    case 'instance-credentials':
      return "its credentials are not those of an instance's role.";
    case 'tags':
      return 'there is no such tag.';
    case 'notGiven':
      return 'nothing here gives it a value.';
  }
}

/** The element that did not match, with the values on both sides. */
export function describeFailure({ element, operator, key, policyValues, requestValues }: Failure): string {
  const wanted = policyValues.map((value) => `\`${value}\``).join(', ') || 'nothing';
  const got = requestValues.map((value) => `\`${value}\``).join(', ') || 'nothing';
  if (element !== 'Condition') return `${element} says ${wanted}; the request has ${got}.`;
  return `\`${operator ?? ''}\` of \`${key ?? ''}\` says ${wanted}; the request has ${got}.`;
}

/** Why a layer has no say. */
export function describeSilence(silence: Silence): string {
  switch (silence) {
    case 'notAttached':
      return 'No such policy is attached.';
    case 'noEndpoint':
      return 'The request passes no endpoint.';
    case 'noIdentity':
      return 'The caller has no policies of its own.';
    case 'serviceLinkedRole':
      return 'Policies of the organization do not bind service-linked roles.';
    case 'managementAccount':
      return 'Policies of the organization do not bind its management account.';
    case 'serviceNotSupported':
      return "Resource control policies do not protect this service's resources.";
  }
}

/** What a change would do to a document. */
export function describeChange(change: Change): string {
  const values = (change.values ?? []).map((value) => `\`${value}\``).join(', ');
  switch (change.kind) {
    case 'attach-policy':
      return `Attach a policy: \`${JSON.stringify(change.document)}\`.`;
    case 'add-statement':
      return `Add a statement: \`${JSON.stringify(change.document)}\`.`;
    case 'remove-statement':
      return `Take the statement \`${change.pointer}\` away.`;
    case 'add-values':
      return `Add ${values} to \`${change.pointer}\`.`;
    case 'add-condition':
      return `Add \`${change.pointer}\`: ${values}.`;
  }
}

/** One line about a gate. */
export function describeGate({ layer, decision, silence }: ExplainedGate): string {
  if (silence !== undefined) return describeSilence(silence);
  const words = POLICY_WORDS[layer];
  if (decision === 'explicitDeny') return `The ${words} denies it.`;
  return decision === 'allowed' ? `The ${words} allows it.` : `No ${words} allows it.`;
}
