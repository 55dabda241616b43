import { type Diagnostic, errorAt } from '../../diagnostic.ts';
import { type Block, type Body, spanOf } from '../syntax/ast.ts';

/** Whether a file replaces parts of blocks that stand in others. */
export const isOverride = (path: string): boolean => /(?:^|[/_])override\.tf(?:\.json)?$/.test(path);

/**
 * `bodies` after the blocks of `overrides`, in their order, have replaced arguments of those with the same head; all nested blocks
 * of a type give way to those of the override.
 * @see https://developer.hashicorp.com/terraform/language/files/override
 */
export function overridden(bodies: readonly Body[], overrides: readonly Body[], diagnostics: Diagnostic[]): readonly Body[] {
  let now = bodies;
  for (const override of overrides) {
    for (const by of override.blocks) {
      if (by.type === 'locals') now = [...now.map((body) => withoutLocals(body, by)), { attributes: new Map(), blocks: [by] }];
      else if (now.some(({ blocks }) => blocks.some((block) => isSame(block, by)))) now = now.map((body) => replaced(body, by));
      else if (by.type === 'terraform') continue;
      else
        diagnostics.push(errorAt('NOTHING_TO_OVERRIDE', 'No other file has the block that this one overrides.', spanOf(by.head)));
    }
  }
  return now;
}

const isSame = (block: Block, by: Block): boolean => block.type === by.type && block.labels.join('.') === by.labels.join('.');

const replaced = (body: Body, by: Block): Body => ({
  ...body,
  blocks: body.blocks.map((block) => (isSame(block, by) ? { ...block, body: merged(block.body, by.body) } : block)),
});

function merged(body: Body, by: Body): Body {
  const types = new Set(by.blocks.map(({ type, labels }) => (type === 'dynamic' ? (labels[0] ?? '') : type)));
  const kept = body.blocks.filter(({ type, labels }) => !types.has(type === 'dynamic' ? (labels[0] ?? '') : type));
  return { attributes: new Map([...body.attributes, ...by.attributes]), blocks: [...kept, ...by.blocks] };
}

/** `body` without the local values that `by` gives anew. */
const withoutLocals = (body: Body, by: Block): Body => ({
  ...body,
  blocks: body.blocks.map((block) => {
    if (block.type !== 'locals') return block;
    const attributes = new Map([...block.body.attributes].filter(([name]) => !by.body.attributes.has(name)));
    return { ...block, body: { ...block.body, attributes } };
  }),
});
