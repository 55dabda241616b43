import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { at, toJson } from '../template/tree.ts';
import type { TerraformConfiguration } from './instance.ts';
import { toyConfiguration } from './toy.ts';

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
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['CIRCULAR_DEPENDENCY']));
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

describe('the root module', () => {
  const call = (source: string) => `module "m" { source = "${source}" }`;
  const root = (files: Readonly<Record<string, string>>) => {
    const made = toyConfiguration(files);
    return { addresses: addresses(made), codes: codes(made) };
  };
  test('is the folder that no other calls, however deep it lies', () =>
    expect(
      root({ 'live/eu/prod/main.tf': call('../../../modules/net'), 'modules/net/main.tf': 'resource "aws_x" "a" {}' }),
    ).toEqual({ addresses: ['module.m.aws_x.a'], codes: [] }));
  test('is named where there are several that it could be', () =>
    expect(root({ 'envs/dev/main.tf': 'resource "aws_x" "dev" {}', 'envs/prod/main.tf': 'resource "aws_x" "prod" {}' })).toEqual({
      addresses: ['aws_x.dev'],
      codes: ['ROOT_ASSUMED'],
    }));
});

test('override files replace arguments, and blocks of a type, of the blocks that they name', () => {
  const made = toyConfiguration({
    'main.tf': `locals {
  a = 1
  b = 2
}
resource "aws_x" "a" {
  keep = local.a
  set  = local.b
  p { v = 1 }
  q { v = 1 }
}`,
    'x_override.tf': `locals { b = 3 }
resource "aws_x" "a" {
  set = [local.b]
  p { v = 2 }
}
resource "aws_x" "none" {}`,
  });
  expect(codes(made)).toEqual(['NOTHING_TO_OVERRIDE']);
  expect(valuesOf(made, 'aws_x.a')).toEqual({ keep: 1, set: [3], p: [{ v: 2 }], q: [{ v: 1 }] });
});

test('what a block of the language does not take is a remark', () =>
  expect(
    remarks(
      toyConfiguration(`variable "v" {
  defualt = 1
  default = 2
}
output "o" {
  value = var.v
  x {}
}
resource "aws_x" "a" {
  provider = aws.none
}`),
    ),
  ).toEqual(['UNKNOWN_ARGUMENT 2:3', 'UNKNOWN_ARGUMENT 7:3', 'UNKNOWN_PROVIDER 10:14']));
