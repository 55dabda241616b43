/** The elements under what `nameOf` says of each, groups and elements in the order in which they come. */
export function grouped<T>(list: readonly T[], nameOf: (element: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const element of list) {
    const name = nameOf(element);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [element]);
    else group.push(element);
  }
  return groups;
}
