/** A graph by name: what each node needs. Names that are no nodes are left out. */
export type Needs = ReadonlyMap<string, readonly string[]>;

interface Visit {
  readonly name: string;
  readonly targets: readonly string[];
  readonly index: number;
  low: number;
  next: number;
  isWaiting: boolean;
}

/**
 * The groups of nodes that need each other, each group after what it needs: a group of one is no cycle unless the node needs itself.
 * Tarjan's algorithm with a stack of its own: a chain of references may be as long as a template.
 */
export function dependencyOrder(needs: Needs): readonly (readonly string[])[] {
  const groups: string[][] = [];
  const entered = new Map<string, Visit>();
  const waiting: Visit[] = [];
  const visits: Visit[] = [];
  const enter = (name: string, targets: readonly string[]) => {
    const visit = { name, targets, index: entered.size, low: entered.size, next: 0, isWaiting: true };
    entered.set(name, visit);
    waiting.push(visit);
    visits.push(visit);
  };
  for (const [start, own] of needs) {
    if (!entered.has(start)) enter(start, own);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = visit.targets[visit.next];
      visit.next += 1;
      if (target !== undefined) {
        const before = entered.get(target);
        const targets = before === undefined ? needs.get(target) : undefined;
        if (targets !== undefined) enter(target, targets);
        else if (before?.isWaiting === true) visit.low = Math.min(visit.low, before.index);
        continue;
      }
      visits.pop();
      const above = visits.at(-1);
      if (above !== undefined) above.low = Math.min(above.low, visit.low);
      if (visit.low === visit.index) groups.push(taken(visit, waiting));
    }
  }
  return groups;
}

/** What waits since `visit` began, which is one group. */
function taken(visit: Visit, waiting: Visit[]): string[] {
  const group: string[] = [];
  for (let last = waiting.pop(); last !== undefined; last = waiting.pop()) {
    last.isWaiting = false;
    group.push(last.name);
    if (last === visit) break;
  }
  return group.reverse();
}
