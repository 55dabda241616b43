import { expect, test } from 'vitest';
import { kindOf } from '../../resources/index.ts';
import { TERRAFORM_TYPES } from './index.ts';

test('a type is described once', () => {
  const names = TERRAFORM_TYPES.map((each) => each.type);
  expect(new Set(names).size).toBe(names.length);
});

test.each(TERRAFORM_TYPES.filter((each) => each.becomes !== undefined))(
  '$type becomes a simulated type, and has only properties and attributes of it',
  (type) => {
    const kind = kindOf(type.becomes ?? '');
    const properties = Object.values(type.arguments ?? {}).map((each) => (typeof each === 'string' ? each : each[0]));
    const named = Object.values(type.attributes ?? {}).filter((each) => typeof each === 'string');
    expect(kind).toBeDefined();
    expect([...properties, ...Object.keys(type.fixed ?? {})].filter((each) => kind?.properties[each] === undefined)).toEqual([]);
    expect(named.filter((each) => kind?.attributes[each] === undefined)).toEqual([]);
  },
);

test.each(TERRAFORM_TYPES)('$type requires only arguments that it takes, and takes each in one way', (type) => {
  const others = (type.others ?? '').split(' ').filter((each) => each !== '');
  const known = [...Object.keys(type.arguments ?? {}), ...others];
  const required = (type.required ?? '').split(' ').filter((each) => each !== '');
  expect(required.filter((each) => !known.includes(each))).toEqual([]);
  expect(known.filter((each, index) => known.indexOf(each) !== index)).toEqual([]);
});

test.each(TERRAFORM_TYPES)('$type says of its own blocks alone what may stand in them', (type) => {
  for (const name of Object.keys(type.blocks ?? {})) {
    const [outer = '', ...inner] = name.split('.').toReversed();
    const around = inner.length === 0 ? `${type.others}` : (type.blocks?.[inner.toReversed().join('.')] ?? '');
    expect(around.split(' ')).toContain(outer);
  }
});
