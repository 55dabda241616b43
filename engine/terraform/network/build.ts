import { type Diagnostic, errorAt, type Span, warningAt } from '../../diagnostic.ts';
import { didYouMean } from '../../nearest.ts';
import { derivedId } from '../../resources/ids.ts';
import { kindOf } from '../../resources/index.ts';
import type { Declaration } from '../../template/environment.ts';
import { asString, type Located, scalarAt } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { TerraformInstance } from '../instance.ts';
import { terraformType } from '../types/index.ts';
import type { Building, Built, Made, TerraformType } from '../types/type.ts';
import { idOf, propertiesOf } from './attributes.ts';
import { namesOf, type StackFile, type Wanted } from './names.ts';
import { unsureOf } from './unsure.ts';
import { blocks, entriesOf, given, isAbsent } from './values.ts';

/** What a configuration makes in one account and Region. */
export interface TerraformStack {
  readonly account: string;
  readonly region: string;
  readonly declarations: readonly Declaration[];
}

/** A configuration of Terraform as things that are resolved, with what must be known of them besides. */
export interface TerraformNetwork {
  readonly stacks: readonly TerraformStack[];
  /** AWS ids by Terraform address: a thing goes by its address also where it has another name. */
  readonly names: ReadonlyMap<string, string>;
  /** Ids of what hangs on a value that is not known. */
  readonly unsure: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly resources: number;
  readonly simulated: number;
}

/** `written` says that a person wrote the arguments: names that do not exist are remarked on. A plan or a state also holds what AWS answered. */
export interface BuildOptions {
  readonly world: World;
  readonly wanted: Wanted;
  readonly written: boolean;
  readonly stacks?: readonly StackFile[] | undefined;
  /** Ids of what stands for things that nothing is known of: what names one is as unsure as what names a value that is not known. */
  readonly standIns?: readonly string[];
}

/** The network of `instances`: what each becomes, then what each adds to others; no order matters. */
export function buildNetwork(instances: readonly TerraformInstance[], options: BuildOptions): TerraformNetwork {
  const { world } = options;
  const names = namesOf(instances, options.wanted, options.stacks);
  const diagnostics: Diagnostic[] = [];
  const resources: Made[] = [];
  const byId = new Map<string, Made>();
  const keep = (made: Made): Made => {
    resources.push(made);
    if (!byId.has(made.physicalId)) byId.set(made.physicalId, made);
    return made;
  };
  const built = instances.map((instance): Built => {
    const type = terraformType(instance.type);
    if (options.written && type !== undefined) checkArguments(instance, type, diagnostics);
    const name = names.get(instance.address) ?? instance.address;
    const needs = [...instance.dependsOn, ...instance.references].map((each) => names.get(each) ?? each);
    const made = madeOf(instance, type, { logicalId: name, needs }, options);
    return { instance, name, made: made === undefined ? undefined : keep(made) };
  });
  const add: Building['add'] = (it, part, type, properties, span) => keep(partOf(it, part, type, properties, span));
  const withId: Building['withId'] = (node) => byId.get(asString(node) ?? '');
  const { written } = options;
  const building: Building = { world, written, built, resources, diagnostics, add, withId };
  for (const it of built) terraformType(it.instance.type)?.build?.(it, building);
  for (const it of built) terraformType(it.instance.type)?.finish?.(it, building);
  const unsure = unsureOf(resources, diagnostics, options.standIns);
  return { ...counted(instances), unsure, stacks: stacksOf(resources), names: idsOf(building, options), diagnostics };
}

function counted(instances: readonly TerraformInstance[]): Pick<TerraformNetwork, 'resources' | 'simulated'> {
  const simulated = instances.filter(({ type }) => terraformType(type) !== undefined).length;
  return { resources: instances.length, simulated };
}

/** A type that is not simulated is kept under its own name, so that it is drawn and named. */
function madeOf(
  instance: TerraformInstance,
  type: TerraformType | undefined,
  named: Pick<Made, 'logicalId' | 'needs'>,
  { world, stacks }: Pick<BuildOptions, 'world' | 'stacks'>,
): Made | undefined {
  const { provider, span, keySpan } = instance;
  const place = { ...named, region: provider.region, account: provider.account, span, keySpan };
  if (type === undefined) {
    const physicalId = idOf(instance, world, stacks);
    return { ...place, type: instance.type, physicalId, properties: new Map(instance.values.entries) };
  }
  if (type.becomes === undefined) return undefined;
  const properties = propertiesOf(instance, type);
  const tags = tagsOf(instance);
  if (tags !== undefined && kindOf(type.becomes)?.properties.Tags !== undefined)
    properties.set('Tags', { key: 'Tags', keySpan: tags.span, value: tags });
  return { ...place, type: type.becomes, physicalId: idOf(instance, world, stacks), properties };
}

function tagsOf({ values }: TerraformInstance): Located | undefined {
  const tags = given(values, 'tags');
  if (tags?.kind !== 'map' || tags.entries.size === 0) return undefined;
  const items = [...tags.entries.values()].map(({ key, keySpan, value }): Located => {
    const entries = entriesOf({ Key: scalarAt(key, keySpan), Value: value });
    return { kind: 'map', entries, span: value.span };
  });
  return { kind: 'list', items, span: tags.span };
}

function partOf(it: Built, part: string, type: string, properties: Parameters<Building['add']>[3], span?: Span): Made {
  const { address, provider } = it.instance;
  const [logicalId, seed] = [it.name, address].map((each) => (part === '' ? each : `${each}.${part}`));
  const place = span ?? it.instance.keySpan;
  return {
    logicalId: logicalId ?? '',
    type,
    physicalId: derivedId(kindOf(type)?.idPrefix ?? '', seed ?? ''),
    region: provider.region,
    account: provider.account,
    needs: [it.name],
    properties: entriesOf(properties),
    span: span ?? it.instance.span,
    keySpan: place,
  };
}

/** Arguments that are missing, and such as the type does not take. */
function checkArguments(instance: TerraformInstance, type: TerraformType, diagnostics: Diagnostic[]): void {
  const { values, keySpan, address } = instance;
  for (const name of (type.required ?? '').split(' ')) {
    if (name === '' || !isAbsent(values.entries.get(name)?.value)) continue;
    // A list that is written and empty is a value, and a null that a variable gave has been left out before.
    if (values.entries.has(name)) continue;
    const message = `Missing required argument: ${address} needs \`${name}\`.`;
    diagnostics.push(errorAt('MISSING_ARGUMENT', message, keySpan));
  }
  const known = knownArguments(type);
  for (const { key, keySpan: place } of values.entries.values()) {
    if (known.names.has(key) || known.beginnings.some((each) => key.startsWith(each))) continue;
    const message = `${instance.type} has no argument \`${key}\` that is known here.${didYouMean(key, known.names)}`;
    diagnostics.push(warningAt('UNKNOWN_ARGUMENT', message, place));
  }
  for (const name of Object.keys(type.blocks ?? {})) checkBlocks(instance, type, name, diagnostics);
}

/** Words inside the blocks of `name` that none of them takes. */
function checkBlocks(instance: TerraformInstance, type: TerraformType, name: string, diagnostics: Diagnostic[]): void {
  const known = (type.blocks?.[name] ?? '').split(' ');
  const found = name.split('.').reduce((around, each) => around.flatMap((one) => blocks(one, each)), [instance.values]);
  for (const { key, keySpan } of found.flatMap((each) => [...each.entries.values()])) {
    if (known.includes(key)) continue;
    const message = `\`${name}\` of ${instance.type} has no argument \`${key}\` that is known here.${didYouMean(key, known)}`;
    diagnostics.push(warningAt('UNKNOWN_ARGUMENT', message, keySpan));
  }
}

const EVERYWHERE = ['id', 'provider', 'region', 'tags', 'tags_all', 'timeouts'];

interface Known {
  readonly names: ReadonlySet<string>;
  /** What stands before a `*`. */
  readonly beginnings: readonly string[];
}
const KNOWN = new WeakMap<TerraformType, Known>();

function knownArguments(type: TerraformType): Known {
  const before = KNOWN.get(type);
  if (before !== undefined) return before;
  const all = [...EVERYWHERE, ...Object.keys(type.arguments ?? {}), ...(type.others ?? '').split(' ')];
  const known = {
    names: new Set(all.filter((each) => !each.endsWith('*'))),
    beginnings: all.filter((each) => each.endsWith('*')).map((each) => each.slice(0, -1)),
  };
  KNOWN.set(type, known);
  return known;
}

/** Addresses, also of what becomes nothing by itself. */
const idsOf = ({ built }: Building, { world, stacks }: BuildOptions): ReadonlyMap<string, string> =>
  new Map(built.map(({ instance, made }) => [instance.address, made?.physicalId ?? idOf(instance, world, stacks)]));

/** One stack for each account and Region, in the order in which they are first named. */
function stacksOf(resources: readonly Made[]): readonly TerraformStack[] {
  const places = new Map<string, Made[]>();
  for (const made of resources) {
    const key = `${made.account}/${made.region}`;
    const others = places.get(key);
    if (others === undefined) places.set(key, [made]);
    else others.push(made);
  }
  return [...places.values()].flatMap((each) => {
    const [first] = each;
    return first === undefined ? [] : [{ account: first.account, region: first.region, declarations: each.map(declarationOf) }];
  });
}

const declarationOf = ({ logicalId, type, physicalId, properties, needs, span, keySpan }: Made): Declaration => ({
  logicalId,
  type,
  physicalId,
  properties: { kind: 'map', entries: properties, span },
  dependsOn: [],
  references: needs,
  span,
  keySpan,
});
