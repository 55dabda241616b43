import { decideCase, parsePolicy, prepareCase } from '#engine';
import { median, perSecond, type Rate } from './measure.ts';

const REQUEST = {
  principal: 'arn:aws:sts::111122223333:assumed-role/App/i-0abc',
  action: 's3:GetObject',
  resource: { arn: 'arn:aws:s3:::claims-data/2026/x', accountId: '111122223333' },
  context: { 'aws:SourceVpce': 'vpce-0a11', 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'aws:VpcSourceIp': '10.20.1.15' },
};

const statement = (over: object) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::claims-data/*',
  ...over,
});
const policy = (statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });

/** Identity, resource and endpoint policy: a statement each. */
const SMALL = {
  request: REQUEST,
  identityPolicies: [policy([statement({})])],
  resourcePolicy: policy([statement({ Principal: '*' })]),
  endpointPolicies: [policy([statement({ Principal: '*' })])],
};

/** Fifty statements of two conditions each; every fifth denies somebody else. */
const fifty = (named: object) =>
  policy(
    Array.from({ length: 50 }, (_, index) =>
      statement({
        ...named,
        Sid: `S${index}`,
        Effect: index % 5 === 4 ? 'Deny' : 'Allow',
        Action: ['s3:GetObject', 's3:Put*'],
        Resource: ['arn:aws:s3:::claims-*/*', `arn:aws:s3:::other-${index}/*`],
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': index % 5 === 4 ? 'o-evil000001' : 'o-a1b2c3d4e5' },
          IpAddress: { 'aws:VpcSourceIp': ['10.0.0.0/8', `192.0.2.${index}/32`] },
        },
      }),
    ),
  );

const LARGE = {
  request: REQUEST,
  identityPolicies: [fifty({})],
  resourcePolicy: fifty({ Principal: '*' }),
  endpointPolicies: [fifty({ Principal: '*' })],
};

/** The same, denied by its endpoint policy: an explanation then has an edit to find. */
const DENIED = { ...LARGE, endpointPolicies: [policy([statement({ Principal: '*', Action: 'sqs:*' })])] };

/** A document of 20 KB, as long as an endpoint policy may be. */
const LONG = JSON.stringify(fifty({ Principal: { AWS: ['arn:aws:iam::111122223333:role/App', '222233334444'] } })).padEnd(20_480);

function prepared(input: object) {
  const made = prepareCase(input);
  if ('error' in made) throw new Error(made.error.message);
  return made;
}

/** The rates of policy decisions, one core. */
export function policyRates(): readonly Rate[] {
  const [small, large, denied] = [prepared(SMALL), prepared(LARGE), prepared(DENIED)];
  const perDecision = 'decisions/s';
  return [
    { name: 'decide three layers of one statement', value: perSecond(() => small.evaluate()), unit: perDecision },
    { name: 'explain three layers of one statement', value: perSecond(() => small.explain()), unit: perDecision },
    {
      name: 'decide three layers of 50 statements, two conditions each',
      value: perSecond(() => large.evaluate()),
      unit: perDecision,
    },
    {
      name: 'explain three layers of 50 statements, two conditions each',
      value: perSecond(() => large.explain()),
      unit: perDecision,
    },
    { name: 'explain a denial among 50 statements', value: perSecond(() => denied.explain()), unit: perDecision },
    { name: 'decide a case of three layers from JSON', value: perSecond(() => decideCase(SMALL)), unit: 'cases/s' },
    {
      name: `compile a policy of ${Math.round(LONG.length / 1024)} KB (median)`,
      value: median(() => parsePolicy(JSON.parse(LONG))),
      unit: 'ms',
    },
  ];
}
