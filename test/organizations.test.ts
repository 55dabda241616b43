import { expect, test } from 'vitest';
import {
  answerProbes,
  compareDesigns,
  gradeLab,
  loadTerraform,
  openConfiguration,
  type PublicLab,
  probeSchema,
  worldSchema,
  writeConfiguration,
} from '#engine';

const FULL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const world = worldSchema.parse({
  account: '111122223333',
  managementAccounts: ['100000000001'],
  organizations: {
    '100000000001': 'o-a1b2c3d4e5/r-ab12/',
    '111122223333': 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/',
  },
  principals: { AppRole: { arn: 'arn:aws:iam::111122223333:role/AppRole', session: 'app', policies: [FULL] } },
  resources: {
    'arn:aws:s3:::ours': { account: '111122223333' },
    'arn:aws:s3:::theirs': {
      account: '999988887777',
      policy: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::theirs/*' }],
      },
    },
  },
});
const puts = (bucket: string) =>
  probeSchema.parse({
    kind: 'request',
    principal: 'AppRole',
    action: 's3:PutObject',
    resource: `arn:aws:s3:::${bucket}/x`,
  });

const policy = (denied: string, target = '111122223333') => `
  Fence:
    Type: AWS::Organizations::Policy
    Properties:
      Name: fence
      Type: SERVICE_CONTROL_POLICY
      TargetIds: ['${target}']
      Content:
        Version: '2012-10-17'
        Statement:
          - Effect: Deny
            Action: s3:*
            Resource: '*'
            Condition: ${denied}`;
const OTHERS = '{ StringNotEquals: { aws:ResourceAccount: "111122223333" } }';
const GIVEN = 'Resources:\n  Topic: { Type: AWS::SNS::Topic }';

const lab: PublicLab = {
  id: 'T01',
  title: 'A fence',
  kind: 'build',
  minutes: 5,
  needs: [],
  objectives: [],
  examTasks: [],
  facts: ['E39'],
  brief: '',
  world,
  files: [
    { path: 'org.yaml', start: GIVEN },
    {
      path: 'app.yaml',
      start: 'Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }',
      fixed: true,
    },
  ],
  stacks: [
    { id: 'org', path: 'org.yaml', account: '100000000001' },
    { id: 'app', path: 'app.yaml' },
  ],
  locked: { resources: 'all', additions: ['AWS::Organizations::Policy'], maxAdditions: 1 },
  checks: [
    {
      id: 'ours-stay-open',
      title: 'our bucket stays open',
      probe: puts('ours'),
      expect: { outcome: 'allowed' },
      feedback: [{ text: 'closed' }],
    },
    {
      id: 'theirs-are-shut',
      title: 'strange buckets are shut',
      probe: puts('theirs'),
      expect: { blocks: [{ kind: 'service-control-policy' }] },
      feedback: [{ text: 'open' }],
    },
  ],
  rejected: [{ text: 'refused' }],
};
const graded = (added: string) => gradeLab(lab, [{ path: 'org.yaml', text: `${GIVEN}${added}\n` }], 'v1');

test("a lab has the learner write a service control policy in the management account's stack", () => {
  expect(graded('')).toMatchObject({ class: 'failed', score: { passed: 1, of: 2 } });
  expect(graded(policy(OTHERS))).toMatchObject({ class: 'passed', score: { passed: 2, of: 2 } });
  expect(graded(policy('{}'))).toMatchObject({
    class: 'failed',
    checks: [{ id: 'ours-stay-open', passed: false }, { passed: true }],
  });
});

test('what the lab does not let be added stays refused', () =>
  expect(graded(`${policy(OTHERS)}\n  Q: { Type: AWS::SQS::Queue }`)).toMatchObject({ class: 'rejected' }));

test('two fences of one name differ by the smallest request that tells them apart', () => {
  const files = (added: string) => [{ path: 'org.yaml', text: `${GIVEN}${added}\n` }];
  const compared = compareDesigns(lab, files(policy(OTHERS)), files(policy('{}')));
  expect(compared.policies).toMatchObject([{ logicalId: 'org/Fence' }]);
});

const HCL = `
provider "aws" { region = "us-east-1" }
resource "aws_organizations_policy" "fence" {
  name    = "fence"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Deny", Action = "s3:*", Resource = "*"
      Condition = { StringNotEquals = { "aws:ResourceAccount" = "111122223333" } }
    }]
  })
}
resource "aws_organizations_policy_attachment" "fence" {
  policy_id = aws_organizations_policy.fence.id
  target_id = "ou-ab12-11111111"
}
`;

test('Terraform attaches a policy by a resource of its own', async () => {
  const terraform = await loadTerraform();
  const home = worldSchema.parse({ ...world, account: '100000000001' });
  const configuration = openConfiguration({ files: [{ path: 'main.tf', text: HCL }], world: home, terraform });
  expect(configuration.report).toMatchObject({ rejections: [], loaded: true, simulated: 2 });
  expect(answerProbes(configuration, [puts('ours'), puts('theirs')])).toMatchObject([
    { outcome: 'allowed' },
    { outcome: 'accessDenied', blocks: [{ logicalId: 'aws_organizations_policy.fence', span: { file: 'main.tf' } }] },
  ]);
});

test('it is written as the commands that make and attach it', () => {
  const home = worldSchema.parse({ ...world, account: '100000000001' });
  const text = `Resources:${policy(OTHERS)}\n`;
  const script = writeConfiguration(openConfiguration({ files: [{ path: 't.yaml', text }], world: home }), 'commands')?.files[0]
    ?.text;
  expect(script).toMatch(/^Fence=\$\(aws organizations create-policy .*--query Policy\.PolicySummary\.Id/m);
  expect(script).toMatch(/^aws organizations attach-policy --policy-id "\$Fence" --target-id 111122223333$/m);
});
