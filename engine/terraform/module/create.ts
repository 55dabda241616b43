import { didYouMean } from '../../nearest.ts';
import { type Scope, wrong } from '../evaluate/scope.ts';
import type { Place } from '../syntax/ast.ts';
import { lazy, map, scalar, unknown, type Value } from '../value/value.ts';
import { blockNode } from './blocks.ts';
import { callNode } from './calls.ts';
import { lazily } from './lazily.ts';
import { type BlockNode, type Build, type CallNode, type ModuleNode, type ModuleSeat, within } from './node.ts';
import { providersOf } from './providers.ts';
import { variableOf } from './variables.ts';

/** The module of `seat`; nothing of it is worked out yet. */
export function createModule(build: Build, seat: ModuleSeat): ModuleNode {
  const { run } = build;
  const { config, address, inputs } = seat;
  const variables = new Map<string, () => Value>();
  const locals = new Map<string, () => Value>();
  const blocks = new Map<string, BlockNode>();
  const calls = new Map<string, CallNode>();
  const outputs = new Map<string, () => Value>();
  const scope: Scope = {
    run,
    diagnostics: run.diagnostics,
    bindings: undefined,
    item: undefined,
    folder: config.folder,
    root: (name, place, asking) => rootOf(module, name, place, asking),
  };
  const provider = providersOf(config.providers, scope, seat.providerAround);
  const module: ModuleNode = { seat, scope, variables, locals, blocks, calls, outputs };
  const value = (name: string, expression: Parameters<typeof run.evaluate>[0]) =>
    lazily(
      run,
      within(address, name),
      () => run.evaluate(expression, scope),
      (way) => wrong(scope, 'CIRCULAR_DEPENDENCY', `This is made of itself: ${way}.`, expression),
    );
  for (const [name, block] of config.variables)
    variables.set(name, variableOf(block, inputs.get(name), scope, address, seat.place));
  for (const [name, attribute] of config.locals) locals.set(name, value(`local.${name}`, attribute.value));
  for (const [name, block] of config.resources) blocks.set(name, blockNode(build, block, address, scope, provider));
  for (const [name, block] of config.calls) calls.set(name, callNode(build, block, seat, scope, provider));
  for (const [name, block] of config.outputs) {
    const written = block.body.attributes.get('value')?.value;
    if (written === undefined) wrong(scope, 'MISSING_OUTPUT_VALUE', `The output \`${name}\` has no \`value\`.`, block.head);
    outputs.set(name, written === undefined ? () => unknown('the output has no value') : value(`output.${name}`, written));
  }
  return module;
}

/** What a name at the root of a reference stands for in `module`. */
function rootOf(module: ModuleNode, name: string, place: Place, asking: Scope): Value {
  switch (name) {
    case 'var':
      return namespace(module, name, 'variable', module.variables);
    case 'local':
      return namespace(module, name, 'local value', module.locals);
    case 'module':
      return lazy((called, at, diagnostics) => {
        const call = module.calls.get(called);
        return (
          call?.value(at, { diagnostics }) ??
          missing(`module.${called}`, 'module', module.calls.keys(), called, at, { ...asking, diagnostics })
        );
      });
    case 'data':
      return lazy((type) => blocksOf(module, `data.${type}`, asking));
    case 'resource':
      return lazy((type) => blocksOf(module, type, asking));
    case 'path':
      return paths(module);
    case 'ephemeral':
      return unknown('an ephemeral value exists only while Terraform runs');
    case 'terraform':
      return map(new Map([['workspace', scalar(asking.run.input.workspace ?? 'default')]]));
    case 'each':
    case 'count':
    case 'self':
      return wrong(asking, 'UNRESOLVED_REFERENCE', misplaced(name), place);
  }
  const { types } = module.seat.config;
  if (types.has(name)) return blocksOf(module, name, asking);
  if (name.includes('_'))
    return lazy((second, at, diagnostics) =>
      missing(`${name}.${second}`, 'resource', module.blocks.keys(), `${name}.${second}`, at, { ...asking, diagnostics }),
    );
  const roots = ['var', 'local', 'module', 'data', 'path', 'terraform', 'each', 'count', ...types];
  const hint = didYouMean(name, roots);
  const quotes = hint === '' ? ' A text stands in quotes.' : hint;
  return wrong(asking, 'UNRESOLVED_REFERENCE', `Nothing is called \`${name}\` here.${quotes}`, place);
}

const misplaced = (name: string): string =>
  name === 'self'
    ? '`self` exists in provisioners alone.'
    : `\`${name}\` exists only within a block with \`${name === 'each' ? 'for_each' : 'count'}\`.`;

function namespace(module: ModuleNode, prefix: string, what: string, values: ReadonlyMap<string, () => Value>): Value {
  return lazy((name, place, diagnostics) => {
    const value = values.get(name);
    if (value !== undefined) return value();
    return missing(`${prefix}.${name}`, what, values.keys(), name, place, { ...module.scope, diagnostics });
  });
}

function missing(whole: string, what: string, names: Iterable<string>, name: string, place: Place, scope: Scope): Value {
  return wrong(scope, 'UNRESOLVED_REFERENCE', `There is no ${what} \`${whole}\` here.${didYouMean(name, names)}`, place);
}

/** The resources of a type by name; `prefix` is the type, with `data.` for data sources. */
function blocksOf(module: ModuleNode, prefix: string, asking: Scope): Value {
  return lazy((name, place, diagnostics) => {
    const block = module.blocks.get(`${prefix}.${name}`);
    if (block !== undefined) return block.value(place, { diagnostics });
    const what = prefix.startsWith('data.') ? 'data source' : 'resource';
    return missing(`${prefix}.${name}`, what, module.blocks.keys(), `${prefix}.${name}`, place, { ...asking, diagnostics });
  });
}

function paths(module: ModuleNode): Value {
  const folder = module.seat.config.folder;
  return map(
    new Map([
      ['module', scalar(folder === '' ? '.' : folder)],
      ['root', scalar('.')],
      ['cwd', scalar('.')],
    ]),
  );
}
