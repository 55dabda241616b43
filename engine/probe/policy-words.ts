import type { Layer } from '../iam/evaluate.ts';

/** The words for each kind of policy in AWS's messages (facts:E9, E10). */
export const POLICY_WORDS: Readonly<Record<Layer, string>> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  endpoint: 'VPC endpoint policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  boundary: 'permissions boundary',
  session: 'session policy',
};

/** The words with their article, as in "an explicit deny in an identity-based policy". */
export const withArticle = (words: string): string => `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
