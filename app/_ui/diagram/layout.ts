import type {
  Drawing,
  DrawnChip,
  DrawnDoor,
  DrawnNeighbour,
  DrawnService,
  DrawnSubnet,
  DrawnTable,
  DrawnVpc,
} from './drawing.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export type Placed<T> = Box & { readonly it: T };

export interface PlacedVpc extends Placed<DrawnVpc> {
  readonly zones: readonly (Box & { readonly name: string })[];
  readonly subnets: readonly (Placed<DrawnSubnet> & { readonly chips: readonly Placed<DrawnChip>[] })[];
  readonly tables: readonly Placed<DrawnTable>[];
  readonly doors: readonly (Placed<DrawnDoor> & { readonly drops: readonly { readonly x: number; readonly to: number }[] })[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly vpcs: readonly PlacedVpc[];
  readonly neighbours: readonly Placed<DrawnNeighbour>[];
  readonly services: readonly Placed<DrawnService>[];
}

export const SIZES = {
  edge: 96,
  gap: 56,
  column: 168,
  between: 10,
  pad: 12,
  chip: 38,
  title: 32,
  zone: 22,
  table: 26,
  row: 26,
} as const;
const SIDE_ROW = 20;
/** Gateway endpoints wear their name inside the border, so the right edge stands closer. */
const RIGHT_GAP = 32;

/** Where everything of `drawing` stands. Zones are columns, subnets rows; the same drawing gives the same layout each time. */
export function layoutOf(drawing: Drawing): Layout {
  const left = drawing.neighbours.length > 0 ? SIZES.edge + SIZES.gap : 1;
  const vpcs: PlacedVpc[] = [];
  let top = 1;
  for (const vpc of drawing.vpcs) {
    const placed = placeVpc(vpc, left, top);
    vpcs.push(placed);
    top = placed.y + placed.height + SIZES.pad;
  }
  const inner = Math.max(SIZES.column, ...vpcs.map((vpc) => vpc.width));
  const wide = vpcs.map((vpc) => ({ ...vpc, width: inner, doors: vpc.doors.map((door) => widened(door, left + inner)) }));
  const doors = wide.flatMap((vpc) => vpc.doors);
  const neighbours = stacked(drawing.neighbours, doors, 0, (it) => 32 + it.hosts.length * SIDE_ROW);
  const right = left + inner + RIGHT_GAP;
  const services = stacked(drawing.services, doors, right, (it) => 32 + it.through.length * SIDE_ROW);
  const bottoms = [...wide, ...neighbours, ...services].map((box) => box.y + box.height);
  const width = drawing.services.length > 0 ? right + SIZES.edge + 1 : left + inner + 1;
  return { width, height: Math.max(40, ...bottoms) + 1, vpcs: wide, neighbours, services };
}

function placeVpc(vpc: DrawnVpc, x: number, y: number): PlacedVpc {
  const { pad, column, between, title, zone: zoneTitle } = SIZES;
  const top = y + title + zoneTitle;
  const rows = Math.max(0, ...vpc.zones.map((zone) => zone.subnets.length));
  const heights = Array.from({ length: rows }, (_, row) =>
    Math.max(0, ...vpc.zones.map((zone) => subnetHeight(zone.subnets[row]))),
  );
  const yOfRow = (row: number) => top + heights.slice(0, row).reduce((sum, height) => sum + height + between, 0);
  const bottom = yOfRow(rows);
  const xOf = (index: number) => x + pad + index * (column + between);
  const zones = vpc.zones.map((zone, index) => ({
    name: zone.name,
    x: xOf(index),
    y: y + title,
    width: column,
    height: bottom - y - title,
  }));
  const subnets = vpc.zones.flatMap((zone, index) =>
    zone.subnets.map((it, row) => placeSubnet(it, { x: xOf(index), y: yOfRow(row), width: column, height: heights[row] ?? 0 })),
  );
  const columns = Math.max(1, vpc.zones.length, Math.ceil(vpc.tables.length / 2));
  const width = pad * 2 + columns * column + (columns - 1) * between;
  const strip = placeStrip(vpc, { x, y: bottom, width });
  const leftRows = strip.doors.filter((door) => door.it.side === 'left').length;
  const height = Math.max(strip.bottom, y + title + zoneTitle + leftRows * SIZES.row + pad) - y;
  return { it: vpc, x, y, width, height, zones, subnets, tables: strip.tables, doors: strip.doors };
}

const subnetHeight = (subnet: DrawnSubnet | undefined): number =>
  subnet === undefined ? 0 : 50 + subnet.chips.length * (SIZES.chip + 4) + 4;

function placeSubnet(it: DrawnSubnet, box: Box): PlacedVpc['subnets'][number] {
  const chips = it.chips.map((chip, index) => ({
    it: chip,
    x: box.x + 8,
    y: box.y + 48 + index * (SIZES.chip + 4),
    width: box.width - 16,
    height: SIZES.chip,
  }));
  return { it, ...box, chips };
}

/** Below the subnets: a line for each gateway endpoint with a drop to each table that knows it, and the tables themselves. */
function placeStrip(vpc: DrawnVpc, at: { readonly x: number; readonly y: number; readonly width: number }) {
  const { pad, row, table, between } = SIZES;
  const right = vpc.doors.filter((door) => door.side === 'right');
  const left = vpc.doors.filter((door) => door.side === 'left');
  const tablesTop = at.y + (right.length > 0 ? 10 + right.length * row : 6);
  const count = Math.max(1, vpc.tables.length);
  const width = Math.min(120, (at.width - pad * 2 - (count - 1) * between) / count);
  const tables = vpc.tables.map((it, index) => ({
    it,
    x: at.x + pad + index * (width + between),
    y: tablesTop,
    width,
    height: table,
  }));
  const rightDoors = right.map((it, index) => {
    const y = at.y + 18 + index * row;
    const joined = tables.filter((placed) => it.tables.includes(placed.it.id));
    const drops = joined.map((placed) => ({
      x: placed.x + placed.width / 2 + (index - (right.length - 1) / 2) * 12,
      to: placed.y,
    }));
    return { it, x: at.x + at.width, y, width: 0, height: 0, drops };
  });
  const leftDoors = left.map((it, index) => ({
    it,
    x: at.x,
    y: vpcDoorTop(at.y, vpc) + index * row,
    width: 0,
    height: 0,
    drops: [],
  }));
  return { tables, doors: [...leftDoors, ...rightDoors], bottom: tablesTop + (vpc.tables.length > 0 ? table : 0) + pad };
}

/** Left doors begin beside the first row of subnets. */
function vpcDoorTop(bottom: number, vpc: DrawnVpc): number {
  const rows = Math.max(0, ...vpc.zones.map((zone) => zone.subnets.length));
  const height = Array.from({ length: rows }, (_, row) =>
    Math.max(0, ...vpc.zones.map((zone) => subnetHeight(zone.subnets[row]))),
  ).reduce((sum, each) => sum + each + SIZES.between, 0);
  return bottom - height + 18;
}

const widened = (door: PlacedVpc['doors'][number], right: number) => (door.it.side === 'right' ? { ...door, x: right } : door);

/** Things of an edge, each beside the first door that opens to it where there is room, otherwise below the one before. */
function stacked<T extends { readonly id: string }>(
  things: readonly T[],
  doors: readonly Placed<DrawnDoor>[],
  x: number,
  heightOf: (it: T) => number,
): readonly Placed<T>[] {
  const wanted = things
    .map((it) => ({ it, y: (doors.find((door) => door.it.to === it.id)?.y ?? Number.MAX_SAFE_INTEGER) - 16 }))
    .toSorted((a, b) => a.y - b.y);
  let free = 1;
  return wanted.map(({ it, y }) => {
    const height = heightOf(it);
    const top = Math.max(free, y > 1e6 ? free : y);
    free = top + height + 12;
    return { it, x, y: top, width: SIZES.edge, height };
  });
}
