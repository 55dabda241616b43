/** `shares` brought to a sum of `total`: each as near to its share as whole numbers can be, ties in the order in which they are written. */
export function largestRemainder(
  shares: Readonly<Record<string, number | undefined>>,
  total: number,
): Readonly<Record<string, number>> {
  const entries = Object.entries(shares).map(([name, share]) => [name, share ?? 0] as const);
  const sum = entries.reduce((all, [, share]) => all + share, 0);
  const exact = entries.map(([name, share]) => ({ name, exact: sum === 0 ? 0 : (share * total) / sum }));
  const whole = exact.reduce((all, each) => all + Math.floor(each.exact), 0);
  const lucky = new Set(
    exact
      .toSorted((a, b) => (b.exact % 1) - (a.exact % 1))
      .slice(0, sum === 0 ? 0 : total - whole)
      .map((each) => each.name),
  );
  return Object.fromEntries(exact.map((each) => [each.name, Math.floor(each.exact) + Number(lucky.has(each.name))]));
}
