import type { ActionCatalogue } from '../../catalogue/actions/actions.ts';
import { actionsOf } from '../review/names.ts';
import { hasWildcard, matchesName } from '../review/wildcards.ts';
import { arnEdges, edgesOf, unique } from './boundary.ts';
import { type Mentions, withSamples } from './mentions.ts';

/** Actions that everybody knows, where a pattern matches them: a witness is easiest to read with one. */
const WELL_KNOWN = [
  's3:GetObject',
  's3:ListBucket',
  's3:PutObject',
  's3:DeleteObject',
  's3:GetBucketPolicy',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'sqs:SendMessage',
  'sqs:ReceiveMessage',
  'sns:Publish',
  'kms:Decrypt',
  'sts:AssumeRole',
  'secretsmanager:GetSecretValue',
  'ec2:DescribeInstances',
];

/**
 * Actions to ask about: of those that the same texts of the policies match one, the plainest. With the catalogue they all exist;
 * without it a wildcard is filled with letters.
 */
export function drawnActions({ actions }: Mentions, catalogue: ActionCatalogue | undefined): readonly string[] {
  const prefixes = unique(actions.flatMap((text) => (text.includes(':') ? [text.split(':')[0]?.toLowerCase() ?? ''] : [])));
  const known = WELL_KNOWN.filter((name) => prefixes.length === 0 || prefixes.includes(name.split(':')[0] ?? ''));
  const written = actions.flatMap((text) => {
    const found = catalogue === undefined ? undefined : actionsOf(text, catalogue);
    if (found !== undefined) return found.map(({ service, name }) => `${service}:${name}`);
    return hasWildcard(text) ? edgesOf(text, ['', 'Anything']).filter((each) => /^[\w-]+:\w+$/.test(each)) : [text];
  });
  const others = prefixes.flatMap(
    (prefix) => actionsOf(`${prefix}:*`, catalogue ?? NOTHING)?.map(({ name }) => `${prefix}:${name}`) ?? [],
  );
  return classes(unique([...known, ...written, ...others, 's3:GetObject']), (name) =>
    actions.map((text) => (matchesName(text, name) ? '1' : '0')).join(''),
  );
}

const NOTHING: ActionCatalogue = { service: () => undefined, known: [], everyService: new Set(), globalKeys: new Map() };

/** Of each class the first two: an action on objects and one on buckets may be of one class. */
function classes(all: readonly string[], classOf: (each: string) => string): readonly string[] {
  const seen = new Map<string, number>();
  return all.filter((each) => {
    const key = `${classOf(each)} ${aboutBuckets(each)}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key) === 1;
  });
}

/** S3's actions on objects and those on buckets never fit the same resource. */
export const aboutBuckets = (action: string): string =>
  /^s3:(get|put|delete)object/i.test(action) ? 'object' : /^s3:(list|get|put|delete)bucket/i.test(action) ? 'bucket' : '';

/** Resources to ask about: at the edges of every pattern, and something that none names. */
export function drawnResources({ resources, accounts, actions }: Mentions): readonly string[] {
  const edges = resources.flatMap(withSamples).flatMap((text) => (/^\*+$/.test(text) ? [] : arnEdges(text, accounts)));
  const whole = edges.filter((each) => each.startsWith('arn:') && !each.endsWith(':') && !each.includes('//'));
  const services = unique(actions.map((text) => text.split(':')[0]?.toLowerCase() ?? ''));
  return unique([
    ...whole,
    ...services.flatMap((service) => ELSEWHERE.get(service) ?? []),
    'arn:aws:s3:::elsewhere',
    'arn:aws:s3:::elsewhere/key',
    '*',
  ]);
}

/** A resource that no policy of the course names. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['sqs', 'arn:aws:sqs:us-east-1:111122223333:elsewhere'],
  ['sns', 'arn:aws:sns:us-east-1:111122223333:elsewhere'],
  ['dynamodb', 'arn:aws:dynamodb:us-east-1:111122223333:table/elsewhere'],
  ['kms', 'arn:aws:kms:us-east-1:111122223333:key/elsewhere'],
  ['secretsmanager', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:elsewhere'],
  ['sts', 'arn:aws:iam::111122223333:role/elsewhere'],
]);
