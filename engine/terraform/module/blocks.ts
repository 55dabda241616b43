import { didYouMean } from '../../nearest.ts';
import type { ResourceRef } from '../../template/tree.ts';
import { dataAttributes } from '../data/index.ts';
import { type Scope, wrong } from '../evaluate/scope.ts';
import type { AskedInstance, ProviderPlace } from '../instance.ts';
import { type Place, spanOf } from '../syntax/ast.ts';
import { textOf, valueFrom } from '../value/convert.ts';
import { located } from '../value/located.ts';
import { type LazyValue, lazy, list, type MapValue, type Marks, map, marked, unknown, type Value } from '../value/value.ts';
import { bodyValues, nameLeftOut } from './body-values.ts';
import type { ResourceBlock } from './config.ts';
import { expansions } from './expansions.ts';
import { lazily } from './lazily.ts';
import { type BlockInstance, type BlockNode, type Build, type Expansion, type ProviderOf, within, withKey } from './node.ts';
import { placeIn, providerName } from './providers.ts';

/** What is said to Terraform about a block, and is no argument of the resource. */
const META = ['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'connection', 'provisioner'];

interface Seat {
  readonly build: Build;
  readonly block: ResourceBlock;
  /** Without a key. */
  readonly address: string;
  readonly module: string;
  readonly scope: Scope;
  readonly provider: ProviderOf;
}

/** The node of a resource or data source of the module at `module`. */
export function blockNode(
  build: Build,
  block: ResourceBlock,
  module: string,
  scope: Scope,
  provider: Seat['provider'],
): BlockNode {
  const own = `${block.mode === 'data' ? 'data.' : ''}${block.type}.${block.name}`;
  const address = within(module, own);
  const seat: Seat = { build, block, address, module, scope, provider };
  nameLeftOut(block.block, scope);
  const evaluated = evaluatedInstances(seat, own);
  return {
    block,
    instances: () => {
      const all = evaluated();
      return typeof all === 'string' ? [] : all;
    },
    value: (place, asking) => {
      const all = evaluated();
      if (typeof all !== 'string') return valueOfAll(all, block, place);
      return wrong(
        { ...scope, diagnostics: asking.diagnostics },
        'CIRCULAR_DEPENDENCY',
        `This is made of itself: ${all}.`,
        place,
      );
    },
  };
}

/** All instances with their arguments worked out; where that leads back to them, the way that it goes. */
function evaluatedInstances(seat: Seat, own: string): () => readonly BlockInstance[] | string {
  const { build, block, address, scope } = seat;
  // Terraform's order goes by whole resources: an instance that asks for its neighbour is a cycle too.
  return lazily<readonly BlockInstance[] | string>(
    build.run,
    address,
    () => {
      const all = expansions(block.block, scope, own).map((each) => instanceOf(seat, each));
      for (const each of all) each.values();
      return all;
    },
    (way) => way,
  );
}

function valueOfAll(all: readonly BlockInstance[], { block }: ResourceBlock, place: Place): Value {
  if (block.body.attributes.has('for_each')) {
    return map(new Map(all.map(({ key, value }): [string, Value] => [String(key), value])), place);
  }
  if (block.body.attributes.has('count'))
    return list(
      all.map(({ value }) => value),
      false,
      place,
    );
  return all[0]?.value ?? unknown('it does not exist');
}

function instanceOf(seat: Seat, { key, scope }: Expansion): BlockInstance {
  const { build, block } = seat;
  const address = withKey(seat.address, key);
  const values = lazily<MapValue>(
    build.run,
    address,
    () => bodyValues(block.block.body, scope, META),
    () => map(new Map()),
  );
  const base = baseProvider(seat);
  const provider: ProviderPlace = {
    ...base,
    get region() {
      // Provider 6: each resource may say its own Region.
      const own = values().entries.get('region');
      return block.mode === 'managed' && own !== undefined && base.name === 'aws' ? (textOf(own) ?? base.region) : base.region;
    },
  };
  const asked = { seat, address, key, values, provider, scope };
  const known = new Map<string, Value>();
  const get: LazyValue['get'] = (name, place, diagnostics) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const value = attribute(asked, name, place, { ...scope, diagnostics });
    if (value.kind !== 'unknown' || value.ref !== undefined) known.set(name, value);
    return value;
  };
  const whole = () => wholeValue(asked, get);
  return { address, key, provider, values, value: lazy(get, whole) };
}

/** The provider that the block asks for; one that is configured nowhere gets a remark, and the world's place is taken. */
function baseProvider({ block, provider, scope }: Seat): ProviderPlace {
  const written = block.block.body.attributes.get('provider')?.value;
  const name = providerName(written, block.type);
  const found = provider(name);
  if (found !== undefined) return found;
  wrong(scope, 'UNKNOWN_PROVIDER', `No provider \`${name}\` is configured here.`, written ?? block.block.head);
  return placeIn(scope, name);
}

interface Asked {
  readonly seat: Seat;
  readonly address: string;
  readonly key: string | number | undefined;
  readonly values: () => MapValue;
  readonly provider: ProviderPlace;
  readonly scope: Scope;
}

/** An attribute: as written, or as the type answers. */
function attribute(asked: Asked, name: string, place: Place, scope: Scope): Value {
  const { seat, address, values, provider } = asked;
  const managed = seat.block.mode === 'managed';
  const ref: ResourceRef = { logicalId: address, attribute: name };
  if (!managed) return dataAttribute(asked, name, place, scope);
  const marks: Marks = { sources: [address], computed: true };
  const written = values().entries.get(name);
  if (written !== undefined) {
    const value = marked(written, { ...marks, computed: false });
    return value.ref === undefined && value.kind !== 'lazy' ? { ...value, ref } : value;
  }
  const attributeOf = scope.run.input.attributeOf;
  if (attributeOf === undefined) return unknown(`${address}.${name} is known after apply`, marks, ref, place);
  const answer = attributeOf(askedInstance(asked, provider), name);
  if (answer.kind === 'known') return valueFrom(answer.value, { ...marks, computed: answer.atPlan !== true }, ref, place);
  if (answer.kind === 'unknown') return unknown(answer.reason, marks, ref, place);
  return { ...wrong(scope, 'UNKNOWN_ATTRIBUTE', answer.reason, place), ref };
}

function askedInstance({ seat, address, key, values, scope }: Asked, provider: ProviderPlace): AskedInstance {
  const { block } = seat;
  const tree = located(values(), block.block.place, () => !scope.run.exhausted);
  const empty = { kind: 'map' as const, entries: new Map(), span: spanOf(block.block.place) };
  const asked = {
    address,
    type: block.type,
    name: block.name,
    module: seat.module,
    provider,
    values: tree.kind === 'map' ? tree : empty,
  };
  return key === undefined ? asked : { ...asked, key };
}

function dataAttribute(asked: Asked, name: string, place: Place, scope: Scope): Value {
  const { seat, address, values, provider } = asked;
  const args = values();
  const marks: Marks = { sources: args.sources, computed: [...args.entries.values()].some(({ computed }) => computed) };
  const answer = dataAttributes(seat.block.type, { args, provider, scope: asked.scope, block: seat.block.block });
  const ref: ResourceRef = { logicalId: address, attribute: name };
  if (answer === undefined) {
    const written = args.entries.get(name);
    return written ?? unknown(`what ${address} finds is not known here`, marks, ref, place);
  }
  const found = answer.get(name) ?? args.entries.get(name);
  if (found !== undefined) return marked(found, { sources: args.sources, computed: marks.computed });
  const message = `\`${seat.block.type}\` has no attribute \`${name}\`.${didYouMean(name, answer.keys())}`;
  return wrong(scope, 'UNKNOWN_ATTRIBUTE', message, place);
}

/** The instance as a map: what is written, and what identifies it. */
function wholeValue({ values, seat }: Asked, get: LazyValue['get']): Value {
  const entries = new Map(values().entries);
  const ignored: [] = [];
  for (const name of [...entries.keys(), 'id', 'arn']) {
    const value = get(name, seat.block.block.head, ignored);
    if (value.kind !== 'unknown' || value.ref !== undefined) entries.set(name, value);
  }
  return map(entries);
}
