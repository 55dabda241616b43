import type { Id, Origin } from './model.ts';

/** The thing with this id; an id that the network does not hold is our own mistake. */
export function known<T>(map: ReadonlyMap<Id, T>, id: Id): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`the network has no ${id}`);
  return found;
}

/** The learner's name of a thing, or its AWS id where it has none. */
export const nameOf = (origin: Origin): string => origin.logicalId ?? origin.id;
