import type { Drawing, DrawnNeighbour, DrawnService, DrawnTransit } from './drawing.ts';
import { PAD, type Placed, type PlacedDoor, type PlacedVpc, placeVpc } from './layout-vpc.ts';
import { isOutside, type Sizes, sizesFor } from './sizes.ts';

export type { Box, Placed, PlacedSubnet, PlacedVpc } from './layout-vpc.ts';

/** A line between two things: doors and what they open to. `id` is the door's. */
export interface Way {
  readonly id: string;
  readonly path: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly sizes: Sizes;
  readonly region: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly vpcs: readonly PlacedVpc[];
  readonly transits: readonly Placed<DrawnTransit>[];
  readonly neighbours: readonly Placed<DrawnNeighbour>[];
  readonly services: readonly Placed<DrawnService>[];
  readonly ways: readonly Way[];
  /** Where a line to the edge would cross other VPCs, the name of what a door opens to stands beside it instead. */
  readonly stubs: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly text: string;
    readonly side: 'left' | 'right';
  }[];
}

const SIDE_ROW = 20;
const LANE = 26;
const REGION_TOP = 26;
/** From this many VPCs on a map has two columns. */
const MANY_VPCS = 3;

/** Where everything of `drawing` stands. The same drawing gives the same layout each time. */
export function layoutOf(drawing: Drawing): Layout {
  const sizes = sizesFor(drawing);
  return drawing.vpcs.length >= MANY_VPCS ? inColumns(drawing, sizes) : inOne(drawing, sizes);
}

/** One VPC below the other; transit gateways and peerings stand in the gap at their left. */
function inOne(drawing: Drawing, sizes: Sizes): Layout {
  const links = linksOf(drawing);
  const edge = drawing.neighbours.length > 0 ? sizes.edge + 40 : 10;
  const regionX = edge - 8;
  const named = drawing.vpcs.some((vpc) => vpc.doors.some((door) => door.side === 'left' && isOutside(door)));
  const beside = named ? sizes.door + 14 : 30;
  const gap = drawing.transits.length * (LANE + 10) + links.length * LANE;
  // Where nothing stands in the gap, a name may reach over the border of the Region into the room before the edge.
  const left = edge + PAD + (gap > 0 || drawing.neighbours.length === 0 ? gap + beside : Math.max(30, beside - 40));
  const vpcs = evenWidths(below(drawing, left, REGION_TOP + 12, sizes));
  const inner = Math.max(sizes.column, ...vpcs.map((vpc) => vpc.width));
  const regionEnd = left + inner + 26;
  const transits = barsAt(drawing.transits, vpcs, edge + PAD);
  const bottom = Math.max(60, ...vpcs.map((vpc) => vpc.y + vpc.height)) + PAD;
  const doors = vpcs.flatMap((vpc) => vpc.doors);
  const neighbours = stacked(drawing.neighbours, doors, { x: 1, width: sizes.edge }, (it) => 32 + it.hosts.length * SIDE_ROW);
  const services = stacked(
    drawing.services,
    doors,
    { x: regionEnd + 24, width: sizes.edge },
    (it) => 32 + it.through.length * SIDE_ROW,
  );
  const ways = [
    ...edgeWays(vpcs, [...neighbours, ...services]),
    ...barWays(vpcs, transits),
    ...linkWays(vpcs, links, left - beside),
  ];
  const bottoms = [bottom, ...[...neighbours, ...services].map((box) => box.y + box.height)];
  return {
    width: services.length > 0 ? regionEnd + 24 + sizes.edge + 1 : regionEnd + 1,
    height: Math.max(...bottoms) + 1,
    sizes,
    region: { x: regionX, y: 1, width: regionEnd - regionX, height: bottom - 1 },
    ...{ vpcs, transits, neighbours, services, ways, stubs: [] },
  };
}

/** Two columns of VPCs with the transit gateways between them; what a door opens to is written beside it. */
function inColumns(drawing: Drawing, sizes: Sizes): Layout {
  const edge = drawing.neighbours.length > 0 ? sizes.edge + 24 : 10;
  const stub = Math.max(80, sizes.door + 22);
  const outer = (vpcs: Drawing['vpcs'] | undefined, side: 'left' | 'right') =>
    (vpcs ?? []).some((vpc) => vpc.doors.some((door) => door.side === side && !isBetween(drawing, door))) ? stub : PAD * 2;
  const [lefts, rights] = [0, 1].map((side) => drawing.vpcs.filter((_, index) => index % 2 === side));
  const first = edge + outer(lefts, 'left');
  const facing = (vpcs: Drawing['vpcs'] | undefined, side: 'left' | 'right') =>
    (vpcs ?? []).map((vpc) => ({
      ...vpc,
      doors: vpc.doors.map((door) => (isBetween(drawing, door) ? { ...door, side } : door)),
    }));
  const one = evenWidths(below({ vpcs: facing(lefts, 'right') }, first, REGION_TOP + 12, sizes));
  const middle = first + Math.max(sizes.column, ...one.map((vpc) => vpc.width)) + stub;
  const bars = drawing.transits.length * (LANE + 10);
  const second = middle + bars + stub;
  const two = evenWidths(below({ vpcs: facing(rights, 'left') }, second, REGION_TOP + 12, sizes));
  const vpcs = [...one, ...two];
  const transits = barsAt(drawing.transits, vpcs, middle);
  const regionEnd = Math.max(second, ...two.map((vpc) => vpc.x + vpc.width)) + outer(rights, 'right');
  const bottom = Math.max(...vpcs.map((vpc) => vpc.y + vpc.height)) + PAD;
  const regionX = edge - 8;
  const neighbours = stacked(drawing.neighbours, [], { x: 1, width: sizes.edge }, (it) => 32 + it.hosts.length * SIDE_ROW);
  const services = stacked(
    drawing.services,
    [],
    { x: regionEnd + 16, width: sizes.edge },
    (it) => 32 + it.through.length * SIDE_ROW,
  );
  const ways = barWays(vpcs, transits);
  return {
    width: services.length > 0 ? regionEnd + 16 + sizes.edge + 1 : regionEnd + 1,
    height: Math.max(bottom, ...[...neighbours, ...services].map((box) => box.y + box.height)) + 1,
    sizes,
    region: { x: regionX, y: 1, width: regionEnd - regionX, height: bottom - 1 },
    ...{ vpcs, transits, neighbours, services, ways, stubs: stubsOf(vpcs, ways, drawing) },
  };
}

const isBetween = (drawing: Drawing, door: PlacedDoor['it']): boolean =>
  (door.kind === 'transit-gateway' && drawing.transits.some(({ id }) => id === door.to)) ||
  (door.kind === 'peering-connection' && drawing.vpcs.some(({ id }) => id === door.to));

function below({ vpcs }: Pick<Drawing, 'vpcs'>, x: number, from: number, sizes: Sizes): readonly PlacedVpc[] {
  let top = from;
  return vpcs.map((vpc) => {
    const placed = placeVpc(vpc, x, top, sizes);
    top = placed.y + placed.height + 20;
    return placed;
  });
}

/** VPCs of one column, as wide as the widest, with their right doors in their border. */
function evenWidths(vpcs: readonly PlacedVpc[]): readonly PlacedVpc[] {
  const width = Math.max(0, ...vpcs.map((vpc) => vpc.width));
  return vpcs.map((vpc) => ({
    ...vpc,
    width,
    doors: vpc.doors.map((door) => (door.it.side === 'right' ? { ...door, x: vpc.x + width } : door)),
  }));
}

/** A transit gateway as a bar along its VPCs. */
function barsAt(transits: readonly DrawnTransit[], vpcs: readonly PlacedVpc[], x: number): readonly Placed<DrawnTransit>[] {
  return transits.map((it, index) => {
    const doors = vpcs.flatMap((vpc) => vpc.doors.filter((door) => door.it.to === it.id));
    const [top, bottom] = [Math.min(...doors.map((door) => door.y)), Math.max(...doors.map((door) => door.y))];
    const y = doors.length === 0 ? REGION_TOP + 12 : top - 40;
    return { it, x: x + index * (LANE + 10), y, width: LANE, height: doors.length === 0 ? 90 : Math.max(90, bottom - top + 80) };
  });
}

const barWays = (vpcs: readonly PlacedVpc[], bars: readonly Placed<DrawnTransit>[]): readonly Way[] =>
  vpcs.flatMap((vpc) =>
    vpc.doors.flatMap((door) => {
      const bar = bars.find((each) => each.it.id === door.it.to);
      if (bar === undefined) return [];
      return [{ id: door.it.id, path: `M${door.x} ${door.y}H${bar.x < door.x ? bar.x + bar.width : bar.x}` }];
    }),
  );

/** Peerings between two VPCs that are both drawn, each once. */
const linksOf = (drawing: Drawing): readonly string[] => [
  ...new Set(
    drawing.vpcs.flatMap((vpc) =>
      vpc.doors.filter((door) => door.kind === 'peering-connection' && isBetween(drawing, door)).map(({ id }) => id),
    ),
  ),
];

const linkWays = (vpcs: readonly PlacedVpc[], links: readonly string[], x: number): readonly Way[] =>
  links.flatMap((id, index) => {
    const [from, to] = vpcs.flatMap((vpc) => vpc.doors.filter((door) => door.it.id === id));
    if (from === undefined || to === undefined) return [];
    return [{ id, path: `M${from.x} ${from.y}H${x - index * LANE}V${to.y}H${to.x}` }];
  });

/** The lines from doors to what they open to at the edges. */
function edgeWays(vpcs: readonly PlacedVpc[], ends: readonly Placed<{ readonly id: string }>[]): readonly Way[] {
  return vpcs.flatMap((vpc) =>
    vpc.doors.flatMap((door, index) => {
      const end = ends.find((each) => each.it.id === door.it.to);
      if (end === undefined) return [];
      const atLeft = door.it.side === 'left';
      const x = atLeft ? end.x + end.width : end.x;
      const y = Math.min(Math.max(door.y, end.y + 14), end.y + end.height - 8);
      const turn = atLeft ? x + 12 + (index % 3) * 4 : x - 12 - (index % 3) * 4;
      return [{ id: door.it.id, path: `M${door.x} ${door.y}H${turn}V${y}H${x}` }];
    }),
  );
}

function stubsOf(vpcs: readonly PlacedVpc[], ways: readonly Way[], drawing: Drawing): Layout['stubs'] {
  const titles = new Map([...drawing.neighbours, ...drawing.services].map(({ id, title }) => [id, title]));
  return vpcs.flatMap((vpc) =>
    vpc.doors
      .filter((door) => !ways.some((way) => way.id === door.it.id))
      .map((door) => ({
        id: `${vpc.it.id}/${door.it.id}`,
        x: door.x,
        y: door.y,
        text: titles.get(door.it.to) ?? door.it.to,
        side: door.it.side,
      })),
  );
}

/** Things of an edge, each beside the first door that opens to it where there is room, otherwise below the one before. */
function stacked<T extends { readonly id: string }>(
  things: readonly T[],
  doors: readonly PlacedDoor[],
  column: { readonly x: number; readonly width: number },
  heightOf: (it: T) => number,
): readonly Placed<T>[] {
  const wanted = things
    .map((it) => ({ it, y: (doors.find((door) => door.it.to === it.id)?.y ?? Number.MAX_SAFE_INTEGER) - 16 }))
    .toSorted((a, b) => a.y - b.y);
  let free = REGION_TOP + 12;
  return wanted.map(({ it, y }) => {
    const height = heightOf(it);
    const top = Math.max(free, y > 1e6 ? free : y);
    free = top + height + 12;
    return { it, ...column, y: top, height };
  });
}
