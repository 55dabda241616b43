import type { Declared } from '../resources/kind.ts';
import type { StackSource } from '../stack/deploy.ts';
import { stackOf } from '../stack/stack-of.ts';

type Place = Pick<StackSource, 'account' | 'region'>;

/** Where each thing is deployed: its stack says so, or the source that declares it. */
export function deployedAt(sources: readonly StackSource[], home: Place): (thing: Declared) => Place {
  const stacks = new Map(sources.filter(({ id }) => id !== '').map((each) => [each.id, each]));
  const declared = new Map(
    sources.flatMap((each) => ('declarations' in each ? each.declarations.map((one) => [one.physicalId, each] as const) : [])),
  );
  return ({ logicalId, physicalId }) => declared.get(physicalId) ?? stacks.get(stackOf(logicalId)) ?? home;
}
