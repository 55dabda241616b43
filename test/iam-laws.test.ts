import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideCase } from '#engine';
import { type Case, type Doc, decideCases, mapDocuments, type Statement } from './policies.ts';

const RUNS = { numRuns: 400 };

type Answer = Extract<ReturnType<typeof decideCase>, { evalDecision: string }>;

function decide(input: Case): Answer {
  const answer = decideCase(input);
  if ('error' in answer) throw new Error(answer.error.message);
  return answer;
}

const verdict = (input: Case): string => decide(input).evalDecision;
const verdicts = (input: Case): unknown => [verdict(input), decide(input).layers.map(({ layer, decision }) => [layer, decision])];

/**
 * Requests whose decision does not come from their policies alone. None of the cases drawn is one, so the laws below hold for each:
 * they call neither `sts:GetCallerIdentity` (facts:E.3) nor a bucket's policy as its owner's root user (facts:E101), no management
 * account and no service-linked role (facts:E39). The fifth is the root user inside its own account, which needs no Allow (facts:E41).
 */
const isRootAtHome = ({ request }: Case): boolean =>
  typeof request.principal === 'string' && request.principal.endsWith(':root') && request.resource.accountId === '111122223333';

test('the drawn cases are allowed often and denied often, in every way', () => {
  const drawn = fc.sample(decideCases, { numRuns: 1000, seed: 7 }).map(verdict);
  for (const each of ['allowed', 'implicitDeny', 'explicitDeny'])
    expect(drawn.filter((one) => one === each).length).toBeGreaterThan(40);
});

const EVERYTHING = { Action: '*', Resource: '*' };
const document = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const allowed = document({ Effect: 'Allow', ...EVERYTHING });
const denied = document({ Effect: 'Deny', Principal: '*', ...EVERYTHING });
const LEVEL = [{ orgIdentifier: 'r-root', policies: [denied] }];
const getObject = { action: 's3:GetObject', resource: { arn: 'arn:aws:s3:::claims/x', accountId: '111122223333' } };
const user = 'arn:aws:iam::111122223333:user/ana';

test.each<[string, object]>([
  [
    'the root user of the owning account reaches its bucket policy (facts:E101)',
    {
      request: {
        principal: 'arn:aws:iam::111122223333:root',
        action: 's3:DeleteBucketPolicy',
        resource: { arn: 'arn:aws:s3:::claims', accountId: '111122223333' },
      },
      resourcePolicy: denied,
    },
  ],
  [
    'sts:GetCallerIdentity needs no permission (facts:E.3)',
    {
      request: { principal: user, action: 'sts:GetCallerIdentity', resource: { arn: '*', accountId: '111122223333' } },
      identityPolicies: [document({ Effect: 'Deny', ...EVERYTHING })],
    },
  ],
  [
    'no policy of the organization binds its management account (facts:E39)',
    {
      request: { principal: user, ...getObject },
      managementAccounts: ['111122223333'],
      identityPolicies: [allowed],
      serviceControlPolicies: LEVEL,
      resourceControlPolicies: LEVEL,
    },
  ],
  [
    'nor a service-linked role (facts:E39)',
    {
      request: {
        principal: 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForBackup/one',
        ...getObject,
      },
      identityPolicies: [allowed],
      serviceControlPolicies: LEVEL,
      resourceControlPolicies: LEVEL,
    },
  ],
])('an explicit deny does not trump where %s', (_exception, input) => {
  expect(decideCase(input)).toMatchObject({ evalDecision: 'allowed' });
});

test('an explicit deny trumps any allow', () =>
  fc.assert(
    fc.property(decideCases, (input) => {
      const { evalDecision, layers } = decide(input);
      const denied = layers.some((layer) => layer.matchedStatements.some((each) => each.effect === 'Deny'));
      expect(evalDecision === 'explicitDeny').toBe(denied);
    }),
    RUNS,
  ));

test('nothing is allowed that no statement allows', () =>
  fc.assert(
    fc.property(decideCases, (input) => {
      fc.pre(!isRootAtHome(input));
      const { evalDecision, layers } = decide(input);
      const granted = layers.some(
        ({ layer, matchedStatements }) =>
          (layer === 'identity' || layer === 'resource') && matchedStatements.some((each) => each.effect === 'Allow'),
      );
      if (evalDecision === 'allowed') expect(granted).toBe(true);
    }),
    RUNS,
  ));

test('without any statement nothing is allowed', () =>
  fc.assert(
    fc.property(decideCases, (input) => {
      fc.pre(!isRootAtHome(input));
      expect(verdict(mapDocuments(input, (document) => ({ ...document, Statement: [] })))).toBe('implicitDeny');
    }),
    RUNS,
  ));

const reversed = (statement: Statement): Statement => ({
  ...statement,
  Action: statement.Action.toReversed(),
  Resource: statement.Resource.toReversed(),
  ...(statement.Condition === undefined
    ? {}
    : {
        Condition: Object.fromEntries(
          Object.entries(statement.Condition)
            .toReversed()
            .map(([operator, keys]) => [
              operator,
              Object.fromEntries(
                Object.entries(keys)
                  .toReversed()
                  .map(([key, values]) => [key, values.toReversed()]),
              ),
            ]),
        ),
      }),
});

test('the order of statements, keys and values never matters', () =>
  fc.assert(
    fc.property(decideCases, (input) => {
      const turned = mapDocuments(input, (document) => ({
        ...document,
        Statement: document.Statement.map(reversed).toReversed(),
      }));
      const context = Object.fromEntries(
        Object.entries(input.request.context)
          .toReversed()
          .map(([key, value]) => [key, Array.isArray(value) ? value.toReversed() : value]),
      );
      expect(verdicts({ ...turned, request: { ...turned.request, context } })).toEqual(verdicts(input));
    }),
    RUNS,
  ));

const split = {
  Action: (statement: Statement) => statement.Action.map((each) => ({ ...statement, Action: [each] })),
  Resource: (statement: Statement) => statement.Resource.map((each) => ({ ...statement, Resource: [each] })),
  Principal: (statement: Statement) => {
    const named = statement.Principal as { AWS?: string[] } | string | undefined;
    if (typeof named !== 'object' || named.AWS === undefined) return [statement];
    return named.AWS.map((each) => ({ ...statement, Principal: { AWS: [each] } }));
  },
};

test.each(['Action', 'Resource', 'Principal'] as const)('splitting a statement by its %s list never matters', (element) =>
  fc.assert(
    fc.property(decideCases, (input) => {
      const cut = mapDocuments(input, (document) => ({ ...document, Statement: document.Statement.flatMap(split[element]) }));
      expect(verdicts(cut)).toEqual(verdicts(input));
    }),
    RUNS,
  ),
);

test('removing an Allow from a document that stays never allows more', () =>
  fc.assert(
    fc.property(decideCases, fc.nat(3), (input, index) => {
      const without = (document: Doc): Doc => ({
        ...document,
        Statement: document.Statement.filter((each, at) => at !== index || each.Effect === 'Deny'),
      });
      if (verdict(mapDocuments(input, without)) === 'allowed') expect(verdict(input)).toBe('allowed');
    }),
    RUNS,
  ));

test('adding a Deny never allows more, whatever document it joins', () =>
  fc.assert(
    fc.property(decideCases, fc.nat(8), fc.constantFrom('s3:Get*', 'sqs:*', '*'), (input, place, action) => {
      let at = 0;
      const denied = mapDocuments(input, (document) => {
        if (at++ !== place) return document;
        const named = document.Statement.some((each) => 'Principal' in each) ? { Principal: '*' } : {};
        const deny: Statement = { Effect: 'Deny', ...named, Action: [action], Resource: ['*'] };
        return { ...document, Statement: [deny, ...document.Statement] };
      });
      if (verdict(denied) === 'allowed') expect(verdict(input)).toBe('allowed');
    }),
    RUNS,
  ));

test('attaching a policy that only denies never allows more', () =>
  fc.assert(
    fc.property(decideCases, fc.constantFrom('s3:Get*', 'sqs:*', '*'), (input, action) => {
      const deny: Statement = { Effect: 'Deny', Action: [action], Resource: ['*'] };
      const denied = { ...input, identityPolicies: [...input.identityPolicies, { Version: '2012-10-17', Statement: [deny] }] };
      if (verdict(denied) === 'allowed') expect(verdict(input)).toBe('allowed');
    }),
    RUNS,
  ));

test('an endpoint policy of full access decides as none for the same context', () =>
  fc.assert(
    fc.property(decideCases, (input) => {
      const full = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow' as const, Principal: '*', Action: ['*'], Resource: ['*'] }],
      };
      const none = verdict({ ...input, endpointPolicies: [] });
      expect(verdict({ ...input, endpointPolicies: [full] })).toBe(none);
      expect(verdict({ ...input, endpointPolicies: [null] })).toBe(none);
    }),
    RUNS,
  ));

const allowIf = (condition: object, context: Record<string, unknown>): string => {
  const answer = decideCase({
    request: {
      principal: 'arn:aws:iam::111122223333:user/ana',
      action: 's3:GetObject',
      resource: { arn: 'arn:aws:s3:::claims/x', accountId: '111122223333' },
      context,
    },
    identityPolicies: [
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: condition }] },
    ],
  });
  return 'error' in answer ? answer.error.code : answer.evalDecision;
};

const values = fc.oneof(fc.constant(undefined), fc.string(), fc.array(fc.string(), { maxLength: 3 }));

test('Null true is the negation of Null false', () =>
  fc.assert(
    fc.property(values, (value) => {
      const context = value === undefined ? {} : { 'aws:TagKeys': value };
      const [yes, no] = ['true', 'false'].map((wanted) => allowIf({ Null: { 'aws:TagKeys': wanted } }, context));
      expect(yes).not.toBe(no);
    }),
    RUNS,
  ));

test('a negated operator is the negation of its positive one', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(
        ['StringEquals', 'StringNotEquals'],
        ['StringLike', 'StringNotLike'],
        ['ArnLike', 'ArnNotLike'],
        ['NumericEquals', 'NumericNotEquals'],
      ),
      fc.option(fc.string(), { nil: undefined }),
      fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
      ([positive = '', negated = ''], value, wanted) => {
        const context = value === undefined ? {} : { 'aws:PrincipalOrgID': value };
        const [yes, no] = [positive, negated].map((operator) =>
          allowIf({ [operator]: { 'aws:PrincipalOrgID': wanted } }, context),
        );
        expect(yes).not.toBe(no);
      },
    ),
    RUNS,
  ));

const flipped = (text: string): string =>
  [...text].map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())).join('');

test('the case of actions, operators, keys and variables never matters', () =>
  fc.assert(
    fc.property(decideCases, (input) => {
      const turned = mapDocuments(input, (document) => ({
        ...document,
        Statement: document.Statement.map((statement) => ({
          ...statement,
          Action: statement.Action.map(flipped),
          Resource: statement.Resource.map((each) => each.replace(/\$\{[^}]*\}/g, flipped)),
          ...(statement.Condition === undefined
            ? {}
            : {
                Condition: Object.fromEntries(
                  Object.entries(statement.Condition).map(([operator, keys]) => [
                    flipped(operator),
                    Object.fromEntries(Object.entries(keys).map(([key, wanted]) => [flipped(key), wanted])),
                  ]),
                ),
              }),
        })),
      }));
      expect(verdicts(turned)).toEqual(verdicts(input));
    }),
    RUNS,
  ));

test('names of actions, operators and keys compare without case, resources and values with it', () => {
  const document = (over: object) => ({
    request: {
      principal: 'arn:aws:iam::111122223333:user/ana',
      action: 's3:GetObject',
      resource: { arn: 'arn:aws:s3:::claims/x', accountId: '111122223333' },
      context: { 'aws:SourceVpce': 'vpce-1a' },
    },
    identityPolicies: [
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::claims/x',
            Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a' } },
            ...over,
          },
        ],
      },
    ],
  });
  const says = (over: object) => decideCase(document(over));
  const yes = { evalDecision: 'allowed' };
  const no = { evalDecision: 'implicitDeny' };
  expect(says({})).toMatchObject(yes);
  expect(says({ Action: flipped('s3:GetObject') })).toMatchObject(yes);
  expect(says({ Condition: { [flipped('StringEquals')]: { 'aws:SourceVpce': 'vpce-1a' } } })).toMatchObject(yes);
  expect(says({ Condition: { StringEquals: { [flipped('aws:SourceVpce')]: 'vpce-1a' } } })).toMatchObject(yes);
  expect(says({ Resource: 'arn:aws:s3:::Claims/x' })).toMatchObject(no);
  expect(says({ Condition: { StringEquals: { 'aws:SourceVpce': 'VPCE-1A' } } })).toMatchObject(no);
});
