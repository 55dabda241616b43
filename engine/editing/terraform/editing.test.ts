import { describe, expect, test } from 'vitest';
import { loadActionCatalogue } from '../../catalogue/actions/load.ts';
import { loadResourceSpecification } from '../../catalogue/specification/load.ts';
import { openConfiguration } from '../../probe/open.ts';
import { loadTerraform } from '../../terraform/load.ts';
import { worldSchema } from '../../world.ts';
import { positionAt } from '../surroundings.ts';
import { terraformEditing } from './editing.ts';
import { terraformMending } from './mending.ts';

const { completionsAt, hoverAt } = terraformEditing;
const { extentsIn, fixesOf } = terraformMending;
const world = worldSchema.parse({
  principals: { AppRole: { arn: 'arn:aws:iam::111122223333:role/AppRole' } },
  resources: { 'arn:aws:s3:::claims': { account: '111122223333' } },
  endpointServices: { 'com.amazonaws.vpce.us-east-1.vpce-svc-0aa': { account: '444455556666' } },
});
const around = { world, specification: await loadResourceSpecification(), actions: await loadActionCatalogue() };
const terraform = await loadTerraform();

const HEAD = `variable "block" {
  default = "10.0.0.0/16"
}
locals {
  zone = "us-east-1a"
}
data "aws_prefix_list" "s3" {
  name = "com.amazonaws.us-east-1.s3"
}
resource "aws_vpc" "main" {
  cidr_block = var.block # the whole
}
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_security_group" "ep" {
  vpc_id = aws_vpc.main.id
}
`;

const offered = (text: string, others: readonly string[] = []) => {
  const plain = text.replace('|', '');
  const at = positionAt(plain, text.indexOf('|'));
  return completionsAt(plain, at, { ...around, others }).items;
};
const labels = (text: string) => offered(text).map(({ label }) => label);
const inEndpoint = (line: string) => `${HEAD}resource "aws_vpc_endpoint" "sqs" {\n  ${line}\n}\n`;

describe('what may stand at a place of Terraform is offered, and what cannot is not', () => {
  test.each([
    ['a file begins with blocks', 're|', ['resource', 'data', 'locals'], ['vpc_id']],
    ['types behind resource', 'resource "aws_v|', ['aws_vpc', 'aws_vpc_endpoint'], ['aws_region']],
    ['types behind resource, before a quote is typed', 'resource |', ['aws_vpc'], []],
    ['types behind data', 'data "|', ['aws_prefix_list', 'aws_iam_policy_document'], ['aws_subnet_x', 'aws_nat_gateway']],
    ['arguments of a type', inEndpoint('|'), ['vpc_id', 'service_name', 'policy', 'dns_options', 'for_each'], ['cidr_block']],
    ['what stands there already is not offered', inEndpoint('vpc_id = aws_vpc.main.id\n  |'), ['service_name'], ['vpc_id']],
    [
      'what may stand in a block within',
      `${HEAD}resource "aws_security_group" "g" {\n  ingress {\n    |`,
      ['from_port', 'cidr_blocks', 'self'],
      ['vpc_id'],
    ],
    [
      'what may stand in a dynamic block',
      `${HEAD}resource "aws_security_group" "g" {\n  dynamic "ingress" {\n    content {\n      |`,
      ['from_port'],
      ['vpc_id'],
    ],
    ['a reference that is meant', inEndpoint('vpc_id = |'), ['aws_vpc.main.id'], ['aws_subnet.app.id']],
    ['a list of references', inEndpoint('subnet_ids = [|'), ['aws_subnet.app.id'], ['aws_vpc.main.id']],
    ['groups', inEndpoint('security_group_ids = [|'), ['aws_security_group.ep.id'], []],
    ['labels behind a type', inEndpoint('vpc_id = aws_vpc.|'), ['aws_vpc.main'], ['aws_subnet.app']],
    ['attributes behind a label', inEndpoint('vpc_id = aws_vpc.main.|'), ['aws_vpc.main.id', 'aws_vpc.main.cidr_block'], []],
    ['variables', inEndpoint('vpc_id = var.|'), ['var.block'], ['local.zone']],
    ['locals', inEndpoint('vpc_id = local.|'), ['local.zone'], ['var.block']],
    ['data', inEndpoint('vpc_id = data.aws_prefix_list.s3.|'), ['data.aws_prefix_list.s3.id'], []],
    ['within a text', inEndpoint('policy = "x-$' + '{var.|'), ['var.block'], ['local.zone']],
    ['functions', inEndpoint('policy = json|'), ['jsonencode'], []],
    [
      'service names',
      inEndpoint('service_name = "com|'),
      ['com.amazonaws.us-east-1.s3', 'com.amazonaws.vpce.us-east-1.vpce-svc-0aa'],
      ['com.amazonaws.eu-west-1.s3'],
    ],
    ['values that AWS lists', inEndpoint('vpc_endpoint_type = "|'), ['Gateway', 'Interface'], []],
    ['truth values', inEndpoint('private_dns_enabled = |'), ['true', 'false'], []],
    ['zones', `resource "aws_subnet" "s" {\n  availability_zone = "|`, ['us-east-1a'], ['eu-west-1a']],
    ['prefix lists', `resource "aws_security_group" "g" {\n  egress {\n    prefix_list_ids = ["|`, ['pl-63a5400a'], []],
    ['whole things', inEndpoint('depends_on = [|'), ['aws_vpc.main'], ['aws_vpc_endpoint.sqs']],
    ['elements of a policy', inEndpoint('policy = jsonencode({ |'), ['Version', 'Statement'], ['vpc_id']],
    ['of a statement', inEndpoint('policy = jsonencode({ Statement = [{ |'), ['Effect', 'Condition'], []],
    ['actions', inEndpoint('policy = jsonencode({ Statement = [{ Action = "s3:|'), ['s3:GetObject'], ['sqs:SendMessage']],
    [
      'condition keys',
      inEndpoint('policy = jsonencode({ Statement = [{ Condition = { StringEquals = { "aws:|'),
      ['aws:SourceVpce'],
      [],
    ],
    [
      'actions of a policy document',
      'data "aws_iam_policy_document" "d" {\n  statement {\n    actions = ["s3:|',
      ['s3:GetObject'],
      [],
    ],
    [
      'operators of a policy document',
      'data "aws_iam_policy_document" "d" {\n  statement {\n    condition {\n      test = "|',
      ['StringEquals'],
      [],
    ],
    ['arguments of data', 'data "aws_vpc_endpoint_service" "s" {\n  |', ['service', 'service_type', 'filter'], []],
    [
      'of for_each',
      'resource "aws_subnet" "s" {\n  for_each = var.x\n  cidr_block = e|',
      ['each.key', 'each.value'],
      ['count.index'],
    ],
    ['nothing in a heredoc', inEndpoint('policy = <<POLICY\n  |'), [], ['Version', 'vpc_id']],
    ['but within its inserts', inEndpoint('policy = <<POLICY\n  $' + '{aws_vpc.|'), ['aws_vpc.main'], []],
  ])('%s', (_law, text, some, none) => {
    const found = labels(text);
    expect(found).toEqual(expect.arrayContaining([...some]));
    for (const label of none) expect(found).not.toContain(label);
  });
});

test('what is chosen makes a text that is read as it is meant', () => {
  const [choice] = offered(inEndpoint('subnet_ids = |')).filter(({ label }) => label === 'aws_subnet.app.id');
  expect(choice?.insert).toBe('[aws_subnet.app.id]');
  const [key] = offered(inEndpoint('policy = jsonencode({ Statement = [{ Condition = { StringEquals = { |')).filter(
    ({ label }) => label === 'aws:SourceVpce',
  );
  expect(key?.insert).toBe('"aws:SourceVpce" = ');
  const [type] = offered('resource |').filter(({ label }) => label === 'aws_vpc');
  expect(type?.insert).toBe('"aws_vpc"');
});

test('what another file of the configuration declares is offered too', () => {
  const text = 'resource "aws_subnet" "b" {\n  vpc_id = |\n}\n';
  expect(offered(text, [HEAD]).map(({ label }) => label)).toContain('aws_vpc.main.id');
  expect(labels(text)).not.toContain('aws_vpc.main.id');
});

test('at any place of a text, whatever is cut off behind it, completions are worked out and stand at the cursor', () => {
  const text = inEndpoint(
    'policy = jsonencode({ Statement = [{ Action = "s3:*", Condition = { "a" = "$' + '{var.block}" } }] })',
  );
  for (let offset = 0; offset <= text.length; offset += 1) {
    const cut = text.slice(0, offset);
    const position = positionAt(cut, offset);
    const found = completionsAt(cut, position, { world });
    expect(found.to).toEqual(position);
    expect(found.from.line).toBeLessThanOrEqual(position.line);
    hoverAt(cut, position, { world });
  }
});

describe('a word of Terraform says what it is', () => {
  test.each([
    ['a type', 'resource "aws_vpc_end|point" "x" {}', 'AWS::EC2::VPCEndpoint'],
    ['an argument', inEndpoint('service_na|me = "x"'), '**service_name** of `aws_vpc_endpoint`'],
    [
      'an argument of a block within',
      'resource "aws_security_group" "g" {\n  ingress {\n    self| = true\n',
      '`aws_security_group.ingress`',
    ],
    ['a reference', inEndpoint('vpc_id = aws_vpc.ma|in.id'), '`aws_vpc.main`: aws_vpc'],
    ['an attribute that does not exist', inEndpoint('vpc_id = aws_vpc.ma|in.idd'), 'No attribute `idd`'],
    ['a variable', inEndpoint('vpc_id = var.blo|ck'), 'variable'],
    ['a service', inEndpoint('service_name = "com.amazonaws.us-east-1.sq|s"'), 'Endpoint service of `sqs`'],
    ['an action', inEndpoint('policy = jsonencode({ Statement = [{ Action = "s3:GetOb|ject" }] })'), '**s3:GetObject**'],
    [
      'a condition key',
      inEndpoint('policy = jsonencode({ Statement = [{ Condition = { StringEquals = { "aws:SourceV|pce" = "x" } } }] })'),
      '**aws:SourceVpce**',
    ],
    ['a function', inEndpoint('policy = jsonenc|ode({})'), 'function'],
    ['a data source', 'data "aws_prefix|_list" "s3" {}', 'Data source'],
  ])('%s', (_law, text, said) => {
    const plain = text.replace('|', '');
    const hover = hoverAt(plain, positionAt(plain, text.indexOf('|')), around);
    expect(hover?.lines.join('\n')).toContain(said);
  });
});

test('each resource has its lines, with the comments right above it, also on one line', () => {
  const text = '# about it\nresource "aws_vpc" "a" {\n}\n\nresource "aws_eip" "b" {}\nresource "aws_vpc" "c" {\n  x = {';
  expect(extentsIn(text)).toEqual([
    { logicalId: 'aws_vpc.a', firstLine: 1, lastLine: 3 },
    { logicalId: 'aws_eip.b', firstLine: 5, lastLine: 5 },
    { logicalId: 'aws_vpc.c', firstLine: 6, lastLine: 7 },
  ]);
});

/** The text after the first edit that is offered for a remark of this code. */
function mended(text: string, code: string): string | undefined {
  const file = 'main.tf';
  const { report } = openConfiguration({ files: [{ path: file, text }], world, terraform });
  const remark = [...report.diagnostics, ...report.rejections.map((each) => ({ severity: 'error' as const, ...each }))].find(
    (each) => each.code === code,
  );
  const [fix] = remark === undefined ? [] : fixesOf(remark, { file, text }, around);
  const [edit] = fix?.edits ?? [];
  if (edit === undefined) return undefined;
  const lines = text.split('\n');
  const at = ({ line, column }: { line: number; column: number }) =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  return text.slice(0, at(edit.span.start)) + edit.text + text.slice(at(edit.span.end));
}

describe('a remark on Terraform can be mended where its mending solves nothing', () => {
  test.each([
    [
      'a misspelt argument',
      'UNKNOWN_ARGUMENT',
      inEndpoint('vpc_id = aws_vpc.main.id\n  servce_name = "x"'),
      '\n  service_name = "x"',
    ],
    [
      'a misspelt argument in a block',
      'UNKNOWN_ARGUMENT',
      `${HEAD}resource "aws_security_group" "g" {\n  ingress {\n    form_port = 1\n  }\n}\n`,
      'from_port = 1',
    ],
    ['a missing argument', 'MISSING_ARGUMENT', inEndpoint('service_name = "x"'), '{\n  vpc_id = aws_vpc.main.id\n'],
    [
      'a service that does not exist',
      'UNKNOWN_SERVICE',
      inEndpoint('vpc_id = aws_vpc.main.id\n  service_name = "com.amazonaws.us-east-1.sqss"'),
      'com.amazonaws.us-east-1.sqs"',
    ],
    [
      'a reference in quotes',
      'InvalidVpcID.NotFound',
      `${HEAD}resource "aws_subnet" "b" {\n  vpc_id = "aws_vpc.main.id"\n  cidr_block = "10.0.2.0/24"\n}\n`,
      'vpc_id = aws_vpc.main.id\n  cidr_block = "10.0.2.0/24"',
    ],
  ])('%s', (_law, code, text, after) => expect(mended(text, code)).toContain(after));
});
