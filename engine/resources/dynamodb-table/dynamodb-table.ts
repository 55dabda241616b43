import { tablePlace } from '../../iam/review/place.ts';
import { at } from '../../template/tree.ts';
import type { ResourceKind } from '../kind.ts';
import { attachedPolicy } from '../policy.ts';
import { propertyText } from '../read.ts';

export const dynamodbTable: ResourceKind = {
  type: 'AWS::DynamoDB::Table',
  charge: { unpriced: 'dynamodb-table' },
  role: 'service',
  idPrefix: 'table-',
  physicalId: (properties) => propertyText(properties, 'TableName') || undefined,
  properties: {
    AttributeDefinitions: 'list',
    BillingMode: 'text',
    ContributorInsightsSpecification: 'map',
    DeletionProtectionEnabled: 'boolean',
    GlobalSecondaryIndexes: 'list',
    ImportSourceSpecification: 'map',
    KeySchema: 'list!',
    KinesisStreamSpecification: 'map',
    LocalSecondaryIndexes: 'list',
    OnDemandThroughput: 'map',
    PointInTimeRecoverySpecification: 'map',
    ProvisionedThroughput: 'map',
    ResourcePolicy: 'map',
    SSESpecification: 'map',
    StreamSpecification: 'map',
    TableClass: 'text',
    TableName: 'text',
    Tags: 'list',
    TimeToLiveSpecification: 'map',
    WarmThroughput: 'map',
  },
  attributes: {
    Arn: ({ physicalId, region, account }) => `arn:aws:dynamodb:${region}:${account}:table/${physicalId}`,
    StreamArn: ({ physicalId, region, account }) =>
      `arn:aws:dynamodb:${region}:${account}:table/${physicalId}/stream/2026-01-01T00:00:00.000`,
  },
  compile: (resource, draft) => {
    const arn = `arn:aws:dynamodb:${draft.region}:${draft.account}:table/${resource.physicalId}`;
    const inner = at(resource.properties, 'ResourcePolicy');
    const policy =
      inner === undefined
        ? null
        : (attachedPolicy({ ...resource, properties: inner }, draft, 'PolicyDocument', tablePlace(arn)) ?? null);
    draft.resources.set(arn, {
      arn,
      account: draft.account,
      region: draft.region,
      policy,
      addresses: [],
      tags: {},
      logicalId: resource.logicalId,
    });
  },
};
