import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { at, toJson } from '../template/tree.ts';
import type { ModuleCall, TerraformConfiguration } from './instance.ts';
import { toyConfiguration, toyValue } from './toy.ts';

const valuesOf = ({ instances }: TerraformConfiguration, address: string): Json => {
  const instance = instances.find((each) => each.address === address);
  return instance === undefined ? null : toJson(instance.values, () => ({ unknown: true }));
};
const outputOf = ({ outputs }: TerraformConfiguration, name: string): Json => {
  const value = outputs.find((each) => each.name === name)?.value;
  return value === undefined ? null : toJson(value, () => ({ unknown: true }));
};
const addresses = ({ instances }: TerraformConfiguration): readonly string[] => instances.map(({ address }) => address);
const codes = ({ diagnostics }: TerraformConfiguration): readonly string[] => diagnostics.map(({ code }) => code);
/** Code and place of each remark: `CODE 3:5`. */
const remarks = ({ diagnostics }: TerraformConfiguration): readonly string[] =>
  diagnostics.map(({ code, span }) => `${code} ${span?.start.line}:${span?.start.column}`);

describe('expressions', () => {
  test.each<[string, Json]>([
    ['1 + 2 * 3 - 4 / 2', 5],
    ['7 % 3', 1],
    ['-(1 + 1)', -2],
    ['!true || true && false', false],
    ['1 < 2 && 2 >= 2', true],
    ['1 == "1"', false],
    ['"a" != null', true],
    ['[1, "a"] == [1, "a"]', true],
    ['true ? 1 : null.x', 1],
    ['[for s in ["b", "a"] : upper(s)]', ['B', 'A']],
    ['[for i, s in ["b", "a"] : "${i}${s}" if i > 0]', ['1a']],
    ['[for k, v in { b = 1, a = 2 } : "${k}${v}"]', ['a2', 'b1']],
    ['[for s in toset(["b", "a"]) : s]', ['a', 'b']],
    ['{ for s in ["x", "y"] : s => upper(s) }', { x: 'X', y: 'Y' }],
    ['{ for s in [["a", 1], ["b", 2], ["a", 3]] : s[0] => s[1]... }', { a: [1, 3], b: [2] }],
    ['[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
    ['[{ a = [1] }, { a = [2] }][*].a[0]', [1, 2]],
    ['[{ a = 1 }, { a = 2 }].*.a[1]', 2],
    ['"x"[*]', ['x']],
    ['null[*]', []],
    ['{ "a b" = 1 }["a b"]', 1],
    ['[[1, 2], [3]].0.1', 2],
    ['"${1 + 1}"', 2],
    ['"a${1}b${true}"', 'a1btrue'],
    ['"%{ if 1 > 2 }a%{ else }b%{ endif }"', 'b'],
    ['"%{ for k, v in { a = 1 } }${k}=${v};%{ endfor }"', 'a=1;'],
    ['"a ${~ "b" ~} c"', 'abc'],
    ['"$${a} %%{b}"', '${a} %{b}'],
    ['<<-EOT\n    a\n      b\n  EOT\n', 'a\n  b\n'],
    ['{ (upper("k")) = 1, "x-${1}" = 2, 3 = "c" }', { K: 1, 'x-1': 2, '3': 'c' }],
    ['{ __proto__ = 1 }.__proto__', 1],
  ])('%s', (expression, value) => expect(toyValue(expression)).toEqual({ value, codes: [] }));

  test.each<[string, string]>([
    ['1 + "x"', 'INVALID_OPERAND'],
    ['"x" ? 1 : 2', 'INVALID_CONDITION'],
    ['1 / 0', 'DIVISION_BY_ZERO'],
    ['{ a = 1 }.b', 'UNKNOWN_ATTRIBUTE'],
    ['[1].a', 'UNKNOWN_ATTRIBUTE'],
    ['[1][1]', 'INVALID_INDEX'],
    ['toset(["a"])[0]', 'INVALID_INDEX'],
    ['{ a = 1 }["b"]', 'INVALID_INDEX'],
    ['"a${[1]}"', 'INVALID_TEMPLATE'],
    ['[for x in 1 : x]', 'INVALID_FOR'],
    ['{ for s in ["a", "a"] : s => s }', 'DUPLICATE_KEY'],
    ['{ path.module = 1 }', 'AMBIGUOUS_KEY'],
    ['{ (null) = 1 }', 'INVALID_KEY'],
    ['each.key', 'UNRESOLVED_REFERENCE'],
    ['bare', 'UNRESOLVED_REFERENCE'],
    ['var.none', 'UNRESOLVED_REFERENCE'],
    ['aws_vpc.none.id', 'UNRESOLVED_REFERENCE'],
    ['module.none.x', 'UNRESOLVED_REFERENCE'],
  ])('%s is remarked on as %s', (expression, code) => expect(toyValue(expression).codes).toEqual([code]));
});

describe('references between instances', () => {
  const NETWORK = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  tags       = { Name = "\${aws_vpc.main.id}-\${count.index}" }
}
resource "aws_vpc_endpoint" "e" {
  vpc_id     = local.network.vpc
  subnet_ids = aws_subnet.a[*].id
  first      = element(aws_subnet.a, 0).id
  dns        = aws_vpc.main.dns_entry[0].dns_name
  same       = aws_subnet.a[1].vpc_id
  depends_on = [aws_subnet.a]
}
locals {
  network = { vpc = aws_vpc.main.id }
}`;
  const network = toyConfiguration(NETWORK);
  const endpoint = network.instances.find(({ address }) => address === 'aws_vpc_endpoint.e');

  test('survive locals, splats and functions that hand values on', () => {
    expect(network.diagnostics).toEqual([]);
    expect(at(endpoint?.values, 'vpc_id')).toMatchObject({
      value: 'aws_vpc.main#id',
      ref: { logicalId: 'aws_vpc.main', attribute: 'id' },
    });
    expect(at(endpoint?.values, 'subnet_ids', 1)).toMatchObject({ ref: { logicalId: 'aws_subnet.a[1]', attribute: 'id' } });
    expect(at(endpoint?.values, 'first')).toMatchObject({ ref: { logicalId: 'aws_subnet.a[0]', attribute: 'id' } });
    expect(at(endpoint?.values, 'same')).toMatchObject({ ref: { logicalId: 'aws_vpc.main', attribute: 'id' } });
  });

  test('what is known only after apply is unknown and says whose attribute it is', () =>
    expect(at(endpoint?.values, 'dns')).toMatchObject({
      kind: 'unknown',
      ref: { logicalId: 'aws_vpc.main', attribute: 'dns_entry[0].dns_name' },
    }));

  test('a text that holds a reference has none itself, and the instance names where it comes from', () => {
    const subnet = network.instances.find(({ address }) => address === 'aws_subnet.a[1]');
    expect(at(subnet?.values, 'tags', 'Name')).toMatchObject({ value: 'aws_vpc.main#id-1' });
    expect(at(subnet?.values, 'tags', 'Name')).not.toHaveProperty('ref');
    expect(subnet?.references).toEqual(['aws_vpc.main']);
    expect(endpoint?.references).toEqual(['aws_vpc.main', 'aws_subnet.a[0]', 'aws_subnet.a[1]']);
    expect(endpoint?.dependsOn).toEqual(['aws_subnet.a[0]', 'aws_subnet.a[1]']);
  });

  test('each value stands where its expression does, also in a loop', () => {
    const subnet = network.instances.find(({ address }) => address === 'aws_subnet.a[1]');
    expect(at(subnet?.values, 'cidr_block')).toMatchObject({
      value: '10.0.1.0/24',
      span: { file: 'main.tf', start: { line: 7, column: 16 } },
    });
    expect(subnet?.keySpan).toMatchObject({ start: { line: 4, column: 1 }, end: { line: 4, column: 26 } });
    expect(subnet?.span).toMatchObject({ start: { line: 4, column: 1 }, end: { line: 9, column: 2 } });
  });

  test('the order of the text never matters', () => {
    const blocks = NETWORK.split(/\n(?=resource|locals)/);
    expect(blocks.length).toBe(4);
    expect(valuesOf(toyConfiguration(blocks.toReversed().join('\n')), 'aws_vpc_endpoint.e')).toEqual(
      valuesOf(network, 'aws_vpc_endpoint.e'),
    );
  });

  test.each([
    ['two resources', 'resource "aws_x" "a" {\n  v = aws_x.b.id\n}\nresource "aws_x" "b" {\n  v = aws_x.a.id\n}'],
    ['a resource and itself', 'resource "aws_x" "a" {\n  count = 2\n  v     = aws_x.a[0].arn\n}'],
    ['locals', 'locals {\n  a = local.b\n  b = [local.a]\n}'],
    ['a count', 'resource "aws_x" "a" {\n  count = length(aws_x.a)\n}'],
  ])('a cycle of %s is named once, with its way', (_name, text) => {
    const { diagnostics } = toyConfiguration(text);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['CYCLE']));
    expect(diagnostics[0]?.message).toContain('→');
  });
});

describe('count and for_each', () => {
  test('make one instance each, by number and by ascending key', () => {
    const made = toyConfiguration(`resource "aws_x" "n" {
  count = 2
  v     = count.index
}
resource "aws_x" "k" {
  for_each = { b = 1, a = 2 }
  v        = "\${each.key}\${each.value}"
}
resource "aws_x" "s" {
  for_each = toset(["y", "x"])
  v        = each.value
}
resource "aws_x" "none" {
  count = false ? 1 : 0
}
output "all" { value = [aws_x.n[*].v, aws_x.k["a"].v, [for k, x in aws_x.s : x.v], length(aws_x.none)] }`);
    expect(made.diagnostics).toEqual([]);
    expect(addresses(made)).toEqual(['aws_x.n[0]', 'aws_x.n[1]', 'aws_x.k["a"]', 'aws_x.k["b"]', 'aws_x.s["x"]', 'aws_x.s["y"]']);
    expect(made.instances.map(({ key }) => key)).toEqual([0, 1, 'a', 'b', 'x', 'y']);
    expect(outputOf(made, 'all')).toEqual([[0, 1], 'a2', ['x', 'y'], 0]);
  });

  test('what Terraform would not know before apply is an error, though it is known here', () => {
    const text = (argument: string) => `resource "aws_x" "a" {}\nresource "aws_x" "b" {\n  ${argument}\n}`;
    expect(remarks(toyConfiguration(text('for_each = toset([aws_x.a.id])')))).toEqual(['KNOWN_AFTER_APPLY 3:14']);
    expect(remarks(toyConfiguration(text('count = aws_x.a.id == "x" ? 1 : 0')))).toEqual(['KNOWN_AFTER_APPLY 3:11']);
    expect(remarks(toyConfiguration(text('count = length(aws_x.a.other)')))).toEqual(['KNOWN_AFTER_APPLY 3:11']);
    expect(codes(toyConfiguration(text('for_each = { x = aws_x.a.id }')))).toEqual([]);
    expect(codes(toyConfiguration(text('count = length([aws_x.a.id])')))).toEqual([]);
    expect(codes(toyConfiguration(text('count = aws_x.a.id == null ? 0 : 1')))).toEqual(['KNOWN_AFTER_APPLY']);
  });

  test.each([
    ['count = -1', 'INVALID_COUNT'],
    ['count = "x"', 'INVALID_COUNT'],
    ['for_each = ["a"]', 'INVALID_FOR_EACH'],
    ['for_each = "a"', 'INVALID_FOR_EACH'],
  ])('%s is refused', (argument, code) =>
    expect(codes(toyConfiguration(`resource "aws_x" "a" {\n  ${argument}\n}`))).toEqual([code]),
  );
});

test('nested blocks are lists of maps, and dynamic ones are made for each item', () => {
  const made = toyConfiguration(`resource "aws_x" "a" {
  one { v = 1 }
  dynamic "one" {
    for_each = { b = [1, 2], a = [] }
    iterator = it
    content {
      k = it.key
      dynamic "inner" {
        for_each = it.value
        content { v = "\${it.key}\${inner.key}\${inner.value}" }
      }
    }
  }
  empty = null
  lifecycle { prevent_destroy = true }
}`);
  expect(made.diagnostics).toEqual([]);
  expect(valuesOf(made, 'aws_x.a')).toEqual({
    one: [{ v: 1 }, { k: 'a' }, { k: 'b', inner: [{ v: 'b01' }, { v: 'b12' }] }],
  });
});

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
      'MISSING_VARIABLE 1:1',
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

test('JSON syntax makes what the native syntax makes', () => {
  const native = toyConfiguration(`variable "n" {
  type    = number
  default = 2
}
locals { name = "x-\${var.n}" }
resource "aws_x" "a" {
  count      = var.n
  name       = "\${local.name}-\${count.index}"
  list       = ["a", local.name, 1, true]
  depends_on = [aws_x.b]
  dynamic "p" {
    for_each = [1, 2]
    content { v = p.value }
  }
}
resource "aws_x" "b" { id_of = "$\${literal}" }`);
  const json = toyConfiguration({
    'main.tf.json': JSON.stringify({
      '//': 'a comment',
      variable: { n: { type: 'number', default: 2 } },
      locals: [{ name: 'x-${var.n}' }],
      resource: {
        aws_x: {
          a: {
            count: '${var.n}',
            name: '${local.name}-${count.index}',
            list: ['a', '${local.name}', 1, true],
            depends_on: ['aws_x.b'],
            dynamic: { p: [{ for_each: [1, 2], content: [{ v: '${p.value}' }] }] },
          },
          b: { id_of: '$${literal}' },
        },
      },
    }),
  });
  expect(json.diagnostics).toEqual([]);
  expect(json.instances.map(({ address, values, dependsOn }) => [address, toJson(values), dependsOn])).toEqual(
    native.instances.map(({ address, values, dependsOn }) => [address, toJson(values), dependsOn]),
  );
});

test('files are read from the folders of the configuration', () => {
  const made = toyConfiguration(
    {
      'envs/prod/main.tf': `module "m" { source = "../../m" }
output "all" { value = [module.m.policy, module.m.text, fileexists("\${path.module}/none"), try(file("none"), "no")] }`,
      'm/main.tf': `output "policy" { value = jsondecode(file("\${path.module}/policy.json")).Version }
output "text" { value = templatefile("\${path.module}/t.tftpl", { names = ["a", "b"] }) }`,
      'm/policy.json': '{"Version": "2012-10-17"}',
      'm/t.tftpl': '%{ for n in names ~}\n- ${n}\n%{ endfor ~}\n',
    },
    { root: 'envs/prod' },
  );
  expect(outputOf(made, 'all')).toEqual(['2012-10-17', '- a\n- b\n', false, { unknown: true }]);
});

test('what has no effect here is named where it matters, and left', () => {
  const made = toyConfiguration(`terraform { required_version = ">= 1" }
moved {
  from = aws_x.a
  to   = aws_x.b
}
import {
  to = aws_x.b
  id = "x"
}
resource "aws_x" "b" {
  provisioner "local-exec" { command = "x" }
}
data "aws_unheard_of" "d" {}
wrong "block" {}
a = 1`);
  expect(codes(made)).toEqual([
    'BLOCK_NOT_SIMULATED',
    'PROVISIONER_NOT_RUN',
    'DATA_NOT_SIMULATED',
    'UNKNOWN_BLOCK',
    'UNEXPECTED_ARGUMENT',
  ]);
  expect(addresses(made)).toEqual(['aws_x.b']);
});

test('all faults of a text are named, and what can be read is', () => {
  const made = toyConfiguration(`resource "aws_vpc" "main" {
  cidr_block = = "10.0.0.0/16"
  tags       = { Name = "x" }
}
resource "aws_subnet" "a" {
  vpc_id = aws_vpc.mian.id
  cidr   = cidrsubnet("10.0.0.0/16", 8
  zone   = "a"
}
resource "aws_subnet" "b" {
  vpc_id = aws_vpc.main.id
  vpc_id = aws_vpc.main.id
}
resource "aws_subnet" "b" {}
`);
  expect(remarks(made)).toEqual([
    'INVALID_SYNTAX 2:16',
    'UNRESOLVED_REFERENCE 6:12',
    'INVALID_SYNTAX 8:3',
    'DUPLICATE_ARGUMENT 12:3',
    'DUPLICATE_DECLARATION 14:1',
  ]);
  expect(made.diagnostics[1]?.message).toContain('Did you mean `aws_vpc.main`?');
  expect(valuesOf(made, 'aws_subnet.b')).toEqual({ vpc_id: 'aws_vpc.main#id' });
  expect(valuesOf(made, 'aws_vpc.main')).toEqual({ cidr_block: { unknown: true }, tags: { Name: 'x' } });
});

test('without any Terraform text there is one remark', () =>
  expect(codes(toyConfiguration({ 'a.txt': 'x' }))).toEqual(['NO_CONFIGURATION']));
