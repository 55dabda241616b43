import { pairsOf } from '../evaluate/for.ts';
import { bind, exhaust, type Scope, warn, wrong } from '../evaluate/scope.ts';
import { MAX_INSTANCES } from '../limits.ts';
import type { Attribute, Block, Place } from '../syntax/ast.ts';
import { numberOf, textOf } from '../value/convert.ts';
import { kindOf, map, scalar, type Value } from '../value/value.ts';
import type { Expansion } from './node.ts';

/**
 * The instances of a block, those of `for_each` by ascending key. What Terraform would not know before apply is an error, as it is
 * there; what is not known here alone is a warning, and the block is left out.
 */
export function expansions(block: Block, scope: Scope, name: string): readonly Expansion[] {
  const count = block.body.attributes.get('count');
  const forEach = block.body.attributes.get('for_each');
  if (count !== undefined && forEach !== undefined) {
    wrong(scope, 'INVALID_COUNT', 'A block has `count` or `for_each`, and not both.', forEach.namePlace);
  }
  const made =
    forEach !== undefined ? ofForEach(forEach, scope, name) : count !== undefined ? ofCount(count, scope, name) : undefined;
  const all = made ?? [{ key: undefined, scope }];
  scope.run.instances += all.length;
  if (scope.run.instances <= MAX_INSTANCES) return all;
  if (!scope.run.exhausted) exhaust(scope.run, `This configuration has more than ${MAX_INSTANCES} instances.`, block.head);
  return [];
}

function ofCount({ value: place }: Attribute, scope: Scope, name: string): readonly Expansion[] {
  const value = scope.run.evaluate(place, scope);
  if (value.kind === 'unknown') return unclear(value, 'count', place, scope, name);
  if (value.computed) lateRemark('count', value, place, scope);
  const count = numberOf(value);
  if (count === undefined || !Number.isInteger(count) || count < 0) {
    wrong(scope, 'INVALID_COUNT', `\`count\` is a whole number of at least 0, and this is ${count ?? kindOf(value)}.`, place);
    return [];
  }
  if (count > MAX_INSTANCES) {
    exhaust(scope.run, `This block has more than ${MAX_INSTANCES} instances.`, place);
    return [];
  }
  return Array.from({ length: count }, (_, index) => ({
    key: index,
    scope: bind(scope, 'count', map(new Map([['index', scalar(index)]]))),
  }));
}

function ofForEach({ value: place }: Attribute, scope: Scope, name: string): readonly Expansion[] {
  const read = scope.run.evaluate(place, scope);
  const value = read.kind === 'lazy' ? (read.whole() ?? read) : read;
  if (value.kind === 'unknown') return unclear(value, 'for_each', place, scope, name);
  const fits = value.kind === 'map' || (value.kind === 'list' && (value.isSet || value.items.length === 0));
  if (!fits) return noForEach(value, place, scope);
  if (value.computed) lateRemark('for_each', value, place, scope);
  const pairs = pairsOf(value) ?? [];
  return pairs.flatMap(([key, item]): readonly Expansion[] => {
    if (key.kind === 'unknown') return unclear(key, 'for_each', place, scope, name);
    if (key.computed && !value.computed) lateRemark('for_each', key, place, scope);
    const text = textOf(key);
    if (text === undefined) return noForEach(key, place, scope);
    const each = map(
      new Map([
        ['key', scalar(text)],
        ['value', item],
      ]),
    );
    return [{ key: text, scope: bind(scope, 'each', each) }];
  });
}

function noForEach(value: Value, place: Place, scope: Scope): readonly Expansion[] {
  const hint = value.kind === 'list' ? ' `toset(…)` makes a set of texts of it.' : '';
  wrong(scope, 'INVALID_FOR_EACH', `\`for_each\` takes a map or a set of texts, and this is ${kindOf(value)}.${hint}`, place);
  return [];
}

const LATE = 'Terraform has to know it before apply. Let it depend on values that are written, not on ids.';

/** The value is known here, and Terraform would refuse it all the same. */
function lateRemark(argument: string, { sources }: Value, place: Place, scope: Scope): void {
  const of = sources === undefined ? '' : ` of ${sources.map((each) => `\`${each}\``).join(', ')}`;
  wrong(scope, 'KNOWN_AFTER_APPLY', `\`${argument}\` hangs on an attribute${of} that is known only after apply. ${LATE}`, place);
}

function unclear(
  value: Value & { readonly kind: 'unknown' },
  argument: string,
  place: Place,
  scope: Scope,
  name: string,
): readonly Expansion[] {
  if (value.computed) lateRemark(argument, value, place, scope);
  else if (!scope.run.faults.has(value.reason))
    warn(
      scope,
      'EXPANSION_NOT_KNOWN',
      `\`${argument}\` of \`${name}\` is not known here: ${value.reason}. It is left out.`,
      place,
    );
  return [];
}
