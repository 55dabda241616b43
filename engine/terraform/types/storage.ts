import { derivedId } from '../../resources/ids.ts';
import { scalarAt } from '../../template/tree.ts';
import { given, mapOf, reworded, textOf } from '../network/values.ts';
import type { Asked, TerraformType } from './type.ts';

const bucket: TerraformType = {
  type: 'aws_s3_bucket',
  becomes: 'AWS::S3::Bucket',
  arguments: { bucket: 'BucketName' },
  others:
    'acceleration_status acl bucket_namespace bucket_prefix cors_rule force_destroy grant lifecycle_rule logging object_lock_configuration object_lock_enabled policy replication_configuration request_payer server_side_encryption_configuration versioning website',
  attributes: {
    arn: 'Arn',
    bucket: ({ id }) => id,
    bucket_domain_name: 'DomainName',
    bucket_regional_domain_name: 'RegionalDomainName',
    bucket_region: ({ instance }) => instance.provider.region,
    hosted_zone_id: () => undefined,
    region: ({ instance }) => instance.provider.region,
    website_domain: () => undefined,
    website_endpoint: () => undefined,
  },
  // A name that Terraform makes up: what the author gave, and digits.
  idOf: ({ instance }) => {
    const name = textOf(instance.values, 'bucket');
    const prefix = textOf(instance.values, 'bucket_prefix') ?? 'terraform-';
    return name ?? `${prefix}${derivedId('', instance.address).slice(1)}`;
  },
  build: (it, building) => {
    const { instance, made } = it;
    const policy = given(instance.values, 'policy');
    if (made === undefined) return;
    if (!made.properties.has('BucketName')) {
      const value = scalarAt(made.physicalId, made.span);
      made.properties.set('BucketName', { key: 'BucketName', keySpan: made.span, value });
    }
    // A state shows the policy that a resource of its own has attached.
    const attached = building.built.some(
      (each) => each.instance.type === 'aws_s3_bucket_policy' && textOf(each.instance.values, 'bucket') === made.physicalId,
    );
    if (policy === undefined || attached) return;
    const Bucket = scalarAt(made.physicalId, policy.span);
    building.add(it, 'policy', 'AWS::S3::BucketPolicy', { Bucket, PolicyDocument: policy }, policy.span);
  },
};

const bucketPolicy: TerraformType = {
  type: 'aws_s3_bucket_policy',
  becomes: 'AWS::S3::BucketPolicy',
  arguments: { bucket: 'Bucket', policy: 'PolicyDocument' },
  required: 'bucket policy',
  attributes: { id: ({ instance }) => textOf(instance.values, 'bucket') },
};

const table: TerraformType = {
  type: 'aws_dynamodb_table',
  becomes: 'AWS::DynamoDB::Table',
  arguments: { name: 'TableName' },
  others:
    'attribute billing_mode deletion_protection_enabled global_secondary_index global_table_witness hash_key import_table local_secondary_index on_demand_throughput point_in_time_recovery range_key read_capacity replica restore_* server_side_encryption stream_enabled stream_view_type table_class ttl warm_throughput write_capacity',
  required: 'name',
  attributes: { arn: 'Arn', stream_arn: 'StreamArn', stream_label: () => undefined },
  build: ({ instance: { values }, made }) => {
    const key = given(values, 'hash_key');
    const at = key ?? made?.properties.get('TableName')?.value;
    if (made === undefined || at === undefined) return;
    const schema = mapOf({ AttributeName: key ?? reworded(at, 'id'), KeyType: scalarAt('HASH', at.span) }, at.span);
    const value = { kind: 'list', items: [schema], span: at.span } as const;
    made.properties.set('KeySchema', { key: 'KeySchema', keySpan: at.span, value });
  },
};

/** The policy of a table; that of a stream changes no verdict. */
const tablePolicy: TerraformType = {
  type: 'aws_dynamodb_resource_policy',
  others: 'confirm_remove_self_resource_access policy resource_arn',
  required: 'policy resource_arn',
  attributes: { revision_id: () => undefined },
  build: ({ instance: { values } }, { resources }) => {
    const [arn, policy] = [textOf(values, 'resource_arn'), given(values, 'policy')];
    const home = resources.find((each) => each.type === 'AWS::DynamoDB::Table' && arn?.endsWith(`:table/${each.physicalId}`));
    if (home === undefined || policy === undefined) return;
    const value = mapOf({ PolicyDocument: policy }, policy.span);
    home.properties.set('ResourcePolicy', { key: 'ResourcePolicy', keySpan: policy.span, value });
  },
};

/** The ARN of something that is not simulated, whose name its author chose: policies refer to it all the same. */
const named =
  (service: string, path: string, argument = 'name', where: 'regional' | 'global' = 'regional') =>
  ({ instance }: Asked): string | undefined => {
    const { region, account } = instance.provider;
    const name =
      textOf(instance.values, argument) ??
      `${textOf(instance.values, `${argument}_prefix`) ?? 'terraform-'}${derivedId('', instance.address).slice(1)}`;
    const folder = textOf(instance.values, 'path') ?? '/';
    return `arn:aws:${service}:${where === 'global' ? '' : region}:${account}:${path}${path.endsWith('/') ? folder.slice(1) : ''}${name}`;
  };

const numbered =
  (service: string, path: string) =>
  ({ instance, id }: Asked): string =>
    `arn:aws:${service}:${instance.provider.region}:${instance.provider.account}:${path}${id}`;

/**
 * ARNs of types that are kept and not simulated, by type. A text or a policy that names one can be read because of it.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const ARNS_OF_OTHERS: Readonly<Record<string, (asked: Asked) => string | undefined>> = {
  aws_cloudwatch_log_group: named('logs', 'log-group:'),
  aws_db_instance: named('rds', 'db:', 'identifier'),
  aws_ecr_repository: named('ecr', 'repository/'),
  aws_ecs_cluster: named('ecs', 'cluster/'),
  aws_eks_cluster: named('eks', 'cluster/'),
  aws_iam_group: named('iam', 'group/', 'name', 'global'),
  aws_iam_instance_profile: named('iam', 'instance-profile/', 'name', 'global'),
  aws_iam_policy: named('iam', 'policy/', 'name', 'global'),
  aws_iam_role: named('iam', 'role/', 'name', 'global'),
  aws_iam_user: named('iam', 'user/', 'name', 'global'),
  aws_kinesis_stream: named('kinesis', 'stream/'),
  aws_kms_key: numbered('kms', 'key/'),
  aws_lambda_function: named('lambda', 'function:', 'function_name'),
  aws_sns_topic: named('sns', ''),
  aws_sqs_queue: named('sqs', ''),
  aws_rds_cluster: named('rds', 'cluster:', 'cluster_identifier'),
  aws_secretsmanager_secret: named('secretsmanager', 'secret:'),
  aws_ssm_parameter: named('ssm', 'parameter/'),
};

/** Types that are known by their ARN: what `id` gives of them. */
export const NAMED_BY_ARN: readonly string[] = [
  'aws_sns_topic',
  'aws_iam_policy',
  'aws_secretsmanager_secret',
  'aws_ecs_cluster',
];

export const STORAGE_TYPES: readonly TerraformType[] = [bucket, bucketPolicy, table, tablePolicy];
