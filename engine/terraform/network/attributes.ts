import { UNKNOWN_TEXT } from '../../iam/review/written.ts';
import type { Json } from '../../json.ts';
import { didYouMean } from '../../nearest.ts';
import { derivedId } from '../../resources/ids.ts';
import { kindOf } from '../../resources/index.ts';
import type { Located, LocatedEntry } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { AskedInstance, AttributeAnswer } from '../instance.ts';
import { terraformType } from '../types/index.ts';
import { ARNS_OF_OTHERS, NAMED_BY_ARN } from '../types/storage.ts';
import type { Asked, TerraformType } from '../types/type.ts';
import { nameFor, type StackFile } from './names.ts';
import { isAbsent, textOf } from './values.ts';

/** The properties that the arguments of `instance` become one by one, with those that its type always has. */
export function propertiesOf(instance: AskedInstance, type: TerraformType): Map<string, LocatedEntry> {
  const properties = new Map<string, LocatedEntry>();
  const { values } = instance;
  for (const [key, value] of Object.entries(type.fixed ?? {})) {
    if (value === null || typeof value === 'object') continue;
    properties.set(key, { key, keySpan: values.span, value: { kind: 'scalar', value, span: values.span } });
  }
  for (const { key: argument, keySpan, value } of values.entries.values()) {
    const becomes = type.arguments?.[argument];
    if (becomes === undefined || isAbsent(value)) continue;
    const [key, convert] = typeof becomes === 'string' ? [becomes, undefined] : becomes;
    const converted = convert === undefined ? value : convert(value, instance);
    if (converted !== undefined) properties.set(key, { key, keySpan, value: converted });
  }
  return properties;
}

const mapOf = (properties: ReadonlyMap<string, LocatedEntry>, { values }: AskedInstance): Located => ({
  kind: 'map',
  entries: properties,
  span: values.span,
});

/**
 * The AWS id of an instance: what a state or a world says, else one that is made from its address. The same each time and
 * for everybody who asks, because texts and policies are made from it while the configuration is still being read.
 */
export function idOf(instance: AskedInstance, world: World, stacks: readonly StackFile[] = []): string {
  const type = terraformType(instance.type);
  const own = type?.idOf?.({ instance, world });
  if (own !== undefined) return own;
  const said = textOf(instance.values, type?.becomes === undefined ? 'arn' : 'id') ?? textOf(instance.values, 'id');
  if (said !== undefined) return said;
  const { address, provider } = instance;
  const kind = kindOf(type?.becomes ?? '');
  const prefix = type?.idPrefix ?? kind?.idPrefix ?? `${instance.type.replace(/^[^_]*_/, '')}-`;
  const fixed =
    world.physicalIds[address] ??
    Object.entries(world.physicalIds).find(([name, id]) => id.startsWith(prefix) && nameFor(instance, name, stacks))?.[1];
  if (fixed !== undefined) return fixed;
  const place = { seed: address.replace(/[^\w.-]+/g, '-'), region: provider.region, account: provider.account };
  const properties = type === undefined ? undefined : mapOf(propertiesOf(instance, type), instance);
  const named = type?.idPrefix === undefined ? kind?.physicalId?.(properties, place) : undefined;
  return named ?? derivedId(prefix, address);
}

function askedOf(
  instance: AskedInstance,
  world: World,
  type: TerraformType | undefined,
  seen: Map<string, AskedInstance>,
  stacks: readonly StackFile[],
): Asked {
  const id = idOf(instance, world, stacks);
  seen.set(id, instance);
  const { region, account } = instance.provider;
  const attribute = (name: string): Json | undefined => {
    const compute = kindOf(type?.becomes ?? '')?.attributes[name];
    const properties = type === undefined ? undefined : mapOf(propertiesOf(instance, type), instance);
    return compute?.({ physicalId: id, logicalId: instance.address, properties, region, account });
  };
  return { instance, id, world, seen, attribute };
}

const UNKNOWN = 'only AWS knows it before the resource exists';
const answered = (value: Json | undefined): AttributeAnswer =>
  value === undefined ? { kind: 'unknown', reason: UNKNOWN } : { kind: 'known', value };

/** What `attribute` of `instance` is, as far as it can be known before anything exists. */
export function attributeOf(
  world: World,
  stacks: readonly StackFile[] = [],
): (instance: AskedInstance, attribute: string) => AttributeAnswer {
  const seen = new Map<string, AskedInstance>();
  return (instance, attribute) => {
    const type = terraformType(instance.type);
    const asked = askedOf(instance, world, type, seen, stacks);
    const spec = type?.attributes?.[attribute];
    if (spec !== undefined) return answered(typeof spec === 'string' ? asked.attribute(spec) : spec(asked));
    if (attribute === 'id') return answered(idFor(asked));
    if (type === undefined) return answered(attribute === 'arn' ? arnOf(asked) : otherOf(asked, attribute));
    if (attribute === 'tags_all') return answered({});
    return missing(instance, attribute, type);
  };
}

function idFor(asked: Asked): string | undefined {
  const { type } = asked.instance;
  if (NAMED_BY_ARN.includes(type)) return ARNS_OF_OTHERS[type]?.(asked);
  if (ARNS_OF_OTHERS[type] === undefined || type === 'aws_kms_key') return asked.id;
  return textOf(asked.instance.values, type === 'aws_lambda_function' ? 'function_name' : 'name') ?? asked.id;
}

/** The ARN of something that is not simulated; where its form is not known, the text that equals nothing in a policy. */
const arnOf = (asked: Asked): string => ARNS_OF_OTHERS[asked.instance.type]?.(asked) ?? UNKNOWN_TEXT;

/** What is known of types that are kept and not simulated. */
function otherOf({ instance, id }: Asked, attribute: string): Json | undefined {
  if (instance.type === 'aws_kms_key' && attribute === 'key_id') return id;
  if (instance.type === 'aws_sqs_queue' && attribute === 'url') {
    const { region, account } = instance.provider;
    return `https://sqs.${region}.amazonaws.com/${account}/${textOf(instance.values, 'name') ?? id}`;
  }
  return undefined;
}

/** An attribute that is not known here: nearly one of those that are is a slip of the pen, anything else AWS may know. */
function missing(instance: AskedInstance, attribute: string, type: TerraformType): AttributeAnswer {
  const known = [
    ...Object.keys(type.attributes ?? {}),
    ...Object.keys(type.arguments ?? {}),
    ...(type.others ?? '').split(' '),
    'id',
  ];
  if (known.includes(attribute)) return { kind: 'unknown', reason: UNKNOWN };
  const hint = didYouMean(attribute, known);
  if (hint === '') return { kind: 'unknown', reason: `${instance.type} has no attribute ${attribute} that is known here` };
  return { kind: 'none', reason: `${instance.type} has no attribute ${attribute}.${hint}` };
}
