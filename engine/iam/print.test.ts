import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documents } from '../../test/policies.ts';
import type { Json } from '../json.ts';
import { parsePolicy } from './policy.ts';
import { printPolicy } from './print.ts';

/** A policy without its matchers, which are functions of the rest. */
const plain = (document: Json): unknown => {
  const parsed = parsePolicy(document);
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  return JSON.parse(JSON.stringify(parsed.value));
};

const printed = (document: Json): Json => {
  const parsed = parsePolicy(document);
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  return printPolicy(parsed.value);
};

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value));

test('parse after print is the same policy', () =>
  fc.assert(
    fc.property(fc.boolean().chain(documents), (document) => {
      expect(plain(printed(asJson(document)))).toEqual(plain(asJson(document)));
    }),
  ));

test.each<[string, Json]>([
  ['a statement that stands alone', { Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } }],
  [
    'an Id, a Sid, texts in place of lists',
    { Id: 'x', Statement: [{ Sid: 'A', Effect: 'Deny', NotAction: 's3:*', NotResource: 'arn:aws:s3:::a' }] },
  ],
  [
    'every kind of principal',
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          NotPrincipal: {
            AWS: ['111122223333'],
            Service: 'ec2.amazonaws.com',
            Federated: 'accounts.google.com',
            CanonicalUser: '79a5',
          },
          Action: '*',
          Resource: '*',
        },
      ],
    },
  ],
  [
    'set operators and IfExists as they are written',
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
          Condition: {
            'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': ['a*', '${aws:username}'] },
            null: { 'aws:sourceip': true },
            NumericLessThan: { 's3:max-keys': 10 },
          },
        },
      ],
    },
  ],
])('parse after print is the same policy: %s', (_what, document) => expect(plain(printed(document))).toEqual(plain(document)));
