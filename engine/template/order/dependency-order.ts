/** A graph by name: what each node needs. Names that are no nodes are left out. */
export type Needs = ReadonlyMap<string, readonly string[]>;

interface Visit {
  readonly name: string;
  next: number;
}

/**
 * The groups of nodes that need each other, each group after what it needs: a group of one is no cycle unless the node needs itself.
 * Tarjan's algorithm with a stack of its own: a chain of references may be as long as a template.
 */
export function dependencyOrder(needs: Needs): readonly (readonly string[])[] {
  const groups: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const waiting: string[] = [];
  const inside = new Set<string>();
  const visits: Visit[] = [];
  const enter = (name: string) => {
    low.set(name, index.size);
    index.set(name, index.size);
    waiting.push(name);
    inside.add(name);
    visits.push({ name, next: 0 });
  };
  const lower = (name: string, to: number | undefined) => low.set(name, Math.min(low.get(name) ?? 0, to ?? 0));
  for (const start of needs.keys()) {
    if (!index.has(start)) enter(start);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { name } = visit;
      const target = needs.get(name)?.[visit.next];
      visit.next += 1;
      if (target !== undefined) {
        if (needs.has(target) && !index.has(target)) enter(target);
        else if (inside.has(target)) lower(name, index.get(target));
        continue;
      }
      visits.pop();
      const above = visits.at(-1);
      if (above !== undefined) lower(above.name, low.get(name));
      if (low.get(name) === index.get(name)) groups.push(taken(name, waiting, inside));
    }
  }
  return groups;
}

/** What waits since `name` began, which is one group. */
function taken(name: string, waiting: string[], inside: Set<string>): string[] {
  const group = waiting.splice(waiting.lastIndexOf(name));
  for (const each of group) inside.delete(each);
  return group;
}
