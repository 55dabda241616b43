import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { at, toJson } from '../../template/tree.ts';
import type { ModuleCall, TerraformConfiguration } from '../instance.ts';
import { toyConfiguration } from '../toy.ts';

const valuesOf = ({ instances }: TerraformConfiguration, address: string): Json => {
  const instance = instances.find((each) => each.address === address);
  return instance === undefined ? null : toJson(instance.values, () => ({ unknown: true }));
};
const addresses = ({ instances }: TerraformConfiguration): readonly string[] => instances.map(({ address }) => address);
const codes = ({ diagnostics }: TerraformConfiguration): readonly string[] => diagnostics.map(({ code }) => code);
/** Code and place of each remark: `CODE 3:5`. */
const remarks = ({ diagnostics }: TerraformConfiguration): readonly string[] =>
  diagnostics.map(({ code, span }) => `${code} ${span?.start.line}:${span?.start.column}`);

describe('modules', () => {
  const NET = `variable "cidr" { type = string }
variable "zones" {
  type     = list(string)
  default  = ["a"]
  nullable = false
}
resource "aws_vpc" "this" { cidr_block = var.cidr }
resource "aws_subnet" "this" {
  for_each = toset(var.zones)
  vpc_id   = aws_vpc.this.id
  zone     = each.key
}
output "vpc_id" { value = aws_vpc.this.id }
output "subnets" { value = { for k, s in aws_subnet.this : k => s.id } }
output "folder" { value = path.module }`;

  test('of the configuration hand values in and out, with count and for_each of their own', () => {
    const made = toyConfiguration({
      'main.tf': `module "net" {
  source   = "./modules/net"
  for_each = { a = "10.0.0.0/16", b = "10.1.0.0/16" }
  cidr     = each.value
  zones    = each.key == "a" ? ["x", "y"] : null
}
resource "aws_x" "e" {
  vpc_id = module.net["a"].vpc_id
  subnet = module.net["a"].subnets["y"]
  all    = [for k, n in module.net : n.vpc_id]
  folder = module.net["b"].folder
}`,
      'modules/net/main.tf': NET,
    });
    expect(codes(made)).toEqual([]);
    expect(addresses(made)).toEqual([
      'aws_x.e',
      'module.net["a"].aws_vpc.this',
      'module.net["a"].aws_subnet.this["x"]',
      'module.net["a"].aws_subnet.this["y"]',
      'module.net["b"].aws_vpc.this',
      'module.net["b"].aws_subnet.this["a"]',
    ]);
    expect(valuesOf(made, 'aws_x.e')).toEqual({
      vpc_id: 'module.net["a"].aws_vpc.this#id',
      subnet: 'module.net["a"].aws_subnet.this["y"]#id',
      all: ['module.net["a"].aws_vpc.this#id', 'module.net["b"].aws_vpc.this#id'],
      folder: 'modules/net',
    });
    expect(made.instances[1]).toMatchObject({ module: 'module.net["a"]', span: { file: 'modules/net/main.tf' } });
  });

  test('that call each other without end, do not exist, or are called wrongly get a remark', () => {
    const call = (source: string, more = '') => `module "m" {\n  source = "${source}"\n${more}\n}`;
    expect(codes(toyConfiguration({ 'main.tf': call('./a'), 'a/main.tf': call('../b'), 'b/main.tf': call('../a') }))).toEqual([
      'RECURSIVE_MODULE',
    ]);
    expect(codes(toyConfiguration({ 'main.tf': call('./none') }))).toEqual(['MODULE_NOT_FOUND']);
    expect(remarks(toyConfiguration({ 'main.tf': call('./net', '  cird = 1'), 'net/main.tf': NET }))).toEqual([
      'MISSING_ARGUMENT 1:1',
      'UNKNOWN_ARGUMENT 3:3',
    ]);
  });

  test('of a registry are asked of the caller, who gives instances and outputs', () => {
    const text = `provider "aws" { region = "eu-west-1" }
resource "aws_eip" "nat" {}
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.8.1"
  count   = 1
  name    = "x"
  eips    = [aws_eip.nat.id]
}
resource "aws_x" "e" {
  vpc_id = module.vpc[0].vpc_id
  none   = module.vpc[0].none
}`;
    const calls: ModuleCall[] = [];
    const span = { file: 'main.tf', start: { line: 3, column: 1 }, end: { line: 3, column: 2 } };
    const made = toyConfiguration(text, {
      moduleOf: (call) => {
        calls.push(call);
        const ref = { logicalId: `${call.address}.aws_vpc.this[0]`, attribute: 'id' };
        return { instances: [], outputs: { vpc_id: { kind: 'scalar', value: 'vpc-1', ref, span } }, diagnostics: [] };
      },
    });
    expect(calls).toMatchObject([
      { address: 'module.vpc[0]', source: 'terraform-aws-modules/vpc/aws', version: '5.8.1', provider: { region: 'eu-west-1' } },
    ]);
    expect(calls[0] && toJson(calls[0].inputs)).toEqual({ name: 'x', eips: ['aws_eip.nat#id'] });
    expect(at(calls[0]?.inputs, 'eips', 0)).toMatchObject({ ref: { logicalId: 'aws_eip.nat', attribute: 'id' } });
    const [, endpoint] = made.instances;
    expect(at(endpoint?.values, 'vpc_id')).toMatchObject({ value: 'vpc-1', ref: { logicalId: 'module.vpc[0].aws_vpc.this[0]' } });
    expect(codes(made)).toEqual(['UNKNOWN_ATTRIBUTE']);
    const alone = toyConfiguration(text);
    expect(codes(alone)).toEqual(['MODULE_NOT_KNOWN']);
    expect(at(alone.instances[1]?.values, 'vpc_id')).toMatchObject({ kind: 'unknown' });
  });
});

test('an instance is made where its provider works: alias, role, module and the resource itself decide', () => {
  const made = toyConfiguration({
    'main.tf': `provider "aws" { region = var.region }
provider "aws" {
  alias  = "far"
  region = "us-west-2"
  assume_role {
    role_arn = "arn:aws:iam::222233334444:role/deploy"
  }
}
variable "region" { default = "eu-west-1" }
resource "aws_x" "near" {}
resource "aws_x" "far" { provider = aws.far }
resource "aws_x" "own" { region = "eu-central-1" }
resource "random_id" "r" {}
module "m" {
  source    = "./m"
  providers = { aws = aws.far, aws.other = aws }
}`,
    'm/main.tf': `resource "aws_x" "a" {}
resource "aws_x" "b" { provider = aws.other }`,
  });
  expect(made.diagnostics).toEqual([]);
  expect(made.instances.map(({ address, provider: { name, region, account } }) => [address, name, region, account])).toEqual([
    ['aws_x.near', 'aws', 'eu-west-1', '111122223333'],
    ['aws_x.far', 'aws', 'us-west-2', '222233334444'],
    ['aws_x.own', 'aws', 'eu-central-1', '111122223333'],
    ['random_id.r', 'random', 'us-east-1', '111122223333'],
    ['module.m.aws_x.a', 'aws', 'us-west-2', '222233334444'],
    ['module.m.aws_x.b', 'aws', 'eu-west-1', '111122223333'],
  ]);
});
