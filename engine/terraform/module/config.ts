import { type Diagnostic, errorAt, infoAt } from '../../diagnostic.ts';
import { didYouMean } from '../../nearest.ts';
import { MAX_DIAGNOSTICS } from '../limits.ts';
import type { Attribute, Block, Body } from '../syntax/ast.ts';
import { spanOf } from '../syntax/ast.ts';

/** A resource or a data source as it is written. */
export interface ResourceBlock {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly block: Block;
}

/** A folder of Terraform text by the names of what is in it; each in the order of the text. */
export interface ModuleConfig {
  readonly folder: string;
  readonly variables: ReadonlyMap<string, Block>;
  readonly locals: ReadonlyMap<string, Attribute>;
  /** By `type.name`, data sources by `data.type.name`. */
  readonly resources: ReadonlyMap<string, ResourceBlock>;
  /** Types of its resources, without data sources. */
  readonly types: ReadonlySet<string>;
  readonly calls: ReadonlyMap<string, Block>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly providers: readonly Block[];
}

/** Blocks that change nothing of what is made here, and blocks whose effect is left out and named. */
const QUIET = ['terraform', 'moved', 'removed'];
const LEFT: Readonly<Record<string, string>> = {
  import: 'what exists already is not read',
  check: 'its assertion is not asked',
  ephemeral: 'its value exists only while Terraform runs',
  action: 'nothing is run here',
};

const LABELS: Readonly<Record<string, number>> = {
  variable: 1,
  locals: 0,
  resource: 2,
  data: 2,
  module: 1,
  output: 1,
  provider: 1,
};

interface Open {
  readonly variables: Map<string, Block>;
  readonly locals: Map<string, Attribute>;
  readonly resources: Map<string, ResourceBlock>;
  readonly calls: Map<string, Block>;
  readonly outputs: Map<string, Block>;
  readonly providers: Block[];
}

/** What the bodies of a folder's files declare together; what is declared twice and what has no meaning gets a remark. */
export function moduleConfig(folder: string, bodies: readonly Body[], diagnostics: Diagnostic[]): ModuleConfig {
  const open: Open = {
    variables: new Map(),
    locals: new Map(),
    resources: new Map(),
    calls: new Map(),
    outputs: new Map(),
    providers: [],
  };
  for (const body of bodies) {
    for (const { name, namePlace } of body.attributes.values()) {
      const message = `\`${name}\` cannot stand here: a file holds blocks, such as \`locals { ${name} = … }\`.`;
      diagnostics.push(errorAt('UNEXPECTED_ARGUMENT', message, spanOf(namePlace)));
    }
    for (const block of body.blocks) declare(open, block, diagnostics);
  }
  const types = new Set([...open.resources.values()].flatMap(({ mode, type }) => (mode === 'managed' ? [type] : [])));
  return { folder, ...open, types };
}

function declare(open: Open, block: Block, diagnostics: Diagnostic[]): void {
  const { type, labels, head } = block;
  const wanted = Object.hasOwn(LABELS, type) ? LABELS[type] : undefined;
  if (wanted === undefined) {
    undeclarable(block, diagnostics);
    return;
  }
  if (labels.length !== wanted) {
    const message = `After \`${type}\` stand ${wanted === 0 ? 'no names' : wanted === 1 ? 'one name' : 'a type and a name'}, and here are ${labels.length}.`;
    diagnostics.push(errorAt('INVALID_BLOCK', message, spanOf(head)));
    return;
  }
  const [first = '', second = ''] = labels;
  checkArguments(block, diagnostics);
  if (type === 'locals') for (const attribute of block.body.attributes.values()) declareLocal(open, attribute, diagnostics);
  if (type === 'provider') open.providers.push(block);
  if (type === 'variable') once(open.variables, first, block, block, diagnostics);
  if (type === 'module') once(open.calls, first, block, block, diagnostics);
  if (type === 'output') once(open.outputs, first, block, block, diagnostics);
  if (type === 'resource')
    once(open.resources, `${first}.${second}`, { mode: 'managed', type: first, name: second, block }, block, diagnostics);
  if (type === 'data')
    once(open.resources, `data.${first}.${second}`, { mode: 'data', type: first, name: second, block }, block, diagnostics);
}

/** What may stand in blocks that are no resource and no module. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  variable: ['type', 'default', 'description', 'nullable', 'sensitive', 'ephemeral', 'deprecated', 'const', 'validation'],
  output: ['value', 'description', 'sensitive', 'ephemeral', 'deprecated', 'depends_on', 'precondition'],
};

function checkArguments({ type, body }: Block, diagnostics: Diagnostic[]): void {
  const known = Object.hasOwn(ARGUMENTS, type) ? (ARGUMENTS[type] ?? []) : undefined;
  const written = [
    ...[...body.attributes.values()].map(({ name, namePlace }) => ({ name, place: namePlace })),
    ...body.blocks.map(({ type: name, head }) => ({ name, place: head })),
  ];
  if (known === undefined) return;
  for (const { name, place } of written) {
    if (known.includes(name)) continue;
    const message = `\`${name}\` cannot stand in a block \`${type}\`.${meant(name, known, diagnostics)}`;
    diagnostics.push(errorAt('UNKNOWN_ARGUMENT', message, spanOf(place)));
  }
}

function undeclarable({ type, head }: Block, diagnostics: Diagnostic[]): void {
  if (QUIET.includes(type)) return;
  const reason = Object.hasOwn(LEFT, type) ? LEFT[type] : undefined;
  if (reason !== undefined)
    diagnostics.push(infoAt('BLOCK_NOT_SIMULATED', `This \`${type}\` block is left out: ${reason}.`, spanOf(head)));
  else {
    const known = [...Object.keys(LABELS), ...QUIET, ...Object.keys(LEFT)];
    diagnostics.push(
      errorAt('UNKNOWN_BLOCK', `Terraform has no block \`${type}\` here.${meant(type, known, diagnostics)}`, spanOf(head)),
    );
  }
}

function declareLocal({ locals }: Open, attribute: Attribute, diagnostics: Diagnostic[]): void {
  if (!locals.has(attribute.name)) locals.set(attribute.name, attribute);
  else {
    const message = `There is a local value \`${attribute.name}\` already. Give this one another name.`;
    diagnostics.push(errorAt('DUPLICATE_DECLARATION', message, spanOf(attribute.namePlace)));
  }
}

function once<T>(into: Map<string, T>, name: string, value: T, { type, head }: Block, diagnostics: Diagnostic[]): void {
  if (!into.has(name)) into.set(name, value);
  else
    diagnostics.push(
      errorAt('DUPLICATE_DECLARATION', `There is a ${type} \`${name}\` already. Give this one another name.`, spanOf(head)),
    );
}

/** What was meant, for the first faults of a text. */
const meant = (word: string, known: readonly string[], diagnostics: readonly Diagnostic[]): string =>
  diagnostics.length > MAX_DIAGNOSTICS ? '' : didYouMean(word, known);
