/** The stack in `stackId/LogicalId`, empty for a name without one; an address of Terraform may hold a slash in a key, and has no stack. */
export const stackOf = (name: string): string => /^([\w-]+)\//.exec(name)?.[1] ?? '';

/** The name without its stack. */
export const withoutStack = (name: string): string => {
  const stack = stackOf(name);
  return stack === '' ? name : name.slice(stack.length + 1);
};
