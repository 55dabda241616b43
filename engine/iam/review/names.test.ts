import { expect, test } from 'vitest';
import { loadActionCatalogue } from '../../catalogue/actions/load.ts';
import { refusalsOf } from '../refusals.ts';
import { endpointPlace } from './place.ts';

const catalogue = await loadActionCatalogue();

/** What the remark on this action or key takes it for. */
function meant(action: string, key = 'aws:SourceVpce'): string | undefined {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: action,
    Resource: '*',
    Condition: { StringEquals: { [key]: 'x' } },
  };
  const { advisories } = refusalsOf(
    { Version: '2012-10-17', Statement: statement },
    endpointPlace('Interface', 'ec2'),
    catalogue,
  );
  const [remark] = advisories.filter(({ code }) => code === 'UNKNOWN_ACTION' || code === 'UNKNOWN_KEY');
  return /Did you mean `(.+)`/.exec(remark?.message ?? '')?.[1];
}

test.each([
  ['s3:GetObjects', 's3:GetObject'],
  ['s3:getobjekt', 's3:GetObject'],
  ['dynamodb:GetItems', 'dynamodb:GetItem'],
  ['SendMessage', 'sqs:SendMessage'],
  ['sgs:SendMessage', 'sns'],
  ['s3:SendMessage', 'sqs:SendMessage'],
  ['sts:AssumeRoles', 'sts:AssumeRole'],
])('the action %s most likely means %s', (written, nearest) => expect(meant(written)).toBe(nearest));

test.each([
  ['aws:SourceVpcEndpoint', 'aws:SourceVpce'],
  ['aws:SourceVpcArm', 'aws:SourceVpcArn'],
  ['aws:SourceIpAddress', 'aws:SourceIp'],
  ['aws:PrincipleArn', 'aws:PrincipalArn'],
  ['aws:PrincipalTags/team', 'aws:PrincipalTag/team'],
  ['PrincipalOrgId', 'aws:PrincipalOrgID'],
  ['s3:prefixes', 's3:prefix'],
])('the key %s most likely means %s', (written, nearest) => expect(meant('s3:ListBucket', written)).toBe(nearest));
