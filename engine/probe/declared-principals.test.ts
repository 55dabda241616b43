import { expect, test } from 'vitest';
import { loadTerraform } from '../terraform/load.ts';
import { worldSchema } from '../world.ts';
import { declaredPrincipals } from './declared-principals.ts';
import { openConfiguration } from './open.ts';

const terraform = await loadTerraform();
const world = worldSchema.parse({});
const declared = (path: string, text: string) =>
  declaredPrincipals(openConfiguration({ files: [{ path, text }], world, terraform }));

const TEMPLATE = `Resources:
  AppRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: app
      AssumeRolePolicyDocument: { Statement: [] }
      PermissionsBoundary: !Ref Most
      ManagedPolicyArns: [!Ref Reads, arn:aws:iam::aws:policy/AdministratorAccess, arn:aws:iam::aws:policy/ReadOnlyAccess]
      Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "sqs:*", Resource: "*" }] } }]
  Reads: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:Get*", Resource: "*" }] } } }
  Most: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] } } }
  More: { Type: AWS::IAM::Policy, Properties: { PolicyName: more, Roles: [!Ref AppRole], PolicyDocument: { Statement: [{ Effect: Deny, Action: "kms:*", Resource: "*" }] } } }
`;
const TERRAFORM = `resource "aws_iam_role" "app" {
  name                 = "app"
  assume_role_policy   = jsonencode({ Statement = [] })
  permissions_boundary = aws_iam_policy.most.arn
}
resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.app.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }] })
}
resource "aws_iam_policy" "reads" {
  name   = "reads"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:Get*", Resource = "*" }] })
}
resource "aws_iam_policy" "most" {
  name   = "most"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "reads" {
  role       = aws_iam_role.app.name
  policy_arn = aws_iam_policy.reads.arn
}
`;
const actionsOf = (documents: unknown): readonly string[] =>
  [...JSON.stringify(documents ?? []).matchAll(/"Action":"([^"]+)"/g)].map((each) => each[1] ?? '');

test('a role of a template has the policies in it, those attached to it and its boundary', () => {
  const { principals, unknown } = declared('a.yaml', TEMPLATE);
  expect(principals.AppRole?.arn).toBe('arn:aws:iam::111122223333:role/app');
  expect(actionsOf(principals.AppRole?.policies).toSorted()).toEqual(['*', 'kms:*', 's3:Get*', 'sqs:*']);
  expect(actionsOf(principals.AppRole?.permissionsBoundary)).toEqual(['s3:*']);
  expect(unknown).toEqual(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
});

test('a role of Terraform has those that other blocks give it', () => {
  const { principals, unknown } = declared('main.tf', TERRAFORM);
  const [role] = Object.values(principals);
  expect(role?.arn).toBe('arn:aws:iam::111122223333:role/app');
  expect(actionsOf(role?.policies).toSorted()).toEqual(['s3:Get*', 'sqs:*']);
  expect(actionsOf(role?.permissionsBoundary)).toEqual(['s3:*']);
  expect(unknown).toEqual([]);
});
