import type { Scope } from '../evaluate/scope.ts';
import type { ProviderPlace } from '../instance.ts';
import type { Block, Expression } from '../syntax/ast.ts';
import { textOf } from '../value/convert.ts';
import type { Value } from '../value/value.ts';
import { bodyValues } from './body-values.ts';
import { lazily } from './lazily.ts';
import type { ProviderOf } from './node.ts';

/** The name of the provider that a block asks for, such as `aws.west`; without a word of its own the one that its type begins with. */
export function providerName(expression: Expression | undefined, type: string): string {
  const [byType = type] = type.split('_');
  if (expression === undefined) return byType;
  return referenceText(expression) ?? byType;
}

/** `aws.west` as a text, from the reference or from a text that names it. */
export function referenceText(expression: Expression): string | undefined {
  if (expression.kind === 'literal' && typeof expression.value === 'string') return expression.value;
  if (expression.kind === 'name') return expression.name;
  const of = expression.kind === 'get' && expression.of.kind === 'name' ? expression.of.name : undefined;
  return of === undefined || expression.kind !== 'get' ? undefined : `${of}.${expression.name}`;
}

/**
 * The providers of a module by name: those that its blocks configure, else those of the module around, else one in the world's own
 * Region and account.
 */
export function providersOf(blocks: readonly Block[], scope: Scope, around: ProviderOf | undefined): ProviderOf {
  const configured = new Map<string, () => ProviderPlace>();
  for (const block of blocks) {
    const [name = ''] = block.labels;
    const alias = block.body.attributes.get('alias')?.value;
    const key = alias?.kind === 'literal' ? `${name}.${String(alias.value)}` : name;
    const byDefault = placeIn(scope, key);
    configured.set(
      key,
      lazily(
        scope.run,
        `provider ${key}`,
        () => placeOf(block, scope, key),
        () => byDefault,
      ),
    );
  }
  return (name) => configured.get(name)?.() ?? around?.(name) ?? (name.includes('.') ? undefined : placeIn(scope, name));
}

/** A provider that nobody configures works where the world is. */
export function placeIn({ run }: Scope, key: string): ProviderPlace {
  const [name = '', alias] = key.split('.');
  const place = { name, region: run.world.region, account: run.world.account };
  return alias === undefined ? place : { ...place, alias };
}

function placeOf(block: Block, scope: Scope, key: string): ProviderPlace {
  const values = bodyValues(block.body, scope, ['alias', 'version']).entries;
  const byDefault = placeIn(scope, key);
  const region = values.get('region');
  return {
    ...byDefault,
    region: (region && textOf(region)) ?? byDefault.region,
    account: accountOf(values) ?? byDefault.account,
  };
}

/** The account of the role that is assumed, or the only one that is allowed. */
function accountOf(values: ReadonlyMap<string, Value>): string | undefined {
  const role = values.get('assume_role');
  const body = role?.kind === 'list' ? role.items[0] : role;
  const arn = body?.kind === 'map' ? body.entries.get('role_arn') : undefined;
  const account = /^arn:[\w-]+:iam::(\d{12}):/.exec((arn && textOf(arn)) ?? '')?.[1];
  if (account !== undefined) return account;
  const allowed = values.get('allowed_account_ids');
  const [only, ...others] = allowed?.kind === 'list' ? allowed.items : [];
  return only !== undefined && others.length === 0 ? textOf(only) : undefined;
}
