import type { Json, JsonObject } from '../../json.ts';
import type { Declared, Draft } from '../../resources/kind.ts';
import type { Block, Item } from './hcl.ts';

/** A resource of Terraform that is written. */
export interface Written {
  readonly type: string;
  readonly label: string;
  readonly items: readonly Item[];
}

/** A thing on its way into Terraform: its properties as CloudFormation's JSON. */
export interface Thing {
  /** As references name it. */
  readonly name: string;
  readonly label: string;
  readonly declared: Declared;
  readonly properties: JsonObject;
}

/** Everything that is written, and what is known of it. */
export interface Around {
  readonly draft: Draft;
  readonly things: readonly Thing[];
  /** The things of `type` whose `property` is the thing of this name. */
  readonly of: (type: string, property: string, name: string) => readonly Thing[];
}

/** How things of one CloudFormation type are written in Terraform. */
export interface Form {
  /** The type whose arguments, read backwards, take the properties one by one; a function where it depends on them. */
  readonly type: string | ((thing: Thing) => string);
  /** The type of what stands for it, where it is said by something beside it. */
  readonly stands?: string;
  /** Properties that `more` or `beside` take. */
  readonly taken?: readonly string[];
  /** Further arguments and blocks. */
  readonly more?: (thing: Thing, around: Around) => readonly Item[];
  /** Resources that stand beside it. */
  readonly beside?: (thing: Thing, around: Around) => readonly Written[];
  /** Whether it is said by another thing, so that nothing is written for it. */
  readonly isSaid?: (thing: Thing, around: Around) => boolean;
  /** Of what another thing says: the properties that may name that one, and what Terraform's part of it goes by behind its name. */
  readonly saidAs?: { readonly by: readonly string[]; readonly part: string };
}

/** The argument, where there is a value for it. */
export const argument = (name: string, value: Json | undefined): readonly Item[] => (value === undefined ? [] : [[name, value]]);

/** The arguments of `names` for those properties of `map` that are there. */
export const argumentsOf = (map: JsonObject, names: Readonly<Record<string, string>>): readonly Item[] =>
  Object.entries(names).flatMap(([property, name]) => argument(name, map[property]));

export const block = (head: string, ...items: readonly (readonly Item[])[]): Block => ({ head, items: items.flat() });

/** The objects in a list property, or the one that stands alone. */
export function objectsIn(value: Json | undefined): readonly JsonObject[] {
  const all = Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];
  return all.filter((each): each is JsonObject => typeof each === 'object' && each !== null && !Array.isArray(each));
}

/** The elements of a list property, or the one that stands alone. */
export const elementsIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];

/** Whether a value is a reference to the thing of this name, whichever of its attributes gives its id. */
export function isNamed(value: Json | undefined, name: string): boolean {
  const [first] = objectsIn(value);
  const attribute = first?.['Fn::GetAtt'];
  return first?.Ref === name || (Array.isArray(attribute) && attribute[0] === name && attribute.length === 2);
}
