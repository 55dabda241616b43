import fc from 'fast-check';

/** Policy documents and requests drawn from few words, so that they meet often. */
export type Doc = { Version?: string; Statement: Statement[] };
export type Statement = {
  Effect: 'Allow' | 'Deny';
  Principal?: unknown;
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string[]>>;
};

const ACCOUNT = '111122223333';
const OTHER = '222233334444';
const ARNS = {
  user: `arn:aws:iam::${ACCOUNT}:user/ana`,
  role: `arn:aws:iam::${ACCOUNT}:role/App`,
  session: `arn:aws:sts::${ACCOUNT}:assumed-role/App/one`,
  root: `arn:aws:iam::${ACCOUNT}:root`,
};

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const some = <T>(one: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength });

const action = oneOf('s3:GetObject', 's3:PutObject', 's3:Get*', 's3:*', '*', 'S3:getobject', 'sqs:SendMessage');
const resource = oneOf(
  '*',
  'arn:aws:s3:::claims/*',
  'arn:aws:s3:::claims',
  'arn:aws:s3:::claims/a?',
  'arn:aws:s3:::${aws:PrincipalTag/team}/*',
);
const vpce = some(oneOf('vpce-1', 'vpce-2'), 2);
const conditions = oneOf(
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIfExists',
  'StringNotEqualsIfExists',
  'StringLike',
).chain((operator) => vpce.map((values) => ({ [operator]: { 'aws:SourceVpce': values } })));
const tags = oneOf('ForAllValues:StringEquals', 'ForAnyValue:StringEquals', 'ForAnyValue:StringNotEquals').chain((operator) =>
  some(oneOf('a', 'b'), 2).map((values) => ({ [operator]: { 'aws:TagKeys': values } })),
);
const nulls = oneOf('true', 'false').map((value) => ({ Null: { 'aws:SourceIp': [value] } }));
const condition = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: conditions }, tags, nulls);
const principal = fc.oneof(
  fc.constant('*'),
  some(oneOf(ACCOUNT, OTHER, ...Object.values(ARNS))).map((AWS) => ({ AWS })),
  fc.constant({ Service: ['ec2.amazonaws.com'] }),
);

const statement = (named: boolean): fc.Arbitrary<Statement> =>
  fc
    .record({
      Effect: oneOf('Allow', 'Allow', 'Allow', 'Deny' as const),
      Principal: principal,
      Action: some(action),
      Resource: some(resource),
      condition,
    })
    .map(({ Effect, Principal, Action, Resource, condition: Condition }) => ({
      Effect,
      ...(named ? { Principal } : {}),
      Action,
      Resource,
      ...(Condition === undefined ? {} : { Condition }),
    })) as fc.Arbitrary<Statement>;

export const documents = (named: boolean): fc.Arbitrary<Doc> =>
  fc.record({ Version: fc.constant('2012-10-17'), Statement: fc.array(statement(named), { maxLength: 4 }) });

const levels = (named: boolean) =>
  fc.array(fc.record({ orgIdentifier: oneOf('r-root', 'ou-a'), policies: some(documents(named), 2) }), { maxLength: 2 });

/** A case of `decide`. */
export const decideCases = fc.record({
  request: fc.record({
    principal: oneOf<unknown>(ARNS.user, ARNS.role, ARNS.session, ARNS.root, 'ec2.amazonaws.com', { type: 'Anonymous' }),
    action: oneOf('s3:GetObject', 's3:PutObject', 'sqs:SendMessage'),
    resource: fc.record({
      arn: oneOf('arn:aws:s3:::claims/ab', 'arn:aws:s3:::claims', 'arn:aws:s3:::red/x'),
      accountId: oneOf(ACCOUNT, OTHER),
    }),
    context: fc.record(
      {
        'aws:SourceVpce': oneOf('vpce-1', 'vpce-2', 'vpce-3'),
        'aws:SourceIp': fc.constant('203.0.113.9'),
        'aws:TagKeys': fc.array(oneOf('a', 'b', 'c'), { maxLength: 3 }),
        'aws:PrincipalTag/team': fc.constant('red'),
      },
      { requiredKeys: [] },
    ),
    endpointType: oneOf('Gateway', 'Interface'),
  }),
  identityPolicies: fc.array(documents(false), { maxLength: 2 }),
  resourcePolicy: fc.option(documents(true)),
  endpointPolicies: fc.array(fc.option(documents(true)), { maxLength: 1 }),
  serviceControlPolicies: levels(false),
  resourceControlPolicies: levels(true),
  permissionBoundaries: fc.option(fc.array(documents(false), { maxLength: 1 }), { freq: 3 }),
  sessionPolicy: fc.option(documents(false), { freq: 3 }),
});

export type Case = typeof decideCases extends fc.Arbitrary<infer T> ? T : never;

/** The case with each of its documents replaced. */
export function mapDocuments(input: Case, change: (document: Doc) => Doc): Case {
  const level = (each: Case['serviceControlPolicies'][number]) => ({ ...each, policies: each.policies.map(change) });
  return {
    ...input,
    identityPolicies: input.identityPolicies.map(change),
    resourcePolicy: input.resourcePolicy === null ? null : change(input.resourcePolicy),
    endpointPolicies: input.endpointPolicies.map((each) => (each === null ? null : change(each))),
    serviceControlPolicies: input.serviceControlPolicies.map(level),
    resourceControlPolicies: input.resourceControlPolicies.map(level),
    permissionBoundaries: input.permissionBoundaries?.map(change) ?? null,
    sessionPolicy: input.sessionPolicy === null ? null : change(input.sessionPolicy),
  };
}
