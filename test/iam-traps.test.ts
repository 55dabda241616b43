import { describe, expect, test } from 'vitest';
import { decideCase } from '#engine';

const ACCOUNT = '111122223333';
const ANA = `arn:aws:iam::${ACCOUNT}:user/ana`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/App/i-0abc`;
const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (statement: object, Version: string | undefined = '2012-10-17') => ({
  ...(Version === undefined ? {} : { Version }),
  Statement: [statement],
});

function decide(over: { readonly request?: object; readonly [part: string]: unknown }): string {
  const request = {
    principal: ANA,
    action: 's3:GetObject',
    resource: { arn: 'arn:aws:s3:::claims/x', accountId: ACCOUNT },
    ...over.request,
  };
  const answer = decideCase({ ...over, request });
  return 'error' in answer ? answer.error.code : answer.evalDecision;
}

/** Whether a condition holds: what it does to an Allow of the caller's own. */
const holds = (
  condition: object,
  context: object,
  principal: unknown = ANA,
  version: string | undefined = '2012-10-17',
): boolean =>
  decide({
    request: { principal, context },
    identityPolicies: [],
    resourcePolicy: policy({ ...ALLOW, Principal: '*', Condition: condition }, version),
  }) === 'allowed';

const allows = (statement: object, request: object): boolean =>
  decide({ request, identityPolicies: [policy({ ...ALLOW, ...statement })] }) === 'allowed';

describe('where public evaluators err', () => {
  test('a negated operator on a variable that has no value matches', () => {
    expect(holds({ StringNotEquals: { 's3:prefix': '${aws:PrincipalTag/team}' } }, { 's3:prefix': 'red' })).toBe(true);
    expect(holds({ StringNotLike: { 's3:prefix': '${aws:PrincipalTag/team}/*' } }, { 's3:prefix': 'red/x' })).toBe(true);
    expect(holds({ StringEquals: { 's3:prefix': '${aws:PrincipalTag/team}' } }, { 's3:prefix': 'red' })).toBe(false);
  });

  test.each([[undefined], ['2008-10-17']])('a policy of version %s keeps ${aws:username} as text', (version) => {
    const statement = { ...ALLOW, Resource: 'arn:aws:s3:::claims/${aws:username}' };
    const ask = (key: string, wanted = policy(statement, version)) =>
      decide({
        request: { resource: { arn: `arn:aws:s3:::claims/${key}`, accountId: ACCOUNT } },
        identityPolicies: [version === undefined ? { Statement: [statement] } : wanted],
      });
    expect(ask('ana')).toBe('implicitDeny');
    expect(ask('${aws:username}')).toBe('allowed');
  });

  test("a same-account resource policy naming the role session is not limited by the session's silence", () => {
    const named = (AWS: string) =>
      decide({
        request: { principal: SESSION },
        identityPolicies: [],
        permissionBoundaries: [],
        sessionPolicy: policy({ ...ALLOW, Action: 'sqs:*' }),
        resourcePolicy: policy({ ...ALLOW, Principal: { AWS } }),
      });
    expect(named(SESSION)).toBe('allowed');
    expect(named(`arn:aws:iam::${ACCOUNT}:role/App`)).toBe('implicitDeny');
  });

  test('a same-account resource policy naming only the account grants nothing by itself', () => {
    const resourcePolicy = policy({ ...ALLOW, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
    expect(decide({ identityPolicies: [], resourcePolicy })).toBe('implicitDeny');
    expect(decide({ identityPolicies: [policy(ALLOW)], resourcePolicy })).toBe('allowed');
  });

  test('Bool and BoolIfExists on aws:PrincipalIsAWSService differ for an anonymous caller', () => {
    const nobody = { type: 'Anonymous' };
    const condition = { 'aws:PrincipalIsAWSService': 'false' };
    expect(holds({ Bool: condition }, {}, nobody)).toBe(false);
    expect(holds({ BoolIfExists: condition }, {}, nobody)).toBe(true);
    expect(holds({ Bool: condition }, {}, SESSION)).toBe(true);
    expect(holds({ BoolIfExists: condition }, {}, 'ec2.amazonaws.com')).toBe(false);
  });

  test('an epoch date is in seconds and compares with ISO text', () => {
    expect(holds({ DateEquals: { 'aws:CurrentTime': '1767225600' } }, { 'aws:CurrentTime': '2026-01-01T00:00:00Z' })).toBe(true);
    expect(holds({ DateGreaterThan: { 'aws:EpochTime': '2026-01-01T00:00:00Z' } }, { 'aws:EpochTime': 1767225601 })).toBe(true);
    expect(holds({ DateGreaterThan: { 'aws:EpochTime': '2026-01-01T00:00:00Z' } }, { 'aws:EpochTime': 1767225600 })).toBe(false);
  });

  test('NotIpAddress of an IPv4 range is true for an IPv6 caller', () =>
    expect(holds({ NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, { 'aws:SourceIp': '2001:db8::1' })).toBe(true));

  test('2001:DB8:0::1 equals 2001:db8::1', () =>
    expect(holds({ IpAddress: { 'aws:SourceIp': '2001:DB8:0::1' } }, { 'aws:SourceIp': '2001:db8::1' })).toBe(true));

  test("an account principal on an interface endpoint admits the account's identities and on a gateway endpoint only its root user", () => {
    const through = (endpointType: string, principal: string) =>
      decide({
        request: { principal, endpointType },
        identityPolicies: [policy(ALLOW)],
        endpointPolicies: [policy({ ...ALLOW, Principal: { AWS: ACCOUNT } })],
      });
    const root = `arn:aws:iam::${ACCOUNT}:root`;
    expect([through('Interface', SESSION), through('Interface', ANA), through('Interface', root)]).toEqual([
      'allowed',
      'allowed',
      'allowed',
    ]);
    expect([through('Gateway', SESSION), through('Gateway', ANA), through('Gateway', root)]).toEqual([
      'implicitDeny',
      'implicitDeny',
      'allowed',
    ]);
  });

  test('tag keys with a colon', () => {
    expect(holds({ StringEquals: { 'aws:PrincipalTag/team:unit': 'red' } }, { 'aws:principaltag/Team:Unit': 'red' })).toBe(true);
    expect(
      holds(
        { StringEquals: { 's3:prefix': '${aws:PrincipalTag/team:unit}' } },
        { 's3:prefix': 'red', 'aws:PrincipalTag/team:unit': 'red' },
      ),
    ).toBe(true);
  });

  test.each([
    ['an object key', 'arn:aws:s3:::claims/2026:01:01/x', 'arn:aws:s3:::claims/2026:*'],
    ['a log group', 'arn:aws:logs:us-east-1:111122223333:log-group:/app:log-stream:one', 'arn:aws:logs:*:*:log-group:/app:*'],
    ['a path', 'arn:aws:ssm:us-east-1:111122223333:parameter/a:b/c', 'arn:aws:ssm:us-east-1:*:parameter/a:?/c'],
  ])('%s with a colon: an ARN splits at five colons only', (_what, arn, Resource) =>
    expect(allows({ Resource }, { resource: { arn, accountId: ACCOUNT } })).toBe(true),
  );

  test.each([
    ['arn:aws:s3*:::claims/x', false],
    ['arn:*:claims/x', false],
    ['arn:aws:*:*:*:claims/x', true],
    ['arn:aws:s3:::*', true],
    ['arn:aws:s3:*claims/x', false],
  ])('a wildcard never crosses one of the first five colons: %s', (Resource, expected) =>
    expect(
      allows({ Resource, Action: 's3:*' }, Resource.includes('s3*') ? { resource: { arn: 'arn:aws:s3:x:::claims/x' } } : {}),
    ).toBe(expected),
  );

  test('s3:ListBucket never matches bucket/*', () => {
    const request = { action: 's3:ListBucket', resource: { arn: 'arn:aws:s3:::claims', accountId: ACCOUNT } };
    expect(allows({ Action: 's3:*', Resource: 'arn:aws:s3:::claims/*' }, request)).toBe(false);
    expect(allows({ Action: 's3:*', Resource: 'arn:aws:s3:::claims*' }, request)).toBe(true);
  });

  test('StringNotEqualsIfExists is true when the key is missing', () =>
    expect(holds({ StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-a' } }, {})).toBe(true));

  test('a wildcard match takes time in proportion to pattern times text, whatever the pattern', () => {
    // Backtracking would take longer than anybody waits: the test ends at all.
    const Resource = `arn:aws:s3:::claims/${'a*'.repeat(2000)}b`;
    expect(allows({ Resource }, { resource: { arn: `arn:aws:s3:::claims/${'a'.repeat(5000)}`, accountId: ACCOUNT } })).toBe(
      false,
    );
  });
});
