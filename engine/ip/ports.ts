/** Ports from `from` to `to`, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const ALL_PORTS: PortRange = { from: 0, to: 65535 };

/** The range of one port. */
export const onePort = (port: number): PortRange => ({ from: port, to: port });

/** The ports that both ranges hold, or undefined. */
export function intersection(a: PortRange, b: PortRange): PortRange | undefined {
  const range = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return range.from <= range.to ? range : undefined;
}

/** What is left of `ranges` without `taken`; ascending where `ranges` are. */
export function without(ranges: readonly PortRange[], taken: PortRange): readonly PortRange[] {
  return ranges.flatMap((range) => {
    const shared = intersection(range, taken);
    if (shared === undefined) return [range];
    const below = { from: range.from, to: shared.from - 1 };
    const above = { from: shared.to + 1, to: range.to };
    return [below, above].filter((part) => part.from <= part.to);
  });
}

/** `443` or `1024-65535`. */
export const formatPorts = (range: PortRange): string =>
  range.from === range.to ? `${range.from}` : `${range.from}-${range.to}`;

/** The range that `formatPorts` writes as `text`, or undefined. */
export function parsePorts(text: string): PortRange | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const from = Number(match[1]);
  return { from, to: match[2] === undefined ? from : Number(match[2]) };
}

/** Whether a number is a port that TCP and UDP have. */
export const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;
