import type { Layout, PlacedSubnet } from './layout.ts';

/** Where on a map something happened: a thing by its name, where needed the subnet in which it stands, or a subnet's tag. */
export interface Place {
  readonly thing: string;
  readonly subnet?: string;
  readonly tag?: 'table' | 'acl' | 'group';
}

/** `side` is where there is room for a line: to the left of the point (-1) or to its right (1). */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly side: -1 | 1;
}

/** The point at which `place` is marked, beside what it names and never over it; undefined where the map does not show it. */
export function pointOf(layout: Layout, place: Place): Point | undefined {
  const subnets = layout.vpcs.flatMap((vpc) => vpc.subnets);
  if (place.tag === 'table' || place.tag === 'acl') {
    const subnet = subnets.find(({ it }) => it.id === place.thing);
    // In the gap between the tags and what stands below them, so that no line runs over a name.
    const y = subnet === undefined ? 0 : subnet.y + (layout.sizes.dense ? 40 : 43);
    return subnet === undefined
      ? undefined
      : place.tag === 'table'
        ? { x: subnet.x, y, side: -1 }
        : { x: subnet.x + subnet.width, y, side: 1 };
  }
  return chipPoint(subnets, place) ?? thingPoint(layout, subnets, place.thing) ?? edgePoint(layout, place.thing);
}

function chipPoint(subnets: readonly PlacedSubnet[], { thing, subnet, tag }: Place): Point | undefined {
  const home = subnets.filter(({ it }) => subnet === undefined || it.id === subnet);
  const chip = home.flatMap(({ chips }) => chips).find(({ it }) => it.id === thing);
  if (chip === undefined) return undefined;
  return {
    x: chip.x + chip.width,
    y: chip.height < 30 ? chip.y + chip.height / 2 : chip.y + (tag === 'group' ? chip.height - 7 : 9),
    side: 1,
  };
}

function thingPoint(layout: Layout, subnets: readonly PlacedSubnet[], thing: string): Point | undefined {
  const door = layout.vpcs.flatMap((vpc) => vpc.doors).find(({ it }) => it.id === thing);
  if (door !== undefined) return { x: door.x, y: door.y, side: door.it.side === 'left' ? -1 : 1 };
  const subnet = subnets.find(({ it }) => it.id === thing);
  if (subnet !== undefined) return { x: subnet.x + subnet.width, y: subnet.y + subnet.height - 10, side: 1 };
  const table = layout.vpcs.flatMap((vpc) => vpc.tables).find(({ it }) => it.id === thing);
  if (table !== undefined) return { x: table.x, y: table.y + table.height / 2, side: -1 };
  const bar = layout.transits.find(({ it }) => it.id === thing);
  if (bar !== undefined) return { x: bar.x + bar.width / 2, y: bar.y + 14, side: 1 };
  const vpc = layout.vpcs.find(({ it }) => it.id === thing);
  return vpc === undefined ? undefined : { x: vpc.x + vpc.width / 2, y: vpc.y, side: 1 };
}

function edgePoint(layout: Layout, thing: string): Point | undefined {
  const service = layout.services.find(({ it }) => it.id === thing || it.through.includes(thing));
  if (service !== undefined) return { x: service.x, y: service.y + service.height / 2, side: -1 };
  const neighbour = layout.neighbours.find(({ it }) => it.id === thing || it.hosts.includes(thing));
  return neighbour === undefined
    ? undefined
    : { x: neighbour.x + neighbour.width, y: neighbour.y + neighbour.height / 2, side: 1 };
}
