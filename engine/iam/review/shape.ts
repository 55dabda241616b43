import type { PolicyFault } from '../policy.ts';
import { type ReviewedPolicy, type Rule, UNKNOWN_TEXT } from './written.ts';

/** Elements that a policy on a resource, an endpoint or an organization's accounts must have (facts:E2). */
export const missingElements: Rule = ({ statements, place }) =>
  statements.flatMap(({ principal, resource, pointer }) => [
    ...(principal === undefined && place.kind !== 'scp'
      ? [{ code: place.code, message: 'Missing required field Principal.', pointer }]
      : []),
    ...(resource === undefined ? [{ code: place.code, message: 'Missing required field Resource.', pointer }] : []),
  ]);

/** An endpoint policy that allows nothing is a wall: what it does not allow is denied (facts:E7). */
export const denyOnly: Rule = ({ statements, place }) => {
  if (place.kind !== 'endpoint' || statements.some((each) => each.effect === 'Allow')) return [];
  const message = 'An endpoint policy without any Allow lets nothing pass: what it does not allow is denied.';
  return [{ code: 'DENY_ONLY', message, pointer: '/Statement' }];
};

/** Variables in a policy of the old version are plain text (facts:E88). */
export const oldVersion: Rule = ({ version, statements }) => {
  if (version === '2012-10-17') return [];
  const texts = statements.flatMap(({ resource, conditions }) => [
    ...(resource?.texts ?? []),
    ...conditions.flatMap((each) => each.texts),
  ]);
  return texts
    .filter(({ text }) => text !== UNKNOWN_TEXT && /\$\{[^}]+\}/.test(text))
    .map(({ text, pointer }) => ({
      code: 'VARIABLE_IN_OLD_VERSION',
      message: `\`${text}\` holds a variable, and without \`Version: 2012-10-17\` it is plain text that nothing equals.`,
      pointer,
    }));
};

/** The document as text is too long (facts:E2, A33); an inline document is counted without white space. */
export function tooLong(length: number, place: ReviewedPolicy['place']): readonly PolicyFault[] {
  if (length <= place.mostCharacters) return [];
  return [{ code: place.tooLong ?? place.code, message: tooLongWords(length, place), pointer: '' }];
}

function tooLongWords(length: number, { kind, mostCharacters }: ReviewedPolicy['place']): string {
  switch (kind) {
    case 'endpoint':
      return `The policy has ${length} characters; an endpoint policy has at most ${mostCharacters}.`;
    case 'resource':
      return 'Policy exceeds the maximum allowed document size.';
    case 'scp':
    case 'rcp':
      return `You have exceeded the maximum policy size: ${length} of ${mostCharacters} characters.`;
  }
}
