import type { DrawnChip, DrawnDoor, DrawnSubnet, DrawnTable, DrawnVpc } from './drawing.ts';
import { type Sizes, WIDE } from './sizes.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export type Placed<T> = Box & { readonly it: T };

export type PlacedDoor = Placed<DrawnDoor> & { readonly drops: readonly { readonly x: number; readonly to: number }[] };
export type PlacedSubnet = Placed<DrawnSubnet> & { readonly chips: readonly Placed<DrawnChip>[] };

export interface PlacedVpc extends Placed<DrawnVpc> {
  readonly zones: readonly (Box & { readonly name: string })[];
  readonly subnets: readonly PlacedSubnet[];
  readonly tables: readonly Placed<DrawnTable>[];
  readonly doors: readonly PlacedDoor[];
  /** Lines that hold the interfaces of one endpoint or load balancer together. */
  readonly brackets: readonly { readonly id: string; readonly path: string }[];
}

const BETWEEN = 12;
export const PAD = 12;
const TITLE = 32;
const ZONE = 22;
const TABLE = 26;
const ROW = 26;
const CHIP_GAP = 4;
/** So many tables may widen a narrow VPC. */
const FEW_TABLES = 3;

/** Where everything of `vpc` stands when its corner is at `x`, `y`. Zones are columns, subnets rows. */
export function placeVpc(vpc: DrawnVpc, x: number, y: number, sizes: Sizes): PlacedVpc {
  const top = y + TITLE + ZONE;
  const rows = Math.max(0, ...vpc.zones.map((zone) => zone.subnets.length));
  const heights = Array.from({ length: rows }, (_, row) =>
    Math.max(0, ...vpc.zones.map((zone) => subnetHeight(zone.subnets[row], sizes))),
  );
  const yOfRow = (row: number) => top + heights.slice(0, row).reduce((sum, height) => sum + height + BETWEEN, 0);
  const bottom = yOfRow(rows);
  const xOf = (index: number) => x + PAD + index * (sizes.column + BETWEEN);
  const zones = vpc.zones.map((zone, index) => ({
    ...{ name: zone.name, x: xOf(index), y: y + TITLE },
    ...{ width: sizes.column, height: bottom - y - TITLE - BETWEEN },
  }));
  const subnets = vpc.zones.flatMap((zone, index) =>
    zone.subnets.map((it, row) => {
      const box = { x: xOf(index), y: yOfRow(row), width: sizes.column, height: heights[row] ?? 0 };
      return placeSubnet(it, box, sizes);
    }),
  );
  const columns = Math.max(1, vpc.zones.length, Math.ceil(vpc.tables.length / 2));
  const titled = 50 + vpc.id.length * WIDE.name + vpc.cidr.length * WIDE.note;
  const few = Math.min(vpc.tables.length, FEW_TABLES);
  const tabled = PAD * 2 + few * Math.min(namedTable(vpc), 154) + Math.max(0, few - 1) * BETWEEN;
  const width = Math.max(PAD * 2 + columns * sizes.column + (columns - 1) * BETWEEN, tabled, Math.min(titled, 300));
  const strip = placeStrip(vpc, { x, y: bottom, width });
  const leftRows = vpc.doors.filter((door) => door.side === 'left').length;
  const height = Math.max(strip.bottom, top + leftRows * ROW + PAD) - y;
  const left = vpc.doors.filter((door) => door.side === 'left');
  const doors = [...left.map((it, index) => doorAt(it, x, top + 18 + index * ROW)), ...strip.doors];
  return { ...{ it: vpc, x, y, width, height, zones, subnets }, tables: strip.tables, doors, brackets: bracketsOf(subnets) };
}

const doorAt = (it: DrawnDoor, x: number, y: number): PlacedDoor => ({ it, x, y, width: 0, height: 0, drops: [] });

const subnetHeight = (subnet: DrawnSubnet | undefined, { head, chip }: Sizes): number =>
  subnet === undefined ? 0 : head + subnet.chips.length * (chip + CHIP_GAP) + 4;

function placeSubnet(it: DrawnSubnet, box: Box, { head, chip }: Sizes): PlacedSubnet {
  const chips = it.chips.map((each, index) => ({
    ...{ it: each, x: box.x + 8, y: box.y + head + index * (chip + CHIP_GAP) },
    ...{ width: box.width - 16, height: chip },
  }));
  return { it, ...box, chips };
}

/** The width in which the longest name of a route table can be read. */
const namedTable = ({ tables }: DrawnVpc): number => 32 + Math.max(0, ...tables.map(({ id }) => id.length)) * WIDE.small;

/** Below the subnets: a line for each door to the right with a drop to each table that knows it, and the tables themselves. */
function placeStrip(vpc: DrawnVpc, at: { readonly x: number; readonly y: number; readonly width: number }) {
  const right = vpc.doors.filter((door) => door.side === 'right');
  const tablesTop = at.y + (right.length > 0 ? 10 + right.length * ROW : 4);
  const count = Math.max(1, vpc.tables.length);
  const width = Math.min(Math.max(130, namedTable(vpc)), (at.width - PAD * 2 - (count - 1) * BETWEEN) / count);
  const tables = vpc.tables.map((it, index) => ({
    ...{ it, x: at.x + PAD + index * (width + BETWEEN), y: tablesTop },
    ...{ width, height: TABLE },
  }));
  const doors = right.map((it, index): PlacedDoor => {
    const joined = tables.filter((placed) => it.tables.includes(placed.it.id));
    const drops = joined.map((placed) => ({
      x: placed.x + placed.width / 2 + (index - (right.length - 1) / 2) * 12,
      to: placed.y,
    }));
    return { ...doorAt(it, at.x + at.width, at.y + 18 + index * ROW), drops };
  });
  return { tables, doors, bottom: tablesTop + (vpc.tables.length > 0 ? TABLE : 0) + PAD };
}

/** From each interface of one thing to its next: beside each other through the gap, below each other along the left. */
function bracketsOf(subnets: readonly PlacedSubnet[]): PlacedVpc['brackets'] {
  const chips = subnets
    .flatMap((subnet) => subnet.chips)
    .filter(({ it }) => it.kind === 'interface-endpoint' || it.kind === 'load-balancer');
  const ids = [...new Set(chips.map(({ it }) => it.id))].toSorted();
  return ids.flatMap((id, lane) => {
    const own = chips.filter(({ it }) => it.id === id).toSorted((a, b) => a.x - b.x || a.y - b.y);
    return own.slice(1).map((to, index) => ({ id, path: bracket(own[index] ?? to, to, lane % 3) }));
  });
}

function bracket(from: Box, to: Box, lane: number): string {
  const [fromY, toY] = [from.y + from.height / 2, to.y + to.height / 2];
  if (from.x === to.x) return `M${from.x} ${fromY}h-5V${toY}h5`;
  const turn = to.x - 8 - BETWEEN / 2 - 3 + lane * 3;
  return `M${from.x + from.width} ${fromY}H${turn}V${toY}H${to.x}`;
}
