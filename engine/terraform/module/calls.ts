import { didYouMean } from '../../nearest.ts';
import { type Scope, warn, wrong } from '../evaluate/scope.ts';
import { normalized } from '../functions/files.ts';
import type { ModuleAnswer, ModuleCall, ProviderPlace } from '../instance.ts';
import { MAX_MODULE_DEPTH } from '../limits.ts';
import { type Block, type Place, spanOf } from '../syntax/ast.ts';
import { textOf } from '../value/convert.ts';
import { valueOfTree } from '../value/from-located.ts';
import { located } from '../value/located.ts';
import { lazy, list, map, unknown, type Value } from '../value/value.ts';
import { bodyValues } from './body-values.ts';
import { expansions } from './expansions.ts';
import { lazily } from './lazily.ts';
import {
  type Build,
  type CallNode,
  type Expansion,
  type Input,
  type ModuleNode,
  type ModuleSeat,
  type ProviderOf,
  within,
  withKey,
} from './node.ts';
import { placeIn, referenceText } from './providers.ts';

const META = ['source', 'version', 'providers', 'count', 'for_each', 'depends_on'];

interface Seat {
  readonly build: Build;
  readonly block: Block;
  readonly around: ModuleSeat;
  readonly scope: Scope;
  readonly provider: ProviderOf;
}

/** One instance of a call: a module of the configuration, or what was made of another one. */
interface Called {
  readonly key: string | number | undefined;
  readonly value: Value;
  readonly module: ModuleNode | undefined;
  readonly answer: (() => ModuleAnswer | undefined) | undefined;
}

/** The node of a `module` block. */
export function callNode(build: Build, block: Block, around: ModuleSeat, scope: Scope, provider: Seat['provider']): CallNode {
  const [name = ''] = block.labels;
  const seat: Seat = { build, block, around, scope, provider };
  const all = lazily<readonly Called[] | string>(
    build.run,
    within(around.address, `module.${name}`),
    () => calledOf(seat),
    (way) => way,
  );
  const called = () => {
    const known = all();
    return typeof known === 'string' ? [] : known;
  };
  return {
    value: (place, asking) => {
      const known = all();
      if (typeof known === 'string') {
        return wrong(
          { ...scope, diagnostics: asking.diagnostics },
          'CIRCULAR_DEPENDENCY',
          `This is made of itself: ${known}.`,
          place,
        );
      }
      const values = known.map(({ key, value }): [string, Value] => [String(key), value]);
      if (block.body.attributes.has('for_each')) return map(new Map(values), place);
      if (block.body.attributes.has('count'))
        return list(
          values.map(([, value]) => value),
          false,
          place,
        );
      return known[0]?.value ?? unknown('the module is not here');
    },
    modules: () => called().flatMap(({ module }) => module ?? []),
    answers: () => called().flatMap(({ answer }) => answer?.() ?? []),
  };
}

function calledOf(seat: Seat): readonly Called[] {
  const { block, scope, around, build } = seat;
  const [name = ''] = block.labels;
  const written = block.body.attributes.get('source')?.value;
  const source = written === undefined ? undefined : textOf(scope.run.evaluate(written, scope));
  if (source === undefined || written === undefined) {
    wrong(scope, 'INVALID_MODULE', 'A module says where it comes from: `source = "./folder"`.', written ?? block.head);
    return [];
  }
  const isLocal = source.startsWith('./') || source.startsWith('../');
  const all = expansions(block, scope, `module.${name}`);
  const addressOf = (each: Expansion) => withKey(within(around.address, `module.${name}`), each.key);
  if (!isLocal) return all.map((each) => remote(seat, each, addressOf(each), source));
  const folder = normalized(`${around.config.folder}/${source}`);
  const chain = [...around.ancestors, around.config.folder];
  if (chain.includes(folder) || chain.length > MAX_MODULE_DEPTH) {
    const message = chain.includes(folder)
      ? 'This module calls itself.'
      : `More than ${MAX_MODULE_DEPTH} modules within each other.`;
    wrong(scope, 'RECURSIVE_MODULE', message, written);
    return [];
  }
  const config = build.configOf(folder);
  if (config === undefined) {
    wrong(scope, 'MODULE_NOT_FOUND', `There is no folder \`${source.slice(0, 200)}\` with Terraform files here.`, written);
    return [];
  }
  undeclaredInputs(block, config.variables.keys(), config.variables, scope);
  return all.map((each) => local(seat, each, { address: addressOf(each), config, ancestors: chain }));
}

function undeclaredInputs(block: Block, names: Iterable<string>, variables: ReadonlyMap<string, unknown>, scope: Scope): void {
  const known = [...names];
  for (const { name, namePlace } of block.body.attributes.values()) {
    if (META.includes(name) || variables.has(name)) continue;
    wrong(scope, 'UNKNOWN_ARGUMENT', `The module has no variable \`${name}\`.${didYouMean(name, known)}`, namePlace);
  }
}

function local(seat: Seat, { key, scope }: Expansion, place: Pick<ModuleSeat, 'address' | 'config' | 'ancestors'>): Called {
  const { build, block } = seat;
  const inputs = new Map<string, Input>();
  for (const { name, value } of block.body.attributes.values()) {
    if (!META.includes(name)) inputs.set(name, { place: value, value: () => scope.run.evaluate(value, scope) });
  }
  const module = build.create({ ...place, inputs, providerAround: providerWithin(seat), place: block.head });
  const get = (name: string, at: Place, diagnostics: Scope['diagnostics']): Value => {
    const output = module.outputs.get(name);
    if (output !== undefined) return output();
    const message = `The module has no output \`${name}\`.${didYouMean(name, module.outputs.keys())}`;
    return wrong({ ...scope, diagnostics }, 'UNKNOWN_ATTRIBUTE', message, at);
  };
  const whole = () => map(new Map([...module.outputs].map(([name, output]): [string, Value] => [name, output()])));
  return { key, module, value: lazy(get, whole), answer: undefined };
}

/** How the module's providers are called around it: what `providers` maps, else by the same name. */
function providerWithin({ block, provider, scope }: Seat): ProviderOf {
  const mapped = new Map<string, ProviderPlace>();
  const written = block.body.attributes.get('providers')?.value;
  if (written?.kind === 'object') {
    for (const { key, value } of written.items) {
      const [inner, outer] = [referenceText(key), referenceText(value)];
      if (inner === undefined || outer === undefined) continue;
      const found = provider(outer);
      if (found === undefined) wrong(scope, 'UNKNOWN_PROVIDER', `No provider \`${outer}\` is configured here.`, value);
      mapped.set(inner, found ?? placeIn(scope, outer));
    }
  }
  return (name) => mapped.get(name) ?? (name.includes('.') ? undefined : provider(name));
}

function remote(seat: Seat, { key, scope }: Expansion, address: string, source: string): Called {
  const { block, build } = seat;
  const answer = lazily<ModuleAnswer | undefined>(
    build.run,
    address,
    () => answered(seat, scope, address, source),
    () => undefined,
  );
  const get = (name: string, place: Place, diagnostics: Scope['diagnostics']): Value => {
    const made = answer();
    const ref = { logicalId: address, attribute: name };
    if (made === undefined) return unknown(`what the module ${source} makes is not known here`, undefined, ref, place);
    const output = Object.hasOwn(made.outputs, name) ? made.outputs[name] : undefined;
    if (output !== undefined) return { ...valueOfTree(output), place };
    const message = `The module has no output \`${name}\`.${didYouMean(name, Object.keys(made.outputs))}`;
    return wrong({ ...scope, diagnostics }, 'UNKNOWN_ATTRIBUTE', message, place);
  };
  const whole = () => {
    const outputs = Object.entries(answer()?.outputs ?? {});
    return map(new Map(outputs.map(([name, output]): [string, Value] => [name, valueOfTree(output)])), block.head);
  };
  return { key, module: undefined, value: lazy(get, whole), answer };
}

function answered(seat: Seat, scope: Scope, address: string, source: string): ModuleAnswer | undefined {
  const { block } = seat;
  const { run } = seat.build;
  const inputs = located(bodyValues(block.body, scope, META), block.place, () => !run.exhausted);
  const written = block.body.attributes.get('version')?.value;
  const version = written === undefined ? undefined : textOf(run.evaluate(written, scope));
  const call: ModuleCall = {
    address,
    source,
    ...(version === undefined ? {} : { version }),
    inputs: inputs.kind === 'map' ? inputs : { kind: 'map', entries: new Map(), span: spanOf(block.place) },
    provider: providerWithin(seat)('aws') ?? placeIn(seat.scope, 'aws'),
    span: spanOf(block.place),
    keySpan: spanOf(block.head),
  };
  const answer = run.input.moduleOf?.(call);
  if (answer !== undefined) return answer;
  warn(
    scope,
    'MODULE_NOT_KNOWN',
    `What the module \`${source.slice(0, 200)}\` makes is not known here: it is left out.`,
    block.head,
  );
  return undefined;
}
