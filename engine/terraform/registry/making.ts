import {
  asBoolean,
  asString,
  fromJson,
  type Located,
  type LocatedEntry,
  type ResourceRef,
  scalarAt,
  unknownAt,
} from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { ModuleCall, TerraformInstance } from '../instance.ts';
import { attributeOf } from '../network/attributes.ts';
import { elements, given } from '../network/values.ts';

/** A value that a model writes: of the call as it stands, or one of its own. */
type Written =
  | Located
  | string
  | number
  | boolean
  | readonly Written[]
  | { readonly [key: string]: Written | undefined }
  | undefined;

/** The instances of a module while a model makes them. */
export interface Making {
  readonly call: ModuleCall;
  readonly instances: TerraformInstance[];
  /** Adds an instance and returns it; arguments without a value are left out. */
  readonly add: (
    type: string,
    name: string,
    key: string | number | undefined,
    values: Readonly<Record<string, Written>>,
  ) => TerraformInstance;
  /** An attribute of an instance, with its reference. */
  readonly of: (instance: TerraformInstance | undefined, attribute: string) => Located;
  /** A text, list or map of the model's own, standing at the call. */
  readonly own: (value: Written) => Located;
}

/** An empty module of `call`. */
export function making(call: ModuleCall, world: World): Making {
  const instances: TerraformInstance[] = [];
  const span = call.keySpan;
  const ask = attributeOf(world);
  const own = (value: Written): Located => locatedOf(value, span);
  const add: Making['add'] = (type, name, key, values) => {
    const entries = new Map<string, LocatedEntry>();
    for (const [argument, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const node = own(value);
      entries.set(argument, { key: argument, keySpan: node.span, value: node });
    }
    const index = key === undefined ? '' : `[${JSON.stringify(key)}]`;
    const instance: TerraformInstance = {
      address: `${call.address}.${type}.${name}${index}`,
      mode: 'managed',
      type,
      name,
      ...(key === undefined ? {} : { key }),
      module: call.address,
      provider: call.provider,
      values: { kind: 'map', entries, span },
      references: [...new Set([...entries.values()].flatMap((each) => referencesIn(each.value)))],
      dependsOn: [],
      span: call.span,
      keySpan: span,
    };
    instances.push(instance);
    return instance;
  };
  const of: Making['of'] = (instance, attribute) => {
    if (instance === undefined) return scalarAt(null, span);
    const ref: ResourceRef = { logicalId: instance.address, attribute };
    const written = instance.values.entries.get(attribute)?.value;
    if (written !== undefined) return written;
    const answer = ask(instance, attribute);
    if (answer.kind !== 'known') return unknownAt(answer.reason, span, ref);
    return typeof answer.value === 'object' ? fromJson(answer.value, span) : scalarAt(answer.value, span, ref);
  };
  return { call, instances, add, of, own };
}

const isLocated = (value: object): value is Located => 'kind' in value && 'span' in value;

function locatedOf(value: Written, span: Located['span']): Located {
  if (value === undefined) return scalarAt(null, span);
  if (typeof value !== 'object') return scalarAt(value, span);
  if (isList(value)) return { kind: 'list', items: value.map((item) => locatedOf(item, span)), span };
  if (isLocated(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [[key, { key, keySpan: span, value: locatedOf(item, span) }] as const],
  );
  return { kind: 'map', entries: new Map(entries), span };
}

// Array.isArray does not narrow readonly arrays out of a union.
const isList = (value: object): value is readonly Written[] => Array.isArray(value);

function referencesIn(node: Located): readonly string[] {
  if (node.kind === 'list') return node.items.flatMap(referencesIn);
  if (node.kind === 'map') return [...node.entries.values()].flatMap((each) => referencesIn(each.value));
  return node.ref === undefined ? [] : [node.ref.logicalId];
}

/** The input of this name as a truth value; `otherwise` where it is left out. */
export const isSet = ({ inputs }: ModuleCall, name: string, otherwise = false): boolean =>
  asBoolean(given(inputs, name)) ?? otherwise;

/** The input as text. */
export const wordIn = ({ inputs }: ModuleCall, name: string): string | undefined => asString(given(inputs, name));

/** The elements of an input that is a list. */
export const listIn = ({ inputs }: ModuleCall, name: string): readonly Located[] => elements(inputs, name);

/** The element that a list gives for any index, from the beginning again after its end. */
export const cyclic = <T>(list: readonly T[], index: number): T | undefined =>
  list.length === 0 ? undefined : list[index % list.length];
