import { isAnswered } from './data/index.ts';
import { hint, inform, wrong } from './evaluate/scope.ts';
import type { TerraformInstance, TerraformOutput } from './instance.ts';
import type { BlockInstance, BlockNode, ModuleNode } from './module/node.ts';
import { type Expression, type Place, spanOf } from './syntax/ast.ts';
import { located } from './value/located.ts';

/** What a module makes. */
interface Collected {
  readonly instances: readonly TerraformInstance[];
  readonly outputs: readonly TerraformOutput[];
}

type Spend = (parts: number, place: Place) => boolean;

/** Everything that `root` and its modules make; all of it is worked out, also what nobody asks for, so that every fault is named. */
export function collected(root: ModuleNode, spend: Spend): Collected {
  const instances: TerraformInstance[] = [];
  collectModule(root, instances, spend);
  const outputs = [...root.outputs].map(([name, value]): TerraformOutput => {
    const block = root.seat.config.outputs.get(name);
    const place = block?.body.attributes.get('value')?.value ?? block?.place ?? nowhere;
    return {
      name,
      value: located({ ...value(), place }, place, (parts) => spend(parts, place)),
      span: spanOf(block?.head ?? place),
    };
  });
  return { instances, outputs };
}

const nowhere: Place = {
  source: { path: '', text: '', spanOf: () => ({ file: '', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }) },
  start: 0,
  end: 0,
};

function collectModule(module: ModuleNode, into: TerraformInstance[], spend: Spend): void {
  for (const node of module.blocks.values()) {
    const { mode, type, block } = node.block;
    if (mode === 'managed') for (const each of node.instances()) into.push(instanceOf(node, each, module, spend));
    else {
      node.instances();
      if (!isAnswered(type)) {
        const message = `What \`${type}\` finds is not known here: its attributes are unknown.`;
        inform(module.scope, 'DATA_NOT_SIMULATED', message, block.head);
      }
    }
  }
  for (const call of module.calls.values()) {
    for (const answer of call.answers()) {
      for (const each of answer.instances) into.push(each);
      for (const each of answer.diagnostics) module.scope.run.diagnostics.push(each);
    }
    for (const inner of call.modules()) collectModule(inner, into, spend);
  }
  for (const all of [module.variables, module.locals, module.outputs]) for (const value of all.values()) value();
}

function instanceOf(
  node: BlockNode,
  { address, key, provider, values }: BlockInstance,
  module: ModuleNode,
  spend: Spend,
): TerraformInstance {
  const { type, name, block } = node.block;
  const written = values();
  const tree = located(written, block.place, (parts) => spend(parts, block.place));
  const span = spanOf(block.place);
  const { alias, name: providerName, region, account } = provider;
  return {
    address,
    mode: 'managed',
    type,
    name,
    ...(key === undefined ? {} : { key }),
    module: module.seat.address,
    provider: alias === undefined ? { name: providerName, region, account } : { name: providerName, alias, region, account },
    values: tree.kind === 'map' ? tree : { kind: 'map', entries: new Map(), span },
    references: written.sources ?? [],
    dependsOn: dependencies(block.body.attributes.get('depends_on')?.value, module),
    span,
    keySpan: spanOf(block.head),
  };
}

/** The instances that `depends_on` names. */
function dependencies(expression: Expression | undefined, module: ModuleNode): readonly string[] {
  if (expression?.kind !== 'tuple') return [];
  return expression.items.flatMap((item) => {
    const name = staticName(item);
    const node = name === undefined ? undefined : module.blocks.get(name);
    if (node === undefined && name !== undefined) missingDependency(name, item, module);
    return node?.block.mode === 'managed' ? node.instances().map(({ address }) => address) : [];
  });
}

function missingDependency(name: string, place: Place, { scope, calls, blocks }: ModuleNode): void {
  const [root, called = ''] = name.split('.');
  if (root === 'module' && calls.has(called)) return;
  wrong(scope, 'UNRESOLVED_REFERENCE', `There is no \`${name}\` here.${hint(scope, name, blocks.keys())}`, place);
}

/** `aws_vpc.main` of `aws_vpc.main`, `aws_vpc.main[0]` and the like. */
function staticName(expression: Expression): string | undefined {
  const names: string[] = [];
  let here = expression;
  while (here.kind === 'get' || here.kind === 'index') {
    if (here.kind === 'get') names.unshift(here.name);
    here = here.of;
  }
  if (here.kind !== 'name') return undefined;
  return [here.name, ...names].slice(0, here.name === 'data' ? 3 : 2).join('.');
}
