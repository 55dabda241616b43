import type { Block } from './answer.ts';
import type { Description } from './describe.ts';
import { POLICY_WORDS, withArticle } from './policy-words.ts';

const LOOK_AT: Readonly<Record<string, string>> = {
  IDENTITY: 'The caller itself needs an Allow; an endpoint policy never grants anything.',
  RESOURCE: "Look at the resource's own policy, and at the condition that decides.",
  ENDPOINT: 'The endpoint policy is one more gate for requests that pass this endpoint. Look at what it lets through.',
  SCP: 'Every level of the organization must allow the action.',
  RCP: 'Look at what the organization lets anybody do with its resources.',
  BOUNDARY: 'The boundary must allow what the identity policy allows.',
  SESSION: 'The session policy narrows what the role may do.',
};

const FACTS: Readonly<Record<string, readonly string[]>> = { ENDPOINT: ['E1', 'E2'], IDENTITY: ['E1'] };

/** A policy's refusal, with the words that AWS prints (facts:E9, E10). */
export function describeAuthorization(block: Block): Description {
  const [, layer = '', kind = ''] = /^SIM_AUTHZ_([A-Z]+)_(EXPLICIT|IMPLICIT)_DENY$/.exec(block.explanationCode) ?? [];
  const whose = Object.entries(POLICY_WORDS).find(([name]) => name.toUpperCase() === layer)?.[1] ?? layer;
  const action = String(block.facts.action ?? '');
  const aws =
    kind === 'EXPLICIT' ? `with an explicit deny in ${withArticle(whose)}` : `because no ${whose} allows the ${action} action`;
  const sid = block.facts.sid;
  const statement = typeof sid === 'string' ? ` Statement \`${sid}\` decides.` : '';
  const who = block.logicalId === undefined ? '' : ` (\`${block.logicalId}\`)`;
  return {
    summary: `\`${String(block.facts.principal ?? '')}\` is not authorized to perform ${action} ${aws}${who}.${statement}`,
    fix: LOOK_AT[layer] ?? '',
    facts: FACTS[layer] ?? ['E1'],
  };
}
