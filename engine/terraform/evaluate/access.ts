import { didYouMean } from '../../nearest.ts';
import type { Place } from '../syntax/ast.ts';
import { below, numberOf, textOf } from '../value/convert.ts';
import { kindOf, marked, unknown, type Value } from '../value/value.ts';
import { type Scope, wrong } from './scope.ts';

/** `of.name`. */
export function access(of: Value, name: string, place: Place, scope: Scope): Value {
  switch (of.kind) {
    case 'lazy':
      return of.get(name, place, scope.diagnostics);
    case 'unknown':
      return unknown(of.reason, of, below(of.ref, `.${name}`), place);
    case 'map': {
      const value = of.entries.get(name);
      if (value !== undefined) return of.computed ? marked(value, { sources: undefined, computed: true }) : value;
      const message = `This object has no attribute \`${name}\`.${didYouMean(name, of.entries.keys())}`;
      return wrong(scope, 'UNKNOWN_ATTRIBUTE', message, place);
    }
    case 'list': {
      const hint = of.items.length > 0 ? ` Choose an item, as in \`[0].${name}\`, or all of them: \`[*].${name}\`.` : '';
      return wrong(scope, 'UNKNOWN_ATTRIBUTE', `This is ${kindOf(of)}, which has no attribute \`${name}\`.${hint}`, place);
    }
    case 'scalar':
      return wrong(scope, 'UNKNOWN_ATTRIBUTE', `This is ${kindOf(of)}, which has no attribute \`${name}\`.`, place);
  }
}

/** `of[key]`. */
export function indexed(read: Value, key: Value, place: Place, scope: Scope): Value {
  const of = read.kind === 'lazy' && numberOf(key) !== undefined ? (read.whole() ?? read) : read;
  if (of.kind === 'unknown') return unknown(of.reason, of, below(of.ref, `[${keyOf(key)}]`), place);
  if (key.kind === 'unknown') return unknown(key.reason, key, undefined, place);
  const text = textOf(key);
  if (text === undefined)
    return wrong(scope, 'INVALID_INDEX', `An index is a number or a text, and this is ${kindOf(key)}.`, place);
  if (of.kind === 'lazy') return of.get(text, place, scope.diagnostics);
  if (of.kind === 'map') return entryAt(of, text, key, place, scope);
  if (of.kind === 'list' && !of.isSet) return itemAt(of.items, key, place, scope);
  const hint = of.kind === 'list' ? ' `tolist` makes a list of it.' : '';
  return wrong(scope, 'INVALID_INDEX', `This is ${kindOf(of)}, which has no items that an index could choose.${hint}`, place);
}

function entryAt(of: Value & { readonly kind: 'map' }, text: string, key: Value, place: Place, scope: Scope): Value {
  const value = of.entries.get(text);
  if (value !== undefined) return key.computed ? marked(value, key) : value;
  return wrong(
    scope,
    'INVALID_INDEX',
    `There is no item "${text.slice(0, 80)}" here.${didYouMean(text, of.entries.keys())}`,
    place,
  );
}

function itemAt(items: readonly Value[], key: Value, place: Place, scope: Scope): Value {
  const index = numberOf(key);
  const value = index === undefined ? undefined : items[index];
  if (value !== undefined) return key.computed ? marked(value, key) : value;
  const there = items.length === 0 ? 'the list is empty' : `the list has the items 0 to ${items.length - 1}`;
  return wrong(scope, 'INVALID_INDEX', `There is no item ${(textOf(key) ?? '').slice(0, 80)}: ${there}.`, place);
}

const keyOf = (key: Value): string => {
  const text = textOf(key) ?? '?';
  return numberOf(key) === undefined ? JSON.stringify(text) : text;
};
