import { matchesText, withoutVariables } from './wildcards.ts';
import { forEach, type Rule, UNKNOWN_TEXT } from './written.ts';

/** A bucket's policy names that bucket and its objects and nothing else; `*` is no ARN. */
export const otherResources: Rule = forEach(({ resource }, { place }) => {
  const bucket = place.service === 's3' ? place.arn?.split(':::')[1] : undefined;
  if (bucket === undefined || resource === undefined || resource.not) return [];
  return resource.texts
    .filter(({ text }) => text !== UNKNOWN_TEXT && !isOf(text, bucket))
    .map(({ text, pointer }) => ({
      code: place.code,
      message: `Policy has invalid resource: \`${text}\` is neither the bucket \`arn:aws:s3:::${bucket}\` nor objects of it.`,
      pointer,
    }));
});

function isOf(text: string, bucket: string): boolean {
  const match = /^arn:[\w-]+:s3:::([^/]+)/.exec(withoutVariables(text));
  return match?.[1] !== undefined && matchesText(match[1], bucket);
}

/** Actions of other services in a bucket's policy, and names without a service. */
export const otherActions: Rule = forEach(({ action }, { place }) => {
  if (place.kind !== 'resource' || place.service !== 's3') return [];
  return action.texts
    .filter(
      ({ text }) => text !== UNKNOWN_TEXT && !/^\*+$/.test(text) && !matchesText(text.split(':')[0]?.toLowerCase() ?? '', 's3'),
    )
    .map(({ text, pointer }) => ({
      code: place.code,
      message: `Policy has invalid action: \`${text}\` is no action of S3.`,
      pointer,
    }));
});
