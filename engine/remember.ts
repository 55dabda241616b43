/**
 * `make`, which remembers what it made of the last texts: the same few are asked for again and again. It forgets all of them when
 * `most` are remembered. Only for what depends on the text alone and is not changed afterwards.
 */
export function remembering<T>(most: number, make: (text: string) => T): (text: string) => T {
  const made = new Map<string, { readonly value: T }>();
  return (text) => {
    const before = made.get(text);
    if (before !== undefined) return before.value;
    const value = make(text);
    if (made.size >= most) made.clear();
    made.set(text, { value });
    return value;
  };
}

/** What `make` makes, made at the first call and kept. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Like `once` for each thing that it is made of; kept as long as the function is. */
export function onceFor<K, T>(make: (of: K) => T): (of: K) => T {
  const made = new Map<K, T>();
  return (of) => {
    const before = made.get(of);
    if (before !== undefined) return before;
    const value = make(of);
    made.set(of, value);
    return value;
  };
}
