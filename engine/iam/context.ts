import { derivedKeys, keyNamed, type RequestFacts } from './keys/index.ts';

/** The condition keys of a request: names in lower case, one value or several. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** What `context` says, with what the request itself tells where `context` is silent (contract: `decide`; facts:E58, E59, E63, E66). */
export function contextFrom(context: Readonly<Record<string, string | readonly string[]>>, facts: RequestFacts): RequestContext {
  const keys = new Map<string, readonly string[]>();
  const add = (given: Readonly<Record<string, string | readonly string[]>>): void => {
    for (const [key, value] of Object.entries(given)) keys.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  };
  add(derivedKeys(facts));
  add(context);
  return keys;
}

/** The value that a policy variable stands for; a multivalued key cannot be one (facts:E84). */
export function variableValue(context: RequestContext, key: string): string | undefined {
  const values = context.get(key);
  return values?.length === 1 && keyNamed(key)?.multivalued !== true ? values[0] : undefined;
}
