import { bucketPlace } from '../../iam/review/place.ts';
import { derivedId } from '../ids.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { attachedPolicy } from '../policy.ts';
import { propertyText, spanOf, text } from '../read.ts';

/** A bucket: what its policy protects; its encryption, versioning and the like are kept and not simulated. */
export const s3Bucket: ResourceKind = {
  type: 'AWS::S3::Bucket',
  charge: { unpriced: 's3-bucket' },
  role: 'service',
  idPrefix: 'bucket-',
  physicalId: (properties) => propertyText(properties, 'BucketName') || undefined,
  properties: {
    AbacStatus: 'text',
    AccelerateConfiguration: 'map',
    AccessControl: 'text',
    AnalyticsConfigurations: 'list',
    BucketEncryption: 'map',
    BucketName: 'text',
    BucketNamePrefix: 'text',
    BucketNamespace: 'text',
    CorsConfiguration: 'map',
    IntelligentTieringConfigurations: 'list',
    InventoryConfigurations: 'list',
    LifecycleConfiguration: 'map',
    LoggingConfiguration: 'map',
    MetadataConfiguration: 'map',
    MetadataTableConfiguration: 'map',
    MetricsConfigurations: 'list',
    NotificationConfiguration: 'map',
    ObjectLockConfiguration: 'map',
    ObjectLockEnabled: 'boolean',
    OwnershipControls: 'map',
    PublicAccessBlockConfiguration: 'map',
    ReplicationConfiguration: 'map',
    Tags: 'list',
    VersioningConfiguration: 'map',
    WebsiteConfiguration: 'map',
  },
  attributes: {
    Arn: ({ physicalId }) => `arn:aws:s3:::${physicalId}`,
    DomainName: ({ physicalId }) => `${physicalId}.s3.amazonaws.com`,
    DualStackDomainName: ({ physicalId, region }) => `${physicalId}.s3.dualstack.${region}.amazonaws.com`,
    RegionalDomainName: ({ physicalId, region }) => `${physicalId}.s3.${region}.amazonaws.com`,
    WebsiteURL: ({ physicalId, region }) => `http://${physicalId}.s3-website-${region}.amazonaws.com`,
  },
  compile: (resource, draft) => {
    const arn = `arn:aws:s3:::${resource.physicalId}`;
    const world = draft.resources.get(arn);
    const fresh = {
      arn,
      account: draft.account,
      region: draft.region,
      policy: null,
      addresses: world?.addresses ?? [],
      tags: {},
      logicalId: resource.logicalId,
    };
    draft.resources.set(arn, fresh);
  },
};

export const s3BucketPolicy: ResourceKind = {
  type: 'AWS::S3::BucketPolicy',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'bucketpolicy-',
  properties: { Bucket: 'text!', PolicyDocument: 'json!' },
  attributes: {},
  compile: attach,
};

function attach(resource: Declared, draft: Draft): void {
  const name = text(resource, 'Bucket');
  const bucket = name === undefined ? undefined : draft.resources.get(`arn:aws:s3:::${name}`);
  if (bucket === undefined) {
    if (name !== undefined)
      reject(draft, resource, 'NoSuchBucket', `The specified bucket does not exist: ${name}`, spanOf(resource, 'Bucket'));
    return;
  }
  const policy = attachedPolicy(resource, draft, 'PolicyDocument', bucketPlace(bucket.arn));
  if (policy !== undefined && policy !== null) bucket.policy = policy;
}

/** A bucket without a name gets one from CloudFormation: lower case, unlike any other. */
export const generatedBucketName = (logicalId: string): string =>
  `stack-${logicalId.toLowerCase()}-${derivedId('', logicalId).slice(1, 13)}`;
