import { matchesArnText, matchesName, overlapArns, withoutVariables } from './wildcards.ts';
import { forEach, type Rule, type WrittenText } from './written.ts';

/** Actions that everybody uses, on objects and on buckets; a pattern that matches one of them means such things. */
const ON_OBJECTS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
const ON_BUCKETS = ['s3:ListBucket'];

/** A bucket's ARN is not its objects' (facts:E92): a statement about objects that names no object, and one about buckets that names none. */
export const bucketsAndObjects: Rule = forEach(({ action, resource }) => {
  if (action.not || resource === undefined || resource.not) return [];
  const buckets = resource.texts.filter(({ text }) => isS3(text) && !mayBeObject(text));
  const objects = resource.texts.filter(({ text }) => isS3(text) && !mayBeBucket(text));
  const means = (names: readonly string[]) => action.texts.some(({ text }) => names.some((name) => aims(text, name)));
  const [bucket] = buckets;
  const [object] = objects;
  if (bucket !== undefined && buckets.length === resource.texts.length && means(ON_OBJECTS)) {
    const message = `\`${bucket.text}\` names the bucket and none of its objects; they are \`${bucket.text}/*\`.`;
    return [{ code: 'BUCKET_WITHOUT_OBJECTS', message, pointer: placeOf(resource.texts, resource.pointer) }];
  }
  if (object !== undefined && objects.length === resource.texts.length && means(ON_BUCKETS)) {
    const whole = object.text.slice(0, object.text.indexOf('/'));
    const message = `\`${object.text}\` names objects and not their bucket, which \`s3:ListBucket\` asks for: \`${whole}\`.`;
    return [{ code: 'OBJECTS_WITHOUT_BUCKET', message, pointer: placeOf(resource.texts, resource.pointer) }];
  }
  return [];
});

/** Whether this rule speaks of the action, so that no other need. */
export const isAimed = (pattern: string): boolean => [...ON_OBJECTS, ...ON_BUCKETS].some((name) => aims(pattern, name));

/** Whether the pattern means the action: `s3:Get*` and `*` do; `s3:GetObjectVersion` names its own family, `s3:GetObject…`. */
const aims = (pattern: string, name: string): boolean =>
  matchesName(pattern, name) || (name !== 's3:ListBucket' && pattern.toLowerCase().startsWith(name.toLowerCase()));

const placeOf = (texts: readonly WrittenText[], list: string): string =>
  texts.length === 1 ? (texts[0]?.pointer ?? list) : list;

const isS3 = (text: string): boolean => /^arn:[\w-]+:s3:::/.test(text);
const mayBeObject = (text: string): boolean => overlapArns('arn:*:s3:::*/*', withoutVariables(text));
const mayBeBucket = (text: string): boolean => !matchesArnText('arn:*:s3:::*/*', withoutVariables(text));
