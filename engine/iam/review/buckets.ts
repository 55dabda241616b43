import { hasWildcard, matchesArnText, matchesName, overlapArns, withoutVariables } from './wildcards.ts';
import { forEach, type Rule, type WrittenText } from './written.ts';

/** What S3 says of a bucket policy in which an action acts on nothing that the statement names. */
export const S3_SAYS = 'Action does not apply to any resource(s) in statement';

/** S3 refuses a bucket policy with such an action, named in full: with a wildcard something may be left for it to act on. */
export const idleActions: Rule = forEach(({ action, resource }, { place }) => {
  if (place.kind !== 'resource' || place.service !== 's3' || action.not || resource === undefined || resource.not) return [];
  const onObjects = resource.texts.some(({ text }) => mayBeObject(text));
  const onBuckets = resource.texts.some(({ text }) => mayBeBucket(text));
  return action.texts
    .filter(({ text }) => !hasWildcard(text))
    .filter(({ text }) => (!onObjects && aims(text, ON_OBJECTS)) || (!onBuckets && aims(text, ON_BUCKETS)))
    .map(({ text, pointer }) => ({ code: place.code, message: `${S3_SAYS}: \`${text}\``, pointer }));
});

/** How the names of actions on objects and on buckets begin, and the ones that everybody uses: a wildcard that matches one means such things. */
interface Aim {
  readonly begin: readonly string[];
  readonly everyday: readonly string[];
}
const OBJECT_NAMES = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
const ON_OBJECTS: Aim = { begin: OBJECT_NAMES, everyday: OBJECT_NAMES };
const ON_BUCKETS: Aim = {
  begin: ['s3:ListBucket', 's3:GetBucket', 's3:PutBucket', 's3:DeleteBucket'],
  everyday: ['s3:ListBucket'],
};

/** Whether a text of an Action element means such actions: `s3:Get*` and `*` mean objects, `s3:GetBucket*` buckets. */
const aims = (text: string, { begin, everyday }: Aim): boolean =>
  begin.some((each) => (text.split(/[*?]/)[0] ?? '').toLowerCase().startsWith(each.toLowerCase())) ||
  everyday.some((each) => matchesName(text, each));

/** A bucket's ARN is not its objects' (facts:E92): a statement about objects that names no object, and one about buckets that names none. */
export const bucketsAndObjects: Rule = forEach(({ action, resource }) => {
  if (action.not || resource === undefined || resource.not) return [];
  const buckets = resource.texts.filter(({ text }) => isS3(text) && !mayBeObject(text));
  const objects = resource.texts.filter(({ text }) => isS3(text) && !mayBeBucket(text));
  const means = (aim: Aim) => action.texts.some(({ text }) => aims(text, aim));
  const [bucket] = buckets;
  const [object] = objects;
  if (bucket !== undefined && buckets.length === resource.texts.length && means(ON_OBJECTS)) {
    const message = `\`${bucket.text}\` names the bucket and none of its objects; they are \`${bucket.text}/*\`.`;
    return [{ code: 'BUCKET_WITHOUT_OBJECTS', message, pointer: placeOf(resource.texts, resource.pointer) }];
  }
  if (object !== undefined && objects.length === resource.texts.length && means(ON_BUCKETS)) {
    const whole = object.text.slice(0, object.text.indexOf('/'));
    const message = `\`${object.text}\` names objects and not their bucket, which some of these actions ask for: \`${whole}\`.`;
    return [{ code: 'OBJECTS_WITHOUT_BUCKET', message, pointer: placeOf(resource.texts, resource.pointer) }];
  }
  return [];
});

/** Whether this rule speaks of the action, so that no other need. */
export const isAimed = (text: string): boolean => aims(text, ON_OBJECTS) || aims(text, ON_BUCKETS);

const placeOf = (texts: readonly WrittenText[], list: string): string =>
  texts.length === 1 ? (texts[0]?.pointer ?? list) : list;

const isS3 = (text: string): boolean => /^arn:[\w-]+:s3:::/.test(text);
const mayBeObject = (text: string): boolean => overlapArns('arn:*:s3:::*/*', withoutVariables(text));
const mayBeBucket = (text: string): boolean => !matchesArnText('arn:*:s3:::*/*', withoutVariables(text));
