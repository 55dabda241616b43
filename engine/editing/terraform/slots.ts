import type { SpecifiedProperty } from '../../catalogue/specification/specification.ts';
import { DATA_WORDS } from '../../terraform/data/words.ts';
import { terraformType } from '../../terraform/types/index.ts';
import type { TerraformType } from '../../terraform/types/type.ts';
import { wordsOf } from '../completions.ts';
import type { Surroundings } from '../surroundings.ts';
import type { LooseFrame } from './loose.ts';

/** A name that may stand in a block. */
export interface Slot {
  readonly name: string;
  readonly isBlock: boolean;
  readonly required: boolean;
  /** The property of CloudFormation that it becomes, where it becomes one. */
  readonly property?: SpecifiedProperty | undefined;
}

const slot = (name: string, more: Partial<Slot> = {}): Slot => ({ name, isBlock: false, required: false, ...more });

const listed = (words: string | undefined): readonly string[] =>
  (words ?? '').split(' ').filter((each) => each !== '' && !each.endsWith('*'));

/** What each block that belongs to the language may hold; a block within another as `outer.inner`. */
const OF_LANGUAGE: Readonly<Record<string, string>> = {
  '': 'data locals module output provider resource terraform variable',
  variable: 'default description nullable sensitive type validation',
  'variable.validation': 'condition error_message',
  output: 'depends_on description sensitive value',
  provider: 'alias allowed_account_ids assume_role default_tags profile region',
  'provider.assume_role': 'external_id role_arn session_name',
  'provider.default_tags': 'tags',
  module: 'count depends_on for_each providers source version',
  terraform: 'backend required_providers required_version',
  lifecycle: 'create_before_destroy ignore_changes precondition postcondition prevent_destroy replace_triggered_by',
};
const ARE_BLOCKS = new Set(
  'data locals module output provider resource terraform variable validation assume_role default_tags backend required_providers lifecycle precondition postcondition'.split(
    ' ',
  ),
);
const META = ['count', 'depends_on', 'for_each', 'lifecycle', 'provider'];

/** The blocks around a place, without the file: the head of the outermost and the names of those within it. */
export interface Inside {
  readonly head: readonly string[];
  readonly inner: readonly string[];
}

export function insideOf(frames: readonly LooseFrame[]): Inside {
  const [head = [], ...inner] = frames
    .filter(({ kind, head: own }) => kind === 'body' && own.length > 0)
    .map((each) => each.head);
  // What a `dynamic` block makes stands in its `content`.
  const names = inner.flatMap(([name = '', label = '']) => (name === 'dynamic' ? [label] : name === 'content' ? [] : [name]));
  return { head, inner: names };
}

/** What may stand at a place of a block, what is required first; nothing where the block is not known. */
export function slotsOf({ head, inner }: Inside, around: Surroundings): readonly Slot[] {
  const [kind = '', type = ''] = head;
  const below = inner.join('.');
  if (inner.at(-1) === 'lifecycle') return listed(OF_LANGUAGE.lifecycle).map(ofLanguage);
  if (kind === 'resource') {
    const known = terraformType(type);
    if (known === undefined) return [];
    return below === '' ? ownSlots(known, around) : listed(known.blocks?.[below]).map((name) => nestedSlot(known, below, name));
  }
  if (kind === 'data') return dataSlots(type, below);
  return listed(OF_LANGUAGE[[kind, ...inner].join('.')]).map(ofLanguage);
}

const ofLanguage = (name: string): Slot => slot(name, { isBlock: ARE_BLOCKS.has(name) });

function nestedSlot({ blocks = {} }: TerraformType, below: string, name: string): Slot {
  return slot(name, { isBlock: blocks[`${below}.${name}`] !== undefined });
}

function ownSlots(type: TerraformType, { specification }: Surroundings): readonly Slot[] {
  const required = new Set(listed(type.required));
  const properties = specification?.types.get(type.becomes ?? '')?.properties;
  const direct = Object.entries(type.arguments ?? {}).map(([name, becomes]) =>
    slot(name, {
      required: required.has(name),
      property: properties?.get(typeof becomes === 'string' ? becomes : becomes[0]),
    }),
  );
  const others = listed(type.others).map((name) =>
    slot(name, { required: required.has(name), isBlock: type.blocks?.[name] !== undefined }),
  );
  const all = [...direct, ...others].toSorted((a, b) => a.name.localeCompare(b.name));
  const tags = type.becomes === undefined || all.some(({ name }) => name === 'tags') ? [] : [slot('tags')];
  return [...all.filter((each) => each.required), ...all.filter((each) => !each.required), ...tags, ...META.map(ofLanguage)];
}

function dataSlots(type: string, below: string): readonly Slot[] {
  const known = DATA_WORDS[type];
  if (known === undefined) return [];
  const { blocks = {} } = known;
  const names = below === '' ? listed(known.arguments) : listed(blocks[below]);
  const path = (name: string) => (below === '' ? name : `${below}.${name}`);
  return names.map((name) => slot(name, { isBlock: blocks[path(name)] !== undefined }));
}

/** What a slot takes, in the words that CloudFormation's are offered with. */
export function slotWords({ isBlock, required, property }: Slot): string {
  if (property !== undefined) return wordsOf({ ...property, required });
  return `${isBlock ? 'block' : 'argument'}${required ? ', required' : ''}`;
}
