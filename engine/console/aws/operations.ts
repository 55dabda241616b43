import type { Json } from '../../json.ts';
import type { Shell } from '../shell.ts';
import type { ApiCall } from './call.ts';
import { type AwsCommand, optionOf, regionOf } from './options.ts';

/** An operation that a learner types: what it calls, which options it cannot do without, and what it answers. */
export interface AwsOperation {
  readonly needs: readonly string[];
  readonly call: (shell: Shell, command: AwsCommand) => ApiCall;
  /** What is printed when it was allowed; undefined prints nothing. */
  readonly answer: Json | undefined;
  /** A head has no body: a refusal shows its status alone. */
  readonly bodyless?: true;
}

type Resource = (shell: Shell, command: AwsCommand) => string;

const bucket: Resource = (_shell, command) => `arn:aws:s3:::${optionOf(command, 'bucket') ?? ''}`;
const object: Resource = (shell, command) => `${bucket(shell, command)}/${optionOf(command, 'key') ?? ''}`;
const table: Resource = (shell, command) => {
  const name = optionOf(command, 'table-name') ?? '';
  return name.startsWith('arn:') ? name : `arn:aws:dynamodb:${regionOf(shell, command)}:${shell.account}:table/${name}`;
};
const queue: Resource = (shell, command) => {
  const [, region, account, name] =
    /^https:\/\/(?:sqs\.)?([a-z0-9-]+)(?:\.queue)?\.amazonaws\.com\/(\d{12})\/(.+)$/.exec(optionOf(command, 'queue-url') ?? '') ??
    [];
  return `arn:aws:sqs:${region ?? regionOf(shell, command)}:${account ?? shell.account}:${name ?? optionOf(command, 'queue-name') ?? optionOf(command, 'queue-url') ?? ''}`;
};
const optionArn =
  (option: string, service: string, kind: string): Resource =>
  (shell, command) => {
    const value = optionOf(command, option) ?? '';
    return value.startsWith('arn:') ? value : `arn:aws:${service}:${regionOf(shell, command)}:${shell.account}:${kind}${value}`;
  };
const inRegion =
  (service: string): Resource =>
  (shell, command) =>
    `arn:aws:${service}:${regionOf(shell, command)}:${shell.account}:*`;

const operation = (
  name: string,
  action: string,
  resource: Resource,
  needs: readonly string[],
  answer?: Json,
  more: { readonly bodyless?: true; readonly path?: (command: AwsCommand) => string } = {},
): AwsOperation => ({
  needs,
  answer,
  ...(more.bodyless === undefined ? {} : { bodyless: more.bodyless }),
  call: (shell, command) => ({
    operation: name,
    action,
    resource: resource(shell, command),
    ...(more.path === undefined ? {} : { path: more.path(command) }),
  }),
});

const keyPath = { path: (command: AwsCommand) => optionOf(command, 'key') ?? '' };

/** By service, then by operation as it is typed. */
export const OPERATIONS: Readonly<Record<string, Readonly<Record<string, AwsOperation>>>> = {
  s3api: {
    'get-object': operation(
      'GetObject',
      's3:GetObject',
      object,
      ['bucket', 'key'],
      { AcceptRanges: 'bytes', ContentType: 'binary/octet-stream', Metadata: {} },
      keyPath,
    ),
    'head-object': operation(
      'HeadObject',
      's3:GetObject',
      object,
      ['bucket', 'key'],
      { AcceptRanges: 'bytes', ContentType: 'binary/octet-stream', Metadata: {} },
      { ...keyPath, bodyless: true },
    ),
    'put-object': operation('PutObject', 's3:PutObject', object, ['bucket', 'key'], { ServerSideEncryption: 'AES256' }, keyPath),
    'delete-object': operation('DeleteObject', 's3:DeleteObject', object, ['bucket', 'key'], undefined, keyPath),
    'list-objects-v2': operation(
      'ListObjectsV2',
      's3:ListBucket',
      bucket,
      ['bucket'],
      { RequestCharged: null, Prefix: '' },
      { path: () => '?list-type=2&encoding-type=url' },
    ),
    'head-bucket': operation('HeadBucket', 's3:ListBucket', bucket, ['bucket'], undefined, { bodyless: true }),
    'get-bucket-policy': operation('GetBucketPolicy', 's3:GetBucketPolicy', bucket, ['bucket'], undefined, {
      path: () => '?policy',
    }),
    'list-buckets': operation('ListBuckets', 's3:ListAllMyBuckets', () => '*', [], { Buckets: [] }),
  },
  sqs: {
    'send-message': operation('SendMessage', 'sqs:SendMessage', queue, ['queue-url', 'message-body'], {
      MessageId: '11111111-2222-4333-8444-555555555555',
    }),
    'receive-message': operation('ReceiveMessage', 'sqs:ReceiveMessage', queue, ['queue-url']),
    'delete-message': operation('DeleteMessage', 'sqs:DeleteMessage', queue, ['queue-url', 'receipt-handle']),
    'get-queue-url': operation('GetQueueUrl', 'sqs:GetQueueUrl', queue, ['queue-name']),
    'get-queue-attributes': operation('GetQueueAttributes', 'sqs:GetQueueAttributes', queue, ['queue-url'], { Attributes: {} }),
    'list-queues': operation('ListQueues', 'sqs:ListQueues', inRegion('sqs'), []),
  },
  dynamodb: {
    'get-item': operation('GetItem', 'dynamodb:GetItem', table, ['table-name', 'key']),
    'put-item': operation('PutItem', 'dynamodb:PutItem', table, ['table-name', 'item']),
    'delete-item': operation('DeleteItem', 'dynamodb:DeleteItem', table, ['table-name', 'key']),
    query: operation('Query', 'dynamodb:Query', table, ['table-name'], {
      Items: [],
      Count: 0,
      ScannedCount: 0,
      ConsumedCapacity: null,
    }),
    scan: operation('Scan', 'dynamodb:Scan', table, ['table-name'], {
      Items: [],
      Count: 0,
      ScannedCount: 0,
      ConsumedCapacity: null,
    }),
    'describe-table': operation('DescribeTable', 'dynamodb:DescribeTable', table, ['table-name'], {
      Table: { TableStatus: 'ACTIVE' },
    }),
    'list-tables': operation('ListTables', 'dynamodb:ListTables', inRegion('dynamodb'), [], { TableNames: [] }),
  },
  sns: {
    publish: operation('Publish', 'sns:Publish', optionArn('topic-arn', 'sns', ''), ['topic-arn', 'message'], {
      MessageId: '11111111-2222-4333-8444-555555555555',
    }),
  },
  secretsmanager: {
    'get-secret-value': operation(
      'GetSecretValue',
      'secretsmanager:GetSecretValue',
      optionArn('secret-id', 'secretsmanager', 'secret:'),
      ['secret-id'],
      { SecretString: '****' },
    ),
  },
  ssm: {
    'get-parameter': operation('GetParameter', 'ssm:GetParameter', optionArn('name', 'ssm', 'parameter'), ['name'], {
      Parameter: { Value: '****' },
    }),
  },
  kms: {
    decrypt: operation('Decrypt', 'kms:Decrypt', optionArn('key-id', 'kms', 'key/'), ['key-id', 'ciphertext-blob']),
    encrypt: operation('Encrypt', 'kms:Encrypt', optionArn('key-id', 'kms', 'key/'), ['key-id', 'plaintext']),
  },
  lambda: {
    invoke: operation('Invoke', 'lambda:InvokeFunction', optionArn('function-name', 'lambda', 'function:'), ['function-name'], {
      StatusCode: 200,
    }),
  },
};
