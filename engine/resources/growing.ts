import type { Id } from '../network/model.ts';

interface Groups<K> {
  readonly entries: Iterator<readonly [Id, unknown]>;
  seen: number;
  readonly ids: Map<K, Id[]>;
}

/** The values of a map under one of their keys: as `growingIds`, with what stands under those ids now. */
export function growingIndex<K, T>(keyOf: (value: T) => K): (map: ReadonlyMap<Id, T>, key: K) => readonly T[] {
  const idsOf = growingIds(keyOf);
  return (map, key) => idsOf(map, key).flatMap((id) => map.get(id) ?? []);
}

/**
 * The ids of what a map holds under one of its keys, in the order of the map, without reading all of it again each time. For the maps of a
 * draft: things are added to them and replaced, never taken out, and a thing that replaces another keeps its key.
 */
export function growingIds<K, T>(keyOf: (value: T) => K): (map: ReadonlyMap<Id, T>, key: K) => readonly Id[] {
  const made = new WeakMap<ReadonlyMap<Id, T>, Groups<K>>();
  return (map, key) => {
    const groups = made.get(map) ?? { entries: map.entries(), seen: 0, ids: new Map<K, Id[]>() };
    made.set(map, groups);
    // Never asked for more than there is: an iterator that has come to its end does not see what is added later.
    for (; groups.seen < map.size; groups.seen += 1) {
      const { value } = groups.entries.next();
      const [id, thing] = value as readonly [Id, T];
      const own = groups.ids.get(keyOf(thing));
      if (own === undefined) groups.ids.set(keyOf(thing), [id]);
      else own.push(id);
    }
    return groups.ids.get(key) ?? [];
  };
}
