import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asString, at, type Located, toJson } from '../../template/tree.ts';
import { worldSchema } from '../../world.ts';
import { readTerraform } from '../reader.ts';
import { isShown, readShown } from './show.ts';

const world = worldSchema.parse({});

interface Written {
  readonly type: string;
  readonly name: string;
  readonly values?: object;
  readonly index?: string | number;
}

const planned = ({ type, name, values = {}, index }: Written, module = '') => ({
  address: `${module}${type}.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`,
  mode: 'managed',
  ...{ type, name, index, values },
});
const configured = (type: string, name: string, expressions: object) => ({ mode: 'managed', type, name, expressions });
const refers = (...references: readonly string[]) => ({ references });

const planOf = (resources: readonly object[], configuration: readonly object[], rest: object = {}) =>
  JSON.stringify({
    terraform_version: '1.9.0',
    planned_values: { root_module: { resources, ...('child' in rest ? { child_modules: rest.child } : {}) } },
    configuration: { root_module: { resources: configuration, ...rest } },
  });

const VPCS = [0, 1].map((index) => planned({ type: 'aws_vpc', name: 'v', index, values: { cidr_block: `10.${index}.0.0/16` } }));
const CALLED = {
  child: [{ address: 'module.m', resources: [planned({ type: 'aws_subnet', name: 's' }, 'module.m.')] }],
  module_calls: {
    m: {
      expressions: { home: refers('aws_vpc.v[1].id', 'aws_vpc.v[1]', 'aws_vpc.v') },
      module: { resources: [configured('aws_subnet', 's', { vpc_id: refers('var.home') })] },
    },
  },
};

/** The id of the VPC that the only subnet of a plan stands in, as an address. */
function homeIn(text: string): string | undefined {
  const { instances } = readShown({ path: 'plan.json', text }, world);
  const { names } = readTerraform({ files: [{ path: 'plan.json', text }], world });
  const subnet = instances.find((each) => each.type === 'aws_subnet');
  const id = asString(at(subnet?.values, 'vpc_id'));
  return [...names].find(([, own]) => own === id)?.[0];
}

const subnet = (index?: number) => planned({ type: 'aws_subnet', name: 's', ...(index === undefined ? {} : { index }) });

test.each<[string, string, string]>([
  [
    'by its index',
    planOf(
      [...VPCS, subnet()],
      [configured('aws_subnet', 's', { vpc_id: refers('aws_vpc.v[1].id', 'aws_vpc.v[1]', 'aws_vpc.v') })],
    ),
    'aws_vpc.v[1]',
  ],
  [
    'by the same index of count',
    planOf([...VPCS, subnet(1)], [configured('aws_subnet', 's', { vpc_id: refers('aws_vpc.v', 'count.index') })]),
    'aws_vpc.v[1]',
  ],
  [
    'the first where nothing more is said',
    planOf([...VPCS, subnet()], [configured('aws_subnet', 's', { vpc_id: refers('aws_vpc.v') })]),
    'aws_vpc.v[0]',
  ],
  ['through the variable of a module', planOf([...VPCS], [], CALLED), 'aws_vpc.v[1]'],
])('what a plan knows only after apply is followed: %s', (_how, text, home) => expect(homeIn(text)).toBe(home));

test('an index that no instance has gives nothing that is known', () => {
  const text = planOf([...VPCS, subnet()], [configured('aws_subnet', 's', { vpc_id: refers('aws_vpc.v[7].id', 'aws_vpc.v') })]);
  const { instances } = readShown({ path: 'plan.json', text }, world);
  expect(at(instances.find((each) => each.type === 'aws_subnet')?.values, 'vpc_id')?.kind).not.toBe('scalar');
});

test('variables that lead in a circle end', () => {
  const inner = {
    resources: [configured('aws_subnet', 's', { vpc_id: refers('module.n.x') })],
    outputs: { x: { expression: refers('module.n.x') } },
  };
  const text = planOf([subnet()], [configured('aws_subnet', 's', { vpc_id: refers('module.n.x') })], {
    module_calls: { n: { module: inner } },
  });
  expect(homeIn(text)).toBeUndefined();
});

test('every value stands where the text has it', () => {
  const text = planOf([...VPCS], []);
  const { instances } = readShown({ path: 'plan.json', text }, world);
  const span = at(instances[1]?.values, 'cidr_block')?.span;
  expect(text.slice((span?.start.column ?? 0) - 1, (span?.end.column ?? 0) - 1)).toBe('"10.1.0.0/16"');
});

test('a template is no plan, and a plan is known by its version', () => {
  expect(isShown('{"Resources": {}}')).toBe(false);
  expect(isShown('{"format_version": "1.2", "terraform_version": "1.9.0"}')).toBe(true);
});

test('no text ends in anything but instances and remarks', () => {
  const whole = planOf(
    [...VPCS, subnet(1)],
    [configured('aws_subnet', 's', { vpc_id: refers('aws_vpc.v', 'count.index') })],
    CALLED,
  );
  const cut = fc.nat(whole.length).map((end) => whole.slice(0, end));
  const swapped = fc
    .tuple(fc.nat(whole.length), fc.constantFrom('{', '[', '"', '}', '0', 'null', ','))
    .map(([place, text]) => whole.slice(0, place) + text + whole.slice(place + 1));
  const random = fc.json().map((json) => `{"terraform_version": "1", "planned_values": ${json}, "configuration": ${json}}`);
  fc.assert(
    fc.property(fc.oneof(cut, swapped, random), (text) => {
      const read = readTerraform({ files: [{ path: 'plan.json', text: text.startsWith('{') ? text : `{${text}` }], world });
      for (const stack of read.stacks)
        for (const each of stack.declarations) expect(toJson(each.properties as Located)).toBeTypeOf('object');
    }),
    { numRuns: 300 },
  );
});
