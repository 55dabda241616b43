import { zonesOf } from '../../catalogue/regions.ts';
import type { Position } from '../../diagnostic.ts';
import { DATA_WORDS } from '../../terraform/data/words.ts';
import { FUNCTIONS } from '../../terraform/functions/index.ts';
import { TERRAFORM_TYPES } from '../../terraform/types/index.ts';
import { type Completion, type Place, value } from '../completion.ts';
import { type Completions, uniqueBy } from '../completions.ts';
import { policyCompletions } from '../policy-completions.ts';
import { offsetAt, positionAt, prefixListsIn, type Surroundings, serviceNamesIn } from '../surroundings.ts';
import { attributesOf, type DeclaredThing, declaredInTerraform } from './declared.ts';
import { looseTerraform, type TerraformCursor, terraformCursorAt } from './loose.ts';
import { meantResources } from './meant.ts';
import { policyPath } from './policies.ts';
import { type Inside, insideOf, type Slot, slotsOf, slotWords } from './slots.ts';

/** What stands around a text of Terraform: also the other files of its configuration. */
export interface TerraformSurroundings extends Surroundings {
  readonly others?: readonly string[] | undefined;
}

interface Here {
  readonly text: string;
  readonly cursor: TerraformCursor;
  readonly inside: Inside;
  /** The argument whose value is being typed. */
  readonly argument: string;
  readonly declared: readonly DeclaredThing[];
  readonly around: TerraformSurroundings;
  readonly place: Place;
}

/** What may stand at `position` of a text of Terraform, the likeliest first. */
export function terraformCompletionsAt(text: string, position: Position, around: TerraformSurroundings): Completions {
  const offset = offsetAt(text, position);
  const cursor = terraformCursorAt(text, offset);
  const inBody = cursor.frames.findLast(({ kind, key }) => kind === 'body' && key !== '');
  const expects = cursor.expects === 'key' ? 'key' : 'value';
  const { typed, start, quoted } = cursor;
  const here: Here = {
    ...{ text, cursor, around, inside: insideOf(cursor.frames), argument: inBody?.key ?? '' },
    declared: [...declaredInTerraform(text), ...(around.others ?? []).flatMap(declaredInTerraform)],
    place: {
      cursor: { path: [], expects, typed, start, quoted, tag: '' },
      ...{ notation: 'hcl', surroundings: around, declared: { entries: [], resources: new Map(), parameters: [] } },
    },
  };
  const items = cursor.heredoc === undefined ? itemsAt(here) : [];
  return { from: positionAt(text, start), to: position, items: uniqueBy(items) };
}

function itemsAt(here: Here): readonly Completion[] {
  const { cursor, inside, around } = here;
  const top = cursor.frames.at(-1);
  if (cursor.expects === 'item') return names(here, slotsOf(inside, around));
  if (cursor.expects === 'label') return labels(here);
  if (top?.kind === 'insert') return references(here);
  const policy = policyPath(cursor.frames);
  if (policy !== undefined) return inPolicy(here, policyCompletions(here.place, policy));
  if (cursor.expects === 'key') return [];
  return values(here);
}

/** What a policy takes; in a value its words stand in quotes, and a reference may stand there too. */
function inPolicy(here: Here, items: readonly Completion[]): readonly Completion[] {
  if (here.cursor.quoted || here.cursor.expects === 'key') return items;
  const quoted = items.map((each) => (each.kind === 'property' ? { ...each, insert: `"${each.label}"` } : each));
  return [...quoted, ...references(here)];
}

/** The names of arguments and blocks, those that stand there already left out. */
function names({ text, cursor }: Here, slots: readonly Slot[]): readonly Completion[] {
  const home = cursor.frames.at(-1)?.start ?? 0;
  const { items } = looseTerraform(text);
  const written = new Set(items.filter(({ within, start }) => within === home && start !== cursor.start).map(({ name }) => name));
  return slots
    .filter(({ name, isBlock }) => isBlock || !written.has(name))
    .map((slot): Completion => {
      const insert = `${slot.name} ${!slot.isBlock ? '= ' : LABELLED.has(slot.name) && home === 0 ? '' : '{'}`;
      return { label: slot.name, insert, kind: 'property', detail: slotWords(slot) };
    });
}

const LABELLED = new Set(['data', 'module', 'output', 'provider', 'resource', 'variable', 'backend']);

/** The types behind `resource` and `data`. */
function labels({ cursor, place }: Here): readonly Completion[] {
  const [kind, ...before] = cursor.head;
  if (before.length > 0) return [];
  switch (kind) {
    case 'resource':
      return TERRAFORM_TYPES.map(({ type, becomes = 'adds to another' }) => value(place, type, becomes, 'type'));
    case 'data':
      return Object.keys(DATA_WORDS).map((type) => value(place, type, 'read from the world', 'type'));
    case 'provider':
      return [value(place, 'aws', 'provider', 'type')];
  }
  return [];
}

/** Words that AWS takes for an argument which no property of CloudFormation lists. */
const ALLOWED: readonly (readonly [RegExp, string])[] = [
  [/^(ip_)?protocol$/, 'tcp udp icmp icmpv6 -1'],
  [/^(rule_)?action$/, 'allow deny'],
  [/^type$/, 'ingress egress'],
];

function values(here: Here): readonly Completion[] {
  const { cursor, inside, argument, around, place } = here;
  const slot = slotsOf(inside, around).find(({ name }) => name === argument);
  const { world } = around;
  const offer = (all: readonly string[], detail: string): readonly Completion[] => all.map((each) => value(place, each, detail));
  if (argument === 'provider' || argument === 'depends_on') return addresses(here, argument);
  const plain = [
    ...(slot?.property === undefined || slot.property.allowedValues.length === 0
      ? offer(allowedFor(inside, argument), argument)
      : offer(slot.property.allowedValues, argument)),
    ...(argument === 'service_name' ? offer(serviceNamesIn(world), 'endpoint service') : []),
    ...(/^availability_zones?$/.test(argument) ? offer(zonesOf(world.region), 'zone') : []),
    ...(/region$/.test(argument) ? offer([world.region], 'Region of this world') : []),
    ...(/prefix_list_ids?$/.test(argument) ? prefixListsIn(world).map((list) => value(place, list.id, list.name)) : []),
  ];
  if (cursor.quoted) return plain;
  const flags = isFlag(slot) ? ['true', 'false'].map((each) => ({ ...value(place, each, argument), insert: each })) : [];
  return [...flags, ...plain, ...references(here)];
}

const isFlag = (slot: Slot | undefined): boolean =>
  slot?.property?.type.kind === 'boolean' ||
  /^(enable|assign|map_public|auto_accept|self$|acceptance_required|private_dns_en)/.test(slot?.name ?? '');

function allowedFor({ head, inner }: Inside, argument: string): readonly string[] {
  const found = ALLOWED.find(([name]) => name.test(argument))?.[1];
  if (found === undefined || (argument === 'type' && head[1] !== 'aws_security_group_rule')) return [];
  return /balanc|_lb|resolver/.test(head[1] ?? '') || inner[0] === 'default_action' ? [] : found.split(' ');
}

/** Whole things, as `depends_on` and `provider` name them. */
function addresses({ declared, inside }: Here, argument: string): readonly Completion[] {
  const own = inside.head.slice(1).join('.');
  const isMeant = ({ kind, address }: DeclaredThing) =>
    argument === 'provider' ? kind === 'provider' : ['resource', 'data', 'module'].includes(kind) && address !== own;
  return declared.filter(isMeant).map(({ address, type }) => reference(address, type));
}

const reference = (label: string, detail: string, insert = label): Completion => ({ label, insert, kind: 'reference', detail });

/** Names that an expression may use: after a dot what the thing has, else what is meant here first. */
function references(here: Here): readonly Completion[] {
  const { cursor, inside, argument, declared } = here;
  const own = inside.head[0] === 'resource' ? inside.head.slice(1).join('.') : '';
  const others = declared.filter(({ address, kind }) => address !== own && kind !== 'provider');
  const dot = cursor.typed.lastIndexOf('.');
  if (dot >= 0) return behindDot(cursor.typed.slice(0, dot), others);
  const { types, by } = meantResources(inside, argument);
  const alone = cursor.frames.at(-1)?.kind === 'body';
  const meant = others
    .filter(({ type, kind }) => kind === 'resource' && types.has(type))
    .map(({ address, type }) => {
      const label = `${address}.${by}`;
      return reference(label, type, alone && takesSeveral(argument) ? `[${label}]` : label);
    });
  const functions = Object.keys(FUNCTIONS).map(
    (name): Completion => ({ label: name, insert: `${name}(`, kind: 'function', detail: 'function' }),
  );
  return [...meant, ...others.map(({ address, type }) => reference(address, type)), ...loops(here), ...functions];
}

const takesSeveral = (argument: string): boolean => /(ids|arns|groups|subnets)$/.test(argument);

/** What follows `before` and its dot. */
function behindDot(before: string, things: readonly DeclaredThing[]): readonly Completion[] {
  const bare = before.replace(/\[[^\]]*\]/g, '');
  const thing = things.find(({ address }) => address === bare);
  if (thing !== undefined) return attributesOf(thing).map((each) => reference(`${before}.${each}`, thing.type));
  return things.filter(({ address }) => address.startsWith(`${bare}.`)).map(({ address, type }) => reference(address, type));
}

/** What a block with `count` or `for_each` may ask for itself. */
function loops({ text, cursor }: Here): readonly Completion[] {
  const blocks = new Set(cursor.frames.filter(({ kind }) => kind === 'body').map(({ start }) => start));
  const written = new Set(
    looseTerraform(text).items.flatMap(({ name, within }) => (within > 0 && blocks.has(within) ? [name] : [])),
  );
  return [
    ...(written.has('for_each') ? [reference('each.key', 'of for_each'), reference('each.value', 'of for_each')] : []),
    ...(written.has('count') ? [reference('count.index', 'of count')] : []),
  ];
}
