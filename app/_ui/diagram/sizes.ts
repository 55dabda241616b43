import type { Drawing, DrawnChip, DrawnSubnet } from './drawing.ts';

/** Measures of a map. A dense one says less in each box, so that many subnets stay readable. */
export interface Sizes {
  readonly dense: boolean;
  readonly column: number;
  readonly chip: number;
  readonly head: number;
  /** The width of what stands at the left and the right edge. */
  readonly edge: number;
  /** Room beside a border for the name of a door in it. */
  readonly door: number;
}

/** Pixels that one character takes in the three sizes of text; the map's type has one width. */
export const WIDE = { name: 7.8, small: 7.2, note: 6.7 } as const;

/** How many characters fit into `width`. */
export const fitting = (width: number, size: keyof typeof WIDE): number => Math.max(1, Math.floor(width / WIDE[size]));

const ROOMY = { dense: false, column: 172, chip: 38, head: 48, edge: 120, door: 58 };
const DENSE = { dense: true, column: 156, chip: 20, head: 42, edge: 120, door: 50 };
/** Above this many subnets a map is dense. */
const MANY_SUBNETS = 16;
/** A box grows by steps, so that a letter more in a name seldom moves the map, and no further than this: then the name is cut. */
const STEP = 24;
const GROWTH = 3;

/** The measures with which the names of `drawing` can be read. */
export function sizesFor({ vpcs, neighbours, services }: Drawing): Sizes {
  const subnets = vpcs.flatMap((vpc) => vpc.zones.flatMap((zone) => zone.subnets));
  const usual = subnets.length > MANY_SUBNETS ? DENSE : ROOMY;
  const columns = subnets.flatMap((subnet) => [headOf(subnet), ...subnet.chips.map((chip) => chipOf(chip, usual.dense))]);
  const edges = [
    ...neighbours.flatMap((it) => [titleOf(it.title), ...it.hosts.map(lineOf)]),
    ...services.flatMap((it) => [titleOf(it.title), ...it.through.map((id) => lineOf(`via ${id}`))]),
  ];
  const doors = vpcs.flatMap((vpc) => vpc.doors.filter(isOutside).map(({ id }) => id.length * WIDE.small));
  return {
    ...usual,
    column: grown(usual.column, columns),
    edge: grown(usual.edge, edges),
    door: grown(usual.door, doors),
  };
}

/** Whether a door's name stands outside the border: a service's door has a line inside to write it on. */
export const isOutside = ({ kind }: Drawing['vpcs'][number]['doors'][number]): boolean =>
  kind !== 'gateway-endpoint' && kind !== 'endpoint-service';

function grown(usual: number, wanted: readonly number[]): number {
  const steps = Math.ceil((Math.max(usual, ...wanted) - usual) / STEP);
  return usual + Math.min(steps, GROWTH) * STEP;
}

const titleOf = (title: string): number => 33 + title.length * WIDE.name;
const lineOf = (line: string): number => 18 + line.length * WIDE.small;

function headOf({ id, cidr, table, acl }: DrawnSubnet): number {
  const named = 24 + id.length * WIDE.name + cidr.length * WIDE.note;
  const tagged = 28 + table.length * WIDE.small;
  return Math.max(named, acl === undefined ? tagged : 2 * Math.max(tagged, 28 + acl.length * WIDE.small));
}

const chipOf = ({ id, note }: DrawnChip, dense: boolean): number =>
  Math.max(50 + id.length * WIDE.small, dense ? 0 : 34 + note.length * WIDE.note);
