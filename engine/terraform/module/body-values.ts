import { pairsOf } from '../evaluate/for.ts';
import { bind, inform, type Scope, spend, warn, wrong } from '../evaluate/scope.ts';
import type { Attribute, Block, Body, Place } from '../syntax/ast.ts';
import { kindOf, list, map, type Value } from '../value/value.ts';

/**
 * The arguments of `body` as a map: attributes by name, blocks of one type as a list of maps. Null attributes and those in
 * `without` are left out.
 */
export function bodyValues(body: Body, scope: Scope, without: readonly string[] = []): Value & { readonly kind: 'map' } {
  const entries = new Map<string, Value>();
  const places = new Map<string, Place>();
  for (const attribute of body.attributes.values()) {
    if (without.includes(attribute.name)) continue;
    const value = scope.run.evaluate(attribute.value, scope);
    if (value.kind === 'scalar' && value.value === null) continue;
    entries.set(attribute.name, standing(value, attribute));
    places.set(attribute.name, attribute.namePlace);
  }
  const blocks = new Map<string, Value[]>();
  for (const block of body.blocks) {
    if (without.includes(block.type)) continue;
    const [name, values, place] =
      block.type === 'dynamic' ? dynamic(block, scope) : [block.type, [nested(block, scope)], block.head];
    if (name === undefined) continue;
    if (body.attributes.has(name)) {
      wrong(scope, 'DUPLICATE_ARGUMENT', `\`${name}\` stands here as an argument and as a block. Keep one of them.`, place);
      continue;
    }
    if (!places.has(name)) places.set(name, place);
    const before = blocks.get(name);
    if (before === undefined) blocks.set(name, [...values]);
    else for (const value of values) before.push(value);
  }
  for (const [name, values] of blocks) if (values.length > 0) entries.set(name, list(values, false, places.get(name)));
  return map(entries, undefined, places);
}

const standing = (value: Value, { value: place }: Attribute): Value => ({ ...value, place });

function nested(block: Block, scope: Scope): Value {
  return { ...bodyValues(block.body, scope), place: block.place };
}

type Dynamic = readonly [name: string | undefined, values: readonly Value[], place: Place];

/**
 * The blocks that a `dynamic` block makes.
 * @see https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
function dynamic(block: Block, scope: Scope): Dynamic {
  const [name] = block.labels;
  const none: Dynamic = [undefined, [], block.head];
  const forEach = block.body.attributes.get('for_each');
  const content = block.body.blocks.find(({ type }) => type === 'content');
  if (name === undefined || forEach === undefined || content === undefined) {
    wrong(scope, 'INVALID_DYNAMIC', 'A dynamic block has the form `dynamic "name" { for_each = … content { … } }`.', block.head);
    return none;
  }
  const read = scope.run.evaluate(forEach.value, scope);
  const over = read.kind === 'lazy' ? (read.whole() ?? read) : read;
  const pairs = pairsOf(over);
  if (pairs === undefined) {
    if (over.kind === 'unknown') {
      if (!scope.run.faults.has(over.reason))
        warn(
          scope,
          'FOR_EACH_NOT_KNOWN',
          `How many \`${name}\` blocks there are is not known here: ${over.reason}. They are left out.`,
          forEach.value,
        );
    } else if (!(over.kind === 'scalar' && over.value === null)) {
      wrong(scope, 'INVALID_FOR_EACH', `\`for_each\` takes a list, a set or a map, and this is ${kindOf(over)}.`, forEach.value);
    } else wrong(scope, 'INVALID_FOR_EACH', '`for_each` is null here. An empty list makes no blocks.', forEach.value);
    return none;
  }
  if (!spend(scope.run, pairs.length, forEach.value)) return none;
  const iterator = iteratorOf(block, name);
  const values = pairs.map(([key, value]) => {
    const each = map(
      new Map([
        ['key', key],
        ['value', value],
      ]),
    );
    return nested({ ...content, place: content.place }, bind(scope, iterator, each));
  });
  return [name, values, block.head];
}

function iteratorOf({ body }: Block, name: string): string {
  const value = body.attributes.get('iterator')?.value;
  if (value?.kind === 'name') return value.name;
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : name;
}

/** Names what of a block is left out: what is run on machines, and conditions that are checked while Terraform runs. */
export function nameLeftOut({ body }: Block, scope: Scope): void {
  for (const { type, head, body: inner } of body.blocks) {
    if (type === 'provisioner') inform(scope, 'PROVISIONER_NOT_RUN', 'What a provisioner does is not done here.', head);
    const checks = type === 'lifecycle' ? inner.blocks.filter((each) => /^(?:pre|post)condition$/.test(each.type)) : [];
    for (const check of checks) inform(scope, 'CONDITION_NOT_CHECKED', `This ${check.type} is not checked here.`, check.head);
  }
}
