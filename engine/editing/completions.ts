import { zonesOf } from '../catalogue/regions.ts';
import type { PropertyType, SpecifiedProperty } from '../catalogue/specification/specification.ts';
import type { Position } from '../diagnostic.ts';
import { type Completion, key, type Place, value } from './completion.ts';
import { cursorAt } from './loose.ts';
import { policyCompletions } from './policy-completions.ts';
import { meantTypes } from './references.ts';
import {
  declaredIn,
  offsetAt,
  policyStart,
  positionAt,
  prefixListsIn,
  type Surroundings,
  serviceNamesIn,
} from './surroundings.ts';

export interface Completions {
  /** The stretch that the chosen one replaces. */
  readonly from: Position;
  readonly to: Position;
  readonly items: readonly Completion[];
}

/** What may stand at `position` of a template or a policy, the likeliest first; nothing inside blocks of text. */
export function completionsAt(text: string, position: Position, surroundings: Surroundings): Completions {
  const offset = offsetAt(text, position);
  const cursor = cursorAt(text, offset);
  const notation = /^\s*\{/.test(text) ? 'json' : 'yaml';
  const place: Place = { cursor, notation, declared: declaredIn(text), surroundings };
  const items = cursor.tag === '|' ? [] : itemsAt(place);
  const from = positionAt(text, Math.min(cursor.start, offset));
  return { from, to: position, items: uniqueBy(items) };
}

/** Each label once. */
export const uniqueBy = (items: readonly Completion[]): readonly Completion[] => {
  const seen = new Set<string>();
  return items.filter(({ label }) => (seen.has(label) ? false : seen.add(label)));
};

function itemsAt(place: Place): readonly Completion[] {
  const { cursor, declared } = place;
  const { path, tag, typed } = cursor;
  if (tag === '!Ref') return references(place, meantFor(place));
  if (tag === '!GetAtt') return attributes(place);
  if (tag === '!Sub' || /\$\{[^}]*$/.test(typed)) return substitutes(place);
  const policy = policyStart(path, declared);
  if (policy !== undefined)
    return policyCompletions(
      place,
      path.slice(policy).filter((each) => !/^\d+$/.test(each)),
    );
  const [section, logicalId, field] = path;
  if (section === undefined) return SECTIONS.map((name) => key(place, name, 'section'));
  if (section !== 'Resources' || logicalId === undefined) return cursor.expects === 'key' ? [] : functions(place);
  if (field === undefined) return cursor.expects === 'value' ? [] : RESOURCE_FIELDS.map((name) => key(place, name, ''));
  if (field === 'Type') return types(place);
  if (field === 'DependsOn')
    return [...declared.resources].filter(([id]) => id !== logicalId).map(([id, type]) => value(place, id, type));
  return field === 'Properties' ? inProperties(place, declared.resources.get(logicalId) ?? '', path.slice(3)) : [];
}

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'];
const RESOURCE_FIELDS = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];

function types(place: Place): readonly Completion[] {
  const { specification } = place.surroundings;
  if (specification === undefined) return [];
  const known = [...specification.types.keys()].map((type) => value(place, type, 'simulated or drawn', 'type'));
  if (place.cursor.typed.length < 8) return known;
  return [...known, ...[...specification.everyType].map((type) => value(place, type, 'drawn, not simulated', 'type'))];
}

function inProperties(place: Place, type: string, inner: readonly string[]): readonly Completion[] {
  const { cursor, surroundings } = place;
  const properties = surroundings.specification?.types.get(type)?.properties;
  if (properties === undefined) return cursor.expects === 'value' ? functions(place) : [];
  const found = walk(surroundings, { properties }, inner);
  const written = new Set(siblings(place));
  const keys = [...(found.properties?.values() ?? [])]
    .filter(({ name }) => !written.has(name) || name === cursor.typed)
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .map((each) => key(place, each.name, wordsOf(each)));
  if (cursor.expects === 'key' || found.property === undefined) return keys;
  return [...values(place, type, found.property), ...keys];
}

interface Reached {
  readonly property?: SpecifiedProperty;
  readonly properties?: ReadonlyMap<string, SpecifiedProperty>;
}

/** The property that a path below `Properties` names, and what may stand inside it. */
function walk({ specification }: Surroundings, start: Reached, inner: readonly string[]): Reached {
  let reached = start;
  for (const name of inner) {
    if (/^\d+$/.test(name)) continue;
    const property = reached.properties?.get(name);
    if (property === undefined) return {};
    const part = partOf(property.type);
    reached = part === undefined ? { property } : { property, properties: specification?.partNamed(part) ?? new Map() };
  }
  return reached;
}

/** The part inside a type, or inside the items of its list. */
function partOf(type: PropertyType): string | undefined {
  if (type.kind === 'part') return type.part;
  return type.kind === 'list' ? partOf(type.of) : undefined;
}

/** Keys that stand beside the cursor already. */
function siblings({ cursor, declared }: Place): readonly string[] {
  const depth = cursor.path.length;
  return declared.entries
    .filter(({ path }) => path.length === depth + 1 && cursor.path.every((each, index) => path[index] === each))
    .map(({ path }) => path[depth] ?? '');
}

/** What a property takes, in a few words. */
export function wordsOf({ required, type, allowedValues }: SpecifiedProperty): string {
  const kind = type.kind === 'list' ? `list of ${kindOf(type.of)}` : kindOf(type);
  const values = allowedValues.length === 0 || allowedValues.length > 6 ? '' : `: ${allowedValues.join(', ')}`;
  return `${kind}${values}${required ? ', required' : ''}`;
}

const kindOf = (type: PropertyType): string => (type.kind === 'part' ? (type.part.split('.').at(-1) ?? 'part') : type.kind);

function values(place: Place, type: string, property: SpecifiedProperty): readonly Completion[] {
  const { name } = property;
  const { world } = place.surroundings;
  const plain = property.type.kind === 'list' ? property.type.of : property.type;
  if (property.allowedValues.length > 0) return property.allowedValues.map((each) => value(place, each, name));
  if (plain.kind === 'boolean')
    return ['true', 'false'].map((each) => ({ label: each, insert: each, kind: 'value', detail: name }));
  if (name === 'ServiceName') return serviceNamesIn(world).map((each) => value(place, each, 'endpoint service'));
  if (/^AvailabilityZones?$/.test(name)) return zonesOf(world.region).map((each) => value(place, each, 'zone'));
  if (/PrefixListId$/.test(name))
    return [...prefixListsIn(world).map((list) => value(place, list.id, list.name)), ...refItems(place, meantTypes(type, name))];
  const meant = meantTypes(type, name);
  return meant.length > 0 ? [...refItems(place, meant), ...functions(place)] : functions(place);
}

/** Whole references for a place where nothing was typed yet. */
function refItems(place: Place, meant: readonly string[]): readonly Completion[] {
  const { declared, notation, cursor } = place;
  if (cursor.quoted) return [];
  return [...declared.resources]
    .filter(([, type]) => meant.includes(type))
    .map(([id, type]) => ({
      label: `!Ref ${id}`,
      insert: notation === 'json' ? `{ "Ref": "${id}" }` : `!Ref ${id}`,
      kind: 'reference',
      detail: type,
    }));
}

function functions({ notation, cursor }: Place): readonly Completion[] {
  if (notation === 'json' || cursor.quoted) return [];
  return ['!Ref', '!GetAtt', '!Sub', '!Select', '!GetAZs', '!Join', '!If'].map((name) => ({
    label: name,
    insert: `${name} `,
    kind: 'function',
    detail: 'function',
  }));
}

/** The types that the property around the cursor means. */
function meantFor({ cursor, declared }: Place): readonly string[] {
  const type = declared.resources.get(cursor.path[1] ?? '') ?? '';
  return meantTypes(type, cursor.path.findLast((each) => !/^\d+$/.test(each)) ?? '');
}

const PSEUDO = ['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::StackName', 'AWS::URLSuffix', 'AWS::NoValue'];

/** Names that a reference may have: what is meant here first, then the rest. */
function references({ declared, cursor }: Place, meant: readonly string[]): readonly Completion[] {
  const own = cursor.path[1];
  const all = [...declared.resources].filter(([id]) => id !== own);
  const named = (id: string, detail: string): Completion => ({ label: id, insert: id, kind: 'reference', detail });
  const first = all.filter(([, type]) => meant.includes(type)).map(([id, type]) => named(id, type));
  if (first.length > 0) return [...first, ...declared.parameters.map((name) => named(name, 'parameter'))];
  return [
    ...all.map(([id, type]) => named(id, type)),
    ...declared.parameters.map((name) => named(name, 'parameter')),
    ...PSEUDO.map((name) => named(name, '')),
  ];
}

function attributes({ declared, surroundings }: Place): readonly Completion[] {
  return [...declared.resources].flatMap(([id, type]) =>
    (surroundings.specification?.types.get(type)?.attributes ?? []).map((attribute): Completion => {
      const name = `${id}.${attribute}`;
      return { label: name, insert: name, kind: 'reference', detail: type };
    }),
  );
}

/** Inside `${` of a text: the part that was typed stays, so each offer begins with it. */
function substitutes(place: Place): readonly Completion[] {
  const { typed } = place.cursor;
  const open = typed.lastIndexOf('${');
  if (open < 0) return [];
  const before = typed.slice(0, open + 2);
  return [...references(place, []), ...attributes(place)].map((each) => ({
    ...each,
    label: `${before}${each.label}`,
    insert: `${before}${each.label}}`,
  }));
}
