import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { differences, isOperation, matches, meets, patternFaults } from './expect.ts';

const key = fc.constantFrom('outcome', 'via', 'blocks', 'kind', 'id', '__proto__', 'constructor');
const { json } = fc.letrec<{ json: Json; list: Json; object: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string({ maxLength: 3 }),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('json'), { maxLength: 4 }),
  object: fc.array(fc.tuple(key, tie('json')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
}));
const object = json.filter((value): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value));
const law = <T>(name: string, property: fc.IRawProperty<T>) => test(name, () => fc.assert(property));

describe('an expectation', () => {
  law(
    'is met by itself',
    fc.property(json, (value) => matches(value, value)),
  );
  law(
    'is met by any object that holds more',
    fc.property(object, object, (mine, more) => matches(mine, { ...more, ...mine })),
  );
  law(
    'is met by any list that holds more',
    fc.property(fc.array(json), fc.array(json), (mine, more) => matches(mine, [...more, ...mine])),
  );
  law(
    'and its `not` never agree',
    fc.property(json, json, (mine, value) => matches(mine, value) !== matches({ not: mine }, value)),
  );
  law(
    'is `anyOf` itself alone',
    fc.property(json, json, (mine, value) => matches(mine, value) === matches({ anyOf: [mine] }, value)),
  );
  law(
    '`none` holds for a list when no element matches',
    fc.property(json, fc.array(json), (mine, list) => matches({ none: mine }, list) === !matches([mine], list)),
  );
  law(
    'has no fault of form when it uses no operator',
    fc.property(
      json.filter((value) => !isOperation(value)),
      (value) => patternFaults(value).length === 0,
    ),
  );
  law(
    'never reads what an object inherits',
    fc.property(fc.constantFrom('toString', 'constructor', '__proto__'), (name) => !matches({ [name]: { absent: false } }, {})),
  );
});

test.each<[string, Json, Json | undefined, boolean]>([
  ['a number of at least min', { min: 2 }, 2, true],
  ['a number below min', { min: 2 }, 1.99, false],
  ['min and max must both hold', { min: 2, max: 3 }, 4, false],
  ['text is no number', { max: 3 }, '1', false],
  ['an absent value is absent', { absent: true }, undefined, true],
  ['null is not absent', { absent: true }, null, false],
  ['present is the opposite of absent', { absent: false }, 0, true],
  ['one element may satisfy two expectations', [{ kind: 'a' }, { id: '1' }], [{ kind: 'a', id: '1' }], true],
  ['an empty list expects nothing of a list', [], ['x'], true],
  ['a list is not met by its element', ['x'], 'x', false],
  ['an absent list holds none of anything', { none: { kind: 'nat-gateway' } }, undefined, true],
  ['none of several', { none: { anyOf: [{ kind: 'a' }, { kind: 'b' }] } }, [{ kind: 'c' }, { kind: 'b' }], false],
])('%s', (_law, expected, actual, outcome) => expect(matches(expected, actual)).toBe(outcome));

test('an answer that carries an error meets nothing that does not ask for the error', () => {
  const answer = { id: 'p', error: { code: 'REJECTED', message: '' } };
  expect(meets({ via: { none: { kind: 'nat-gateway' } } }, answer)).toBe(false);
  expect(meets({ error: { code: 'REJECTED' } }, answer)).toBe(true);
  expect(differences({ outcome: 'allowed' }, answer).actual).toEqual({ error: { code: 'REJECTED', message: '' } });
});

test('what a check is about holds the fields that it names, and of each element what tells it apart', () => {
  const answer = { outcome: 'timeout', forward: 'blocked', via: [{ kind: 'nat-gateway', id: 'Nat', vpc: 'Vpc', service: 's3' }] };
  expect(differences({ outcome: 'allowed', via: [{ service: 's3' }] }, answer).actual).toEqual({
    outcome: 'timeout',
    via: [{ kind: 'nat-gateway', id: 'Nat', service: 's3' }],
  });
  expect(differences({ via: { none: { service: 's3' } } }, answer).actual).toEqual({
    via: [{ kind: 'nat-gateway', id: 'Nat', service: 's3' }],
  });
});

test.each<[string, Json]>([
  ['beside an operator', { not: 1, outcome: 'allowed' }],
  ['anyOf without a list', { anyOf: 1 }],
  ['min without a number', { min: '2' }],
  ['absent without a truth', { a: [{ absent: 'yes' }] }],
])('a pattern of wrong form is found: %s', (_law, pattern) => expect(patternFaults(pattern)).toHaveLength(1));

test.each([
  ['Subnet IDs are only supported', true],
  ['subnet ids', false],
  [5, false],
  [undefined, false],
])('`includes` is met by a text that holds its own, as it is written: %j', (actual, met) =>
  expect(matches({ message: { includes: 'Subnet' } }, actual === undefined ? {} : { message: actual })).toBe(met),
);
