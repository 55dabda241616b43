import type { Expression, Place } from '../syntax/ast.ts';
import { booleanOf, distinct, numberOf, textOf } from '../value/convert.ts';
import { inOrder, kindOf, list, map, NULL, type Value } from '../value/value.ts';

/** The type that a variable wants. */
export type Type =
  | { readonly kind: 'any' | 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly of: Type }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, ObjectAttribute> };

interface ObjectAttribute {
  readonly type: Type;
  readonly optional: boolean;
  readonly byDefault: Value | undefined;
}

const ANY: Type = { kind: 'any' };
const PRIMITIVES: Readonly<Record<string, 'any' | 'string' | 'number' | 'bool'>> = {
  any: 'any',
  string: 'string',
  number: 'number',
  bool: 'bool',
};

/** The type that `expression` writes; undefined where it writes none. `valueOfDefault` gives the default of `optional(…)`. */
export function typeOf(expression: Expression, valueOfDefault: (expression: Expression) => Value): Type | undefined {
  if (expression.kind === 'literal' && typeof expression.value === 'string') return legacyType(expression.value);
  if (expression.kind === 'name') {
    if (Object.hasOwn(PRIMITIVES, expression.name)) return { kind: PRIMITIVES[expression.name] ?? 'any' };
    return legacyType(expression.name);
  }
  if (expression.kind !== 'call') return undefined;
  const [first] = expression.args;
  if (first === undefined || expression.args.length !== 1) return undefined;
  const { name } = expression;
  if (name === 'list' || name === 'set' || name === 'map') {
    const of = typeOf(first, valueOfDefault);
    return of === undefined ? undefined : { kind: name, of };
  }
  if (name === 'tuple' && first.kind === 'tuple') {
    const items = first.items.map((item) => typeOf(item, valueOfDefault));
    return items.includes(undefined) ? undefined : { kind: 'tuple', items: items.flatMap((item) => item ?? []) };
  }
  return name === 'object' && first.kind === 'object' ? objectType(first, valueOfDefault) : undefined;
}

/** How types were written before Terraform 0.12, and `list` alone. */
function legacyType(name: string): Type | undefined {
  if (name === 'list' || name === 'set' || name === 'map') return { kind: name, of: ANY };
  return Object.hasOwn(PRIMITIVES, name) ? { kind: PRIMITIVES[name] ?? 'any' } : undefined;
}

function objectType(
  expression: Expression & { readonly kind: 'object' },
  valueOfDefault: (expression: Expression) => Value,
): Type | undefined {
  const attributes = new Map<string, ObjectAttribute>();
  for (const { key, value } of expression.items) {
    if (key.kind !== 'literal') return undefined;
    const optional = value.kind === 'call' && value.name === 'optional';
    const [inner, byDefault] = value.kind === 'call' && optional ? value.args : [value];
    const type = inner === undefined ? undefined : typeOf(inner, valueOfDefault);
    if (type === undefined) return undefined;
    attributes.set(String(key.value), {
      type,
      optional,
      byDefault: byDefault === undefined ? undefined : valueOfDefault(byDefault),
    });
  }
  return { kind: 'object', attributes };
}

/** What keeps a value from being of a type: where in it, and why. */
export class WrongType extends Error {
  readonly place: Place | undefined;
  constructor(message: string, place: Place | undefined) {
    super(message);
    this.place = place;
  }
}

/** `value` as the type wants it; ends with `WrongType` where it cannot be that. */
export function converted(read: Value, type: Type, path = ''): Value {
  if (type.kind === 'any' || read.kind === 'unknown' || (read.kind === 'scalar' && read.value === null)) return read;
  const value =
    read.kind === 'lazy' && (type.kind === 'map' || type.kind === 'list' || type.kind === 'set') ? (read.whole() ?? read) : read;
  switch (type.kind) {
    case 'string':
      return primitive(value, textOf(value), 'a text', path);
    case 'number':
      return primitive(value, numberOf(value), 'a number', path);
    case 'bool':
      return primitive(value, booleanOf(value), 'true or false', path);
    case 'list':
    case 'set': {
      if (value.kind !== 'list') return wrongType(value, `a ${type.kind}`, path);
      const items = inOrder(value).map((item, index) => converted(item, type.of, `${path}[${index}]`));
      const kept = { place: value.place, ref: value.ref };
      return { ...list(type.kind === 'set' ? distinct(items) : items, type.kind === 'set', undefined, value.computed), ...kept };
    }
    case 'map': {
      if (value.kind !== 'map') return wrongType(value, 'a map', path);
      return { ...withEntries(value, (key, item) => converted(item, type.of, `${path}.${key}`)), ref: value.ref };
    }
    case 'tuple': {
      if (value.kind !== 'list' || value.items.length !== type.items.length)
        return wrongType(value, `a list of ${type.items.length} items`, path);
      return list(
        value.items.map((item, index) => converted(item, type.items[index] ?? ANY, `${path}[${index}]`)),
        false,
        value.place,
      );
    }
    case 'object':
      return objectValue(value, type.attributes, path);
  }
}

function primitive(value: Value, as: string | number | boolean | undefined, wanted: string, path: string): Value {
  if (value.kind !== 'scalar' || as === undefined) return wrongType(value, wanted, path);
  return value.value === as ? value : { ...value, value: as };
}

function wrongType(value: Value, wanted: string, path: string): never {
  throw new WrongType(
    `${path === '' ? 'The value' : `\`${path.replace(/^\./, '')}\``} must be ${wanted}, and it is ${kindOf(value)}.`,
    value.place,
  );
}

function withEntries(value: Value & { readonly kind: 'map' }, make: (key: string, item: Value) => Value): Value {
  const entries = [...value.entries].map(([key, item]): [string, Value] => [key, make(key, item)]);
  return map(new Map(entries), value.place, value.keyPlaces, value.computed);
}

/** An object has the attributes of its type and no others: what else is given is left out, as Terraform does. */
function objectValue(value: Value, attributes: ReadonlyMap<string, ObjectAttribute>, path: string): Value {
  // A whole resource or module has more than it needs to have, and is read when it is needed.
  if (value.kind === 'lazy') return value;
  if (value.kind !== 'map') return wrongType(value, 'an object', path);
  const entries = new Map<string, Value>();
  for (const [name, { type, optional, byDefault }] of attributes) {
    const given = value.entries.get(name);
    const isNull = given === undefined || (given.kind === 'scalar' && given.value === null);
    if (given === undefined && !optional)
      throw new WrongType(`${path === '' ? 'The value' : `\`${path}\``} must have an attribute \`${name}\`.`, value.place);
    entries.set(
      name,
      isNull
        ? byDefault === undefined
          ? NULL
          : converted(byDefault, type, `${path}.${name}`)
        : converted(given, type, `${path}.${name}`),
    );
  }
  return map(entries, value.place, value.keyPlaces);
}
