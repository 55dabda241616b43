import type { Draft } from './kind.ts';

/** Whether CloudFormation makes `later` only when `earlier` is there: it waits for it, or for something that does. Names, not ids. */
export function comesAfter({ needs }: Pick<Draft, 'needs'>, later: string, earlier: string): boolean {
  const seen = new Set<string>();
  const open = [later];
  for (let name = open.pop(); name !== undefined; name = open.pop())
    for (const each of needs.get(name) ?? []) {
      if (each === earlier) return true;
      if (seen.has(each)) continue;
      seen.add(each);
      open.push(each);
    }
  return false;
}

/** Of two things that take one name: whether `later` is made after the other; what the world has is there first. */
export function isSecond(draft: Pick<Draft, 'needs' | 'world'>, later: string, earlier: string): boolean {
  const { existing } = draft.world;
  const [laterIsThere, earlierIsThere] = [existing.includes(later), existing.includes(earlier)];
  return laterIsThere === earlierIsThere ? comesAfter(draft, later, earlier) : earlierIsThere;
}
