import { holds } from '../condition.ts';
import type { RequestContext } from '../context.ts';
import { matchesName, matchesText, withoutVariables } from './wildcards.ts';
import { forEach, type Rule, type WrittenCondition, type WrittenList } from './written.ts';

/** The action that repairs a resource's policy, by service. */
const REPAIR: ReadonlyMap<string, string> = new Map([
  ['s3', 's3:PutBucketPolicy'],
  ['dynamodb', 'dynamodb:PutResourcePolicy'],
  ['kms', 'kms:PutKeyPolicy'],
  ['sqs', 'sqs:SetQueueAttributes'],
  ['sns', 'sns:SetTopicAttributes'],
  ['secretsmanager', 'secretsmanager:PutResourcePolicy'],
]);

/**
 * A Deny that also hits whoever would repair it: everybody, the action that saves the policy, and no condition that spares a request
 * from the console (facts:E82, E90). A condition on anything but the way there and the service in between may spare somebody.
 */
export const lockout: Rule = forEach((statement, { place }) => {
  const { effect, principal, pointer, conditions } = statement;
  if (effect !== 'Deny' || principal?.everybody !== true || principal.not || !conditions.every(holdsAtConsole)) return [];
  if (place.kind === 'endpoint') {
    if (conditions.length > 0 || !covers(statement.action, '*', place.service ?? '') || !coversResource(statement.resource, '*'))
      return [];
    const message = 'This Deny refuses every request through the endpoint: it names everybody, every action and every resource.';
    return [{ code: 'LOCKS_EVERYBODY_OUT', message, pointer }];
  }
  const repair = REPAIR.get(place.service ?? '');
  if (repair === undefined || !covers(statement.action, repair, place.service ?? '')) return [];
  if (!coversResource(statement.resource, place.arn ?? '*')) return [];
  const whom =
    conditions.length === 0 ? 'to everybody' : 'to everybody who does not come this way, the console and yourself included';
  const rescue = place.service === 's3' ? ' Only the root user of the account could take it back (facts:E101).' : '';
  return [{ code: 'LOCKS_EVERYBODY_OUT', message: `This Deny refuses \`${repair}\` ${whom}.${rescue}`, pointer }];
});

/** Whether the list holds `action`; for `*`, whether it holds every action of the service. */
function covers({ not, texts }: WrittenList, action: string, service: string): boolean {
  const found = texts.some(({ text }) =>
    action === '*' ? /^\*+$/.test(text) || text.toLowerCase() === `${service}:*` : matchesName(text, action),
  );
  return action === '*' ? found && !not : found !== not;
}

function coversResource(list: WrittenList | undefined, arn: string): boolean {
  if (list === undefined) return true;
  return list.texts.some(({ text }) => matchesText(withoutVariables(text), arn)) !== list.not;
}

const ENDPOINT_KEYS = [
  'aws:sourcevpce',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:vpcsourceip',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
];

/** What a request from the console carries of the keys that tell its way. */
const CONSOLE: RequestContext = new Map([
  ['aws:viaawsservice', ['false']],
  ['aws:principalisawsservice', ['false']],
  ['aws:securetransport', ['true']],
]);

const holdsAtConsole = (condition: WrittenCondition): boolean =>
  (ENDPOINT_KEYS.includes(condition.key) || CONSOLE.has(condition.key)) && holds(condition, CONSOLE, new Set());
