import type { Span } from '../diagnostic.ts';
import { type Cidr, parseCidr } from '../ip/cidr.ts';
import { asBoolean, asNumber, asString, at, type Located } from '../template/tree.ts';
import { type Declared, type Draft, reject } from './kind.ts';

/** The property as text, or undefined where it is absent or cannot be known. */
export const text = (resource: Declared, name: string): string | undefined => asString(at(resource.properties, name));

/** The property as a number, or undefined. */
export const number = (resource: Declared, name: string): number | undefined => asNumber(at(resource.properties, name));

/** The property as a truth value, or undefined. */
export const flag = (resource: Declared, name: string): boolean | undefined => asBoolean(at(resource.properties, name));

/** The elements of a list property; a lone element counts as a list of one; absent is empty. */
export function items(resource: Declared, name: string): readonly Located[] {
  return itemsOf(at(resource.properties, name));
}

/** The elements of `node` in the same way. */
export function itemsOf(node: Located | undefined): readonly Located[] {
  if (node === undefined || node.kind === 'unknown') return [];
  return node.kind === 'list' ? node.items : [node];
}

/** The list property's texts; elements that cannot be known are left out. */
export const texts = (resource: Declared, name: string): readonly string[] =>
  items(resource, name).flatMap((item) => asString(item) ?? []);

/** Whether the property is there with a value. */
export const has = (resource: Declared, name: string): boolean => at(resource.properties, name) !== undefined;

/** Where the property stands, or else the resource. */
export const spanOf = (resource: Declared, name: string): Span => at(resource.properties, name)?.span ?? resource.span;

/** The property as a block of addresses; a text that is none is refused as EC2 does. */
export function cidr(resource: Declared, draft: Draft, name: string): Cidr | undefined {
  return cidrAt(resource, draft, at(resource.properties, name));
}

/** `node` as a block of addresses, refused in the same way. */
export function cidrAt(resource: Declared, draft: Draft, node: Located | undefined): Cidr | undefined {
  const value = asString(node);
  if (value === undefined) return undefined;
  const parsed = value.includes('/') ? parseCidr(value) : undefined;
  if (parsed === undefined) {
    reject(
      draft,
      resource,
      'InvalidParameterValue',
      `Value (${value}) is invalid. The value is not a valid CIDR block.`,
      node?.span,
    );
  }
  return parsed;
}

/** The thing of `map` that the property names; a name that is not there is refused with `code`. */
export function referenced<T>(
  resource: Declared,
  draft: Draft,
  name: string,
  map: ReadonlyMap<string, T>,
  code: string,
  word: string,
): T | undefined {
  const id = text(resource, name);
  if (id === undefined) return undefined;
  const found = map.get(id);
  if (found === undefined) reject(draft, resource, code, `The ${word} '${id}' does not exist`, spanOf(resource, name));
  return found;
}

/** A property's text where the resource itself is not at hand (attributes); empty where it is absent. */
export const propertyText = (properties: Located | undefined, name: string): string => asString(at(properties, name)) ?? '';
