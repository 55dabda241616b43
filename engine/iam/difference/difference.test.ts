import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadActionCatalogue } from '../../catalogue/actions/load.ts';
import type { Json } from '../../json.ts';
import { decideCase } from '../decide.ts';
import { type Difference, type DifferenceOptions, policyDifference } from './difference.ts';

const catalogue = await loadActionCatalogue();

type Fields = Readonly<Record<string, Json>>;
const policy = (...statements: readonly Fields[]): Json => ({
  Version: '2012-10-17',
  Statement: statements.map((each) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `${BUCKET}/*`,
    ...each,
  })),
});
const BUCKET = 'arn:aws:s3:::claims-data';
const ROLE = 'arn:aws:iam::111122223333:role/app';

function difference(before: Json, after: Json, options: DifferenceOptions = {}): Difference {
  const found = policyDifference(before, after, { catalogue, ...options });
  if (!found.ok) throw new Error(found.errors.map(({ message }) => message).join(' '));
  return found.value;
}

interface Pair {
  readonly law: string;
  readonly before: Json;
  readonly after: Json;
  readonly options?: DifferenceOptions;
  readonly witness: object;
}

const PAIRS: readonly Pair[] = [
  {
    law: 'a wildcard right after a name takes in other buckets',
    before: policy({ Action: ['s3:GetObject', 's3:ListBucket'], Resource: `${BUCKET}*` }),
    after: policy({ Action: ['s3:GetObject', 's3:ListBucket'], Resource: [BUCKET, `${BUCKET}/*`] }),
    witness: {
      request: { action: 's3:ListBucket', resource: { arn: `${BUCKET}-archive` }, context: {} },
      before: 'allowed',
      after: 'implicitDeny',
    },
  },
  {
    law: 'IfExists admits a request without the key',
    before: policy({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
    after: policy({ Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
    witness: { request: { context: {} }, before: 'implicitDeny', after: 'allowed' },
  },
  {
    law: 'a resource policy that names the account grants nothing by itself, one that names the role does',
    before: policy({ Principal: { AWS: ROLE } }),
    after: policy({ Principal: { AWS: '111122223333' } }),
    witness: {
      request: { principal: 'arn:aws:sts::111122223333:assumed-role/app/i-0abc', context: {} },
      before: 'allowed',
      after: 'implicitDeny',
    },
  },
  {
    law: 'half a block of addresses ends in its middle',
    before: policy({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
    after: policy({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/25' } } }),
    witness: { request: { context: { 'aws:SourceIp': '203.0.113.255' } }, before: 'allowed', after: 'implicitDeny' },
  },
  {
    law: 'less than ten is not at most ten',
    before: policy({ Action: 's3:ListBucket', Resource: BUCKET, Condition: { NumericLessThan: { 's3:max-keys': '10' } } }),
    after: policy({ Action: 's3:ListBucket', Resource: BUCKET, Condition: { NumericLessThanEquals: { 's3:max-keys': '10' } } }),
    witness: { request: { context: { 's3:max-keys': '10' } }, before: 'implicitDeny', after: 'allowed' },
  },
  {
    law: 's3:GetObject* takes in versions and attributes',
    before: policy({ Action: 's3:GetObject*' }),
    after: policy({ Action: 's3:GetObject' }),
    witness: { request: { action: expect.stringMatching(/^s3:GetObject./) }, before: 'allowed', after: 'implicitDeny' },
  },
  {
    law: 'without the new version a variable is text',
    before: policy({ Resource: `${BUCKET}/\${aws:username}/*` }),
    after: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${BUCKET}/\${aws:username}/*` }] },
    witness: {
      request: {
        principal: 'arn:aws:iam::111122223333:user/alice',
        resource: { arn: expect.stringMatching(/claims-data\/alice\//) },
      },
      before: 'allowed',
      after: 'implicitDeny',
    },
  },
  {
    law: 'ForAllValues holds for no value at all, ForAnyValue does not',
    before: policy({
      Action: 'dynamodb:GetItem',
      Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/Orders',
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'a' } },
    }),
    after: policy({
      Action: 'dynamodb:GetItem',
      Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/Orders',
      Condition: { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': 'a' } },
    }),
    witness: { request: { context: {} }, before: 'allowed', after: 'implicitDeny' },
  },
  {
    law: 'BoolIfExists also denies the nameless',
    before: policy(
      {},
      { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } } },
    ),
    after: policy(
      {},
      { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } },
    ),
    witness: { request: { principal: { type: 'Anonymous' }, context: {} }, before: 'allowed', after: 'explicitDeny' },
  },
  {
    law: 'a Deny for requests outside the endpoint spares them once it asks for the key',
    before: policy({}, { Effect: 'Deny', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0a11' } } }),
    after: policy(
      {},
      { Effect: 'Deny', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0a11' }, Null: { 'aws:SourceVpce': 'false' } } },
    ),
    witness: { request: { context: {} }, before: 'explicitDeny', after: 'allowed' },
  },
  {
    law: 'an account on a gateway endpoint is its root user, on an interface endpoint everybody of it',
    before: policy({ Principal: { AWS: '111122223333' } }),
    after: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } }),
    options: { layer: 'endpoint', endpointType: 'Gateway' },
    witness: { request: { principal: 'arn:aws:iam::111122223333:root' }, before: 'allowed', after: 'implicitDeny' },
  },
  {
    law: 'StringEquals minds case',
    before: policy({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'payments' } } }),
    after: policy({ Condition: { StringEqualsIgnoreCase: { 'aws:PrincipalTag/team': 'payments' } } }),
    witness: { request: { context: { 'aws:PrincipalTag/team': 'PAYMENTS' } }, before: 'implicitDeny', after: 'allowed' },
  },
  {
    law: 'a role’s name with a wildcard takes in other roles',
    before: policy({ Condition: { ArnLike: { 'aws:PrincipalArn': `${ROLE}*` } } }),
    after: policy({ Condition: { ArnLike: { 'aws:PrincipalArn': ROLE } } }),
    witness: { request: { principal: `${ROLE}-archive` }, before: 'allowed', after: 'implicitDeny' },
  },
  {
    law: 'actions without a resource of their own are asked of *',
    before: policy({ Action: 'ec2:Describe*', Resource: '*' }),
    after: policy({ Action: 'ec2:DescribeVpc*', Resource: '*' }),
    options: { layer: 'identity' },
    witness: { request: { action: 'ec2:DescribeInstances', resource: { arn: '*' } }, before: 'allowed', after: 'implicitDeny' },
  },
  {
    law: 'a second is what lies between before and not after',
    before: policy({ Condition: { DateLessThan: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } } }),
    after: policy({ Condition: { DateLessThanEquals: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } } }),
    witness: { request: { context: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } }, before: 'implicitDeny', after: 'allowed' },
  },
];

describe('two policies that are nearly the same are told apart', () => {
  test.each(PAIRS.map((pair) => [pair.law, pair] as const))('%s', (_law, { before, after, options = {}, witness }) => {
    const { witnesses, tried } = difference(before, after, options);
    expect(witnesses[0]).toMatchObject(witness);
    expect(tried).toBeGreaterThan(0);
    const back = difference(after, before, options).witnesses[0];
    expect([back?.after, back?.before]).toEqual([witnesses[0]?.before, witnesses[0]?.after]);
  });

  test('without the catalogue as well', () => {
    for (const { law, before, after, options } of PAIRS) {
      const found = policyDifference(before, after, { ...options });
      expect(found.ok && found.value.witnesses.length, law).toBeGreaterThan(0);
    }
  });
});

describe('policies that mean the same are not told apart, and it is said how many requests were tried', () => {
  test.each([
    ['the same policy', policy({}), policy({})],
    ['one statement or two', policy({ Action: ['s3:GetObject', 's3:PutObject'] }), policy({}, { Action: 's3:PutObject' })],
    [
      'names of actions and keys in any case',
      policy({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      policy({ Action: 'S3:getobject', Condition: { Bool: { 'AWS:securetransport': 'TRUE' } } }),
    ],
    [
      'a negated operator with and without IfExists (facts:E82)',
      policy({}, { Effect: 'Deny', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
      policy({}, { Effect: 'Deny', Condition: { StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } } }),
    ],
    [
      'two spellings of one address',
      policy({ Condition: { IpAddress: { 'aws:SourceIp': '2001:DB8:0::1' } } }),
      policy({ Condition: { IpAddress: { 'aws:SourceIp': '2001:db8::1/128' } } }),
    ],
  ])('%s', (_law, before, after) => {
    const { witnesses, tried, exhausted } = difference(before, after);
    expect(witnesses).toEqual([]);
    expect(exhausted).toBe(true);
    expect(tried).toBeGreaterThan(10);
  });
});

test('a policy that does not parse is said to be none', () => {
  expect(policyDifference({ Statement: [{ Effect: 'Maybe' }] }, policy({}))).toMatchObject({ ok: false });
});

test('the search ends where it is told to', () => {
  const many = (value: string): Json =>
    policy({
      Action: ['s3:Get*', 's3:List*', 'sqs:*'],
      Resource: ['arn:aws:s3:::a*', 'arn:aws:s3:::b?c*', 'arn:aws:sqs:*:*:jobs*'],
      Condition: {
        StringLike: Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((tag) => [`aws:PrincipalTag/${tag}`, `${tag}-*-x*`])),
        StringEquals: { 'aws:PrincipalTag/last': value },
      },
    });
  const { tried, exhausted, witnesses } = difference(many('one'), many('two'), { most: 500 });
  expect(tried).toBeLessThanOrEqual(500);
  expect(exhausted).toBe(false);
  expect(witnesses.length).toBeGreaterThan(0);
});

const pick = (...texts: readonly string[]) => fc.constantFrom(...texts);
const some = (...texts: readonly string[]) => fc.uniqueArray(pick(...texts), { minLength: 1, maxLength: 2 });
const statements = fc.record({
  Effect: pick('Allow', 'Allow', 'Deny'),
  Principal: fc.constantFrom<Json>('*', { AWS: '111122223333' }, { AWS: ROLE }, { Service: 'logging.s3.amazonaws.com' }),
  Action: some('s3:GetObject', 's3:Get*', 's3:*', 's3:ListBucket'),
  Resource: some(BUCKET, `${BUCKET}/*`, `${BUCKET}*`, `${BUCKET}/\${aws:username}/*`),
  Condition: fc.constantFrom<Json>(
    {},
    { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    { StringNotEqualsIfExists: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } },
    { Bool: { 'aws:SecureTransport': 'false' } },
    { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/28' } },
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a*' } },
  ),
});
const policies = fc.array(statements, { minLength: 1, maxLength: 3 });

test('a witness that is asked of `decide` is decided as it says', () => {
  const full = { Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } };
  let seen = 0;
  fc.assert(
    fc.property(policies, policies, (a, b) => {
      const [before, after] = [policy(...a), policy(...b)];
      for (const witness of difference(before, after, { most: 400 }).witnesses) {
        const decided = (resourcePolicy: Json, identityPolicies: readonly Json[]) => {
          const answer = decideCase({ id: '', request: witness.request, identityPolicies, resourcePolicy });
          return 'evalDecision' in answer ? answer.evalDecision : answer.error.code;
        };
        const pairs = [[full], []].map((identity) => [decided(before, identity), decided(after, identity)]);
        expect(pairs).toContainEqual([witness.before, witness.after]);
        seen += 1;
      }
    }),
    { numRuns: 25 },
  );
  expect(seen).toBeGreaterThan(40);
});

test('turning a policy’s statements round leaves nothing to find', () =>
  fc.assert(
    fc.property(policies, (all) => {
      expect(difference(policy(...all), policy(...all.toReversed()), { most: 400 }).witnesses).toEqual([]);
    }),
    { numRuns: 25 },
  ));
