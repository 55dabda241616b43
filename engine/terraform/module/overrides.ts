import { type Diagnostic, errorAt } from '../../diagnostic.ts';
import { type Attribute, type Block, type Body, spanOf } from '../syntax/ast.ts';

/** Whether a file replaces parts of blocks that stand in others. */
export const isOverride = (path: string): boolean => /(?:^|[/_])override\.tf(?:\.json)?$/.test(path);

/**
 * `bodies` after the blocks of `overrides`, in their order, have replaced arguments of those with the same head; all nested blocks
 * of a type give way to those of the override.
 * @see https://developer.hashicorp.com/terraform/language/files/override
 */
export function overridden(bodies: readonly Body[], overrides: readonly Body[], diagnostics: Diagnostic[]): readonly Body[] {
  const blocks = overrides.flatMap((body) => body.blocks);
  if (blocks.length === 0) return bodies;
  const there = new Set(bodies.flatMap((body) => body.blocks.map(headOf)));
  const byHead = new Map<string, Block[]>();
  const locals = new Map<string, Attribute>();
  for (const block of blocks) {
    const before = byHead.get(headOf(block));
    if (block.type === 'locals') for (const attribute of block.body.attributes.values()) locals.set(attribute.name, attribute);
    else if (before !== undefined) before.push(block);
    else byHead.set(headOf(block), [block]);
    if (there.has(headOf(block)) || block.type === 'terraform' || block.type === 'locals') continue;
    diagnostics.push(errorAt('NOTHING_TO_OVERRIDE', 'No other file has the block that this one overrides.', spanOf(block.head)));
  }
  const replaced = (block: Block): Block => {
    if (block.type === 'locals') return withoutLocals(block, locals);
    const by = byHead.get(headOf(block)) ?? [];
    return { ...block, body: by.reduce((body, each) => merged(body, each.body), block.body) };
  };
  const own = blocks.filter(({ type }) => type === 'locals').map((block) => withOnly(block, locals));
  return [...bodies.map((body) => ({ ...body, blocks: body.blocks.map(replaced) })), { attributes: new Map(), blocks: own }];
}

const headOf = ({ type, labels }: Block): string => [type, ...labels].join('.');

function merged(body: Body, by: Body): Body {
  const types = new Set(by.blocks.map(({ type, labels }) => (type === 'dynamic' ? (labels[0] ?? '') : type)));
  const kept = body.blocks.filter(({ type, labels }) => !types.has(type === 'dynamic' ? (labels[0] ?? '') : type));
  return { attributes: new Map([...body.attributes, ...by.attributes]), blocks: [...kept, ...by.blocks] };
}

/** The block without the local values that are given anew. */
function withoutLocals(block: Block, locals: ReadonlyMap<string, Attribute>): Block {
  const attributes = new Map([...block.body.attributes].filter(([name]) => !locals.has(name)));
  return { ...block, body: { ...block.body, attributes } };
}

/** The block with those of its values alone that no later one gives anew. */
function withOnly(block: Block, locals: ReadonlyMap<string, Attribute>): Block {
  const attributes = new Map([...block.body.attributes].filter(([name, attribute]) => locals.get(name) === attribute));
  return { ...block, body: { ...block.body, attributes } };
}
